export const link = {
  // A swarm that was told in own words, and the case of a connected system that it is about.
  form: 'Link to a case',
  formAgain: 'Change the link',
  intro: (systems: string) =>
    `This swarm was told in words. Is it about a case in ${systems}? Linked to it, the swarm follows the case, and the case gets the notes and the way to the channel.`,
  introAgain: (caseId: string) =>
    `Linked to case ${caseId}. If that is the wrong one, name the right one, or take the link away.`,
  named: 'Number or address of the case',
  namedMissing: 'Type the number or the address of the case.',
  confirm: 'Link',
  takeAway: 'Take the link away',
  told: (toldId: string) => `Told as ${toldId}`,
  // What a plan says of a case that its words name and that could not be read.
  unread: (caseId: string, system: string) =>
    `${system} could not be asked for case ${caseId}, so this plan is made from your words alone.`,
  unreadAsk: (caseId: string, system: string) =>
    `${system} cannot be asked for case ${caseId} just now. The plan can be made from your words, and linked to the case later.`,
  unreadNow: 'Read and link it now',
  // Answers.
  done: (caseId: string) =>
    `Linked to case ${caseId}. If that was the wrong one: /swarm unlink ${caseId}, or link the right one.`,
  undone: (caseId: string, toldId: string) =>
    `No longer linked to case ${caseId}. Swarm calls it ${toldId} again; a note in that case says that the link was a mistake.`,
  undonePlan: (caseId: string, toldId: string) => `No longer linked to case ${caseId}. Swarm calls it ${toldId} again.`,
  already: (caseId: string) => `This swarm is linked to case ${caseId} already.`,
  notLinked: (caseId: string) => `${caseId} is not linked to a case of a case system.`,
  how: (id: string) => `To link it to its case: /swarm link ${id} and the number or the address of the case.`,
  which: 'Which swarm? Type /swarm link, the number of the swarm and that of its case: /swarm link T-1042 INC0012345',
  whichToUnlink: 'Which swarm? Type /swarm unlink and its number: /swarm unlink T-1042',
  noSystem: 'No case system is connected, so there is no case to link to. Whoever runs Swarm can connect one.',
  notNamed: (said: string) => `No connected case system has numbers or addresses like “${said}”. Nothing was changed.`,
  hasSwarm: (caseId: string, coordinator: string) =>
    `Case ${caseId} has a swarm already, coordinated by ${coordinator}. Nothing was changed. See it with /swarm status ${caseId}.`,
  hasPlan: (caseId: string) =>
    `Case ${caseId} has a plan for a swarm already. Nothing was changed. See it with /swarm ${caseId}.`,
  numberTaken: (caseId: string) =>
    `Another case with the number ${caseId} is known here, so it cannot be linked. Nothing was changed.`,
  slow: (system: string) => `${system} takes its time. Nothing was changed. Please try again in a minute.`,
  readingWhy: (system: string) => `${system} takes its time. The answer appears here as soon as the case is read.`,
  closed: (caseId: string, system: string) =>
    `Case ${caseId} is resolved or closed in ${system}, so nothing was linked. Open it again there if it is the right one.`,
  merged: (caseId: string, system: string, into: string) =>
    `Case ${caseId} was merged into case ${into} in ${system}, so nothing was linked. Link ${into} instead.`,
  ownerless: (caseId: string, system: string) =>
    `Nobody of your organisation owns case ${caseId} in ${system}, so nothing was linked. Assign it to somebody there, then link it.`,
};
