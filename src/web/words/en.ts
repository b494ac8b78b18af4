import type { Severity } from '../../cases/case.ts';
import type { HistoryRow } from '../../history/swarms/rows.ts';
import type { StoryPerson } from '../../history/swarms/story.ts';
import type { DeclineReason, UnreachableCause, WithdrawalCause } from '../../swarm/events.ts';
import type { InvitationStatus } from '../../swarm/state.ts';
import type { View } from '../place.ts';
import { afterEn } from './afterEn.ts';
import { articleEn } from './articleEn.ts';
import { coverageEn } from './coverageEn.ts';
import { importsEn } from './importsEn.ts';
import { listEn } from './listEn.ts';
import { measuresEn } from './measuresEn.ts';
import { personalDataEn } from './personalDataEn.ts';
import { policyEn } from './policyEn.ts';
import { reasonsEn } from './reasonsEn.ts';
import { recordEn } from './recordEn.ts';
import { recurringEn } from './recurringEn.ts';
import { skillsEn } from './skillsEn.ts';
import { storyEn } from './storyEn.ts';

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
  after: afterEn,
  recurring: recurringEn,
  article: articleEn,
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

  list: listEn,

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

  ...reasonsEn,

  measures: measuresEn,

  policy: policyEn,
  imports: importsEn,
  personalData: personalDataEn,
  coverage: coverageEn,

  record: recordEn,
  skills: skillsEn,
};
export type Words = typeof en;
