import { getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { inBatches, ofTurns } from './batches.ts';
import type { Database, Statement } from './database.ts';
import { type Conflict, type EventRow, isUniqueViolation } from './eventLog.ts';
import { swarm, swarmEvent, type swarmSearch } from './swarmTables.ts';

/** The rows that a swarm begins with; `tokens` are words with spaces between them. */
export type FirstRows = {
  swarm: typeof swarm.$inferInsert;
  search: Omit<typeof swarmSearch.$inferInsert, 'tokens'> & { tokens: string };
};

/** What a swarm begins with: its events, all of one swarm, and its rows. */
export type Beginning = FirstRows & { events: readonly EventRow[] };

/**
 * Appends the first events of swarms and their first rows. Somebody waits for this one in front of a screen, so it is
 * one statement (as a transaction of four it would be six journeys to the database), shared with whoever else begins a
 * swarm at that moment. Gives 'changed-meanwhile', and writes nothing, when the case has a live swarm already.
 */
export function createAppendFirst(database: Pick<Database, 'run'>): (beginning: Beginning) => Promise<Conflict | null> {
  const append = inBatches((beginnings: readonly Beginning[]) => appendTogether(database, beginnings), ofTurns);
  return (beginning) =>
    append(beginning).catch((error: unknown) => {
      if (isUniqueViolation(error)) return 'changed-meanwhile';
      throw error;
    });
}

async function appendTogether(
  database: Pick<Database, 'run'>,
  beginnings: readonly Beginning[],
): Promise<(Conflict | null)[]> {
  // In one order everywhere: two processes that begin the same cases never wait for each other in a circle.
  const inOrder = beginnings.toSorted((one, other) => (one.swarm.caseKey < other.swarm.caseKey ? -1 : 1));
  const given = JSON.stringify({
    // A record made from JSON has no defaults of its table.
    swarms: inOrder.map((each) => ({ hand_overs: 0, ...inColumns(swarm, each.swarm) })),
    events: inOrder.flatMap(({ events }) =>
      events.map((each) => inColumns(swarmEvent, { ...each, type: each.event.type })),
    ),
    searches: inOrder.map((each) => each.search),
  });
  const rows = await database.run(appendFirst, [given]);
  const begun = new Set(rows.map((row) => row.swarm_id));
  return beginnings.map((each) => (begun.has(each.swarm.swarmId) ? null : 'changed-meanwhile'));
}

/** The columns of a table that this version knows: one that a later version added has its default, and is not given null. */
const columnsOf = (table: PgTable, of = ''): string =>
  Object.values(getTableColumns(table))
    .map(({ name }) => `${of}"${name}"`)
    .join(', ');

const appendFirst: Statement = {
  name: 'append-first',
  text: `
    with given as materialized (select $1::jsonb as it),
    listed as (
      insert into swarm (${columnsOf(swarm)})
      select ${columnsOf(swarm, 's.')} from given, jsonb_populate_recordset(null::swarm, it->'swarms') s
      on conflict (tenant_id, case_key) where status in ('proposed', 'running') do nothing
      returning swarm_id
    ),
    logged as (
      insert into swarm_event (${columnsOf(swarmEvent)})
      select ${columnsOf(swarmEvent, 'e.')} from given, jsonb_populate_recordset(null::swarm_event, it->'events') e join listed using (swarm_id)
    ),
    searchable as (
      insert into swarm_search (swarm_id, tenant_id, proposed_at, words, tokens)
      select swarm_id, s."tenantId", s."proposedAt", s.words, array_to_tsvector(string_to_array(s.tokens, ' '))
      from given, jsonb_to_recordset(it->'searches')
        as s("swarmId" text, "tenantId" text, "proposedAt" timestamptz, words text, tokens text)
      join listed on listed.swarm_id = s."swarmId"
    )
    select swarm_id from listed`,
};

/** A row by the names its columns have in the database. */
function inColumns(table: PgTable, row: Record<string, unknown>): Record<string, unknown> {
  const columns = getTableColumns(table);
  const named: Record<string, unknown> = {};
  for (const key in row) {
    const column = columns[key];
    if (column && row[key] !== undefined) named[column.name] = row[key];
  }
  return named;
}
