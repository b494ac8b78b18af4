import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import type { Queue } from './queue.ts';

/** Whether this process can do what it is for. `database`: a write goes through. `queue`: no due job is left lying. */
export type Readiness = { database: boolean; queue: boolean };

/** Milliseconds. */
export type ReadinessLimits = {
  /** For a write, and for a look at the queue. Shorter than who asks (the image's health check) waits. */
  answer: number;
  /** How long a job may have been due while a worker for it has nothing to do. */
  due: number;
  /** For so long an answer is given again, however many ask. */
  fresh: number;
};

const usualLimits: ReadinessLimits = { answer: 3_000, due: 60_000, fresh: 1_000 };

export type ReadinessNeeds = {
  database: Pick<Database, 'sql'>;
  queue: Pick<Queue, 'stuck'>;
  /** Is told when the answer is another than the one before, with the queues whose jobs are left lying. */
  changed: (readiness: Readiness, stuck: readonly string[]) => void;
  limits?: Partial<ReadinessLimits>;
};

/**
 * Asks whether a process is ready; takes no longer than its limit. A database that answers but takes no writes (a
 * standby, a full disk) is not ready, nor is a process whose workers take no jobs, whatever the database says.
 */
export function createReadiness({ database, queue, changed, limits }: ReadinessNeeds): () => Promise<Readiness> {
  const { answer, due, fresh } = { ...usualLimits, ...limits };
  // One at a time each: who asks again while the last still waits must not take another session for it.
  const write = oneAtATime(() => writeSomething(database));
  const look = oneAtATime(() => queue.stuck());
  let last: Readiness = { database: true, queue: true };
  let known: { readiness: Promise<Readiness>; at: number } | null = null;

  async function find(): Promise<Readiness> {
    const [written, stuck] = await Promise.all([within(answer, write()), within(answer, look())]);
    const lying = Object.entries(stuck ?? {}).flatMap(([name, waits]) => (waits > due ? [name] : []));
    const readiness = { database: written === true, queue: stuck !== null && lying.length === 0 };
    if (readiness.database !== last.database || readiness.queue !== last.queue) changed(readiness, lying);
    last = readiness;
    return readiness;
  }

  return () => {
    if (known === null || performance.now() - known.at > fresh) known = { readiness: find(), at: performance.now() };
    return known.readiness;
  };
}

/** Whether a write goes through. Emptied, the table has a file of its own again, which needs room on the disk. */
async function writeSomething(database: Pick<Database, 'sql'>): Promise<true> {
  await database.sql.execute(
    sql.raw('do $$ begin truncate readiness_probe; insert into readiness_probe values (now()); end $$'),
  );
  return true;
}

/** What was asked, or null when it failed or took longer. */
function within<T>(most: number, asked: Promise<T>): Promise<T | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), most);
    asked.then(resolve, () => resolve(null)).finally(() => clearTimeout(timer));
  });
}

function oneAtATime<T>(ask: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | null = null;
  return () => {
    underWay ??= ask().finally(() => {
      underWay = null;
    });
    return underWay;
  };
}
