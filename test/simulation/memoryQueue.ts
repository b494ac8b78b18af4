import { retries } from '../../src/store/queue/made.ts';
import type { DeliveredJob, Queue } from '../../src/store/queue.ts';
import type { ScheduledJob, SwarmJob } from '../../src/swarm/jobs.ts';
import type { Chance } from './chance.ts';

type Waiting = { id: string; job: SwarmJob; dueAt: number; tries: number };

/** A queue in memory whose clock is moved by hand: jobs come when they are due, in any order, some at one moment. */
export type MemoryQueue = {
  /** What the workers are given. */
  queue: Queue;
  store(jobs: readonly ScheduledJob[]): void;
  /** Runs what becomes due until then (milliseconds since 1970). */
  runUntil(until: number): Promise<void>;
  now(): number;
  /** The jobs that are still to come, and when (milliseconds since 1970). */
  waiting(): { job: SwarmJob; dueAt: number }[];
};

/**
 * `death` settles when the process dies that works on the queue: what it had in hand comes again, to the next one.
 * `between` runs after each round of jobs. `clock`: the bot's; what it wants done later is told the queue as so long from now.
 */
export function createMemoryQueue(
  chance: Chance,
  from: number,
  { death, between, clock }: { death: () => Promise<'died'>; between: () => Promise<void>; clock: () => number },
): MemoryQueue {
  type Worker = { work: (jobs: DeliveredJob[]) => Promise<void>; died: Promise<'died'> };
  const workers = new Map<string, Worker>();
  let waiting: Waiting[] = [];
  let now = from;
  let count = 0;
  const { signal } = new AbortController();
  const never = (): never => {
    throw new Error('The workers do not ask this of a queue');
  };

  async function run({ id, job, tries }: Waiting): Promise<void> {
    const { work, died } = workers.get(job.name) ?? never();
    const worked = work([{ id, body: job, repeated: tries > 0, signal }]).then(
      () => 'done' as const,
      () => 'failed' as const,
    );
    const outcome = await Promise.race([worked, died]);
    // As pg-boss: again and again, later each time; of a process that died, when another finds it out.
    const retryAfter = Math.min(retries.retryDelayMax, retries.retryDelay * 2 ** tries);
    const dueAt = now + 1_000 * (outcome === 'died' ? 5 : retryAfter);
    if (outcome !== 'done' && tries < retries.retryLimit) waiting.push({ id, job, dueAt, tries: tries + 1 });
  }

  /** Two refreshes of one card do not run together, but for now and then: pg-boss's limit may be passed for a moment. */
  const groupOf = ({ id, job }: Waiting): string =>
    job.name === 'refresh-card' && !chance.once(5) ? `${job.swarmId} ${job.card}` : id;

  return {
    queue: {
      statements: never,
      enqueue: never,
      async work(name, _options, worker) {
        workers.set(name, { work: worker, died: death() });
      },
      every: never,
      due: async () => [],
      depth: async () => ({}),
      stuck: async () => ({}),
      stop: async () => {},
    },
    store(jobs) {
      for (const { job, startAfter } of jobs) {
        const wait = startAfter ? Math.max(0, Date.parse(startAfter) - clock()) : 0;
        const dueAt = now + wait + chance.below(3_000);
        waiting.push({ id: `j${++count}`, job, dueAt, tries: 0 });
      }
    },
    async runUntil(until) {
      for (;;) {
        const due = waiting.filter(({ dueAt }) => dueAt <= until).toSorted((one, other) => one.dueAt - other.dueAt);
        const [first] = due;
        if (!first) break;
        now = Math.max(now, first.dueAt);
        // What is due much later does not run now.
        const soon = due.filter(({ dueAt }) => dueAt <= first.dueAt + 3_000).slice(0, 1 + chance.below(3));
        const together = [...new Map(soon.map((each) => [groupOf(each), each])).values()];
        waiting = waiting.filter((each) => !together.includes(each));
        await Promise.all(together.map(run));
        await between();
      }
      now = Math.max(now, until);
    },
    now: () => now,
    waiting: () => waiting.map(({ job, dueAt }) => ({ job, dueAt })),
  };
}
