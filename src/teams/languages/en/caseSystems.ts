export const caseSystems = {
  // A case that could not be read in the system where it lives.
  title: {
    'not-found': (caseId: string) => `Case ${caseId} was not found`,
    forbidden: (caseId: string) => `Case ${caseId} cannot be read`,
    busy: (caseId: string) => `Case ${caseId} cannot be read just now`,
    broken: (caseId: string) => `Case ${caseId} cannot be read just now`,
    closed: (caseId: string) => `Case ${caseId} is closed`,
    ownerless: (caseId: string) => `Nobody owns case ${caseId}`,
    unknownOwner: (caseId: string) => `The owner of case ${caseId} was not found`,
  },
  why: {
    'not-found': (systems: string) =>
      `${systems} has no case with this number, or does not show it to Swarm. Please check the number.`,
    forbidden: (system: string) =>
      `${system} does not let Swarm read this case. Whoever runs Swarm can see what is missing with /swarm doctor.`,
    busy: (system: string, moment: string) => `${system} takes no more questions from Swarm until ${moment}.`,
    broken: (system: string) =>
      `${system} does not answer. If it goes on like this, whoever runs Swarm can see why with /swarm doctor.`,
    closed: (system: string) =>
      `It is resolved, closed or merged in ${system}. If it still needs help, open it again there and type its number once more.`,
    merged: (system: string, into: string) =>
      `It was merged into case ${into} in ${system}. If that one needs help, type /swarm ${into}.`,
    ownerless: (system: string) =>
      `No person owns it in ${system}, so nobody could lead its swarm. Assign it to somebody there and type its number once more.`,
    unknownOwner: (system: string) =>
      `Whoever owns it in ${system} is not in your organisation’s directory, so nobody could lead its swarm. Assign it to somebody else there and type its number once more.`,
    ofGroup: (system: string, group: string) =>
      `In ${system} it belongs to “${group}” and to no person, so nobody could lead its swarm. Assign it to somebody there and type its number once more.`,
  },
  orTell: 'Or tell the problem in your own words, and the plan is made from that.',
  tell: 'Tell it in your own words',
  again: 'Try again',
  reading: (caseId: string) => `Reading case ${caseId} …`,
  readingWhy: (system: string) => `${system} takes its time. The plan appears here as soon as the case is read.`,
  look: 'Look now',
};
