import type { Language } from '../../../language/language.ts';
import { counted, often } from './plural.ts';

const availability: Record<string, string> = {
  Available: 'available',
  AvailableIdle: 'available',
  Busy: 'busy',
  BusyIdle: 'busy',
  DoNotDisturb: 'does not want to be disturbed',
  BeRightBack: 'back soon',
  Away: 'away from the screen',
  Offline: 'offline',
};

export const reasons = {
  // Why a person.
  owns: (technology: string) => `owns ${technology}`,
  ownsAtLevel: (technology: string, level: number) => `owns ${technology} (level ${level} of 5)`,
  level: (technology: string, level: number) => `${technology}: level ${level} of 5`,
  coversSeveral: (count: number) => `covers ${counted(count, 'technology', 'technologies')} at once`,
  onCall: (technology: string | null, until: string) =>
    `on call${technology === null ? '' : ` for ${technology}`} until ${until}`,
  back: (at: string) => `off work, back ${at}`,
  anyHour: 'may be asked at any hour',
  inHours: (until: string) => `at work until ${until}`,
  present: (graph: string) => availability[graph] ?? 'presence unknown',
  load: (live: number, most: number) =>
    `in ${live === 0 ? 'no swarm' : counted(live, 'swarm', 'swarms')}, limit ${most}`,
  speaks: (language: Language) => `speaks ${language === 'ja' ? 'Japanese' : 'English'}`,
  solvedOne: (caseId: string, day: string) => `solved a case like this on ${day}: ${caseId}`,
  solvedSeveral: (count: number, cases: string, day: string) =>
    `solved ${count} cases like this, the last on ${day}: ${cases}`,
  amongThem: (cases: string) => `${cases} …`,
  namedBy: (by: string) => `named by ${by}`,
  wantsToLearn: (technology: string) => `wants to learn ${technology}`,
  // Why not.
  caseOwner: 'owns this case',
  away: (until: string) => `away until ${until}`,
  outOfOffice: 'out of office',
  outOfOfficeUntil: (until: string) => `out of office until ${until}`,
  awaySince: (name: string, why: string) => `${name} was in the plan, but is not asked: ${why}`,
  outOfHours: (back: string) => `outside working hours, back ${back}`,
  dayOff: {
    public: (name: string) => `public holiday (${name})`,
    company: (name: string) => `company holiday (${name})`,
    half: (name: string) => `half day (${name})`,
    worked: (name: string) => `working day (${name})`,
    quiet: (_name: string) => 'wants no asks these days',
    focus: (_name: string) => 'focus time',
  },
  offToday: (day: string, back: string) => `${day}, back ${back}`,
  offAhead: (day: string, back: string) => `outside working hours, then ${day}, back ${back}`,
  shiftsOld: (readAt: string) => `shifts as they were read last, ${readAt}`,
  outside: (reach: string) => `outside, not invited by Swarm; to be reached at ${reach}`,
  teamClosed: (team: string, until: string, by: string | null) =>
    `${team} takes no asks of others until ${until}${by === null ? '' : ` (closed by ${by})`}`,
  teamAskedEnough: (team: string, asks: number, most: number) =>
    most === 0
      ? `${team} takes no asks from other teams`
      : `${team} was asked by others ${often(asks)} in 24 hours (at most ${most})`,
  ofTeam: (team: string) => `of ${team}`,
  ofOwnTeam: (team: string) => `of your own team, ${team}`,
  onlyCritical: 'wants to be asked for critical cases only',
  askedEnough: (asks: number, most: number) => `asked ${often(asks)} in seven days, wants ${most} at most`,
  calendarUnknown: 'may be on holiday: no calendar covers that day',
  doNotDisturb: 'does not want to be disturbed',
  atCapacity: (live: number, most: number) => `already in ${counted(live, 'swarm', 'swarms')}, limit ${most}`,
  overBudget: (asks: number, budget: number) => `asked ${often(asks)} in 28 days, fair share is ${budget}`,
  levelTooLow: (technology: string, level: number) => `only level ${level} in ${technology}`,
  alreadyCovered: (by: string) => `${by} covers the same`,
  declinedSimilar: (day: string) => `said “not my field” of a case like this (${day})`,
  otherLanguage: 'does not speak the language of the case',
  droppedByOwner: 'taken out by the case owner',
};
