import type { WrongField } from '../../history/policy/policyRoutes.ts';
import type { AutomaticRule } from '../../swarm/arrivals/automatic.ts';
import type { CaseWriting } from '../../swarm/caseWritings.ts';
import type { DifferenceCode } from '../../swarm/policies/previewPolicy.ts';
import type { PolicyField, PolicyFields } from '../../swarm/policy.ts';
import type { FieldGroup } from '../policy/fields.ts';

const swarms = (count: number): string => `${count} ${count === 1 ? 'swarm' : 'swarms'}`;
const people = (count: number): string => `${count} ${count === 1 ? 'person' : 'people'}`;

/** The policy page in English. */
export const policyEn = {
  about:
    'These rules count for the whole organisation, within two seconds of saving. A swarm keeps the rules of its plan: what runs is not changed.',
  groups: {
    asking: 'How experts are asked',
    starting: 'Who may start, and what starts by itself',
    notes: 'Notes, hand-overs and patience',
    growth: 'Thanks, growth and care',
    keeping: 'How long things are kept',
    cases: 'What is written into cases',
    rights: 'Who sees and runs it',
  } as Record<FieldGroup, string>,
  fields: {
    answerWithinMinutes: {
      name: 'Minutes to answer',
      hint: 'Counted in the person’s working hours. Then the next one is asked.',
    },
    anyTime: {
      name: 'Ask at any hour',
      hint: 'Not ticked: who is off work is asked when their hours begin.',
    },
    askAheadHours: {
      name: 'Hours to look ahead',
      hint: 'Who is off work may be asked if they are back within so many hours and nobody at work covers it. 0: never.',
    },
    languageWaitHours: {
      name: 'Hours to wait for the case’s language',
      hint: 'Who speaks it and is off work is asked if they are back within so many hours. Else the plan goes on without. 0: never.',
    },
    smallerTeamWaitHours: {
      name: 'Hours to wait for fewer people',
      hint: 'With nobody at work who covers it: how much longer than for the soonest a case waits for a smaller team, or the case owner’s own. 0: the soonest.',
    },
    askAtOnce: { name: 'People asked at once', hint: 'For each technology. The rest are thanked when one accepts.' },
    graceMinutes: {
      name: 'Minutes of grace',
      hint: 'After one accepted, a better match who presses within these is in, too. 0: the first is enough.',
    },
    mostAsksPerTechnology: {
      name: 'Most people asked for one technology',
      hint: 'Then it is named a gap, and the coordinator decides.',
    },
    askBudget28Days: {
      name: 'Asks in 28 days before others are preferred',
      hint: 'More than seven a month is felt as too many.',
    },
    stepPatienceMinutes: {
      name: 'Minutes a step in Microsoft 365 may fail',
      hint: 'Then the coordinator is told what to do. Waits that Microsoft asks for are not counted.',
    },
    planLapsesAfterHours: {
      name: 'Hours until an unstarted plan lapses',
      hint: 'A problem sent to support contacts waits as long.',
    },
    askForNoteAfterHours: {
      name: 'Hours without a status note until one is asked for',
      hint: 'Empty: never. In the coordinator’s hours, unless any hour counts.',
    },
    askForNoteOfRestricted: { name: 'Ask for notes of restricted cases', hint: 'No: where rules want little written.' },
    handOverBeforeMinutes: {
      name: 'Minutes before the end of work to ask who goes on',
      hint: 'Empty: never. Hours in which nobody was at work are counted only where this is set.',
    },
    channelRetentionDays: {
      name: 'Days until an archived channel is deleted',
      hint: 'Empty: never. A team holds 1,000 channels; deleted ones keep their place for 30 more days.',
    },
    writeToCase: {
      name: 'Written into the case, for staff',
      hint: 'Look first at what customers see there. Only for cases that were read from their system.',
    },
    namePeopleInCase: { name: 'Name people in these notes', hint: 'Never in those of a restricted case.' },
    automatic: {
      name: 'Rules for cases that are swarmed without anybody asking',
      hint: 'The first rule that fits a case counts. A list left empty fits every case.',
    },
    historyRetentionDays: {
      name: 'Days until a past swarm loses its texts and people',
      hint: 'Empty: never. What is forgotten cannot be brought back; counts stay true.',
    },
    leaveHostTeamsAfterDays: {
      name: 'Days until people leave a host team again',
      hint: 'Those whom Swarm added, after their last swarm there. Empty: they stay.',
    },
    administrators: {
      name: 'Administrators',
      hint: 'They may check the installation, and see this page, Imports and Personal data. Once there are some, only they name others.',
    },
    whoMayStart: { name: 'Who may start from their own words', hint: 'A case’s owner in its own system always may.' },
    knowledgeForEveryone: {
      name: 'Every engineer finds what fixed others’ swarms',
      hint: 'Without the customer; never of restricted ones.',
    },
    monthlyWord: {
      name: 'Tell people each month what they helped with',
      hint: 'Each can say no for themselves. Their lead hears only what they choose to share.',
    },
    askSkillAfterSwarms: {
      name: 'Swarms after which somebody is asked to list a technology',
      hint: 'Resolved ones that they sat in on, or led. Empty: nobody is asked.',
    },
    careEveryWeeks: {
      name: 'Weeks between two words to somebody who is asked too much',
      hint: 'They and their lead are told kindly what helps. Empty: nobody is told.',
    },
    careAfterOffHoursAsks: {
      name: 'Asks outside hours in 28 days that are too many',
      hint: 'Who wants to be asked at any hour is left out. Empty: not looked at.',
    },
    erasureByTwo: {
      name: 'Erasing a person needs two administrators',
      hint: 'One asks on the page Personal data, another erases. Only administrators change this.',
    },
    standIns: { name: 'Stand-ins', hint: 'They act for the owner of any case that is not restricted, as leads do.' },
    supportContacts: {
      name: 'Support contacts',
      hint: 'Who may not start a swarm sends them their problem. Nobody here: leads are asked.',
    },
    urgencyWords: {
      name: 'Your own words for urgency',
      hint: 'Typed before or after a problem; commas between them. Beside those that Swarm knows.',
    },
  } as Record<PolicyField, { name: string; hint: string }>,
  never: 'never',
  yes: 'Yes',
  no: 'No',
  mayStart: {
    engineers: 'Engineers of the skills registry',
    everyone: 'Everybody in the organisation',
  } as Record<PolicyFields['whoMayStart'], string>,
  writings: {
    link: 'Link to the channel',
    started: 'Started',
    joined: 'Who joined',
    'handed-over': 'Handed over',
    status: 'Status notes',
    resolved: 'Resolved',
    cancelled: 'Cancelled',
    reopened: 'Reopened',
  } as Record<CaseWriting, string>,
  does: { offer: 'Offer a plan to its owner', start: 'Start at once' } as Record<AutomaticRule['does'], string>,
  ruleIs: (name: string, does: string) => `${name} (${does.toLowerCase()})`,
  noRules: 'No rule yet: swarms start only when somebody asks.',
  addRule: 'Add a rule',
  removeRule: 'Remove this rule',
  newRule: 'New rule',
  ruleName: 'Name',
  ruleDoes: 'What happens',
  ruleProducts: 'Products, as the case system writes them',
  ruleTechnologies: 'Technologies found in its words',
  ruleSeverities: 'Severities',
  anyOf: 'Any of them; none: every case',
  addPerson: 'Add (name or Entra id)',
  remove: (name: string) => `Remove ${name}`,
  shipped: (value: string) => `As shipped: ${value}`,
  asShipped: 'Set as shipped',
  edited: 'Not saved',
  locked: {
    file: 'Set in the policy file (SWARM_POLICY_FILE), so it cannot be changed here. Ask whoever runs Swarm.',
    'administrators-only': 'Only administrators name administrators.',
  } as Record<'file' | 'administrators-only', string>,
  look: 'See what this changes',
  discard: 'Discard',
  unsaved: (fields: number) => `${fields} ${fields === 1 ? 'change' : 'changes'} not saved yet`,
  saved: 'Saved. It counts everywhere within two seconds.',
  undone: 'Taken back.',
  notSaved: 'Not saved. Your changes are still here; try again.',
  wrongBelow: 'Not saved: something is not as it should be. See the fields marked red.',
  wrong: ({ code, minimum, maximum, message }: WrongField) => {
    if (code === 'empty') return 'Something has to stand here';
    if (code === 'too_long') return `At most ${maximum} characters`;
    if (minimum !== undefined) return `At least ${minimum}`;
    if (maximum !== undefined) return `At most ${maximum}`;
    if (code === 'invalid_type') return 'A whole number is needed';
    if (code === 'invalid_format') return 'Not an Entra id (like 1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed)';
    if (code === 'custom') return 'A word stands here twice';
    return message;
  },
  changedSince: 'Not taken back: the same was changed again since. Take that back first.',
  administratorsOnly: 'Only administrators name administrators.',
  stale: (name: string, at: string) =>
    `Not saved: ${name} changed the policy at ${at}, while you were at it. That is shown now, with your changes still on top. Look again, then save.`,
  staleBoth: (fields: string[]) => `You both changed: ${fields.join(', ')}.`,
  preview: 'What this changes',
  looked: (many: number, cases: number) =>
    `Looked at the last ${swarms(many)} and ${cases} ${cases === 1 ? 'case' : 'cases'} as if this had counted then, with people’s hours of today.`,
  noDifference: 'Nothing would have been different for them.',
  forgets: (many: number) =>
    `Within hours ${swarms(many)} that ended long ago will lose their texts and people, for good.`,
  differences: {
    'asked-at-once': (before, after) => `${people(after)} would have been asked at the start, not ${before}.`,
    'waits-for-hours': (before, after) =>
      `${after} first invitations would have waited for working hours, not ${before}.`,
    'too-late': (before, after) =>
      `${people(after)} who came would have been too late, by the first time to answer; ${before} as it is.`,
    'asks-end': (before, after) =>
      `In ${swarms(after)} asking would have ended sooner, with a gap; ${before} as it is.`,
    lapsed: (before, after) => `${after} plans would have lapsed before they were started; ${before} as it is.`,
    'start-refused': (before, after) => `${after} would not have been allowed to start; ${before} as it is.`,
    'channel-deleted': (before, after) => `${after} channels would be deleted by now; ${before} as it is.`,
    'offered-by-rule': (before, after) => `A rule would have offered ${after} of the cases a plan; ${before} as it is.`,
    'started-by-rule': (before, after) => `A rule would have started ${after} of the cases; ${before} as it is.`,
  } as Record<DifferenceCode, (before: number, after: number) => string>,
  example: (number: number) => `Example ${number}`,
  untold: (fields: string) => `What these change cannot be told from past swarms: ${fields}.`,
  running: 'Swarms that run or are planned already keep the rules of their plan.',
  why: 'Why? Others read it in the list of changes.',
  save: 'Save',
  changes: 'Changes',
  changesHint: 'Each is kept, and can be taken back.',
  noChanges: 'Nothing was changed here yet. The policy is as shipped, or as the policy file has it.',
  changedBy: (name: string, at: string) => `${name}, ${at}`,
  somebody: 'A former colleague',
  because: (why: string) => (why === '' ? '' : `“${why}”`),
  undid: (revision: number) => `Took back change ${revision}`,
  undo: 'Take back',
  undoOf: (at: string) => `Take back the change of ${at}`,
  isUndone: 'Taken back',
  became: (before: string, after: string) => `${before} → ${after}`,
};
