import { getTableColumns, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Sql } from './database.ts';
import { type Conflict, type EventRow, isUniqueViolation } from './eventLog.ts';
import { swarm, swarmEvent, type swarmSearch } from './schema.ts';

/** The rows that a swarm begins with; `tokens` are words with spaces between them. */
export type FirstRows = {
  swarm: typeof swarm.$inferInsert;
  search: Omit<typeof swarmSearch.$inferInsert, 'tokens'> & { tokens: string };
};

/**
 * Appends the first events of a swarm and its first rows, in one statement: somebody waits for this one in front of a
 * screen, and a transaction of four statements would be six journeys to the database. Gives 'changed-meanwhile', and
 * writes nothing, when the case has a live swarm already.
 */
export async function appendFirst(
  database: Sql,
  events: readonly EventRow[],
  { swarm: row, search }: FirstRows,
): Promise<Conflict | null> {
  const given = JSON.stringify({
    events: events.map((each) => inColumns(swarmEvent, { ...each, type: each.event.type })),
    // A record made from JSON has no defaults of its table.
    swarm: { hand_overs: 0, ...inColumns(swarm, row) },
    search,
  });
  try {
    await database.execute(sql`
      with given as (select ${given}::jsonb as it),
      logged as (
        insert into swarm_event select e.* from given, jsonb_populate_recordset(null::swarm_event, it->'events') e
      ),
      listed as (insert into swarm select s.* from given, jsonb_populate_record(null::swarm, it->'swarm') s)
      insert into swarm_search (swarm_id, tenant_id, proposed_at, words, tokens)
      select it->'search'->>'swarmId', it->'search'->>'tenantId', (it->'search'->>'proposedAt')::timestamptz,
        it->'search'->>'words', array_to_tsvector(string_to_array(it->'search'->>'tokens', ' '))
      from given`);
    return null;
  } catch (error) {
    if (isUniqueViolation(error)) return 'changed-meanwhile';
    throw error;
  }
}

/** A row by the names its columns have in the database. */
function inColumns(table: PgTable, row: Record<string, unknown>): Record<string, unknown> {
  const columns = getTableColumns(table);
  return Object.fromEntries(
    Object.entries(row).flatMap(([key, value]) => {
      const column = columns[key];
      return column && value !== undefined ? [[column.name, value]] : [];
    }),
  );
}
