import { and, count, eq, gt, lt } from 'drizzle-orm';
import type { Database, Sql } from '../../store/database.ts';
import { helpRequest } from '../../store/doorTables.ts';
import type { Queue } from '../../store/queue.ts';
import { type HelpRequestJob, helpRequestJob } from '../helpRequestJobs.ts';
import { endOf, type HelpRequest, helpRequestSchema, isOpen } from './helpRequest.ts';

/** `startAfter`: an ISO instant in UTC. */
export type DueJob = { job: HelpRequestJob; startAfter?: string };

/** What is stored of a request from now on, and what follows; null: nothing changes. */
export type Change = { request: HelpRequest; jobs: DueJob[] } | null;

/** So many wait at once for answers, and are sent in a day, by one person: more would be read by nobody. */
const mostOpen = 3;
const mostADay = 10;
const day = 86_400_000;
/** Days after which a request is deleted. */
const keptDays = 30;

export type HelpRequests = {
  find(requestId: string): Promise<HelpRequest | null>;
  /** Keeps a new one. `already`: it was sent lately, and waits or is taken; `too-many`: of the same person. */
  add(request: HelpRequest, jobs: DueJob[]): Promise<'added' | 'already' | 'too-many'>;
  /** Changes one as it is at this moment, whoever else does; gives it as it is then. Null: there is none. */
  change(requestId: string, change: (request: HelpRequest) => Change): Promise<HelpRequest | null>;
  enqueue(due: DueJob): Promise<void>;
  /** Deletes those that were sent so long ago that what came of them is a case by now. Gives how many. */
  forgetOld(): Promise<number>;
};

/** The table of requests: a change and the jobs that follow from it are stored together. `clock` in ms since 1970. */
export function createHelpRequests(needs: {
  database: Pick<Database, 'sql'>;
  queue: Pick<Queue, 'enqueue'>;
  tenantId: string;
  clock: () => number;
}): HelpRequests {
  const { database, queue, tenantId, clock } = needs;
  const { sql } = database;
  const rowOf = (requestId: string) => and(eq(helpRequest.tenantId, tenantId), eq(helpRequest.requestId, requestId));
  const before = (ms: number) => new Date(clock() - ms).toISOString();

  const queued = (tx: Sql, jobs: readonly DueJob[]) =>
    queue.enqueue(
      tx,
      jobs.map(({ job, startAfter }) => ({ name: helpRequestJob, body: job, ...(startAfter ? { startAfter } : {}) })),
    );

  async function lock(tx: Sql, requestId: string): Promise<HelpRequest | null> {
    const [row] = await tx.select().from(helpRequest).where(rowOf(requestId)).for('update');
    return row ? helpRequestSchema.parse(row.body) : null;
  }

  async function isTooMany(tx: Sql, askerId: string): Promise<boolean> {
    const theirs = and(eq(helpRequest.tenantId, tenantId), eq(helpRequest.askerId, askerId));
    const [open] = await tx
      .select({ rows: count() })
      .from(helpRequest)
      .where(and(theirs, eq(helpRequest.open, true)));
    const [lately] = await tx
      .select({ rows: count() })
      .from(helpRequest)
      .where(and(theirs, gt(helpRequest.askedAt, before(day))));
    return (open?.rows ?? 0) >= mostOpen || (lately?.rows ?? 0) >= mostADay;
  }

  return {
    async find(requestId) {
      const [row] = await sql.select().from(helpRequest).where(rowOf(requestId));
      return row ? helpRequestSchema.parse(row.body) : null;
    },
    async add(request, jobs) {
      const { requestId, asker, askedAt } = request;
      const values = { tenantId, requestId, askerId: asker.id, askedAt, open: isOpen(request), body: request };
      const stored = await sql.transaction(async (tx) => {
        const known = await lock(tx, requestId);
        if (known && (isOpen(known) || (endOf(known) === null && known.askedAt > before(day)))) return 'already';
        if (await isTooMany(tx, asker.id)) return 'too-many';
        // One that is over is asked anew; a press that was delivered twice finds the first.
        const rows = await tx
          .insert(helpRequest)
          .values(values)
          .onConflictDoUpdate({
            target: [helpRequest.tenantId, helpRequest.requestId],
            set: values,
            setWhere: eq(helpRequest.open, false),
          })
          .returning({ id: helpRequest.requestId });
        return rows.length === 0 ? 'already' : queued(tx, jobs);
      });
      if (typeof stored === 'string') return stored;
      stored();
      return 'added';
    },
    async forgetOld() {
      const gone = await sql
        .delete(helpRequest)
        .where(and(eq(helpRequest.tenantId, tenantId), lt(helpRequest.askedAt, before(keptDays * day))))
        .returning({ id: helpRequest.requestId });
      return gone.length;
    },
    async change(requestId, change) {
      const changed = await sql.transaction(async (tx) => {
        const request = await lock(tx, requestId);
        const next = request && change(request);
        if (!next) return { request, committed: null };
        await tx
          .update(helpRequest)
          .set({ open: isOpen(next.request), body: next.request })
          .where(rowOf(requestId));
        return { request: next.request, committed: await queued(tx, next.jobs) };
      });
      changed.committed?.();
      return changed.request;
    },
    async enqueue(due) {
      (await queued(sql, [due]))();
    },
  };
}
