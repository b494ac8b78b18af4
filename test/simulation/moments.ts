import { createSnapshot } from '../../src/registry/snapshot.ts';
import type { RecordedEvent } from '../../src/swarm/events.ts';
import { evolve } from '../../src/swarm/evolve.ts';
import type { SwarmJob } from '../../src/swarm/jobs.ts';
import { type StartedSwarm, type SwarmState, wasStarted } from '../../src/swarm/state.ts';
import type { Card } from '../../src/teams/cards/parts/elements.ts';
import { sentenceCard } from '../../src/teams/cards/parts/refusal.ts';
import type { Connector, OutgoingMessage } from '../../src/teams/connector/connector.ts';
import { createEffects } from '../../src/teams/effects/effects.ts';
import { messages } from '../../src/teams/languages/language.ts';
import { shownText } from '../teams/cards/reading.ts';
import { isOwnCard } from './endOfWeek.ts';
import { chatOf, type Shown, serviceUrl } from './outside.ts';
import { gapContacts, team } from './people.ts';
import type { Week } from './week.ts';

/** What is said once and never changed. */
const momentary = [
  'tell-coordinator',
  'tell-person',
  'tell-room',
  'announce-member',
  'ask-views',
  'ask-silent',
  'ask-gap-lead',
  'ask-follow-up',
  'ask-prevention',
  'remind-prevention',
  'tell-thanks',
  'relay-view',
  'post-outcome',
] as const;
type Momentary = Extract<SwarmJob, { name: (typeof momentary)[number] }>;

/** So many versions of a swarm before a message was posted it may be drawn of: a call takes its time. */
const mostVersions = 12;

/**
 * Notices, announcements and outcomes tell of a moment: each must be, letter for letter, what is drawn of its swarm as it was
 * when it was posted, for a reason that there was. Wherever it lies: in chats, in channels that are there, archived or deleted.
 * `kinds`: which there were.
 */
export async function momentsThatDiffer(week: Week): Promise<{ seen: number; kinds: Set<string>; wrong: string[] }> {
  const kept = new Set(week.swarms.told.flatMap(({ event }) => addressesIn(event)));
  const draw = drawer(week);
  const statesBefore = statesIn(week);
  const jobsOf = Map.groupBy(week.jobs.filter(isMomentary), ({ swarmId }) => swarmId);
  const result = { seen: 0, kinds: new Set<string>(), wrong: [] as string[] };
  for (const message of week.outside.messages) {
    const [first] = message.looks;
    const swarmId = first && swarmOf(week, message, first);
    if (!first || !swarmId || kept.has(message.address.activityId) || (message.unheard && isOwnCard(first))) continue;
    result.seen++;
    const kind = await kindOf(first, statesBefore(swarmId, message.toldBefore), draw, jobsOf.get(swarmId) ?? []);
    if (kind) result.kinds.add(kind);
    // One that is kept true, of which the bot does not know: its answer was lost. Teams fetches it anew for who looks.
    else if (!first.refresh)
      result.wrong.push(`${swarmId}: in ${message.conversation} stands what never was so\n${shownText(first)}`);
    if (!first.refresh) result.wrong.push(...changedOtherwise(message, first));
  }
  return result;
}

async function kindOf(
  look: Card,
  states: readonly StartedSwarm[],
  draw: (job: Momentary, state: StartedSwarm) => Promise<readonly string[]>,
  jobs: readonly Momentary[],
): Promise<string | null> {
  const told = JSON.stringify(look);
  for (const state of states) for (const job of jobs) if ((await draw(job, state)).includes(told)) return job.name;
  return null;
}

const isMomentary = (job: SwarmJob): job is Momentary => momentary.some((name) => name === job.name);

/** Buttons of a card on which somebody answers once, and again where they may. */
const answered =
  /"verb":"(?:tell-view|gap-without|answer-follow-up|take-prevention|finish-prevention|move-prevention|decline-prevention)"/;

/** A notice whose button was pressed says that it is done with; nothing else becomes of it. */
function changedOtherwise({ looks, conversation }: Shown, first: Card): string[] {
  const done = (['en', 'ja'] as const).map((language) =>
    JSON.stringify(sentenceCard(messages(language).status.noticeDone, { language, zone: 'UTC', personId: '', at: '' })),
  );
  // A question that somebody answered says what they had told; a task, how it stands.
  if (answered.test(JSON.stringify(first))) return [];
  return looks
    .slice(1)
    .filter((look) => JSON.stringify(look) !== JSON.stringify(first) && !done.includes(JSON.stringify(look)))
    .map((look) => `In ${conversation} was changed\n${shownText(first)}\nto\n${shownText(look)}`);
}

/** The bot's own drawing, as text: its effects, with a connector that sends nothing. Each job is drawn once of each state. */
function drawer({ views, directory, chats }: Week) {
  const drawn: OutgoingMessage[] = [];
  const take: Connector['send'] = async (to, message) => {
    drawn.push(message);
    return { ok: true, message: { ...to, activityId: 'drawn' } };
  };
  const never = async (): Promise<never> => {
    throw new Error('Nothing is drawn by this');
  };
  const effects = createEffects({
    connector: {
      send: take,
      sendTargeted: never,
      update: never,
      openThread: never,
      openPersonalChat: async (_, personId) => ({ ok: true, conversationId: chatOf(personId) }),
    },
    ...{ chats, directory, views, defaultServiceUrl: serviceUrl },
    shown: { versionOf: never, note: never },
    swarms: { load: never },
    findRecurrence: async () => null,
    ...{ registry: { snapshot: createSnapshot() }, clock: Date.now },
    findGapContacts: gapContacts,
    ensureAppInstalled: async () => ({ kind: 'installed' }),
  });
  const known = new Map<Momentary, Map<StartedSwarm, readonly string[]>>();
  return async (job: Momentary, state: StartedSwarm): Promise<readonly string[]> => {
    const ofJob = known.get(job) ?? new Map<StartedSwarm, readonly string[]>();
    known.set(job, ofJob);
    const before = ofJob.get(state);
    if (before) return before;
    drawn.length = 0;
    const effect = effects[job.name] as (job: Momentary, of: object) => Promise<unknown>;
    await effect(job, { state, repeated: false, signal: new AbortController().signal });
    const cards = drawn.flatMap(({ attachments = [] }) => attachments.map(({ content }) => JSON.stringify(content)));
    ofJob.set(state, cards);
    return cards;
  };
}

/** The last states of a swarm before an instant, the newest first. */
function statesIn({ swarms }: Week): (swarmId: string, toldBefore: number) => StartedSwarm[] {
  const states = new Map<string, { toldAt: number; state: SwarmState }[]>();
  for (const [toldAt, recorded] of swarms.told.entries()) {
    const before = states.get(recorded.swarmId) ?? [];
    before.push({ toldAt, state: evolve(before.at(-1)?.state ?? { status: 'none' }, recorded) });
    states.set(recorded.swarmId, before);
  }
  return (swarmId, toldBefore) =>
    (states.get(swarmId) ?? [])
      .filter(({ toldAt }) => toldAt < toldBefore)
      .slice(-mostVersions)
      .map(({ state }) => state)
      .reverse()
      .filter(isStarted);
}
const isStarted = (state: SwarmState): state is StartedSwarm => state.status !== 'none' && wasStarted(state);

function swarmOf({ outside, swarms }: Week, { conversation }: Shown, look: Card): string | null {
  const room = outside.graph.rooms.find(({ channel }) => channel.channelId === conversation);
  if (room) return room.swarmId;
  if (!team.some((id) => chatOf(id) === conversation)) return null;
  return swarms.ids().find((id) => JSON.stringify(look).includes(id)) ?? null;
}

/** Where an event says that a message is, or was. */
function addressesIn(event: RecordedEvent['event']): string[] {
  return [...JSON.stringify(event).matchAll(/"activityId":"([^"]+)"/g)].map(([, id = '']) => id);
}
