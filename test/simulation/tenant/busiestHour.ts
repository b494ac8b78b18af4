import { createPace } from '../../../src/graph/client/pace.ts';
import { createLimits, type Window } from '../../../src/sandbox/doors/limits.ts';
import { createPacing } from '../../../src/teams/connector/pacing.ts';
import { type Chance, chanceOf } from '../chance.ts';
import type { Call } from '../outside.ts';
import { createTimeline } from './timeline.ts';

const hour = 3_600_000;

/** An organisation's day: `processes` of the bot share the work, `hostTeams` the channels. */
export type Load = { casesADay: number; engineers: number; processes: number; hostTeams: number };

/** What came of the busiest hour; waits in milliseconds, until a call went after it was due. */
export type BusiestHour = {
  calls: Record<Side, number>;
  /** Of each published limit, the most calls that counted against it in any one of its stretches of time. */
  most: Record<LimitName, number>;
  waits: Record<Side, { median: number; p99: number; longest: number }>;
  /** Calls that were refused for being more than is published, and then made again. */
  refused: Record<Side, number>;
};
type Side = Call['side'];

const second = 1_000;
/** The published limits that a swarm's calls count against. */
export const published = {
  bot: { most: 50, ms: second },
  conversation: { most: 7, ms: second },
  conversationInHalfAMinute: { most: 60, ms: 30 * second },
  channels: { most: 30, ms: second },
  deletions: { most: 15, ms: second },
  additions: { most: 30, ms: second },
  otherCalls: { most: 30, ms: second },
  team: { most: 4, ms: second },
  teamMembers: { most: 4, ms: 60 * second },
} as const satisfies Record<string, Window>;
export type LimitName = keyof typeof published;

/** The busiest hour has this part of a day's cases. */
export const busiestPart = 0.1;
/** Milliseconds of the hour before, by whose end the bot is as busy as it is going to be. */
const before = hour / 2;

/**
 * Plays the busiest hour of a day with swarms like this one, begun at any moment of the days before, by the product's own pacing
 * against the published limits of Graph and the connector. Each swarm is one of an ordinary
 * day: what is due in the hour from swarms begun hours or weeks ago comes as well.
 */
export function busiestHour(swarm: readonly Call[], load: Load, seed = 1): BusiestHour {
  const chance = chanceOf(seed);
  const { casesADay, processes } = load;
  let now = 0;
  const timeline = createTimeline<Due>();
  const limits = createLimits(() => now);
  const each = Array.from({ length: processes }, () => ({
    graph: createPace(() => now),
    connector: createPacing(() => now),
  }));
  const begun = Math.round(casesADay * busiestPart * ((hour + before) / hour));
  for (const one of swarmsOf(swarm, { begun, chance, load })) timeline.put(one.dueAt, one);

  const told: Record<Side, { waits: number[]; refused: number }> = {
    graph: { waits: [], refused: 0 },
    connector: { waits: [], refused: 0 },
  };
  const usage = createUsage();
  for (let next = timeline.take(); next; next = timeline.take()) {
    now = next.at;
    const { due } = next;
    const { call } = due;
    const mine = each[due.process] ?? { graph: createPace(() => now), connector: createPacing(() => now) };
    // A place that was taken before is used now.
    const wait = due.hasPlace ? 0 : waitOf(mine, call);
    if (wait > 0 && call.side === 'connector') {
      timeline.put(now + wait, { ...due, hasPlace: wait <= longestPacing });
      continue;
    }
    if (wait > 0) {
      timeline.put(now + wait, due);
      continue;
    }
    const counted = countedFor(call);
    const refused = Math.max(...counted.map(({ key, name }) => limits.take(key, windowsOf(name))));
    const about = told[call.side];
    if (refused > 0) {
      if (call.side === 'connector') mine.connector.refused(call.conversation);
      if (due.dueAt >= before) about.refused += 1;
      timeline.put(now + Math.ceil(refused / 1_000) * 1_000, { ...due, hasPlace: false });
      continue;
    }
    for (const each of counted) usage.note(each, now);
    if (due.dueAt >= before) about.waits.push(now - due.dueAt);
  }
  const of = <Value>(value: (side: Side) => Value) => ({ graph: value('graph'), connector: value('connector') });
  return {
    calls: of((side) => told[side].waits.length),
    most: usage.most,
    waits: of((side) => spread(told[side].waits)),
    refused: of((side) => told[side].refused),
  };
}

type Due = { call: Call; dueAt: number; process: number; hasPlace: boolean };

/** Milliseconds that a call waits for its place in the connector's pace; what waits for longer goes back to the queue. */
const longestPacing = 5_000;

function waitOf(
  mine: { graph: ReturnType<typeof createPace>; connector: ReturnType<typeof createPacing> },
  call: Call,
) {
  return call.side === 'graph'
    ? mine.graph.take(call.paced)
    : mine.connector.reserve(call.conversation, 'own', longestPacing).wait;
}

/** The calls of all swarms that come within the hour, and the half hour before it. */
function* swarmsOf(
  swarm: readonly Call[],
  { begun, chance, load: { engineers, hostTeams, processes } }: { begun: number; chance: Chance; load: Load },
): Generator<Due> {
  for (let nth = 0; nth < begun; nth++) {
    const began = chance.number() * (hour + before);
    const people = new Map<string, string>();
    const team = `team-${chance.below(hostTeams)}`;
    const channel = `channel-${nth}`;
    const whose = (conversation: string): string => {
      if (!conversation.startsWith('chat-')) return channel;
      const known = people.get(conversation) ?? `chat-${chance.below(engineers)}`;
      people.set(conversation, known);
      return known;
    };
    for (const call of swarm) {
      // As busy all the time as in this hour: what began an hour earlier is due as often.
      const dueAt = (began + call.at) % (hour + before);
      yield { call: callOf(call, { team, channel, whose }), dueAt, process: chance.below(processes), hasPlace: false };
    }
  }
}

function callOf(
  call: Call,
  { team, channel, whose }: { team: string; channel: string; whose: (conversation: string) => string },
): Call {
  if (call.side === 'connector') return { ...call, conversation: whose(call.conversation) };
  const paced = call.paced.map(({ key, window }) => {
    const [kind = ''] = key.split(' ');
    return { key: kind === 'channel' ? `channel ${channel}` : `${kind} ${team}`, window };
  });
  return { ...call, path: call.path.replace('/teams/host-team', `/teams/${team}`), paced };
}

/** The limits that a call counts against, each under a name of its own for a team or a conversation. */
function countedFor(call: Call): { key: string; name: LimitName }[] {
  if (call.side === 'connector')
    return [
      { key: `thread ${call.conversation}`, name: 'conversation' },
      { key: `half a minute ${call.conversation}`, name: 'conversationInHalfAMinute' },
      { key: 'bot', name: 'bot' },
    ];
  const [, team = ''] = /^\/teams\/([^/]+)/.exec(call.path) ?? [];
  const isAdding = call.path.endsWith('/members/add');
  const ofKind = (): LimitName => {
    if (isAdding) return 'additions';
    if (call.method === 'DELETE') return 'deletions';
    return call.method === 'POST' && call.path.endsWith('/channels') ? 'channels' : 'otherCalls';
  };
  return [
    { key: ofKind(), name: ofKind() },
    { key: `team ${team}`, name: 'team' },
    ...(isAdding ? [{ key: `members ${team}`, name: 'teamMembers' as const }] : []),
  ];
}

/** In one conversation there is a second window beside that of a second (platform.md 2.3). */
const windowsOf = (name: LimitName): readonly Window[] =>
  name === 'conversation' ? [published.conversation, { most: 8, ms: 2 * second }] : [published[name]];

/** How much of each limit was used, by whole stretches of its time. */
function createUsage() {
  const names = Object.keys(published) as LimitName[];
  const most = Object.fromEntries(names.map((name) => [name, 0])) as Record<LimitName, number>;
  const stretches = new Map<string, { nth: number; calls: number }>();
  return {
    most,
    note({ key, name }: { key: string; name: LimitName }, at: number): void {
      const nth = Math.floor(at / published[name].ms);
      const known = stretches.get(key);
      const calls = known?.nth === nth ? known.calls + 1 : 1;
      stretches.set(key, { nth, calls });
      most[name] = Math.max(most[name], calls);
    },
  };
}

function spread(waits: number[]): { median: number; p99: number; longest: number } {
  const sorted = waits.toSorted((one, other) => one - other);
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
  return { median: at(0.5), p99: at(0.99), longest: at(1) };
}

/** Host teams that hold the channels of so many swarms a day, a fifth of their places left free. */
export function hostTeamsFor(casesADay: number, retentionDays: number): number {
  const deletedHoldsDays = 30;
  return Math.ceil((casesADay * (retentionDays + deletedHoldsDays + 1)) / (1_000 * 0.8));
}
