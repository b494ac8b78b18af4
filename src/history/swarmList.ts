import { and } from 'drizzle-orm';
import type { Sql } from '../store/database.ts';
import { swarm } from '../store/schema.ts';
import { filterCondition } from './filter.ts';
import { orders } from './paging.ts';
import { visibleTo } from './reader.ts';
import { type HistoryRow, historyColumns, historyRow } from './rows.ts';
import { searchSwarms } from './search.ts';
import type { SwarmQuery } from './swarmQuery.ts';

/** One page of the swarms a reader may see. Words without anything to look for find nothing. */
export async function listSwarms(database: Sql, query: SwarmQuery): Promise<HistoryRow[]> {
  const { tenantId, reader, filter, groups, sort, after, limit } = query;
  if (filter.words.trim() !== '' && groups.length === 0) return [];
  if (groups.length > 0) return (await searchSwarms(database, query)).map((row) => historyRow(row));
  const { order, after: beyond, among } = orders[sort];
  const where = and(
    visibleTo(tenantId, reader),
    filterCondition(filter),
    among,
    after ? beyond(after[1], after[2]) : undefined,
  );
  const rows = await database.select(historyColumns).from(swarm).where(where).orderBy(order).limit(limit);
  return rows.map((row) => historyRow(row));
}
