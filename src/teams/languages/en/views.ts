/** "What else?", asked of those who have not been heard. */
export const views = {
  // In the coordinator's form.
  notHeard: (people: string) =>
    `Not heard so far: ${people}. Swarm reads no messages; it knows only who noted, asked or answered something by a card.`,
  askPrivately: 'Ask them privately',
  askAgain: 'Ask those who are silent again',
  askedPrivately: (people: string, moment: string, answered: string) =>
    `Asked privately, ${moment}: ${people}. ${answered}`,
  answeredOf: (answered: number, asked: number, nothing: number) =>
    `Answered: ${answered} of ${asked}${nothing > 0 ? `, ${nothing} of them with nothing to add` : ''}.`,
  asked: 'They are asked, each in their own chat. What you typed waits in this message.',
  // In the chat of who is asked.
  askTitle: (caseId: string) => `What else do you see in case ${caseId}?`,
  intro: (person: string) => `${person} would like your view before a decision. Half a thought is welcome, too.`,
  field: 'What I would like everyone to know',
  fieldHint: 'For example: the backup runs at that hour, too',
  how: 'How to tell it',
  named: 'With my name',
  unnamed: 'Without my name',
  unnamedHint:
    'Without your name nobody is shown it, in Teams or in the history. The record keeps it, so that you can have it handed out or erased.',
  unnamedAlone: 'Whoever coordinates knows that only you were asked, and may guess who said it.',
  unnamedOfTwo: 'Whoever coordinates knows that only two of you were asked, and may guess who said it.',
  tell: 'Tell it to all for me',
  nothing: 'I have nothing to add',
  // Until it stands in the channel, and from then on.
  toldTitle: {
    toTell: (caseId: string) => `Case ${caseId}: to be told to all for you`,
    told: (caseId: string) => `Case ${caseId}: told to all for you`,
    notTold: (caseId: string) => `Case ${caseId}: could not be told to all`,
  },
  toldHint: {
    toTell: {
      named: 'It is being posted in the channel, with your name.',
      unnamed: 'It is being posted in the channel, without your name.',
    },
    told: {
      named: 'It stands in the channel, with your name.',
      unnamed: 'It stands in the channel, without your name.',
    },
  },
  notToldHint: 'The swarm ended, or you left it, before it could be posted in the channel.',
  over: 'This is asked no more: the swarm has ended, or you have left it.',
  toldLater: 'It will be told as soon as there is a channel.',
  nothingTitle: (caseId: string) => `Case ${caseId}: nothing to add`,
  thanks: 'Thank you. That helps, too.',
  // In the channel.
  told: 'Told to all',
  says: (person: string) => `${person} would like everyone to know:`,
  somebodySays: 'Somebody in the swarm would like everyone to know:',
  by: (person: string | null, moment: string) => `${person ?? 'somebody in the swarm'}, ${moment}`,
  // Before a critical swarm is resolved.
  offered: 'Somebody has not been heard yet. The message below asks them first, or resolves the swarm all the same.',
  firstTitle: 'Before you resolve: what else?',
  firstLine: (people: string, moment: string) =>
    `Not heard until ${moment}: ${people}. In a critical case it is worth asking what they see before it counts as solved.`,
  kept: 'What you typed is kept in this message.',
  askFirst: 'Ask them privately first',
  anyway: 'Resolve all the same',
};
