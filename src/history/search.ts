import { and, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import type { Sql } from '../store/database.ts';
import { swarm, swarmSearch } from '../store/schema.ts';
import { filterCondition } from './filter.ts';
import { orders } from './paging.ts';
import { visibleTo } from './reader.ts';
import { historyColumns, isoOf } from './rows.ts';
import { hasGroup, type Narrowing, type SearchGroup, searchCondition } from './searchQuery.ts';
import type { SwarmQuery } from './swarmQuery.ts';

/** Swarms that are looked at one by one before the index is asked: what many have is found among them. */
const looked = 1000;
/** Then the index is asked for the months that hold about so many swarms, and then for all of them. */
const inMonths = 30_000;
const mostMonths = 24;

type Stored = Awaited<ReturnType<typeof findIn>>;

/**
 * One page of the swarms with the words. The database cannot tell how frequent words are that stand side by side, and
 * a plan for rare words takes seconds for frequent ones. So newest (or oldest) swarms are found in three steps, each of
 * which costs little whatever the words: frequent ones are found in the first, rare ones in the last.
 */
export async function searchSwarms(database: Sql, query: SwarmQuery): Promise<Stored> {
  const isByTime = query.sort === 'newest' || query.sort === 'oldest';
  if (!isByTime || isNarrow(query)) return findIn(database, query, { from: sql`${swarmSearch}` });
  const walk = walkOf(query);
  const [first, [edges]] = await Promise.all([
    findIn(database, query, { from: sql`(${walk}) as swarm_search` }),
    database
      .execute<{ count: number; oldest: string | null; newest: string | null; shares: number[] }>(
        sql`select count(*)::int as count, min(proposed_at)::text as oldest, max(proposed_at)::text as newest,
            array[${sql.join(query.groups.map(shareOf), sql`, `)}] as shares
          from (${walk}) as swarm_search`,
      )
      .then(({ rows }) => rows),
  ]);
  if (first.length === query.limit || !edges?.oldest || !edges.newest || edges.count < looked) return first;
  if (first.length * 3 > query.limit) {
    // Nearly enough: some more of the same cost less than the index.
    const further = await findIn(database, query, { from: sql`(${walkOf(query, looked * 4)}) as swarm_search` });
    if (further.length === query.limit) return further;
  }
  const frequent = frequentOf(edges.shares);
  const months = monthsFrom(query.sort === 'newest', edges.oldest, edges.newest);
  if (months.length <= mostMonths) {
    const among = await findIn(database, query, { from: indexed(query, { months, frequent }), isFound: true });
    if (among.length === query.limit) return among;
  }
  return findIn(database, query, { from: indexed(query, { frequent }), isFound: true });
}

const shareOf = (group: SearchGroup): SQL => sql`(count(*) filter (where ${hasGroup(group)}))::int`;

/**
 * Words that many of those looked at have, by their place: to gather all that have them costs more than to look at what
 * the rarer words find. The rarest is always left to the index.
 */
function frequentOf(shares: readonly number[]): ReadonlySet<number> {
  const rarest = shares.indexOf(Math.min(...shares));
  return new Set(shares.keys().filter((at) => at !== rarest && (shares[at] ?? 0) > looked / 20));
}

/** Whether so few rows come into question that the database should begin with them, not with the words. */
const isNarrow = ({ reader, filter }: SwarmQuery): boolean =>
  !reader.lead || filter.person !== undefined || filter.customer !== undefined || !filter.status.includes('resolved');

/** The words, and the filter's technology, which is a token too. */
const wantedWords = ({ groups, filter }: SwarmQuery, more: Narrowing = {}): SQL =>
  searchCondition(groups, { ...more, ...(filter.technology ? { technology: filter.technology } : {}) }) ?? sql`false`;

/** Where a search by time begins and ends. */
function bounds({ tenantId, filter: { from, to }, sort, after }: SwarmQuery): SQL | undefined {
  const at = sql`(${swarmSearch.proposedAt}, ${swarmSearch.swarmId})`;
  const end = after ? sql`(${after[1]}::timestamptz, ${after[2]})` : null;
  return and(
    eq(swarmSearch.tenantId, tenantId),
    from ? gte(swarmSearch.proposedAt, from) : undefined,
    to ? lt(swarmSearch.proposedAt, to) : undefined,
    end ? (sort === 'newest' ? sql`${at} < ${end}` : sql`${at} > ${end}`) : undefined,
  );
}

function walkOf(query: SwarmQuery, most = looked): SQL {
  const direction = query.sort === 'newest' ? sql`desc` : sql`asc`;
  return sql`select * from ${swarmSearch} where ${bounds(query)}
    order by ${swarmSearch.proposedAt} ${direction}, ${swarmSearch.swarmId} ${direction} limit ${most}`;
}

/** What the index finds. `offset 0` keeps the database from walking by time here, which it takes for cheap. */
const indexed = (query: SwarmQuery, narrowing: Narrowing = {}): SQL =>
  sql`(select * from ${swarmSearch} where ${bounds(query)} and ${wantedWords(query, narrowing)} offset 0) as swarm_search`;

/** `from`: the part of `swarm_search` to look in, under its name; `isFound`: it holds only what has the words. */
function findIn(database: Sql, query: SwarmQuery, { from, isFound = false }: { from: SQL; isFound?: boolean }) {
  const { tenantId, reader, filter, sort, after, limit } = query;
  const { order, after: beyond, among } = orders[sort];
  return database
    .select(historyColumns)
    .from(from)
    .innerJoin(swarm, eq(swarm.swarmId, swarmSearch.swarmId))
    .where(
      and(
        eq(swarmSearch.tenantId, tenantId),
        isFound ? undefined : wantedWords(query),
        visibleTo(tenantId, reader),
        filterCondition(filter),
        among,
        after ? beyond(after[1], after[2]) : undefined,
      ),
    )
    .orderBy(order)
    .limit(limit);
}

/** Months that hold about `inMonths` swarms, if they lie as close as those that were looked at. */
function monthsFrom(isNewest: boolean, oldest: string, newest: string): string[] {
  const [from, to] = [Date.parse(isoOf(oldest)), Date.parse(isoOf(newest))];
  const span = (to - from) * (inMonths / looked);
  const [first, last] = isNewest ? [to - span, to] : [from, from + span];
  const months: string[] = [];
  const month = new Date(first);
  month.setUTCDate(1);
  month.setUTCHours(0, 0, 0, 0);
  while (month.getTime() <= last && months.length <= mostMonths) {
    months.push(month.toISOString());
    month.setUTCMonth(month.getUTCMonth() + 1);
  }
  return months;
}
