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
  openCard: (caseId: string) => `Open the card of case ${caseId}`,
  cardOpened: 'The card is in a new message below.',
  since: (moment: string) => `since ${moment}`,
  historyTitle: (words: string) => `Past swarms for “${words}”`,
  historyTitleAll: 'Past swarms',
  historySpoken: (count: number) => `${counted(count, 'swarm', 'swarms')} found.`,
  historyEmpty: 'No swarm was found. Try fewer words, or another spelling.',
  historyScope:
    'You find the swarms that you were in, and what fixed others where your organisation shares it; leads find all of their organisation or team that are not restricted.',
  askSolvers: 'Ask who solved it',
  historyMore: (count: number) => `${counted(count, 'more swarm', 'more swarms')}: add a word to narrow the search.`,
  whoTitle: (technology: string) => `Who knows ${technology}?`,
  whoSpoken: (technology: string, owners: string) => `Owners of ${technology}: ${owners}.`,
  owners: 'Owners',
  others: 'Others, by level',
  whoTeams: 'Support teams',
  onCall: 'On call',
  /** `moment`: when it was looked up. */
  asOf: (moment: string) => `As of ${moment}`,
  onCallWithin: (from: string, to: string) => `From ${from} until ${to}`,
  onCallTitle: 'Who is on call',
  onCallTitleFor: (technology: string) => `Who is on call for ${technology}`,
  feedsUnread: (count: number) =>
    count === 1
      ? 'One feed of on-call shifts has not been read yet: whom it names is not told here.'
      : `${count} feeds of on-call shifts have not been read yet: whom they name is not told here.`,
  nobodyOnCall: 'By the rotas in the registry nobody is on call.',
  nobodyOnCallFor: (technology: string) => `By the rotas in the registry nobody is on call for ${technology}.`,
  ownTeam: (team: string) => `Your support team is ${team}.`,
  ownTeamLeads: (names: string) => `It is led by ${names}.`,
  ownTeamLed: (teams: string) =>
    `You lead ${teams}, or are a deputy there: in /swarm skills you stop others’ asks for a day, and open it again.`,
  noOwnTeam: 'The registry names no support team of yours. A lead can enter it.',
  learners: 'Want to learn it',
  noOwner: 'Nobody owns this technology.',
  nobodyKnows: 'Nobody in the registry has worked with this technology.',
  whoSeveralTitle: (asked: string) => `“${asked}” fits several technologies`,
  fitsSeveral: (asked: string, among: string) => `“${asked}” fits several technologies: ${among}.`,
  whoOfWhatTitle: 'Who knows what?',
  whoOfWhat: (example: string) => `Write of which product or technology you ask, for example: ${example}`,
  whoUnknownTitle: (asked: string) => `“${asked}” is not a technology the registry knows`,
  whoUnknown: 'Check the spelling, or try a broader name.',
  ownedBy: (owners: string) => `owned by ${owners}`,
  ownerless: 'no owner',
  whoSeveralHint: (name: string) => `For all who know one of them, give its name: /swarm who ${name}`,
  level: (level: number) => `level ${level}`,
  atWork: (until: string) => `at work until ${until}`,
  backAt: (moment: string) => `back ${moment}`,
  away: (until: string) => `away until ${until}`,
  load: (live: number, most: number) =>
    `in ${live === 0 ? 'no swarm' : counted(live, 'swarm', 'swarms')}, limit ${most}`,
};
