import { readFile } from 'node:fs/promises';
import type pg from 'pg';

/**
 * Milliseconds of processor that this program's main thread and the database's processes for it have used, or null
 * where the database's can't be seen (another machine, not Linux). On a machine that does other work besides, clocks
 * tell of that work; this doesn't.
 */
export async function processorTime(watcher: pg.Client): Promise<number | null> {
  const { rows } = await watcher.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'
     and pid <> pg_backend_pid()`,
  );
  let nanoseconds = 0;
  for (const { pid } of rows) {
    const stat = await readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => null);
    if (stat === null) return null;
    nanoseconds += Number(stat.split(' ')[0]);
  }
  const { user, system } = process.threadCpuUsage();
  return nanoseconds / 1e6 + (user + system) / 1e3;
}
