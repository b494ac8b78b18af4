import { inArray, sql } from 'drizzle-orm';
import type { Sql } from '../../store/database.ts';
import { swarmSearch } from '../../store/swarmTables.ts';
import { searchableWords } from '../../swarm/service/searchWords.ts';
import { type HistoryRow, historyRow } from '../swarms/rows.ts';
import type { SwarmQuery } from '../swarms/swarmQuery.ts';
import { type Judged, relevanceOf } from './relevance.ts';
import { searchSwarms } from './search.ts';
import { type SearchGroup, searchCondition } from './searchQuery.ts';

/** So many of those found, the newest, are put in order; by date all of them are to be had. */
export const mostJudged = 100;
/** And so many of each search for a part of them. */
const mostOfPart = 20;
/** With fewer than this that have all the words, those that have the most telling of them are looked for too. */
const few = 5;
/** Of a long question these are looked for: the longest words tell most. */
const mostTelling = 6;
/** One word of a sentence alone finds anything. */
const fewest = 2;

/** A search whose order is how well things fit. */
export type BestQuery = Omit<SwarmQuery, 'sort' | 'after' | 'limit'>;

/**
 * The swarms that fit the words best, the best first; at most `mostJudged`. Those that have all words come first; where they are
 * few, those follow that have the most telling: somebody who asks in a sentence need not know which of its words were written.
 * Words count whole before mere beginnings, where there are many that have them.
 */
export const bestSwarms = async (database: Sql, query: BestQuery): Promise<HistoryRow[]> =>
  inOrder(database, await fitting(database, query), query);

/** Whether a swarm that has some words counts as found by them. */
export type IsFound = (row: HistoryRow, wanted: readonly SearchGroup[]) => boolean;

/** The same, in no order; of them those that count as found by the words that were looked for, all of them or a part. */
export async function fitting(database: Sql, query: BestQuery, isFound: IsFound = () => true): Promise<HistoryRow[]> {
  const { groups } = query;
  const rows = new Map<string, HistoryRow>();
  const search = async (wanted: readonly SearchGroup[], limit: number) => {
    const asked = { ...query, groups: wanted, sort: 'newest', after: null, limit } as const;
    for (const stored of await searchSwarms(database, asked, { wholeFirst: true })) {
      const row = historyRow(stored);
      if (!rows.has(row.swarmId) && isFound(row, wanted)) rows.set(row.swarmId, row);
    }
  };
  await search(groups, mostJudged);
  if (rows.size < few && groups.length > 2) {
    const telling = (await thoseSaid(database, groups)).sort((a, b) => lengthOf(b) - lengthOf(a)).slice(0, mostTelling);
    const first = Math.min(telling.length, groups.length - 1);
    for (let count = first; count >= fewest && rows.size < few; count--)
      await search(telling.slice(0, count), mostOfPart);
    // One of the two longest may be what nobody is found by, a customer's name for one.
    for (let without = 0; without < fewest && telling.length > fewest && rows.size === 0; without++)
      await search(telling.filter((_, at) => at !== without).slice(0, fewest), mostOfPart);
  }
  return [...rows.values()];
}

/** Of the groups those that stand anywhere: a word that is nowhere must not keep away what has all the others. */
async function thoseSaid(database: Sql, groups: readonly SearchGroup[]): Promise<SearchGroup[]> {
  const each = groups.map(
    (group) => sql`exists (select 1 from ${swarmSearch} where ${searchCondition([group]) ?? sql`false`})`,
  );
  const { rows } = await database.execute<{ said: boolean[] }>(sql`select array[${sql.join(each, sql`, `)}] as said`);
  return groups.filter((_, at) => rows[0]?.said[at]);
}

/** Japanese says more with a letter. */
const lengthOf = ({ own }: SearchGroup): number => own.length + own.replace(/[ -~]/g, '').length * 2;

/** What a swarm is found by that all of its readers see, folded as the search folds. */
export type Told = Pick<Judged, 'title' | 'knowledge'>;
export const toldOf = ({ title, rootCause, fix }: HistoryRow): Told => ({
  title: searchableWords([title]),
  knowledge: searchableWords([rootCause ?? '', fix ?? '']),
});

/** Swarms found, the best first. `told`: what is folded of them already, by swarm. */
export async function inOrder(
  database: Sql,
  rows: readonly HistoryRow[],
  { groups, filter }: Pick<SwarmQuery, 'groups' | 'filter'>,
  told: ReadonlyMap<string, Told> = new Map(),
): Promise<HistoryRow[]> {
  if (rows.length < 2) return [...rows];
  const ids = rows.map(({ swarmId }) => swarmId);
  const stored = await database
    .select({ swarmId: swarmSearch.swarmId, words: swarmSearch.words })
    .from(swarmSearch)
    .where(inArray(swarmSearch.swarmId, ids));
  const words = new Map(stored.map((each) => [each.swarmId, each.words]));
  const judged = rows.map((row) => ({
    ...(told.get(row.swarmId) ?? toldOf(row)),
    text: words.get(row.swarmId) ?? '',
  }));
  const relevance = relevanceOf(judged, groups, searchableWords([filter.words]));
  return rows
    .map((row, at) => ({ row, relevance: relevance[at] ?? 0 }))
    .sort((a, b) => b.relevance - a.relevance || (a.row.proposedAt < b.row.proposedAt ? 1 : -1))
    .map(({ row }) => row);
}
