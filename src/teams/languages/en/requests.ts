/** Problems that people who may not start a swarm send to their support contacts. */
export const requests = {
  askTitle: 'Ask your support contact',
  /** `names`: “Mika and Ravi”. */
  askIntro: (names: string) =>
    `Swarms are started by support engineers. Send your problem to ${names}: the first who takes it leads it, and I tell you here what becomes of it.`,
  /** In place of a name that is not known yet. */
  someContact: 'your support contact',
  restrictedToggle: 'Restricted: only who takes it may see the text',
  engineers: 'If you are a support engineer yourself, ask a lead to add you to the skills registry.',
  send: 'Send it to them',
  tooMany:
    'Several of your problems already wait for an answer. Please wait for one before you send more, or talk to your support contact directly.',
  sentTitle: 'Sent to your support contacts',
  sentLine: 'I’ll tell you here as soon as somebody takes it.',
  sent: 'has it, and has not answered yet',
  later: (moment: string) => `is off work and gets it ${moment}`,
  has: 'has taken it',
  declined: 'cannot take it',
  declinedWith: (note: string) => `cannot take it: ${note}`,
  unreachable: 'could not be reached',
  noAnswer: 'did not answer',
  takenTitle: (person: string) => `${person} has taken your problem`,
  takenLine: {
    own: (person: string) =>
      `${person} plans a swarm for it and leads it. Talk to them about it; you hear here how it ends.`,
    askers: (person: string) =>
      `${person} plans a swarm for you. It is your case: as soon as it starts you see here how it stands.`,
  },
  notStartedTitle: 'No swarm was started for your problem',
  notStarted: (person: string) =>
    `${person} had taken it, and their plan has lapsed without a start. Talk to them, or send your problem again.`,
  endTitle: 'Nobody has taken your problem',
  end: {
    nobody: 'None of your support contacts can take it. Talk to one of them directly, or send it again later.',
    lapsed: 'None of your support contacts has answered in time. Talk to one of them directly, or send it again.',
  },
  requestTitle: (person: string) => `${person} asks for your help`,
  requestIntro: 'They may not start a swarm themselves. The first who takes it has it.',
  restrictedHidden: 'This problem is restricted. Its text is shown to whoever takes it.',
  alsoAsked: (names: string) => `Also asked: ${names}`,
  takeOwn: 'Plan it and lead it',
  planFor: (person: string) => `Plan it for ${person}`,
  decline: 'I cannot take it…',
  note: 'A word for them (optional)',
  noteHint: 'Whom else they could ask, or what to try',
  declineNow: 'Decline',
  youTook: 'You have taken it.',
  takenBy: (person: string) => `${person} has taken it. There is nothing left for you to do.`,
  youDeclined: 'You have declined.',
  overMeanwhile: 'It is over: there is nothing left for you to do.',
  mayNotPlanFor: 'You may not plan this for them. Plan it and lead it yourself, or decline.',
  noLonger: 'This request is not kept any more. There is nothing left for you to do.',
};
