/** For leads: who left the organisation, who came back, who is new. */
export const people = {
  leftTitle: (name: string) => `${name} has left`,
  why: {
    deleted: 'Their account in Entra was deleted.',
    disabled: 'Their account in Entra may no longer sign in.',
    group: 'They are no longer in the group in Entra from which Swarm knows who is in support.',
  },
  notAsked:
    'They are neither proposed nor asked any more. Swarms that had asked them, or in which they were, look for others.',
  coordinates: (name: string) => `${name} still coordinates these running swarms. Hand each over to somebody:`,
  ownCases: (name: string) =>
    `${name} coordinated the swarms of these cases of yours. Take them over, or hand them over:`,
  owned: (name: string) => `Who owns what ${name} owned?`,
  stillOwned: (names: string) => `still owned by ${names}`,
  nobodyOwns: 'no owner any more',
  leaveOpen: 'Leave open for now',
  heir: (name: string, level: number) => `${name} (level ${level})`,
  noHeir: 'Nobody else has level 3 or more in it.',
  save: 'Save the owners',
  ownedBy: (name: string, by: string) => `${name} owns it now (decided by ${by})`,
  staysOpen: (by: string) => `left open (by ${by})`,
  mistake: (until: string) =>
    `A mistake, or are they coming back? Until ${until}, one press gives them back all they had.`,
  bringBack: (name: string) => `Bring ${name} back`,
  backTitle: (name: string) => `${name} is back`,
  backLine: (until: string) =>
    `Entra shows them again. One press gives them back their skills, hours, shifts and what they owned, as it was; after ${until} that is erased.`,
  broughtBack: (name: string) => `${name} is back in the registry, with all they had.`,
  tooLate: 'That is over: what they had is erased, or they are back already.',
  othersDecide: (name: string) => `${name} has left. Other leads decide by now what becomes of what they owned.`,
  coordinatesNone: (name: string) => `${name} coordinates none of these swarms any more.`,
  saved: 'Saved.',
  savedAlready: 'That was decided already.',
  notYours: 'This is for the leads of their team.',
  youOwn: (technologies: string, by: string) =>
    `From now on you own ${technologies}: ${by} has decided so. If that is not right, tell them, or change it with /swarm skills.`,
  joinedTitle: (name: string) => `${name} is new`,
  joinedLine: 'They have just got their account, and report to you.',
  joinedTeam: (team: string) => `They have just come to ${team}.`,
  adding:
    'Swarm does not know them yet. If you add them, they begin in your team with your working hours, languages and calendars, and without any skill: what they know they say themselves.',
  add: (name: string) => `Add ${name}`,
  isAdded: (name: string) =>
    `${name} is in the registry. Swarm does not write to them first: send them the link, where they say what they know.`,
  joinedOver: 'Nothing is left to do here: they are no longer new, or others lead them.',
  theirSkills: 'Where they add their skills and hours',
};
