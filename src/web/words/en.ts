import type { DayOff } from '../../availability/reasons.ts';
import type { Severity } from '../../cases/case.ts';
import type { SpanName } from '../../history/measures/measures.ts';
import type { Prevention } from '../../history/recurring/recurring.ts';
import type { ListSort } from '../../history/swarms/filter.ts';
import type { HistoryRow } from '../../history/swarms/rows.ts';
import type { StoryPerson } from '../../history/swarms/story.ts';
import type { Language } from '../../language/language.ts';
import type { ReasonAgainst, ReasonFor } from '../../matching/plan.ts';
import type { DeclineReason, ModelFault, UnreachableCause, WithdrawalCause } from '../../swarm/events.ts';
import type { InvitationStatus } from '../../swarm/state.ts';
import type { Format } from '../format.ts';
import type { Period, View } from '../place.ts';
import { importsEn } from './importsEn.ts';
import { personalDataEn } from './personalDataEn.ts';
import { policyEn } from './policyEn.ts';
import { storyEn } from './storyEn.ts';

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** `once`, `3 times`. */
const often = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/** What Graph calls a presence, as people do. */
const presences: Record<string, string> = {
  Available: 'available',
  AvailableIdle: 'available',
  Busy: 'busy',
  BusyIdle: 'busy',
  DoNotDisturb: 'not to be disturbed',
  BeRightBack: 'back soon',
  Away: 'away from the screen',
  Offline: 'offline',
};

export const en = {
  views: {
    swarms: 'Swarms',
    measures: 'Measures',
    recurring: 'Recurring causes',
    after: 'After the end',
    coverage: 'Coverage and load',
    skills: 'My skills',
    record: 'My record',
    policy: 'Policy',
    imports: 'Imports',
    'personal-data': 'Personal data',
  } as Record<View, string>,
  after: {
    trend: 'How it held',
    trendHint: 'Swarms and answers of the last 91 days, beside the 91 days before. No single person is counted.',
    quarter: 'Last 91 days',
    quarterBefore: 'The 91 before',
    ofAll: (part: string, whole: string, share: string) => `${part} of ${whole} (${share})`,
    rows: {
      workarounds: 'Resolved by a workaround',
      final: 'Resolved for good',
      reopened: 'Reopened',
      stillFixed: 'Still fixed, when asked later',
      notFixed: 'Not fixed any more, when asked later',
      told: 'Customer told by then',
      confirmed: 'Customer had confirmed by then',
      prevented: 'Tasks to prevent the next one, done',
    },
    open: (count: number) => `Still open: ${count}`,
    openHint: 'What is to prevent the next one, and questions to owners. Nothing of restricted swarms.',
    none: 'Nothing is open.',
    question: 'Is it still fixed?',
    states: { asked: 'asked', accepted: 'taken', waiting: 'will be asked' } as Record<string, string>,
    standing: (person: string, state: string, day: string, isLate: boolean) =>
      `${person}, ${state}, ${isLate ? `was due ${day}` : `due ${day}`}`,
  },
  recurring: {
    hint: 'The same cause three times in the last 91 days, or more often. Words decide what is the same; restricted swarms are left out.',
    none: {
      title: 'No cause has come three times',
      hint: 'In the last 91 days no two swarms told of the same cause often enough.',
    },
    times: (count: number, technologies: string) => `${count} times this quarter: ${technologies}`,
    prevention: {
      'final-fix':
        'Each time a workaround, or nobody said. A final fix would prevent the next: who could make it, and by when?',
      'came-back':
        'It came back after a fix that was called final. What let it back in: a setting, an upgrade, a device of the same kind?',
      'say-kind': 'Nobody has said whether the fixes are final. Ask those who solved them.',
    } satisfies Record<Prevention, string>,
    also: (cases: string[]) => `Also: ${cases.join(', ')}`,
  },
  article: {
    open: 'Article',
    back: 'Back to the swarm',
    title: (caseId: string) => `Article of case ${caseId}`,
    hint: 'For whoever meets this again. Take out what names the customer before you pass it on.',
    draft: 'A draft out of what the swarm has recorded. Nobody has saved it yet.',
    savedBy: (person: string, moment: string) => `Saved by ${person}, ${moment}`,
    parts: {
      title: 'Title',
      problem: 'Problem',
      environment: 'Environment',
      cause: 'Cause',
      fix: 'Fix',
      found: 'How it was found',
    },
    save: 'Save the article',
    saved: 'The article is saved.',
    notSaved: 'This could not be done. What you typed is still here; try again.',
    changed: 'Somebody else has saved the article meanwhile. Copy your words before you look at theirs.',
    showTheirs: 'Show theirs',
    draftThere: {
      send: (system: string) => `Send to ${system} as a draft`,
      saveFirst: 'Save the article first: what is saved is sent.',
      confirmTitle: (system: string) => `Send the article to ${system}?`,
      confirm: (system: string) =>
        `It goes into the knowledge base of ${system} as a draft, once. People there decide whether it is published, and may change it; what you change here afterwards is not sent again. Does it name the customer, or anything that others must not read?`,
      yes: 'Send the draft',
      no: 'Do not send it',
      waits: (system: string) => `The draft is on its way to ${system}.`,
      late: (system: string) =>
        `${system} does not take the draft yet. It is tried again; on the card of the swarm you see why.`,
      there: (system: string, person: string, moment: string) =>
        `A draft of it is in ${system}, sent by ${person}, ${moment}.`,
      open: (number: string) => `Open ${number}`,
      lost: (system: string) => `The draft did not get into ${system}.`,
      changed: 'Somebody has saved another article meanwhile. Read it before you send it.',
    },
    model: {
      write: { en: 'Have it written in English', ja: 'Have it written in Japanese' },
      again: { en: 'Have it written in English anew', ja: 'Have it written in Japanese anew' },
      waits: 'A language model is writing. You can go on editing.',
      wrote: {
        en: (moment: string) =>
          `A language model wrote this in English, ${moment}. It may be wrong: read it before you take it.`,
        ja: (moment: string) =>
          `A language model wrote this in Japanese, ${moment}. It may be wrong: read it before you take it.`,
      } satisfies Record<Language, unknown>,
      take: 'Take it into the form',
      taken: 'It stands in the form now. Nothing is saved until you save it.',
      failed: {
        off: 'There is no language model for this any more.',
        restricted: 'The case is restricted: nothing of it is told to a language model.',
        busy: 'The language model is busy. Try again later.',
        spent: 'What may be used of the language model today is used up.',
        'no-answer': 'The language model did not answer.',
        refused: 'The language model refused to write this.',
        unusable: 'What the language model wrote could not be used.',
      } satisfies Record<ModelFault, string>,
    },
    markdown: 'Markdown',
    html: 'HTML',
  },
  loading: 'Loading',
  retry: 'Try again',
  copy: 'Copy',
  copied: 'Copied',
  copyLink: 'Copy link',
  back: 'Back to the list',
  close: 'Close',
  all: 'All',
  none: 'None',
  unknown: 'Unknown',
  showTable: 'Show as table',
  showChart: 'Show as chart',
  listed: (all: string[]) => all.join(', '),
  people: (names: string[]) => names.join(', '),
  sentences: (all: string[]) => all.join(' '),
  separator: ' · ',
  labelled: (name: string, value: string) => `${name}: ${value}`,
  zone: (zone: string) => `Times in ${zone}`,

  configure: {
    name: 'History',
    title: 'Swarm history',
    shows:
      'Shows everybody here the swarms that they may see: who was asked, who came, how fast, and what fixed it. What somebody may not see stays hidden from them here too.',
    save: 'Choose Save to add it to this channel.',
  },
  problems: {
    alone: {
      title: 'Open this page in Microsoft Teams',
      hint: 'The history of swarms knows you by your sign-in to Teams, so it opens as a tab of the Swarm app.',
    },
    offline: { title: 'The server cannot be reached', hint: 'Check your connection. Nothing is lost.' },
    signIn: {
      title: 'Teams could not sign you in',
      hint: 'Sign in to Teams again, or ask your administrator to consent to the Swarm app.',
    },
    notRegistered: {
      title: 'You are not in the skills registry',
      hint: 'History is for engineers of the registry and their leads. A lead can add you to it.',
    },
    leadsOnly: { title: 'This page is for leads', hint: 'Your own swarms, load and skills are on the other pages.' },
    notFound: {
      title: 'There is no such swarm here',
      hint: 'It does not exist, or only the people who were in it may see it.',
    },
    tooMany: { title: 'That was a lot at once', hint: 'Wait a moment, then try again.' },
    badRequest: {
      title: 'The server did not accept this',
      hint: 'The address may be damaged. Go back to the list and filter anew.',
    },
    other: {
      title: 'Something went wrong on our side',
      hint: 'Try again in a moment. If it stays, tell your administrator.',
    },
  },

  status: {
    proposed: 'Planned',
    lapsed: 'Plan lapsed',
    running: 'Running',
    resolved: 'Resolved',
    cancelled: 'Cancelled',
  } as Record<HistoryRow['status'], string>,
  severity: { critical: 'Critical', high: 'High', normal: 'Normal', low: 'Low' } as Record<Severity, string>,
  restricted: 'Restricted',

  list: {
    label: 'Swarms',
    search: 'Search cases, root causes, fixes',
    status: 'State',
    severity: 'Severity',
    technology: 'Technology',
    person: 'Person',
    customer: 'Customer',
    period: 'Period',
    sort: 'Sort by',
    chosen: (name: string, count: number) => `${name} (${count})`,
    started: 'Started swarms',
    periods: {
      '7d': 'Last 7 days',
      '28d': 'Last 28 days',
      '91d': 'Last 3 months',
      '365d': 'Last year',
      all: 'All time',
    } as Record<Period, string>,
    sorts: {
      best: 'Best match first',
      newest: 'Newest first',
      oldest: 'Oldest first',
      closed: 'Closed last',
      longest: 'Longest first',
    } as Record<ListSort, string>,
    clear: 'Clear filters',
    export: 'Export',
    exportCsv: 'As CSV',
    exportJson: 'As JSON',
    exporting: 'Exporting',
    exportFailed: 'The export could not be read.',
    columns: {
      case: 'Case',
      technologies: 'Technologies',
      coordinator: 'Coordinator',
      planned: 'Planned',
      time: 'Time',
    },
    standing: (accepted: number, waiting: number) => `${accepted} in, ${waiting} asked`,
    running: (span: string) => `for ${span}`,
    gap: 'Gap',
    gapHint: 'Nobody was left to ask for a technology',
    more: (count: number) => `+${count}`,
    nothing: { title: 'No swarms yet', hint: 'They appear here as soon as somebody starts one with /swarm.' },
    nothingMine: { title: 'You have not been in a swarm yet', hint: 'Swarms you coordinate or join appear here.' },
    nothingFound: { title: 'No swarm fits', hint: 'Try fewer words, another spelling, or a longer period.' },
    loaded: (count: number, isAll: boolean) => (isAll ? plural(count, 'swarm', 'swarms') : `first ${count} swarms`),
  },

  story: storyEn,

  roles: { owner: 'Case owner', coordinator: 'Coordinator', expert: 'Expert', learner: 'Learner' } as Record<
    NonNullable<StoryPerson['role']>,
    string
  >,
  answers: {
    queued: 'On its way',
    delivered: 'Waiting',
    accepted: 'Accepted',
    declined: 'Declined',
    expired: 'No answer',
    unreachable: 'Not reached',
    withdrawn: 'Withdrawn',
    left: 'Stepped back',
  } as Record<InvitationStatus, string>,
  declines: {
    busy: 'Busy',
    'not-my-field': 'Not my field any more',
    'ask-other': 'Ask somebody else',
    other: 'Other reason',
  } as Record<DeclineReason, string>,
  unreachable: {
    'app-not-installed': 'app not installed',
    guest: 'a guest, whom the bot cannot write to',
    blocked: 'blocked the bot',
    'user-gone': 'account is gone',
    other: 'could not be delivered',
  } as Record<UnreachableCause, string>,
  withdrawn: {
    covered: 'covered by somebody else',
    'taken-over': 'somebody else took over the coordination',
    'technology-dropped': 'technology was dropped',
    restricted: 'the case became restricted',
    closed: 'swarm was closed',
  } as Record<WithdrawalCause, string>,

  reasonFor: (
    reason: ReasonFor,
    name: (technology: string) => string,
    { moment, day }: Pick<Format, 'moment' | 'day'>,
  ): string => {
    switch (reason.code) {
      case 'owns':
        return `owns ${name(reason.technology)}`;
      case 'level':
        return `${name(reason.technology)}: level ${reason.level}`;
      case 'covers-several':
        return `covers ${reason.count} at once`;
      case 'on-call': {
        const of = reason.name?.en ?? (reason.technology && name(reason.technology));
        return `on call${of ? ` for ${of}` : ''} until ${moment(reason.until)}`;
      }
      case 'back':
        return `back at work ${moment(reason.at)}`;
      case 'any-hour':
        return 'may be asked at any hour';
      case 'in-hours':
        return `at work until ${moment(reason.until)}`;
      case 'present':
        return `presence: ${presences[reason.availability] ?? 'unknown'}`;
      case 'load':
        return `in ${reason.live} of at most ${plural(reason.most, 'swarm', 'swarms')}`;
      case 'speaks':
        return reason.language === 'ja' ? 'speaks Japanese' : 'speaks English';
      case 'solved-similar':
        return reason.count === 1
          ? `solved a case like this on ${day(reason.last)}: ${reason.cases.join(', ')}`
          : `solved ${reason.count} cases like this, the last on ${day(reason.last)}: ${reason.cases.join(', ')}${reason.count > reason.cases.length ? ' …' : ''}`;
      case 'of-team':
        return reason.own ? `of the owner’s own team, ${reason.team.en}` : `of ${reason.team.en}`;
      case 'named-by-person':
        return `named by ${reason.by}`;
      case 'wants-to-learn':
        return `wants to learn ${name(reason.technology)}`;
      default:
        return reason satisfies never;
    }
  },
  reasonAgainst: (
    reason: ReasonAgainst,
    name: (technology: string) => string,
    { moment, day }: Pick<Format, 'moment' | 'day'>,
  ): string => {
    switch (reason.code) {
      case 'case-owner':
        return 'owns the case';
      case 'away':
        return `away until ${moment(reason.until)}`;
      case 'out-of-office':
        return reason.until ? `out of office until ${moment(reason.until)}` : 'out of office';
      case 'out-of-hours':
        return reason.day
          ? `${dayOffNamed(reason.day)}, back ${moment(reason.back)}`
          : `outside working hours, back ${moment(reason.back)}`;
      case 'shifts-old':
        return `shifts as they had been read last, ${moment(reason.readAt)}`;
      case 'outside':
        return `outside, to be reached at ${reason.reach}`;
      case 'team-closed':
        return `${reason.team.en} took no asks of others until ${moment(reason.until)}${reason.by === undefined ? '' : ` (closed by ${reason.by})`}`;
      case 'team-asked-enough':
        return reason.most === 0
          ? `${reason.team.en} took no asks from other teams`
          : `${reason.team.en} had been asked by others ${often(reason.asks)} in 24 hours, at most ${reason.most}`;
      case 'only-critical':
        return 'wanted critical cases only';
      case 'asked-enough':
        return `asked ${often(reason.asks)} in seven days, wanted ${reason.most} at most`;
      case 'calendar-unknown':
        return 'no calendar said whether it was a holiday';
      case 'do-not-disturb':
        return 'did not want to be disturbed';
      case 'at-capacity':
        return `already in ${reason.live} of at most ${plural(reason.most, 'swarm', 'swarms')}`;
      case 'over-budget':
        return `asked ${often(reason.asks)} in 28 days, fair share ${reason.budget}`;
      case 'level-too-low':
        return `only level ${reason.level} in ${name(reason.technology)}`;
      case 'already-covered':
        return `${reason.by} covered the same`;
      case 'declined-similar':
        return `said “not my field” of a case like this (${day(reason.at)})`;
      case 'other-language':
        return 'does not speak the language of the case';
      case 'dropped-by-owner':
        return 'taken out by the case owner';
      default:
        return reason satisfies never;
    }
  },

  measures: {
    spans: {
      plan: 'Time to plan',
      accept: 'Time to first accept',
      cover: 'Time to cover',
      resolve: 'Time to resolve',
    } as Record<SpanName, string>,
    spanHints: {
      plan: 'from the case’s creation to its plan',
      accept: 'from the start to the first expert who accepted',
      cover: 'from the start until every technology had somebody',
      resolve: 'from the start to the resolution',
    } as Record<SpanName, string>,
    median: 'Median',
    p90: '90th centile',
    count: 'Swarms',
    from: 'Week of',
    month: 'Month',
    by: 'By',
    byWeek: 'Week',
    byMonth: 'Month',
    unlisted: (count: number) =>
      count === 1
        ? '1 swarm of these is restricted and not in your list.'
        : `${count} swarms of these are restricted and not in your list.`,
    mine: 'These are the measures of the swarms you were in.',
    ofTeam: 'These are the measures of the swarms that you or people of your team were in or asked to join.',
    of: (counted: string, all: string) => `${counted} of ${all} swarms`,
    noneOf: 'no swarm got there',
    overTime: (name: string) => `${name}, over time`,
    byTechnology: (name: string) => `${name}, by technology`,
    technology: 'Technology',
    unit: { minutes: 'Minutes', hours: 'Hours', days: 'Days' },
    answers: 'What became of invitations',
    declines: 'Why experts declined',
    solver: 'Place of the solver in the plan’s ranking',
    solverPlaces: {
      first: '1st',
      second: '2nd',
      third: '3rd',
      later: 'Later',
      unranked: 'Not ranked',
      nobody: 'Nobody credited',
    },
    solverHint: 'The best-placed expert who was credited. 1st is a good match.',
    facts: {
      perCover: 'Experts asked per covered swarm',
      acceptance: 'Accepted, of those who answered',
      silence: 'No answer, of all asked',
      unreachable: 'Could not be delivered',
      gaps: 'Swarms with a gap',
      handOvers: 'Hand-overs',
      unattended: 'Time without anybody at work, of urgent swarms',
      resolved: 'Resolved',
      cancelled: 'Cancelled',
    },
    cases: {
      title: 'How cases went in the case systems',
      hint: 'Of the cases created in this period. Those that were swarmed are the harder ones: the columns tell kinds of cases apart, and say nothing of people.',
      swarmed: 'Swarmed',
      unswarmed: 'Not swarmed',
      count: 'Cases',
      time: 'Time from creation to closing, median',
      noneClosed: 'none closed yet',
      first: (days: number) => `Resolved at first: not opened again within ${plural(days, 'day', 'days')}`,
      satisfied: 'Customers satisfied, of those who said',
    },
    medianOf: (median: string, p90: string) => `${median} median, ${p90} at the 90th centile`,
    ofAll: (part: string, whole: string) => `${part} of ${whole}`,
    times: often,
    answer: 'Answer',
    reason: 'Reason',
    place: 'Place',
    invitations: 'Invitations',
    nothing: {
      title: 'Nothing to measure here',
      hint: 'No swarm was started in this period. Choose a longer one, or fewer filters.',
    },
  },

  policy: policyEn,
  imports: importsEn,
  personalData: personalDataEn,
  coverage: {
    technologies: 'Who covers what',
    since: (days: number) => `Swarms and gaps of the last ${days} days.`,
    technology: 'Technology',
    owners: 'Owners',
    capable: 'Level 3 and more',
    learners: 'Learning',
    swarms: 'Swarms',
    gaps: 'Gaps',
    couldLearn: 'Could learn it next',
    wants: 'wants to',
    knowsLittle: 'has used it',
    near: (technology: string) => `knows ${technology}`,
    separator: ', ',
    only: 'Only what is thin',
    thin: { none: 'Nobody', noOwner: 'No owner', oneOwner: 'One owner', onePerson: 'One person', ok: '' },
    state: 'Risk',
    allWell: { title: 'Nothing is thin', hint: 'Every technology has two owners or more, and people who can take it.' },
    nothing: {
      title: 'The registry has no technologies yet',
      hint: 'Import the skills registry to see who covers what.',
    },
    load: 'Who carries how much',
    myLoad: 'Your load',
    loadHint: (budget: number) =>
      `Asks of the last 28 days, against a fair share of ${budget} and the published levels: 2 a month are good, 7 bad, 19 lead to burn-out (PagerDuty 2021).`,
    person: 'Person',
    live: 'Live swarms',
    asks: 'Asks in 28 days',
    accepted: 'Accepted',
    afterHours: 'After hours',
    level: { good: 'Fine', raised: 'Raised', bad: 'Too much', burnout: 'Burn-out' },
    byName: 'By name. This is no ranking: compare nobody, relieve those who carry too much.',
    findPerson: 'Find a person',
    onlyOver: 'Only over the fair share',
    nobodyOver: {
      title: 'Nobody is over the fair share',
      hint: 'Everyone was asked less often than the budget in 28 days.',
    },
  },

  record: {
    title: 'What you helped with',
    hint: 'Resolved swarms that you were in, the newest first. Only you see this.',
    empty: 'Nothing yet: once a swarm that you were in is resolved, your part in it stands here.',
    more: 'Show earlier ones',
    parts: { coordinator: 'coordinated', owner: 'your case', expert: 'helped', learner: 'sat in to learn' },
    credited: 'named as having solved it',
    with: (people: string) => `with ${people}`,
    others: (count: number) => (count === 1 ? '1 other' : `${count} others`),
    separator: ' · ',
    thankedBy: {
      thanks: (person: string, day: string) => `${person}, ${day}`,
      praise: (person: string, day: string) => `The customer, passed on by ${person}, ${day}`,
    },
    learned: 'What you met often',
    learnedHint: 'By sitting in, and by leading swarms or owning their cases.',
    satIn: (count: number) => `sat in ${count === 1 ? 'once' : `${count} times`}`,
    led: (count: number) => `led ${count === 1 ? 'once' : `${count} times`}`,
    notListed: 'not among your skills',
    listedAt: (level: number) => `listed at level ${level}`,
    toSkills: 'To my skills',
    sharing: 'What your lead hears',
    sharingHint: (leads: string | null) =>
      leads === null
        ? 'Once a month Swarm tells you what it came to. In the registry nobody leads you: nobody else hears of it.'
        : `Once a month Swarm tells you what it came to. Your lead (${leads}) hears of it only what you choose here.`,
    share: 'To my lead',
    shares: {
      nothing: 'Nothing',
      sums: 'How many swarms, and which technologies',
      thanks: 'The same, and what I was thanked for',
    },
    monthly: 'Tell me each month what it came to',
    chosen: (day: string) => `You chose this on ${day}.`,
    unchosen: 'You have not chosen yet: your lead hears nothing.',
    save: 'Save',
    saved: 'Saved. It counts from now on.',
    notSaved: 'This could not be saved. Please try again.',
  },
  skills: {
    title: 'My skills',
    hint: 'What the plan knows of you. You are asked by it; keep it true.',
    technology: 'Technology',
    level: 'Level',
    levels: [
      'has read about it',
      'has used it',
      'solves usual cases alone',
      'solves hard cases',
      'is the one others ask',
    ],
    levelOf: (level: number, name: string) => `${level}: ${name}`,
    owner: 'Owner',
    ownerHint: 'You answer for it in the organisation',
    learn: 'Wants to learn',
    confirmed: 'Confirmed',
    confirm: 'Still right',
    confirmAll: 'All still right',
    willConfirm: 'on saving',
    never: 'never',
    remove: (name: string) => `Remove ${name}`,
    add: 'Add a technology',
    empty: 'No skills yet. Add the technologies you can help with.',
    doubts: 'Still yours?',
    doubtsHint: 'You declined these as not your field, yet they are listed. Nothing is removed without you.',
    doubted: (declined: string) => `declined ${declined}`,
    drop: 'Remove',
    keep: 'Keep',
    suggestions: 'Learned from swarms',
    suggestionsHint: 'You came for these and the case was solved. Nothing is added without you.',
    suggested: (swarms: number, last: string) => `${plural(swarms, 'swarm', 'swarms')}, last ${last}`,
    accept: 'Add',
    refuse: 'Not mine',
    availability: 'When you can be asked',
    days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    workDays: 'Working days',
    from: 'From',
    to: 'To',
    inZone: (zone: string) => `Times of ${zone}`,
    ownTeam: (team: string) => `Support team: ${team}`,
    daysOff: (calendars: string) => `Days off: ${calendars}`,
    noDaysOff: 'No calendar of days off: you may be asked on public holidays',
    hoursOwn: (day: string) => `said by you on ${day}`,
    hoursGiven: 'from the skills registry; you have not said your own yet',
    outlookSays: (days: string, times: string, zone: string) => `Outlook says: ${days}, ${times} (${zone})`,
    takeHours: 'Take these over',
    keepHours: 'Mine are right',
    most: 'Most swarms at once',
    away: 'Away until (last day)',
    notBefore: 'Not before (empty: from the beginning of work)',
    quietFrom: 'No asks from',
    quietUntil: 'No asks until (last day)',
    mostAWeek: 'Most asks in seven days (0: no limit)',
    onlyCriticalLabel: 'Critical cases',
    onlyCritical: 'Ask me for critical cases only',
    weekAhead: 'Your next seven days, as they count',
    weekHint:
      'Different hours each day, breaks and focus time: /swarm skills, “How I want to be asked”. As it was saved last.',
    dayOf: (weekday: string, month: number, day: number) => `${weekday} ${day}/${month}`,
    asked: 'can be asked',
    kept: 'at work, not asked',
    notAsked: 'not asked',
    unknownDay: 'no calendar covers this day',
    byShifts: 'by your shifts',
    onCall: (technology: string | null, from: string, to: string) =>
      `on call${technology === null ? '' : ` for ${technology}`} ${from}–${to}`,
    dayOff: (day: Omit<DayOff, 'ahead'>) => dayOffNamed(day),
    anyHour: 'Ask me at any hour, also when it could wait for the morning',
    anyHourLabel: 'Outside working hours',
    languages: 'Languages you can work in',
    reads: 'Language of your messages from Swarm',
    languageNames: { en: 'English', ja: 'Japanese' },
    save: 'Save',
    undo: 'Undo changes',
    saved: 'Saved.',
    notSaved: 'Not saved. Your changes are still here; try again.',
    noLongerRegistered:
      'Not saved: you are no longer in the skills registry. Ask your lead, or whoever keeps the registry, to add you again.',
    unsaved: 'Not saved yet',
    deputies: 'Deputies',
    deputiesHint:
      'They may look at, start, hand over and cancel the swarms of your cases, but for restricted ones. You hear of what they do.',
    deputyUntil: (until: string) => `until ${until}`,
    revokeDeputy: (name: string) => `Revoke ${name}`,
    deputy: 'Who acts for you (name or mail address)',
    deputyLastDay: 'Until (their last day)',
    confirmDeputy: 'Name as deputy',
    deputyNamed: (name: string, until: string) => `${name} may act for you until ${until}.`,
    deputyRevoked: 'They no longer act for you.',
    deputyDay: 'Please give a day from today on, within a year.',
    deputyNotSaved: 'That did not work; nothing has changed. Try again.',
  },
};
export type Words = typeof en;

const dayOff = {
  public: 'public holiday',
  company: 'company holiday',
  half: 'half day',
  worked: 'working day',
  quiet: 'wants no asks',
  focus: 'focus time',
};
const dayOffNamed = ({ kind, name }: Omit<DayOff, 'ahead'>): string =>
  name ? `${dayOff[kind]} (${name.en})` : dayOff[kind];
