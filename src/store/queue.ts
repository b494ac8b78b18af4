import { type SQL, sql } from 'drizzle-orm';
import { fromDrizzle, PgBoss } from 'pg-boss';
import pgBoss from 'pg-boss/package.json' with { type: 'json' };
import type { Database, Sql } from './database.ts';
import { createIdleWorkers } from './queue/idleWorkers.ts';
import { makeQueueOfRuns, makeQueues, retries } from './queue/made.ts';
import { type OrphanLimits, usualOrphanLimits, watchOrphans } from './queue/orphans.ts';
import { startPolling } from './queue/polling.ts';
import { carriedBy, carrying, processed } from './queue/tracing.ts';
import { checkQueueVersion } from './version.ts';

/**
 * A job for the queue of its name. `startAfter` is an ISO instant in UTC; `group`: jobs of one group wait for each other
 * where the worker asks for it, but on PostgreSQL two that were stored within milliseconds may run together all the
 * same (pg-boss's own word on its group concurrency): it spares work, and nothing may be built on it.
 */
export type QueuedJob = { name: string; body: object; startAfter?: string; group?: string };

/** A job as its worker gets it. `repeated`: a process died while it ran, so its effect may have been done already. */
export type DeliveredJob = { id: string; body: unknown; repeated: boolean; signal: AbortSignal };

export type WorkOptions = {
  /** How many at once in this process. */
  concurrency: number;
  /** How many waiting jobs are handed over together, at most. */
  batch?: number;
  /** Whether jobs of one group wait for each other, over all processes, as a rule: see QueuedJob. */
  oneOfGroup?: boolean;
  /** A worker is woken so many milliseconds after a job's commit: where nobody waits for it, it gives way to others. */
  givesWay?: number;
};

export type Queue = {
  /**
   * What stores jobs, as statements for each queue's: the jobs exist when what they are run in commits, and never
   * otherwise. Then `committed` is called, so that workers of this process take them at once; uncalled, any process
   * finds them within two seconds.
   */
  statements(jobs: readonly QueuedJob[]): Promise<{ statements: SQL[]; committed: () => void }>;
  /** Stores jobs in the transaction given, and gives what to call once it has committed. */
  enqueue(tx: Sql, jobs: readonly QueuedJob[]): Promise<() => void>;
  /** Stores a job by itself, which is due after so many milliseconds. */
  later(job: QueuedJob, ms: number): Promise<void>;
  /**
   * Whether another job of a job's group was stored before it, and waits to be done within five minutes. Of two that do the
   * same work the later need not come again then; the first of all always does.
   */
  elderWaits(job: Pick<QueuedJob, 'name' | 'group'>, id: string): Promise<boolean>;
  /** Gives the jobs of one name to a worker. A worker that throws gets its jobs again, later. */
  work(name: string, options: WorkOptions, worker: (jobs: DeliveredJob[]) => Promise<void>): Promise<void>;
  /** Runs something every so often, once however many processes there are. `cron` in UTC. */
  every(name: string, cron: string, run: () => Promise<void>): Promise<void>;
  /** Jobs that are due and not done, by name, and for how many seconds the longest has been due; names without any are left out. */
  due(): Promise<{ name: string; jobs: number; seconds: number }[]>;
  /** How many jobs wait or run, by name. */
  depth(): Promise<Record<string, number>>;
  /**
   * For how many milliseconds a job has been due for which there is a worker here that has nothing to do, by name: the
   * longest. Work that is behind, or waits for another of its group, is not stuck.
   */
  stuck(): Promise<Record<string, number>>;
  stop(): Promise<void>;
};

/** Milliseconds after which a worker that has nothing to do looks for jobs that nobody told it of. */
export const mostPause = 2_000;

/**
 * Opens the queue (pg-boss in the same database, so that events and jobs commit together). `names` are its queues.
 * A job whose process was killed comes back by its missing heartbeat (orphans.ts). Throws, and leaves nothing behind,
 * when the database does not let it begin.
 */
export async function openQueue(
  database: Database,
  names: readonly string[],
  report: (problem: unknown) => void,
  orphanLimits: Partial<OrphanLimits> = {},
): Promise<Queue> {
  const limits = { ...usualOrphanLimits, ...orphanLimits };
  const heartbeatRefreshSeconds = limits.beat / 1000;
  const schema = `${database.schema}_queue`;
  const boss = new PgBoss({
    db: database.queueDb,
    backend: database.engine,
    schema,
    createSchema: !(await database.hasSchema(schema)),
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    warningQueueSize: 10_000,
  });
  boss.on('error', report);
  try {
    await checkQueueVersion((text) => database.sql.execute(sql.raw(text)), schema, pgBoss.pgboss.schema);
    await boss.start();
    await makeQueues(boss, names);
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
  const atWork = new Set<string>();
  const orphans = await watchOrphans({ database, boss, isOurs: (id) => atWork.has(id), report, limits });
  const idle = createIdleWorkers((id) => boss.notifyWorker(id));
  const polling = startPolling({ database, idle, pause: mostPause });
  const timers = new Set<NodeJS.Timeout>();
  const waysGiven = new Map<string, number>();
  const lastBegun = new Map<string, number>();
  const after = (name: string, wait: number): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      idle.added(name);
    }, wait);
    timers.add(timer);
  };
  const added = (name: string): void => {
    const wait = waysGiven.get(name) ?? 0;
    if (wait === 0) idle.added(name);
    else after(name, wait);
  };

  const statements: Queue['statements'] = async (jobs) => {
    const all: SQL[] = [];
    // pg-boss writes the statement for whoever owns the transaction; here that is taken down instead of run.
    const execute = async (statement: SQL) => {
      all.push(statement);
      return { rows: [] };
    };
    const db = fromDrizzle({ execute }, sql);
    for (const [name, some] of Map.groupBy(jobs, (job) => job.name)) {
      const inserted = some.map(({ body, startAfter, group }) => ({
        data: carrying(body),
        ...(startAfter ? { startAfter: secondsUntil(startAfter) } : {}),
        ...(group ? { group: { id: group } } : {}),
      }));
      await boss.insert(name, inserted, { db, returnId: false });
    }
    return {
      statements: all,
      committed: () => {
        for (const { name, startAfter } of jobs) if (!startAfter) added(name);
      },
    };
  };
  const enqueue: Queue['enqueue'] = async (tx, jobs) => {
    const { statements: all, committed } = await statements(jobs);
    for (const statement of all) await tx.execute(statement);
    return committed;
  };

  return {
    statements,
    enqueue,
    async later(job, ms) {
      const startAfter = new Date(Date.now() + ms).toISOString();
      await database.sql.transaction((tx) => enqueue(tx, [{ ...job, startAfter }]));
      // What is due before the next look but one would wait for that.
      if (ms < 2 * mostPause) after(job.name, ms);
    },
    async elderWaits({ name, group }, id) {
      if (group === undefined) return false;
      // The pause before a job that failed comes again is no longer; one for a certain hour is another's matter.
      const { rows } = await database.sql.execute(sql`
        select from ${jobTable(database)} as elder
        join ${jobTable(database)} as job on job.name = elder.name and job.id = ${id}::uuid
        where elder.name = ${name} and elder.state < 'active' and elder.group_id = ${group}
          and (elder.created_on, elder.id) < (job.created_on, job.id)
          and elder.start_after <= now() + ${retries.retryDelayMax}::int * interval '1 s'
        limit 1`);
      return rows.length > 0;
    },
    async work(name, { concurrency, batch, oneOfGroup, givesWay }, worker) {
      waysGiven.set(name, givesWay ?? 0);
      const options = {
        batchSize: batch ?? 1,
        ...(oneOfGroup ? { groupConcurrency: 1 } : {}),
        pollingIntervalSeconds: 60,
        heartbeatRefreshSeconds,
      };
      lastBegun.set(name, performance.now());
      for (let nth = 0; nth < concurrency; nth++) {
        const { promise: rested, resolve } = Promise.withResolvers<string>();
        const id = await boss.work<object>(name, options, async (jobs) => {
          // Its first jobs may come before its id is known.
          const id = await rested;
          idle.works(name, id);
          lastBegun.set(name, performance.now());
          for (const job of jobs) atWork.add(job.id);
          try {
            const delivered = jobs.map(({ id, data, retryCount, signal }) => {
              const { body, from } = carriedBy(data);
              return { job: { id, body, repeated: retryCount > 0, signal }, from };
            });
            await processed(name, delivered, worker);
          } finally {
            for (const job of jobs) atWork.delete(job.id);
            idle.rests(name, id);
            // More may wait than there were workers to wake.
            boss.notifyWorker(id);
          }
        });
        idle.rests(name, id);
        resolve(id);
      }
      polling.begin(name);
    },
    async every(name, cron, run) {
      await makeQueueOfRuns(boss, name);
      // What a night's run was for is as true an hour later: one that nobody was there for is made up for, once.
      await boss.schedule(name, cron, null, { missed: 'once' });
      const working = { pollingIntervalSeconds: 5, heartbeatRefreshSeconds };
      await boss.work(name, working, async (jobs) => {
        for (const { id } of jobs) atWork.add(id);
        await run().finally(() => {
          for (const { id } of jobs) atWork.delete(id);
        });
      });
    },
    async depth() {
      const { rows } = await database.sql.execute<{ name: string; waiting: number }>(
        sql`select name, count(*)::int as waiting from ${jobTable(database)} where state < 'completed' group by name`,
      );
      const waiting = new Map(rows.map((row) => [row.name, row.waiting]));
      return Object.fromEntries(names.map((name) => [name, waiting.get(name) ?? 0]));
    },
    async due() {
      const { rows } = await database.sql.execute<{ name: string; jobs: number; seconds: number }>(sql`
        select name, count(*)::int as jobs, extract(epoch from now() - min(start_after))::float8 as seconds
        from ${jobTable(database)} where state < 'completed' and start_after <= now() group by name`);
      return rows.map(({ name, jobs, seconds }) => ({ name, jobs, seconds }));
    },
    async stuck() {
      const { rows } = await database.sql.execute<{ name: string; waits: number }>(sql`
        select name, 1000 * extract(epoch from now() - min(start_after))::float8 as waits
        from ${jobTable(database)} as job
        where state < 'active' and start_after <= now() and (group_id is null or not exists (
          select from ${jobTable(database)} as other
          where other.name = job.name and other.state = 'active' and other.group_id = job.group_id))
        group by name`);
      const now = performance.now();
      return Object.fromEntries(
        rows.flatMap(({ name, waits }) => {
          const begun = lastBegun.get(name);
          return begun !== undefined && idle.isOneResting(name) ? [[name, Math.min(waits, now - begun)]] : [];
        }),
      );
    },
    async stop() {
      for (const timer of timers) clearTimeout(timer);
      polling.stop();
      orphans.stop();
      await boss.stop({ graceful: true, timeout: 10_000 });
    },
  };
}

/**
 * A wait as pg-boss takes it, in seconds from the database's now. The instant was reckoned by our clock: told as an
 * instant, every wait would be too short or too long by what that clock and the database's are apart.
 */
const secondsUntil = (instant: string): string => String(Math.max(0, Date.parse(instant) - Date.now()) / 1000);

/** pg-boss's own table: its counts by the queue are a minute old. */
const jobTable = (database: Database) => sql.raw(`${database.schema}_queue.job`);
