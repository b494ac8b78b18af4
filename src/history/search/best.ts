import { inArray } from 'drizzle-orm';
import type { Sql } from '../../store/database.ts';
import { swarmSearch } from '../../store/swarmTables.ts';
import { searchableWords } from '../../swarm/service/searchWords.ts';
import { type HistoryRow, historyRow } from '../swarms/rows.ts';
import { type BestQuery, countedGroups, fewerAndFewer, fewest, rareOf, tellingOf, thoseWithSome } from './partly.ts';
import { type Judged, relevanceOf } from './relevance.ts';
import { pageOfFound, searchSwarms } from './search.ts';
import type { SearchGroup } from './searchQuery.ts';

/** So many of those found, the newest, are put in order; by date all of them are to be had. */
export const mostJudged = 100;
/** With fewer than this that have all the words, those that have the most telling of them are looked for too: so many. */
const few = 5;
const mostOfPart = 60;
const mostOfFrequent = 20;

/** What was found, in no order; `telling`: how much each group tells (by its `own`), where this was reckoned of all swarms. */
export type Found = { rows: HistoryRow[]; telling: ReadonlyMap<string, number> };

/**
 * The swarms that fit the words best, the best first; at most `mostJudged`. Those that have all words come first where as many are found;
 * else those follow that have the most telling (partly.ts). Words count whole before mere beginnings, where there are many that have them.
 */
export const bestSwarms = async (database: Sql, query: BestQuery): Promise<HistoryRow[]> =>
  inOrder(database, await fitting(database, query), query);

/** Whether a swarm counts as found by so many of the groups, `least`, and by one of `rare`. */
export type IsFound = (
  row: HistoryRow,
  wanted: { groups: readonly SearchGroup[]; least: number; rare: readonly SearchGroup[] },
) => boolean;

/**
 * Those that have all the words or the most telling of them. `isFound`: of them those that count as found; which of them are
 * looked at is then told by nothing that it does not look at itself.
 */
export async function fitting(database: Sql, query: BestQuery, isFound?: IsFound): Promise<Found> {
  const { groups, tenantId } = query;
  const rows = new Map<string, HistoryRow>();
  const take = (stored: readonly Parameters<typeof historyRow>[0][], wanted: Parameters<IsFound>[1]) => {
    for (const row of stored.map(historyRow))
      if (!rows.has(row.swarmId) && (isFound?.(row, wanted) ?? true)) rows.set(row.swarmId, row);
  };
  const asked = { ...query, sort: 'newest', after: null } as const;
  const whole = await searchSwarms(database, { ...asked, limit: mostJudged }, { wholeFirst: true });
  take(whole, { groups, least: groups.length, rare: groups });
  if (rows.size >= few || groups.length <= fewest) return { rows: [...rows.values()], telling: new Map() };
  const counted = await countedGroups(database, tenantId, groups);
  const ids = await thoseWithSome(database, query, counted, isFound ? null : mostOfPart);
  const some = await pageOfFound(database, { ...asked, limit: ids.length }, ids);
  take(some, { groups, least: fewest, rare: rareOf(counted) });
  // Of frequent words many have any two: those are looked for that have as many as can be. A word that stands only in what is not shown
  // must not tell that it does: it is passed over as one that is nowhere.
  for (const wanted of fewerAndFewer(isFound ? groups : counted.map(({ group }) => group))) {
    if (rows.size >= few) break;
    const part = await searchSwarms(
      database,
      { ...asked, groups: wanted, limit: mostOfFrequent },
      { wholeFirst: true },
    );
    take(part, { groups: wanted, least: wanted.length, rare: wanted });
  }
  return { rows: [...rows.values()], telling: new Map(counted.map((each) => [each.group.own, tellingOf(each)])) };
}

/** What a swarm is found by that all of its readers see, folded as the search folds. */
export type Told = Pick<Judged, 'title' | 'knowledge'>;
export const toldOf = ({ title, rootCause, fix }: HistoryRow): Told => ({
  title: searchableWords([title]),
  knowledge: searchableWords([rootCause ?? '', fix ?? '']),
});

/** Swarms found, the best first. `told`: of those that are judged by what is shown of them alone, by swarm. */
export async function inOrder(
  database: Sql,
  { rows, telling }: Found,
  { groups, filter }: Pick<BestQuery, 'groups' | 'filter'>,
  told: ReadonlyMap<string, Told> = new Map(),
): Promise<HistoryRow[]> {
  if (rows.length < 2) return [...rows];
  const ids = rows.map(({ swarmId }) => swarmId);
  const stored = await database
    .select({ swarmId: swarmSearch.swarmId, words: swarmSearch.words })
    .from(swarmSearch)
    .where(inArray(swarmSearch.swarmId, ids));
  const words = new Map(stored.map((each) => [each.swarmId, each.words]));
  const judged = rows.map((row) => {
    const shown = told.get(row.swarmId);
    return shown
      ? { ...shown, text: `${shown.title}\n${shown.knowledge}` }
      : { ...toldOf(row), text: words.get(row.swarmId) ?? '' };
  });
  const relevance = relevanceOf(judged, groups, { whole: searchableWords([filter.words]), telling });
  return rows
    .map((row, at) => ({ row, relevance: relevance[at] ?? 0 }))
    .sort((a, b) => b.relevance - a.relevance || (a.row.proposedAt < b.row.proposedAt ? 1 : -1))
    .slice(0, mostJudged)
    .map(({ row }) => row);
}
