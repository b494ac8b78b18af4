import { and } from 'drizzle-orm';
import type { Sql } from '../store/database.ts';
import { swarm } from '../store/schema.ts';
import { filterCondition, type SwarmFilter, type SwarmSort } from './filter.ts';
import { orders, type PageEnd } from './paging.ts';
import { type HistoryReader, visibleTo } from './reader.ts';
import { type HistoryRow, historyColumns, historyRow } from './rows.ts';
import { searchSwarms } from './search.ts';
import type { SearchGroup } from './searchQuery.ts';

export type SwarmQuery = {
  tenantId: string;
  reader: HistoryReader;
  filter: SwarmFilter;
  /** What `filter.words` looks for. */
  groups: readonly SearchGroup[];
  sort: SwarmSort;
  after: PageEnd | null;
  limit: number;
};

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
