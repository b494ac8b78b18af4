import { and, asc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Person } from '../../cases/case.ts';
import type { Sql } from '../../store/database.ts';
import { swarm, swarmTask } from '../../store/swarmTables.ts';

/** A quarter, in days. */
const quarter = 91;
/** So many open tasks are listed, those that are due first. */
const mostTasks = 200;

/** What came after the swarms of a quarter: counts of swarms and answers, of nobody. */
export type AfterCounts = {
  /** Resolved swarms that were planned in it; those of them whose fix is a workaround, or final, where somebody said. */
  resolved: number;
  workarounds: number;
  final: number;
  /** Swarms planned in it that were resolved at some time, some of which go on again; those of them that were reopened. */
  everResolved: number;
  reopened: number;
  /** Answers given in it whether it was still fixed. `told`, `confirmed`: where the customer knew, and had confirmed. */
  answered: { yes: number; no: number; unknown: number; told: number; confirmed: number };
  /** Tasks to prevent the next one that fell due in it, and those of them that are done. */
  prevention: { given: number; done: number };
};

/** Something that is still to come of a swarm. `due`: ISO, UTC; `task` null: whether it is still fixed. */
export type OpenTask = {
  swarmId: string;
  caseId: string;
  title: string;
  person: Person;
  task: string | null;
  state: string;
  due: string;
  isLate: boolean;
};

/** The last quarter, the one before it, and what is open; nothing of restricted swarms is listed. */
export type After = { now: AfterCounts; before: AfterCounts; open: OpenTask[] };

/** What comes after swarms. `now`: milliseconds since 1970. */
export async function afterOf(database: Sql, tenantId: string, now: number): Promise<After> {
  const at = (days: number) => new Date(now - days * 86_400_000).toISOString();
  const [last, before, open] = await Promise.all([
    countsOf(database, tenantId, at(quarter), at(0)),
    countsOf(database, tenantId, at(2 * quarter), at(quarter)),
    openTasks(database, tenantId, at(0)),
  ]);
  return { now: last, before, open };
}

async function countsOf(database: Sql, tenantId: string, from: string, to: string): Promise<AfterCounts> {
  const within = (column: string) =>
    sql`${sql.raw(column)} >= ${from}::timestamptz and ${sql.raw(column)} < ${to}::timestamptz`;
  const { rows } = await database.execute(sql`
    with planned as (
      select count(*) filter (where status = 'resolved') as resolved,
        count(*) filter (where status = 'resolved' and fix_kind = 'workaround') as workarounds,
        count(*) filter (where status = 'resolved' and fix_kind = 'final') as final,
        count(*) filter (where status = 'resolved' or reopened > 0) as ever_resolved,
        count(*) filter (where reopened > 0) as reopened
      from swarm where tenant_id = ${tenantId} and ${within('proposed_at')}),
    said as (
      select count(*) filter (where still = 'yes') as yes, count(*) filter (where still = 'no') as no,
        count(*) filter (where still = 'unknown') as unknown, count(*) filter (where told) as told,
        count(*) filter (where confirmed) as confirmed
      from swarm_task where tenant_id = ${tenantId} and kind = 'follow-up' and still is not null
        and ${within('due_at')}),
    prevented as (
      select count(*) as given, count(*) filter (where state = 'done') as done
      from swarm_task where tenant_id = ${tenantId} and kind = 'prevention' and ${within('due_at')})
    select * from planned, said, prevented`);
  const [row] = z.array(z.record(z.string(), z.coerce.number())).parse(rows);
  const of = (name: string): number => row?.[name] ?? 0;
  return {
    ...{ resolved: of('resolved'), workarounds: of('workarounds'), final: of('final') },
    ...{ everResolved: of('ever_resolved'), reopened: of('reopened') },
    answered: {
      ...{ yes: of('yes'), no: of('no'), unknown: of('unknown') },
      ...{ told: of('told'), confirmed: of('confirmed') },
    },
    prevention: { given: of('given'), done: of('done') },
  };
}

async function openTasks(database: Sql, tenantId: string, now: string): Promise<OpenTask[]> {
  const rows = await database
    .select({
      ...{ swarmId: swarmTask.swarmId, caseId: swarm.caseId, title: swarm.title, kind: swarmTask.kind },
      ...{ personId: swarmTask.personId, personName: swarmTask.personName, words: swarmTask.words },
      ...{ state: swarmTask.state, dueAt: swarmTask.dueAt },
    })
    .from(swarmTask)
    .innerJoin(swarm, eq(swarm.swarmId, swarmTask.swarmId))
    .where(and(eq(swarmTask.tenantId, tenantId), eq(swarmTask.open, true), eq(swarm.restricted, false)))
    .orderBy(asc(swarmTask.dueAt), asc(swarmTask.swarmId), asc(swarmTask.taskId))
    .limit(mostTasks);
  return rows.map(({ kind, personId, personName, words, dueAt, ...row }) => {
    const due = new Date(dueAt).toISOString();
    const person = { id: personId, name: personName };
    // The whole of its day is still in time.
    const isLate = Date.parse(due) + 86_400_000 < Date.parse(now);
    return { ...row, person, task: kind === 'prevention' ? words : null, due, isLate };
  });
}
