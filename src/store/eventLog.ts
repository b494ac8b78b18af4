import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm';
import { inBatches, ofTurns } from './batches.ts';
import type { Database, Sql, Statement } from './database.ts';
import { swarmEvent } from './swarmTables.ts';

/** An event as a row; what it means is the swarm's business. */
export type EventRow = {
  swarmId: string;
  version: number;
  at: string;
  actor: unknown;
  cause: string;
  event: { type: string };
};

/** Somebody else wrote first: load again, decide again. */
export type Conflict = 'changed-meanwhile';

/** The events of a swarm after a version, by version; all of them after 0. Instants as ISO strings in UTC. */
export async function loadEvents(database: Sql, swarmId: string, after = 0): Promise<unknown[]> {
  const rows = await database
    .select()
    .from(swarmEvent)
    .where(and(eq(swarmEvent.swarmId, swarmId), gt(swarmEvent.version, after)))
    .orderBy(asc(swarmEvent.version));
  return rows.map(({ type: _, at, ...row }) => ({ ...row, at: new Date(at).toISOString() }));
}

/**
 * Loads the events of swarms after a version, like `loadEvents`, together with whoever else loads some at that moment:
 * the six jobs that a start makes all look at their swarm at once.
 */
export function createLoadEvents(database: Pick<Database, 'run'>) {
  return inBatches(
    async (asked: readonly { swarmId: string; after: number }[]): Promise<unknown[][]> => {
      const since = new Map<string, number>();
      for (const { swarmId, after } of asked) since.set(swarmId, Math.min(after, since.get(swarmId) ?? after));
      const rows = await database.run(loadTogether, [[...since.keys()], [...since.values()]]);
      const events = rows.map(({ swarm_id, version, ...row }) => ({
        ...row,
        swarmId: String(swarm_id),
        version: Number(version),
      }));
      return asked.map(({ swarmId, after }) =>
        events.filter((each) => each.swarmId === swarmId && each.version > after),
      );
    },
    { most: 50, atOnce: 2, apart: 0 },
  );
}

const loadTogether: Statement = {
  text: `
    select e.swarm_id, e.version, e.actor, e.cause, e.event,
      to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
    from unnest($1::text[], $2::int[]) as asked(swarm_id, after)
    join swarm_event e on e.swarm_id = asked.swarm_id and e.version > asked.after
    order by e.version`,
};

/**
 * Appends events, and whatever goes with them, in one statement: one journey to the database where a transaction took
 * ten, while a start waits. Gives 'changed-meanwhile', and writes nothing, when a version is taken or a uniqueness that
 * goes with it (one live swarm a case) is. `alongside` are statements of which none needs what another writes. `then`, if
 * given, is done in the same transaction: for what has to read what it writes.
 */
export async function appendEvents(
  database: Sql,
  events: readonly EventRow[],
  alongside: readonly SQL[],
  then?: (tx: Sql) => Promise<void>,
): Promise<Conflict | null> {
  const append = together(database.insert(swarmEvent).values(events.map(inRow)).getSQL(), alongside);
  try {
    if (then)
      await database.transaction(async (tx) => {
        await tx.execute(append);
        await then(tx);
      });
    else await database.execute(append);
    return null;
  } catch (error) {
    if (isUniqueViolation(error)) return 'changed-meanwhile';
    throw error;
  }
}

/**
 * One statement that does what several do. None of them sees what another writes, so no two may write the same row.
 * PostgreSQL does `first` first, though it promises no order (a test holds it to that): a version that somebody else is
 * just taking is waited for while nothing is locked.
 */
function together(first: SQL, others: readonly SQL[]): SQL {
  if (others.length === 0) return first;
  const parts = others.map((write, index) => sql`${sql.identifier(`write_${index}`)} as (${write})`);
  return sql`with ${sql.join(parts, sql`, `)} ${first}`;
}

/**
 * Appends single events with which nothing else goes, together with whoever else appends one at that moment: most
 * turns of the bot end with one. Gives 'changed-meanwhile' when the version is taken; it is stored when it says null.
 */
export function createAppendAlone(database: Pick<Database, 'run'>): (event: EventRow) => Promise<Conflict | null> {
  return inBatches(async (events: readonly EventRow[]) => {
    const stored = await database.run(appendAlone, [JSON.stringify(events)]);
    const isStored = new Set(stored.map(({ swarm_id, version }) => `${swarm_id} ${version}`));
    return events.map(({ swarmId, version }) => {
      // Deleted, so that of two with one version in one batch only the first is told that it was stored.
      return isStored.delete(`${swarmId} ${version}`) ? null : 'changed-meanwhile';
    });
  }, ofTurns);
}

const appendAlone: Statement = {
  name: 'append-alone',
  text: `
    insert into swarm_event (swarm_id, version, at, type, actor, cause, event)
    select e."swarmId", e.version, e.at, e.event->>'type', e.actor, e.cause, e.event
    from jsonb_to_recordset($1::jsonb)
      as e("swarmId" text, version int, at timestamptz, actor jsonb, cause text, event jsonb)
    on conflict do nothing
    returning swarm_id, version`,
};

const inRow = (each: EventRow) => ({ ...each, type: each.event.type });

/** Whether an error is PostgreSQL's 23505, however deep a library has wrapped it. */
export function isUniqueViolation(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && current.code === '23505') return true;
  }
  return false;
}
