import { retries } from '../../src/store/queue/made.ts';
import type { DeliveredJob, Queue } from '../../src/store/queue.ts';
import { queuedOf, type ScheduledJob, type SwarmJob, swarmJobSchema } from '../../src/swarm/jobs.ts';
import type { Chance } from './chance.ts';

type Waiting = { id: string; job: SwarmJob; dueAt: number; tries: number };
type Work = (jobs: DeliveredJob[]) => Promise<void>;

/** A process that works on the queue. */
export type Worker = {
  works: Map<string, Work>;
  death: Promise<'died'>;
  /** Whether it gets jobs now: it lives, and reaches the database in which the queue is. */
  isThere: () => boolean;
  /** How many messages there are; and that of those after so many it could not note where they are. */
  sent: () => number;
  couldNotNote: (after: number) => void;
};

/** A queue in memory whose clock is moved by hand: jobs come when they are due, in any order, some at one moment. */
export type MemoryQueue = {
  /** By the clock of who stores them: what is wanted later is told the queue as so long from now. */
  store(jobs: readonly ScheduledJob[], clock: () => number): void;
  /** Runs what becomes due until then (milliseconds since 1970). */
  runUntil(until: number): Promise<void>;
  now(): number;
  elderWaits: Queue['elderWaits'];
  /** The jobs that are still to come, and when (milliseconds since 1970). */
  waiting(): readonly { readonly job: SwarmJob; readonly dueAt: number }[];
};

/** What the workers of a process are given: it notes in `works` who works on what. `store`: a job, for after so many milliseconds. */
export function workedBy(
  works: Map<string, Work>,
  { store, elderWaits }: { store: (job: SwarmJob, ms: number) => Promise<void>; elderWaits: Queue['elderWaits'] },
): Queue {
  return {
    elderWaits,
    statements: never,
    enqueue: never,
    later: ({ body }, ms) => store(swarmJobSchema.parse(body), ms),
    async work(name, _options, worker) {
      works.set(name, worker);
    },
    every: never,
    due: async () => [],
    depth: async () => ({}),
    stuck: async () => ({}),
    stop: async () => {},
  };
}
const never = (): never => {
  throw new Error('The workers do not ask this of a queue');
};

/**
 * `workers`: who works on it now. What a process that dies has in hand comes again, to whichever; so does a job of which the queue was
 * not told that it was done (`unheard`). `between` runs after each round of jobs.
 */
export function createMemoryQueue(
  chance: Chance,
  from: number,
  needs: { workers: () => readonly Worker[]; unheard: () => boolean; between: () => Promise<void> },
): MemoryQueue {
  const { workers, unheard, between } = needs;
  /** The soonest first; of two at one moment the one that was stored first. */
  const waiting: Waiting[] = [];
  let now = from;
  let count = 0;
  const { signal } = new AbortController();

  function put(each: Waiting): void {
    let low = 0;
    let high = waiting.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((waiting[middle] as Waiting).dueAt <= each.dueAt) low = middle + 1;
      else high = middle;
    }
    waiting.splice(low, 0, each);
  }

  async function run(each: Waiting): Promise<void> {
    const { id, job, tries } = each;
    const there = workers().filter(({ isThere }) => isThere());
    if (there.length === 0) {
      put({ ...each, dueAt: now + 20_000 });
      return;
    }
    const { works, death, sent, couldNotNote } = there.length === 1 ? (there[0] as Worker) : chance.one(there);
    const before = sent();
    const work = works.get(job.name) ?? never();
    const worked = work([{ id, body: job, repeated: tries > 0, signal }]).then(
      () => 'done' as const,
      () => 'failed' as const,
    );
    const outcome = await Promise.race([worked, death]);
    if (outcome !== 'done') couldNotNote(before);
    if (outcome === 'done' && !unheard()) return;
    // As pg-boss: again and again, later each time; of who is not heard of any more, when another finds it out.
    const retryAfter = Math.min(retries.retryDelayMax, retries.retryDelay * 2 ** tries);
    const dueAt = now + 1_000 * (outcome === 'failed' ? retryAfter : 5);
    if (tries < retries.retryLimit) put({ id, job, dueAt, tries: tries + 1 });
  }

  /** Two refreshes of one card do not run together, but for now and then: pg-boss's limit may be passed for a moment. */
  const groupOf = ({ id, job }: Waiting): string =>
    job.name === 'refresh-card' && !chance.once(5) ? `${job.swarmId} ${job.card}` : id;

  /** Some of those that are due about now, taken off the queue. */
  function taken(first: Waiting): Waiting[] {
    const most = 1 + chance.below(3);
    const together = new Map<string, Waiting>();
    for (let at = 0; at < most; at++) {
      const each = waiting[at];
      if (!each || each.dueAt > first.dueAt + 3_000) break;
      together.set(groupOf(each), each);
    }
    for (const each of together.values()) waiting.splice(waiting.indexOf(each), 1);
    return [...together.values()];
  }

  return {
    store(jobs, clock) {
      for (const { job, startAfter } of jobs) {
        const wait = startAfter ? Math.max(0, Date.parse(startAfter) - clock()) : 0;
        put({ id: `j${++count}`, job, dueAt: now + wait + chance.below(3_000), tries: 0 });
      }
    },
    async runUntil(until) {
      for (let first = waiting[0]; first && first.dueAt <= until; first = waiting[0]) {
        now = Math.max(now, first.dueAt);
        await Promise.all(taken(first).map(run));
        await between();
      }
      now = Math.max(now, until);
    },
    now: () => now,
    elderWaits: async ({ group }, id) =>
      group !== undefined &&
      waiting.some(
        (each) =>
          queuedOf(each).group === group &&
          Number(each.id.slice(1)) < Number(id.slice(1)) &&
          each.dueAt <= now + 1_000 * retries.retryDelayMax,
      ),
    waiting: () => waiting,
  };
}
