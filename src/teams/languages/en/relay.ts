/** When a working time ends while the swarm goes on. */
export const relay = {
  title: (caseId: string) => `Who takes over case ${caseId}?`,
  titleToHelp: (caseId: string) => `Who comes in for case ${caseId}?`,
  coordinatorEnds: (moment: string) => `Your working hours end ${moment}, and the swarm goes on.`,
  expertEnds: (person: string, moment: string) =>
    `${person} is the last expert at work, and their working hours end ${moment}.`,
  who: 'Who could take over',
  whoHelps: 'Who could come in',
  atWork: 'at work already',
  starts: (moment: string) => `starts ${moment}`,
  covers: (technologies: string, covered: number, needed: number) => `covers ${technologies} (${covered} of ${needed})`,
  isIn: 'is in the swarm',
  ownsCase: 'owns the case',
  speaks: 'speaks the case’s language',
  ask: (person: string) => `Ask ${person} to take over`,
  askToHelp: (person: string) => `Ask ${person} to come in`,
  askOther: 'Ask somebody else…',
  whom: 'Whom to ask',
  sendOther: 'Ask them',
  unchanged: 'Until somebody accepts nothing changes: you coordinate.',
  nobody:
    'Nobody else is known who is at work within an hour of then and covers anything of it. You can ask somebody by name, go on yourself, or let it rest until you are back.',
  nobodyToHelp:
    'Nobody else is known who is at work within an hour of then and covers anything of it. You can ask somebody by name, or let it rest until they are back.',
  noteIntro: 'The status note goes with it. Change what is not true any more.',
  asked: (people: string, count: number) => `${people} ${count === 1 ? 'has' : 'have'} been asked.`,
  askedToHelp: (people: string, count: number) => `${people} ${count === 1 ? 'has' : 'have'} been asked to come in.`,
  over: (person: string) => `${person} coordinates the swarm now.`,
  refusedTitle: (person: string, caseId: string) => `${person} cannot take over case ${caseId}`,
  refused: 'Somebody else can be asked.',
  // For whoever is asked to take over.
  inviteTitle: 'Would you take over a swarm?',
  invites: (coordinator: string) => `${coordinator} asks you to take over its coordination.`,
  invitesUntil: (coordinator: string, moment: string) =>
    `${coordinator} asks you to take over its coordination: their working hours end ${moment}.`,
  wouldCover: 'You would cover',
  comesWith: 'The status note and the channel come with it once you accept.',
  takeOver: 'Take over',
};
