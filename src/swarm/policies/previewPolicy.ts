import type { Case } from '../../cases/case.ts';
import { ruleFor } from '../arrivals/automatic.ts';
import type { Circumstances } from '../commands.ts';
import { decide } from '../decide.ts';
import type { Actor, RecordedEvent } from '../events.ts';
import { fold } from '../evolve.ts';
import { asPolicies, type PolicyField, type PolicyFields, policyFields, type SwarmPolicy } from '../policy.ts';
import { type ProposedSwarm, type StartedSwarm, wasStarted } from '../state.ts';
import { isSame } from './storedPolicy.ts';

/** What is looked at: the events of past swarms, and cases as they came, the newest of each. */
export type Past = { swarms: readonly (readonly RecordedEvent[])[]; cases: readonly Case[] };

/** What the world says now, since what it said then is not kept. */
export type PreviewNeeds = {
  past: Past;
  /** Now, in milliseconds since 1970. */
  now: number;
  hoursOf: (personIds: string[]) => Circumstances['hours'];
  /** Whether somebody may plan from their own words, by these fields. */
  mayStart: (personId: string, fields: PolicyFields) => boolean;
  /** The ids of the technologies in a case's words. */
  technologiesIn: (theCase: Case) => string[];
};

export const differenceCodes = [
  'asked-at-once',
  'waits-for-hours',
  'too-late',
  'asks-end',
  'lapsed',
  'start-refused',
  'channel-deleted',
  'offered-by-rule',
  'started-by-rule',
] as const;
export type DifferenceCode = (typeof differenceCodes)[number];

/**
 * Something that would have been otherwise. `before`, `after`: how many, by the policy as it is and as it would be;
 * `swarms`: those that differ, by id; `cases`: likewise, of rules.
 */
export type Difference = { code: DifferenceCode; before: number; after: number; swarms: string[]; cases: string[] };

export type Preview = {
  looked: { swarms: number; cases: number };
  differences: Difference[];
  /** Changed fields of which past swarms tell nothing. */
  untold: PolicyField[];
};

/** Which fields each difference comes of. */
const causes: Record<DifferenceCode, readonly PolicyField[]> = {
  'asked-at-once': ['askAtOnce', 'mostAsksPerTechnology'],
  'waits-for-hours': ['anyTime'],
  'too-late': ['answerWithinMinutes', 'anyTime'],
  'asks-end': ['mostAsksPerTechnology'],
  lapsed: ['planLapsesAfterHours'],
  'start-refused': ['whoMayStart', 'standIns', 'supportContacts'],
  'channel-deleted': ['channelRetentionDays'],
  'offered-by-rule': ['automatic'],
  'started-by-rule': ['automatic'],
};

/**
 * What would have been different for past swarms and cases by other fields. Pure: starts are decided anew by the decider
 * itself, on the plan and its ranking as they were kept, with people's hours of now.
 */
export function previewPolicy(before: PolicyFields, after: PolicyFields, needs: PreviewNeeds): Preview {
  const changed = policyFields.filter((field) => !isSame(before[field], after[field]));
  const isAsked = (code: DifferenceCode) => causes[code].some((field) => changed.includes(field));
  const seen = needs.past.swarms.flatMap((events) => seenOf(events, needs));
  const differences = differenceCodes.filter(isAsked).flatMap((code): Difference[] => {
    if (code === 'offered-by-rule' || code === 'started-by-rule')
      return differing(
        code,
        needs.past.cases,
        (each) => each.id,
        'cases',
        (theCase, fields) => {
          const rule = ruleFor(theCase, fields.automatic, () => needs.technologiesIn(theCase));
          return rule?.does === (code === 'started-by-rule' ? 'start' : 'offer') ? 1 : 0;
        },
      );
    return differing(
      code,
      seen,
      (each) => each.swarmId,
      'swarms',
      (each, fields) => counted(code, each, fields, needs),
    );
  });
  const told = new Set(differenceCodes.filter(isAsked).flatMap((code) => causes[code]));
  return {
    looked: { swarms: seen.length, cases: needs.past.cases.length },
    differences,
    untold: changed.filter((field) => !told.has(field)),
  };

  function differing<T>(
    code: DifferenceCode,
    all: readonly T[],
    idOf: (each: T) => string,
    list: 'swarms' | 'cases',
    count: (each: T, fields: PolicyFields) => number,
  ): Difference[] {
    const counts = all.map((each) => ({ id: idOf(each), before: count(each, before), after: count(each, after) }));
    const other = counts.filter((each) => each.before !== each.after).map(({ id }) => id);
    if (other.length === 0) return [];
    const sum = (side: 'before' | 'after') => counts.reduce((all, each) => all + each[side], 0);
    return [{ code, before: sum('before'), after: sum('after'), swarms: [], cases: [], [list]: other }];
  }
}

/** A past swarm with what is asked of it. `start`: as it was when somebody pressed Start. */
type Seen = {
  swarmId: string;
  by: Actor;
  plan: ProposedSwarm;
  start: { at: string; actor: Actor; hours: Circumstances['hours'] } | null;
  started: StartedSwarm | null;
  closedAt: string | null;
};

function seenOf(events: readonly RecordedEvent[], { hoursOf }: PreviewNeeds): Seen[] {
  const [first] = events;
  const begun = events.findIndex(({ event }) => event.type === 'SwarmStarted');
  const plan = fold(events.slice(0, begun === -1 ? 1 : begun));
  const state = fold(events);
  if (!first || plan.status !== 'proposed' || state.status === 'none') return [];
  const start = events[begun];
  const people = [...plan.plan.team.map(({ person }) => person), ...plan.learners, ...plan.added];
  const ranked = plan.plan.ranking.candidates.map(({ person }) => person);
  const end = events.findLast(({ event }) => event.type === 'SwarmResolved' || event.type === 'SwarmCancelled');
  const started = wasStarted(state) ? state : null;
  return [
    {
      ...{ swarmId: first.swarmId, by: first.actor, plan, started },
      start: start
        ? { at: start.at, actor: start.actor, hours: hoursOf([...people, ...ranked].map(({ id }) => id)) }
        : null,
      closedAt: started && started.status !== 'running' ? (end?.at ?? null) : null,
    },
  ];
}

/** How often something happens to a swarm by these fields. */
function counted(
  code: Exclude<DifferenceCode, 'offered-by-rule' | 'started-by-rule'>,
  seen: Seen,
  fields: PolicyFields,
  { now, mayStart }: PreviewNeeds,
): number {
  const { start, plan, started } = seen;
  switch (code) {
    case 'asked-at-once':
      return invitedAtStart(seen, fields).length;
    case 'waits-for-hours':
      return invitedAtStart(seen, fields).filter(({ deliverAt }) => deliverAt !== undefined).length;
    case 'too-late': {
      const invited = invitedAtStart(seen, fields);
      const came = started?.invitations.filter(({ answer }) => answer.state === 'accepted') ?? [];
      return came.filter(({ person, answeredAt }) => {
        const asked = invited.find((each) => each.person.id === person.id);
        return asked !== undefined && answeredAt !== null && Date.parse(answeredAt) > Date.parse(asked.answerBy);
      }).length;
    }
    case 'asks-end': {
      const experts = started?.invitations.filter(({ role }) => role === 'expert') ?? [];
      const asks = experts.flatMap(({ technologies }) => technologies);
      const most = Math.max(0, ...asks.map((technology) => asks.filter((each) => each === technology).length));
      return most > fields.mostAsksPerTechnology ? 1 : 0;
    }
    case 'lapsed':
      return start && hoursBetween(plan.proposedAt, start.at) > fields.planLapsesAfterHours ? 1 : 0;
    case 'start-refused': {
      // Who is a case's owner in its own system always may.
      const isOwn = plan.case.home !== undefined || plan.case.url !== null || plan.case.askedBy !== undefined;
      return seen.by.kind === 'person' && !isOwn && !mayStart(seen.by.person.id, fields) ? 1 : 0;
    }
    case 'channel-deleted': {
      const days = fields.channelRetentionDays;
      const hadRoom = started !== null && started.channel.status !== 'opening';
      if (days === null || !hadRoom || seen.closedAt === null) return 0;
      return hoursBetween(seen.closedAt, new Date(now).toISOString()) > days * 24 ? 1 : 0;
    }
    default:
      return code satisfies never;
  }
}

/** Who is asked when the plan is started by these fields, as the decider says. */
function invitedAtStart({ plan, start }: Seen, fields: PolicyFields) {
  if (!start) return [];
  const policy: SwarmPolicy = asPolicies(fields).policy;
  const { at, actor, hours } = start;
  const given = { at, actor, cause: 'preview', actorStandsIn: true, leadsGap: true, ranking: plan.plan.ranking, hours };
  const decision = decide({ ...plan, policy }, { type: 'Start' }, given);
  return (decision.ok ? decision.events : []).flatMap((event) =>
    event.type === 'ExpertInvited' && event.invitation.role === 'expert' ? [event.invitation] : [],
  );
}

const hoursBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 3_600_000;
