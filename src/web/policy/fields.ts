import type { PolicyField } from '../../swarm/policy.ts';

/** How a field is shown and changed. */
export type FieldKind =
  | 'number'
  /** Empty: never. */
  | 'number-or-never'
  | 'yes-no'
  | 'numbers-by-severity'
  | 'numbers-by-severity-or-never'
  | 'yes-no-by-severity'
  | 'words-by-severity'
  | 'who-may-start'
  | 'writings'
  | 'people'
  | 'rules';

/** A field that is not here cannot be changed in the tab: the type check asks for each. */
export const kindOf: Record<PolicyField, FieldKind> = {
  answerWithinMinutes: 'numbers-by-severity',
  anyTime: 'yes-no-by-severity',
  askAheadHours: 'number',
  languageWaitHours: 'numbers-by-severity',
  smallerTeamWaitHours: 'numbers-by-severity',
  askAtOnce: 'numbers-by-severity',
  graceMinutes: 'number',
  mostAsksPerTechnology: 'number',
  askBudget28Days: 'number',
  stepPatienceMinutes: 'number',
  planLapsesAfterHours: 'number',
  askForNoteAfterHours: 'numbers-by-severity-or-never',
  askForNoteOfRestricted: 'yes-no',
  handOverBeforeMinutes: 'numbers-by-severity-or-never',
  channelRetentionDays: 'number-or-never',
  writeToCase: 'writings',
  namePeopleInCase: 'yes-no',
  automatic: 'rules',
  historyRetentionDays: 'number-or-never',
  leaveHostTeamsAfterDays: 'number-or-never',
  administrators: 'people',
  whoMayStart: 'who-may-start',
  knowledgeForEveryone: 'yes-no',
  erasureByTwo: 'yes-no',
  monthlyWord: 'yes-no',
  askSkillAfterSwarms: 'number-or-never',
  careAfterOffHoursAsks: 'number-or-never',
  careEveryWeeks: 'number-or-never',
  standIns: 'people',
  supportContacts: 'people',
  urgencyWords: 'words-by-severity',
};

export type FieldGroup = 'asking' | 'starting' | 'notes' | 'growth' | 'keeping' | 'cases' | 'rights';

/** The fields in the order in which they are shown. */
export const groups: Record<FieldGroup, readonly PolicyField[]> = {
  asking: [
    'askAtOnce',
    'answerWithinMinutes',
    'anyTime',
    'graceMinutes',
    'mostAsksPerTechnology',
    'askAheadHours',
    'languageWaitHours',
    'smallerTeamWaitHours',
    'askBudget28Days',
  ],
  starting: ['whoMayStart', 'supportContacts', 'standIns', 'planLapsesAfterHours', 'automatic', 'urgencyWords'],
  notes: ['askForNoteAfterHours', 'askForNoteOfRestricted', 'handOverBeforeMinutes', 'stepPatienceMinutes'],
  growth: ['monthlyWord', 'askSkillAfterSwarms', 'careEveryWeeks', 'careAfterOffHoursAsks'],
  keeping: ['channelRetentionDays', 'leaveHostTeamsAfterDays', 'historyRetentionDays'],
  cases: ['writeToCase', 'namePeopleInCase'],
  rights: ['knowledgeForEveryone', 'administrators', 'erasureByTwo'],
};
