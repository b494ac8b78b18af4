import { counted } from './plural.ts';

export const lists = {
  mineTitle: 'Your swarms',
  mineSpoken: (leading: number, inside: number, asked: number) =>
    `You coordinate ${counted(leading, 'swarm', 'swarms')}, are in ${counted(inside, 'other', 'others')}, and ${counted(asked, 'invitation waits', 'invitations wait')} for your answer.`,
  leading: 'You coordinate',
  inside: 'You are in',
  askedOf: 'Waiting for your answer',
  askedHint: (until: string) => `answer by ${until}`,
  mineEmpty: 'You are in no swarm, and no invitation waits for you. Start one with /swarm and a case number.',
  since: (moment: string) => `since ${moment}`,
  historyTitle: (words: string) => `Past swarms for “${words}”`,
  historyTitleAll: 'Past swarms',
  historySpoken: (count: number) => `${counted(count, 'swarm', 'swarms')} found.`,
  historyEmpty: 'No swarm was found. Try fewer words, or another spelling.',
  historyMore: (count: number) => `${counted(count, 'more swarm', 'more swarms')}: add a word to narrow the search.`,
  whoTitle: (technology: string) => `Who knows ${technology}?`,
  whoSpoken: (technology: string, owners: string) => `${technology} is owned by ${owners}.`,
  owners: 'Owners',
  others: 'Others, by level',
  learners: 'Want to learn it',
  noOwner: 'Nobody owns this technology.',
  nobodyKnows: 'Nobody has this technology among their skills.',
  whoUnknownTitle: (asked: string) => `“${asked}” is not a technology the registry knows`,
  whoUnknown: 'Check the spelling, or try a broader name.',
  didYouMean: 'Did you mean one of these?',
  level: (level: number) => `level ${level}`,
  atWork: (until: string) => `at work until ${until}`,
  backAt: (moment: string) => `back ${moment}`,
  away: (until: string) => `away until ${until}`,
  load: (live: number, most: number) =>
    `in ${live === 0 ? 'no swarm' : counted(live, 'swarm', 'swarms')}, limit ${most}`,
};
