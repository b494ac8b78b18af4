import type { Sql } from '../../store/database.ts';
import { swarm } from '../../store/swarmTables.ts';
import { searchSwarms } from '../search/search.ts';
import { wantsSome } from './filter.ts';
import { onPage } from './listed.ts';
import { orders } from './paging.ts';
import { type HistoryRow, historyColumns, historyRow } from './rows.ts';
import type { SwarmQuery } from './swarmQuery.ts';

/** One page of the swarms a reader may see. Words without anything to look for find nothing. */
export async function listSwarms(database: Sql, query: SwarmQuery): Promise<HistoryRow[]> {
  const { filter, groups, sort, limit } = query;
  if (filter.words.trim() !== '' && groups.length === 0) return [];
  if (!wantsSome(filter, orders[sort].states)) return [];
  if (groups.length > 0) return (await searchSwarms(database, query)).map((row) => historyRow(row));
  const rows = await database
    .select(historyColumns)
    .from(swarm)
    .where(onPage(query))
    .orderBy(orders[sort].order)
    .limit(limit);
  return rows.map((row) => historyRow(row));
}
