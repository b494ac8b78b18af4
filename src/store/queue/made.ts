import type { PgBoss, Queue as QueueOptions } from 'pg-boss';
import { withHeartbeat } from './orphans.ts';

type Options = Omit<QueueOptions, 'name' | 'policy'>;

/**
 * How a job that failed comes again: after a second, then later each time, at last every five minutes (in seconds). So for two
 * weeks: Teams may be away, or the bot's secret ended over a long holiday, and no card may be left as it was before.
 */
export const retries = { retryLimit: 4_000, retryDelay: 1, retryDelayMax: 300 } as const;

/** Of every queue of jobs that follow from what happened. */
const ofJobs: Options = {
  ...withHeartbeat,
  // With it pg-boss's statement would not be one that can be joined to others, and it wakes everybody.
  notify: false,
  ...retries,
  retryBackoff: true,
  expireInSeconds: 300,
  deleteAfterSeconds: 86_400,
};

/** Of every queue that something runs in every so often. */
const ofRuns: Options = { ...withHeartbeat, retryLimit: 2, retryDelay: 60, expireInSeconds: 240 };

/**
 * Makes those queues that are not there yet, and gives the others this version's settings where theirs differ: a start
 * on a database that knows them asks once. pg-boss looks a queue up when it is first used; inside a transaction on
 * PGlite's one connection that look-up would wait for the transaction, and the transaction for it. It knows those that
 * were there when it started; every other is looked up here.
 */
export async function makeQueues(boss: PgBoss, names: readonly string[]): Promise<void> {
  const there = await queuesOf(boss);
  for (const name of names)
    if (await made(boss, there, name, ofJobs))
      await boss.findJobs(name, { id: '00000000-0000-0000-0000-000000000000' });
}

/** Makes the queue of something that runs every so often: one at a time, however many processes there are. */
export async function makeQueueOfRuns(boss: PgBoss, name: string): Promise<void> {
  await made(boss, await queuesOf(boss), name, ofRuns, 'singleton');
}

const queuesOf = async (boss: PgBoss): Promise<Map<string, Options>> =>
  new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));

/** Whether there was anything to do. */
async function made(
  boss: PgBoss,
  there: ReadonlyMap<string, Options>,
  name: string,
  options: Options,
  policy?: QueueOptions['policy'],
): Promise<boolean> {
  const known = there.get(name);
  if (known && Object.entries(options).every(([option, value]) => known[option as keyof Options] === value))
    return false;
  if (known) await boss.updateQueue(name, options);
  else await boss.createQueue(name, { ...options, ...(policy ? { policy } : {}) });
  return true;
}
