import { asc, eq } from 'drizzle-orm';
import type { Sql } from './database.ts';
import { swarmEvent } from './schema.ts';

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

/** All events of a swarm, by version. Instants as ISO strings in UTC. */
export async function loadEvents(database: Sql, swarmId: string): Promise<unknown[]> {
  const rows = await database
    .select()
    .from(swarmEvent)
    .where(eq(swarmEvent.swarmId, swarmId))
    .orderBy(asc(swarmEvent.version));
  return rows.map(({ type: _, at, ...row }) => ({ ...row, at: new Date(at).toISOString() }));
}

/**
 * Appends events, and whatever `alongside` writes, in one transaction; null: nothing goes with them. Gives 'changed-meanwhile', and writes nothing,
 * when a version is taken or a uniqueness that goes with it (one live swarm a case) is.
 */
export async function appendEvents(
  database: Sql,
  events: readonly EventRow[],
  alongside: ((tx: Sql) => Promise<void>) | null,
): Promise<Conflict | null> {
  try {
    const rows = events.map((each) => ({ ...each, type: each.event.type }));
    // One statement is a transaction of its own.
    if (!alongside) await database.insert(swarmEvent).values(rows);
    else
      await database.transaction(async (tx) => {
        await tx.insert(swarmEvent).values(rows);
        await alongside(tx);
      });
    return null;
  } catch (error) {
    if (isUniqueViolation(error)) return 'changed-meanwhile';
    throw error;
  }
}

/** Whether an error is PostgreSQL's 23505, however deep a library has wrapped it. */
export function isUniqueViolation(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && current.code === '23505') return true;
  }
  return false;
}
