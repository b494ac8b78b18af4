import { sql } from 'drizzle-orm';
import type { PgBoss } from 'pg-boss';
import type { Database } from '../database.ts';

/**
 * What queues are made with, so that running jobs have a heartbeat. pg-boss's own rule for a missed one is out of the
 * way (an hour): when the database comes back after an outage longer than it, that takes everybody's jobs for dead.
 */
export const withHeartbeat = { heartbeatSeconds: 3_600 };

/** Milliseconds. */
export type OrphanLimits = {
  /** From one heartbeat of a running job to the next. */
  beat: number;
  /** From one look at the running jobs to the next. */
  look: number;
  /** A look that took longer, or came later, has seen nothing: the database or this process was held up. */
  late: number;
  /** For how long a job's heart must stand still while some other process has a session with the database. */
  still: number;
  /** And while none has. Longer than a living process takes to find that its sessions are lost, and to open others. */
  stillAlone: number;
};

export const usualOrphanLimits: OrphanLimits = {
  ...{ beat: 2_000, look: 2_000, late: 2_000, still: 15_000, stillAlone: 8_000 },
};

export type OrphanNeeds = {
  database: Database;
  boss: Pick<PgBoss, 'fail'>;
  /** Whether a job runs in this process. */
  isOurs: (id: string) => boolean;
  report: (problem: unknown) => void;
  limits: OrphanLimits;
};

type Running = { name: string; id: string; attempt: number; beat: string };

/**
 * Gives jobs back whose process was killed. Nobody can tell a process that died from one that has lost its sessions
 * with the database, by a failover, say, and is opening others: so a job is an orphan only when its heart has stood
 * still for a time through which this process had its answers from the database without a gap. The clock of the
 * watcher counts: after an outage, or a halt of the server, everybody has their time to be heard of again. PGlite is
 * one process's: what is running when it begins was another's, which is dead.
 */
export async function watchOrphans({ database, boss, isOurs, report, limits }: OrphanNeeds) {
  const { look, late, still, stillAlone } = limits;
  /** Since when a job's heart was seen to stand where it stands. */
  const stoodSince = new Map<string, { beat: string; at: number }>();
  let aloneSince: number | null = null;
  let lastLook = performance.now();
  const beginAgain = (): void => {
    stoodSince.clear();
    aloneSince = null;
  };

  async function lookOnce(): Promise<void> {
    const began = performance.now();
    const [running, alone] = await Promise.all([runningJobs(database), database.isAlone()]);
    const now = performance.now();
    if (now - began > late || began - lastLook > look + late) beginAgain();
    lastLook = now;
    aloneSince = alone ? (aloneSince ?? now) : null;
    const keys = new Set(running.map(keyOf));
    for (const key of stoodSince.keys()) if (!keys.has(key)) stoodSince.delete(key);
    const dead: Running[] = [];
    for (const job of running) {
      const seen = stoodSince.get(keyOf(job));
      if (seen?.beat !== job.beat) stoodSince.set(keyOf(job), { beat: job.beat, at: now });
      else if (now - seen.at >= still || (aloneSince !== null && now - Math.max(seen.at, aloneSince) >= stillAlone))
        dead.push(job);
    }
    await giveBack(dead.filter(({ id }) => !isOurs(id)));
  }

  async function giveBack(jobs: readonly Running[]): Promise<void> {
    for (const [name, some] of Map.groupBy(jobs, (job) => job.name)) {
      // Fenced to the attempt that was seen: another watcher may have given it back already, and somebody begun it.
      const attempts = some.map(({ id, attempt }) => ({ id, retryCount: attempt }));
      await boss.fail(name, attempts, { message: 'the process that ran it was killed' });
    }
  }

  if (database.engine === 'pglite') {
    await giveBack(await runningJobs(database));
    return { stop: () => {} };
  }
  let stopped = false;
  let timer: NodeJS.Timeout;
  const lookAgain = (): void => {
    timer = setTimeout(async () => {
      await lookOnce().catch((problem) => {
        beginAgain();
        report(problem);
      });
      if (!stopped) lookAgain();
    }, look);
  };
  lookAgain();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

const keyOf = ({ id, attempt }: Running): string => `${id} ${attempt}`;

async function runningJobs(database: Database): Promise<Running[]> {
  const { rows } = await database.sql.execute<Running>(sql`
    select name, id::text as id, retry_count as attempt, coalesce(heartbeat_on, started_on)::text as beat
    from ${sql.raw(`${database.schema}_queue.job`)}
    where state = 'active' and heartbeat_seconds is not null`);
  return rows;
}
