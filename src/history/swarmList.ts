import { and, eq } from 'drizzle-orm';
import type { Sql } from '../store/database.ts';
import { swarm, swarmSearch } from '../store/schema.ts';
import { filterCondition, type SwarmFilter, type SwarmSort } from './filter.ts';
import { orders, type PageEnd } from './paging.ts';
import { type HistoryReader, visibleTo } from './reader.ts';
import { type HistoryRow, historyColumns, historyRow } from './rows.ts';
import type { SearchGroup } from './searchQuery.ts';
import { searchCondition } from './searchQuery.ts';

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
  const words = searchCondition(groups);
  if (filter.words.trim() !== '' && !words) return [];
  const { order, after: beyond, among } = orders[sort];
  const where = and(
    visibleTo(tenantId, reader),
    filterCondition(filter),
    among,
    after ? beyond(after[1], after[2]) : undefined,
  );
  const rows = words
    ? await database
        .select(historyColumns)
        .from(swarmSearch)
        .innerJoin(swarm, eq(swarm.swarmId, swarmSearch.swarmId))
        .where(and(eq(swarmSearch.tenantId, tenantId), words, where))
        .orderBy(order)
        .limit(limit)
    : await database.select(historyColumns).from(swarm).where(where).orderBy(order).limit(limit);
  return rows.map((row) => historyRow(row));
}
