import type { Case, Person } from '../../src/cases/case.ts';
import type { DetectedTechnology } from '../../src/detection/detectedTechnology.ts';
import type { Candidate, Plan } from '../../src/matching/plan.ts';
import type { Circumstances, SwarmCommand } from '../../src/swarm/commands.ts';
import { decide } from '../../src/swarm/decide.ts';
import type { Decision } from '../../src/swarm/deciding/decision.ts';
import type { Actor, RecordedEvent, SwarmEvent } from '../../src/swarm/events.ts';
import { fold } from '../../src/swarm/evolve.ts';
import type { ScheduledJob } from '../../src/swarm/jobs.ts';
import { defaultPolicy, type SwarmPolicy } from '../../src/swarm/policy.ts';
import { reactions } from '../../src/swarm/reactions.ts';
import type { SwarmState } from '../../src/swarm/state.ts';
import { remembered } from './realJobs.ts';

export const person = (id: string): Person => ({ id, name: id[0]?.toUpperCase() + id.slice(1) });
export const as = (id: string): Actor => ({ kind: 'person', person: person(id) });
export const system: Actor = { kind: 'system', name: 'test' };

export const technology = (id: string): DetectedTechnology => ({
  technology: id,
  name: { en: id.toUpperCase(), ja: id.toUpperCase() },
  confidence: 0.9,
  evidence: [{ kind: 'alias', source: 'title', start: 0, end: id.length, words: id }],
});

/** Someone who could be asked: `covers` by level 4. */
export const candidate = (id: string, covers: string[], score = 1, available = true): Candidate => ({
  person: person(id),
  score,
  covers: covers.map((each) => ({ technology: each, level: 4, owner: false })),
  available,
  for: covers.map((each) => ({ code: 'level', technology: each, level: 4 })),
  against: available ? [] : [{ code: 'do-not-disturb' }],
  zone: 'Asia/Tokyo',
  load: { live: 0, most: 2, asks28d: 0 },
});

export const theCase = (changes: Partial<Case> = {}): Case => ({
  id: '4711',
  title: 'VPN が切れる after certificate renewal',
  description: 'vpn cert',
  customer: 'Contoso',
  product: null,
  severity: 'normal',
  language: 'ja',
  restricted: false,
  owner: person('owner'),
  created: '2026-11-20T00:00:00.000Z',
  url: null,
  ...changes,
});

export const plan = (changes: Partial<Plan> = {}): Plan => ({
  technologies: [technology('vpn'), technology('cert')],
  team: [{ person: person('mika'), technologies: ['vpn', 'cert'], for: [] }],
  gaps: [],
  ranking: { candidates: [candidate('mika', ['vpn', 'cert'], 2), candidate('ravi', ['vpn'])], leftOut: 0 },
  ...changes,
});

export const proposed = (
  changes: { case?: Partial<Case>; plan?: Partial<Plan>; policy?: SwarmPolicy } = {},
): SwarmEvent => ({
  type: 'SwarmProposed',
  tenantId: 'tenant',
  case: theCase(changes.case),
  plan: plan(changes.plan),
  room: changes.case?.restricted ? 'private' : 'standard',
  policy: changes.policy ?? defaultPolicy,
});

export const started = (changes: { technologies?: DetectedTechnology[] } = {}): SwarmEvent => ({
  type: 'SwarmStarted',
  coordinator: person('owner'),
  technologies: changes.technologies ?? [technology('vpn'), technology('cert')],
  team: [],
});

export const invited = (id: string, who: string, technologies: string[], named = false): SwarmEvent => ({
  type: 'ExpertInvited',
  invitation: {
    id,
    person: person(who),
    role: 'expert',
    technologies,
    wave: 1,
    for: named ? [{ code: 'named-by-person', by: 'Owner' }] : [],
    answerBy: '2026-11-20T03:00:00.000Z',
  },
});

export const opened: SwarmEvent = {
  type: 'ChannelOpened',
  channel: { teamId: 'team', channelId: '19:c@thread.tacv2', name: '4711', webUrl: 'https://teams.example/c' },
};

export const briefed: SwarmEvent = {
  type: 'BriefingPosted',
  message: { serviceUrl: 'https://smba.example/', conversationId: '19:c@thread.tacv2', activityId: 'b1' },
};

const at = '2026-11-20T02:00:00.000Z';

export const recorded = (events: readonly SwarmEvent[], from = 1): RecordedEvent[] =>
  events.map((event, index) => ({ swarmId: 's1', version: from + index, at, actor: system, cause: 'test', event }));

export const now = (changes: Partial<Circumstances> = {}): Circumstances => ({
  at,
  actor: system,
  cause: 'test',
  actorStandsIn: false,
  leadsGap: true,
  ranking: { candidates: [], leftOut: 0 },
  hours: {},
  ...changes,
});

/** Given what happened, when a command comes, then what? */
export const given = (...events: SwarmEvent[]) => givenBy(system, ...events);

/** The same, of what one person did. */
export function givenBy(doer: Actor, ...events: SwarmEvent[]) {
  const history = recorded(events).map((each) => ({ ...each, actor: doer }));
  const state = remembered(fold(history), history);
  return {
    state,
    when(command: SwarmCommand, circumstances: Partial<Circumstances> = {}): Outcome {
      const given = now(circumstances);
      return outcomeOf(state, events.length, decide(state, command, given), given.actor);
    },
  };
}

export type Outcome = {
  decision: Decision;
  /** The events decided; fails the test when it was refused. */
  events: SwarmEvent[];
  refusal: string | null;
  state: SwarmState;
  jobs: ScheduledJob['job'][];
  /** The same, each with the instant before which it must not run. */
  scheduled: ScheduledJob[];
};

function outcomeOf(state: SwarmState, version: number, decision: Decision, actor: Actor): Outcome {
  const events = decision.ok ? decision.events : [];
  const all = recorded(events, version + 1).map((each) => ({ ...each, actor }));
  const scheduled: ScheduledJob[] = [];
  let next = state;
  for (const each of all) {
    next = fold([each], next);
    scheduled.push(...reactions(next, each));
  }
  const jobs = scheduled.map(({ job }) => job);
  return { decision, events, refusal: decision.ok ? null : decision.refusal.code, state: next, jobs, scheduled };
}
