/** Thanks, and what a customer said. */
export const thanks = {
  give: 'Say thank you',
  intro: 'They read it in their chat with Swarm, and find it in their own record. Nobody else sees it.',
  whom: 'To whom',
  words: 'Your words',
  wordsHint: 'For example: your trace showed us where to look',
  send: 'Send the thanks',
  praise: 'Pass the customer’s praise on',
  praiseIntro: (people: string) => `It goes to those who helped: ${people}.`,
  praiseWords: 'What the customer said (optional)',
  sendPraise: 'Pass it on',
  atEnd: 'A word of thanks to those who helped (optional)',
  atEndHint: 'Only they read it',
  // The card of whom it is for.
  title: (person: string, caseId: string) => `${person} thanks you for case ${caseId}`,
  line: 'You helped to solve it. It stands in your record.',
  praiseTitle: (caseId: string) => `The customer thanks you for case ${caseId}`,
  praiseLine: {
    words: (person: string) => `${person} passes on to you what the customer said.`,
    none: (person: string) => `The customer is pleased with what you did. ${person} passes that on to you.`,
  },
  // On the swarm's card, for who said it and for whom it was.
  gave: {
    thanks: (people: string) => `You thanked ${people}.`,
    praise: (people: string) => `You passed the customer’s praise on to ${people}.`,
  },
  got: {
    thanks: (person: string) => `${person} thanked you.`,
    praise: (person: string) => `${person} passed the customer’s praise on to you.`,
  },
};
