import type { Database } from '../database.ts';
import type { IdleWorkers } from './idleWorkers.ts';

/** Looks for jobs that nobody told of. */
export type Polling = {
  /** From now on for this queue, too. */
  begin(queue: string): void;
  stop(): void;
};

/**
 * Has an idle worker of each queue look for jobs, every so many milliseconds, where any are due: other processes' jobs, those whose
 * time has come, and those of a process that died before it could wake anybody. What is due is asked for all queues with one
 * statement, a look into an index for each: some thirty workers that fetch in vain were most of what a bot did that had nothing to do.
 */
export function startPolling({
  database,
  idle,
  pause,
}: {
  database: Database;
  idle: Pick<IdleWorkers, 'poll' | 'isOneResting'>;
  pause: number;
}): Polling {
  const queues = new Set<string>();
  const due = `select asked.name from unnest($1::text[]) as asked(name) cross join lateral (
    select from ${database.schema}_queue.job
    where job.name = asked.name and state < 'active' and not blocked and start_after <= now() limit 1) as due`;
  let isLooking = false;
  let isOver = false;

  async function look(): Promise<void> {
    const asked = [...queues].filter(idle.isOneResting);
    if (isLooking || asked.length === 0) return;
    isLooking = true;
    const found = await database.queueDb.executeSql(due, [asked]).then(
      ({ rows }) => rows.map(({ name }) => String(name)),
      // The workers find out for themselves what is wrong, and tell it.
      () => asked,
    );
    isLooking = false;
    if (isOver) return;
    for (const queue of found) idle.poll(queue);
  }
  const timer = setInterval(() => void look(), pause);
  return {
    begin: (queue) => {
      queues.add(queue);
    },
    stop: () => {
      isOver = true;
      clearInterval(timer);
    },
  };
}
