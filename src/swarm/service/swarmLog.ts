import type { Database } from '../../store/database.ts';
import { createLoadEvents } from '../../store/eventLog.ts';
import type { RecordedEvent } from '../events.ts';
import { fold } from '../evolve.ts';
import type { SwarmState } from '../state.ts';
import { recordedEventSchema } from './storedEvent.ts';

/** Swarms as their events tell them. */
export type SwarmLog = {
  /** Everything that happened to a swarm, in order. */
  history(swarmId: string): Promise<RecordedEvent[]>;
  /** The swarm as it is now; `none` when there is no such swarm. */
  load(swarmId: string): Promise<SwarmState>;
  /** The swarm as it was seen last, without asking the database; null when it was not seen lately. */
  lately(swarmId: string): SwarmState | null;
  /** Notes a swarm as it was just stored. */
  saw(state: SwarmState): void;
};

type KnownSwarm = Exclude<SwarmState, { status: 'none' }>;

/** So many swarms are kept as they were seen last, some tens of kilobytes each. */
const mostKept = 300;

/**
 * Events are never changed without an event that says so, so that of a swarm seen lately only those since then are
 * read: a start makes a dozen jobs, each of which looks at the swarm, and its first event holds a whole ranking.
 */
export function createSwarmLog(database: Pick<Database, 'run'>): SwarmLog {
  /** The longest unseen first. */
  const lately = new Map<string, KnownSwarm>();
  const loadEvents = createLoadEvents(database);

  async function since(swarmId: string, version: number): Promise<RecordedEvent[]> {
    const rows = await loadEvents({ swarmId, after: version });
    return rows.map((row) => recordedEventSchema.parse(row));
  }

  function saw(state: SwarmState): void {
    if (state.status === 'none') return;
    const known = lately.get(state.swarmId);
    const newest = known && known.version > state.version ? known : state;
    lately.delete(state.swarmId);
    for (const oldest of lately.keys()) {
      if (lately.size < mostKept) break;
      lately.delete(oldest);
    }
    lately.set(state.swarmId, newest);
  }

  return {
    history: (swarmId) => since(swarmId, 0),
    async load(swarmId) {
      const known = lately.get(swarmId);
      const news = await since(swarmId, known?.version ?? 0);
      const isRewritten = news.some(({ event }) => event.type === 'PersonErased' || event.type === 'SwarmForgotten');
      const state = isRewritten ? fold(await since(swarmId, 0)) : fold(news, known);
      saw(state);
      return state;
    },
    lately: (swarmId) => lately.get(swarmId) ?? null,
    saw,
  };
}
