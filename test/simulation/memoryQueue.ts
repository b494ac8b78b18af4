import type { DeliveredJob, Queue } from '../../src/store/queue.ts';
import type { ScheduledJob, SwarmJob } from '../../src/swarm/jobs.ts';
import type { Chance } from './chance.ts';

type Waiting = { id: string; job: SwarmJob; dueAt: number; repeated: boolean };

/** A queue in memory whose clock is moved by hand: jobs come when they are due, in any order, some at one moment. */
export type MemoryQueue = {
  /** What the workers are given. */
  queue: Queue;
  store(jobs: readonly ScheduledJob[]): void;
  /** Runs what becomes due until then (milliseconds since 1970). */
  runUntil(until: number): Promise<void>;
  now(): number;
};

export function createMemoryQueue(chance: Chance, from: number): MemoryQueue {
  const workers = new Map<string, (jobs: DeliveredJob[]) => Promise<void>>();
  let waiting: Waiting[] = [];
  let now = from;
  let count = 0;
  const { signal } = new AbortController();
  const never = (): never => {
    throw new Error('The workers do not ask this of a queue');
  };

  async function run({ id, job, repeated }: Waiting): Promise<void> {
    const work = workers.get(job.name) ?? never();
    try {
      await work([{ id, body: job, repeated, signal }]);
    } catch {
      // As pg-boss: again later.
      waiting.push({ id, job, dueAt: now + 30_000, repeated: true });
    }
  }

  /** Two refreshes of one card do not run together, as a rule. */
  const groupOf = ({ id, job }: Waiting): string => (job.name === 'refresh-card' ? `${job.swarmId} ${job.card}` : id);

  return {
    queue: {
      statements: never,
      enqueue: never,
      async work(name, _options, worker) {
        workers.set(name, worker);
      },
      every: never,
      due: async () => [],
      depth: async () => ({}),
      stuck: async () => ({}),
      stop: async () => {},
    },
    store(jobs) {
      for (const { job, startAfter } of jobs) {
        const dueAt = Math.max(now, startAfter ? Date.parse(startAfter) : 0) + chance.below(3_000);
        waiting.push({ id: `j${++count}`, job, dueAt, repeated: false });
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
      }
      now = Math.max(now, until);
    },
    now: () => now,
  };
}
