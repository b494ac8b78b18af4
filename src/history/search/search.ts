import { and, eq, getTableName, gte, inArray, lt, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Sql } from '../../store/database.ts';
import { swarm, swarmSearch } from '../../store/swarmTables.ts';
import { wantsSome } from '../swarms/filter.ts';
import { firstIds, listed } from '../swarms/listed.ts';
import { orders } from '../swarms/paging.ts';
import { historyColumns, isoOf } from '../swarms/rows.ts';
import type { SwarmQuery } from '../swarms/swarmQuery.ts';
import { frequentGroups, type Looked, monthsAround, monthsBetween } from './searchPlan.ts';
import {
  hasGroup,
  looked as lookedAt,
  mayHave,
  type Narrowing,
  searchCondition,
  standsAsWritten,
  technologyCondition,
} from './searchQuery.ts';

/** For each swarm of a page so many are looked at one by one at first, and at most before the index is asked for months. */
const firstLooked = 5;
const mostLooked = 40;
/** And so many where whole words are asked of the index first, which costs less than to look on. */
const mostLookedBeforeWhole = 25;
/**
 * And at most where it would be asked for all: finding a page by either costs the same for words as rare as this. Of fewer swarms the
 * index gives fewer, while as many are to be looked at for a page.
 */
const mostLookedInstead = (limit: number, swarms: number): number => Math.sqrt(limit * swarms);
/** Swarms of the months asked first when none of those looked at has the words. */
const inMonths = 30_000;
const mostMonths = 24;
/** As many swarms as a large organisation has: what the index is to narrow when asked for all. */
const allSwarms = 1_000_000;
/** Of fewer found it cannot be told how many more months it takes. */
const telling = 8;

type Stored = Awaited<ReturnType<typeof pageOf>>;

/**
 * One page of the swarms with the words. The database cannot tell how frequent words are that stand side by side, and
 * a plan for rare words takes seconds for frequent ones. So swarms are found in steps, each of which costs little
 * whatever the words, and tells how much the next has to look through: the first of the list are looked at one by one,
 * which finds frequent words; then the index finds those of some months; then, for rare words, those of all. `wholeFirst`: where as
 * many as are wanted have the words whole, those that have words which only begin so need not be among them.
 */
export async function searchSwarms(
  database: Sql,
  query: SwarmQuery,
  { wholeFirst = false }: { wholeFirst?: boolean } = {},
): Promise<Stored> {
  const { sort, limit, filter } = query;
  if (isOnePersons(query)) return pageOfOnePerson(database, query);
  if (isNarrow(query)) return pageOf(database, query, { from: sql`${swarmSearch}`, having: wantedWords(query) });

  const isByTime = sort === 'newest' || sort === 'oldest';
  const perSwarm = wholeFirst ? mostLookedBeforeWhole : mostLooked;
  let looked = await look(database, query, limit * firstLooked);
  const most =
    isByTime || (filter.from && filter.to) ? limit * perSwarm : mostLookedInstead(limit, await swarmsAbout(database));
  let page = await pageOfFound(database, query, looked.found);
  const enough = () => Math.ceil((limit / page.length) * looked.count * 1.4);
  while (page.length < limit && !looked.isAll && enough() <= most) {
    looked = await look(database, query, enough());
    page = await pageOfFound(database, query, looked.found);
  }
  if (page.length === limit || looked.isAll) return page;

  const first = page.length > 0 ? (limit / page.length) * looked.count * 1.5 : inMonths;
  const months = monthsLeft(query, looked);
  const inSomeMonths = async (whole: boolean): Promise<Stored | null> => {
    for (let swarms = first; isByTime; ) {
      const next = monthsAround(looked, swarms, sort);
      if (next.length >= (months.length || mostMonths)) return null;
      const narrowing = { months: next, frequent: frequentGroups(looked, swarms), whole };
      const found = await pageOfIndex(database, query, narrowing);
      if (found.length === limit) return found;
      if (found.length < telling) return null;
      swarms *= Math.max(2, (limit / found.length) * 1.5);
    }
    return null;
  };
  const some = (wholeFirst ? await inSomeMonths(true) : null) ?? (await inSomeMonths(false));
  return some ?? pageOfIndex(database, query, { months, frequent: frequentGroups(looked, allSwarms) });
}

/** Whether so few rows come into question that the database should begin with them, not with the words. */
const isNarrow = ({ reader, filter }: SwarmQuery): boolean =>
  !reader.lead || filter.person !== undefined || filter.customer !== undefined || !wantsSome(filter, ['resolved']);

/** Whether the swarms of one person alone come into question. */
const isOnePersons = ({ reader, filter }: SwarmQuery): boolean =>
  filter.person !== undefined || (!reader.lead && reader.teamPeople === undefined);

/** How many swarms there are, about: by what the database's planner knows, which counts none. */
async function swarmsAbout(database: Sql): Promise<number> {
  const { rows } = await database.execute<{ about: number | null }>(sql`
    select (pg_relation_size(oid) / current_setting('block_size')::float8 * reltuples / nullif(relpages, 0))::float8 as about
    from pg_class where oid = ${getTableName(swarmSearch)}::regclass and reltuples > 0`);
  return rows[0]?.about ?? allSwarms;
}

/** The months of what is left of the period asked for, when they are few. */
function monthsLeft({ sort, filter: { from, to } }: SwarmQuery, { oldest, newest }: Looked): string[] {
  const [first, last] = [sort === 'oldest' ? oldest : from, sort === 'newest' ? newest : to];
  const months = first && last ? monthsBetween(Date.parse(isoOf(first)), Date.parse(isoOf(last))) : [];
  return months.length > mostMonths ? [] : months;
}

/** The words, and the filter's technology, which is a token too. */
const wantedWords = ({ groups, filter }: SwarmQuery, more: Narrowing = {}): SQL =>
  searchCondition(groups, { ...more, ...(filter.technology ? { technology: filter.technology } : {}) }) ?? sql`false`;

/** Looks at the first swarms of the list, at most so many, whatever their words. */
async function look(database: Sql, query: SwarmQuery, most: number): Promise<Looked> {
  const { groups, filter } = query;
  const has = groups.map((group, at) => sql`${hasGroup(group)} as ${sql.identifier(`has_${at}`)}`);
  const hasAll = and(
    ...groups.map((_, at) => sql`${sql.identifier(`has_${at}`)}`),
    filter.technology ? technologyCondition(filter.technology) : undefined,
    ...standsAsWritten(groups),
  );
  const shares = groups.map((_, at) => sql`count(*) filter (where ${sql.identifier(`has_${at}`)})`);
  const { rows } = await database.execute<Omit<Looked, 'isAll'>>(sql`
    select count(*)::int as count, min(proposed_at)::text as oldest, max(proposed_at)::text as newest,
      array[${sql.join(shares, sql`, `)}]::int[] as shares,
      coalesce(array_agg(swarm_id) filter (where ${hasAll}), '{}') as found
    from (select swarm_search.*, ${sql.join(has, sql`, `)} from (${firstOf(query, most)}) as swarm_search offset 0) as swarm_search`);
  const [counted] = rows;
  if (!counted) throw new Error('A count gave no row');
  return { ...counted, isAll: counted.count < most };
}

/** The words of the first swarms of the list. */
function firstOf(query: SwarmQuery, most: number): SQL {
  const { tenantId, sort, after, filter } = query;
  const { from, to } = filter;
  if (sort === 'newest' || sort === 'oldest') {
    const direction = sort === 'newest' ? sql`desc` : sql`asc`;
    return sql`select * from ${swarmSearch} where ${bounds(query)}
      order by ${swarmSearch.proposedAt} ${direction}, ${swarmSearch.swarmId} ${direction} limit ${most}`;
  }
  const { after: beyond, among } = orders[sort];
  const where = and(
    eq(swarm.tenantId, tenantId),
    among,
    from ? gte(swarm.proposedAt, from) : undefined,
    to ? lt(swarm.proposedAt, to) : undefined,
    after ? beyond(after[1], after[2]) : undefined,
  );
  const first = firstIds(where, { sort, filter, limit: most });
  return sql`select ${swarmSearch}.* from ${first} as listed left join ${swarmSearch} using (swarm_id)`;
}

/** Where the part of the list that is wanted begins and ends in time. */
function bounds({ tenantId, filter: { from, to }, sort, after }: SwarmQuery): SQL | undefined {
  const at = sql`(${swarmSearch.proposedAt}, ${swarmSearch.swarmId})`;
  const end = after ? sql`(${after[1]}::timestamptz, ${after[2]})` : null;
  const beyond = {
    newest: end && sql`${at} < ${end}`,
    oldest: end && sql`${at} > ${end}`,
    closed: null,
    longest: null,
  };
  return and(
    eq(swarmSearch.tenantId, tenantId),
    from ? gte(swarmSearch.proposedAt, from) : undefined,
    to ? lt(swarmSearch.proposedAt, to) : undefined,
    beyond[sort] ?? undefined,
  );
}

/** Of swarms of which it is known that they have the words. */
export const pageOfFound = async (database: Sql, query: SwarmQuery, found: readonly string[]) =>
  found.length === 0
    ? []
    : pageOf(database, query, { from: sql`${swarmSearch}`, having: inArray(swarm.swarmId, [...found]) });

/**
 * Of what the index finds. `offset 0` keeps the database from walking by time here, which it takes for cheap. By time it is put in
 * order first, so that no more of the swarms themselves are read than the page has.
 */
function pageOfIndex(database: Sql, query: SwarmQuery, narrowing: Narrowing) {
  const { swarmId, tenantId, proposedAt } = swarmSearch;
  const by = timeOrder(query.sort, swarmSearch);
  const found = sql`select ${swarmId}, ${tenantId}, ${proposedAt} from ${swarmSearch}
    where ${bounds(query)} and ${wantedWords(query, narrowing)} ${by ? sql`order by ${by}` : sql``} offset 0`;
  return pageOf(database, query, { from: sql`(${found}) as swarm_search`, by });
}

/**
 * Of those that one person was in: each of theirs is looked at, for they are few beside what the index finds of words that are
 * frequent; left the choice, the database goes by the index, as it cannot tell how frequent a word's beginnings are.
 */
function pageOfOnePerson(database: Sql, query: SwarmQuery) {
  const wanted = wantedWords(query);
  const order = timeOrder(query.sort, swarm);
  if (!order) return pageOf(database, query, { from: sql`${swarmSearch}`, having: wanted });
  const { swarmId, tenantId, proposedAt } = swarmSearch;
  const theirs = sql`select ${swarm.swarmId}, ${swarm.proposedAt}, ${swarm.technologies} from ${swarm} where ${listed(query)} order by ${order} offset 0`;
  const by = timeOrder(query.sort, { proposedAt: sql`theirs.proposed_at`, swarmId: sql`theirs.swarm_id` });
  const found = sql`select ${swarmId}, ${tenantId}, theirs.proposed_at from (${theirs}) as theirs
    inner join ${swarmSearch} on ${swarmId} = theirs.swarm_id
    where case when ${mayHave(query.groups, sql`theirs.technologies`)} then ${lookedAt(wanted)} else false end order by ${by} limit ${query.limit}`;
  return pageOf(database, query, {
    from: sql`(${found}) as swarm_search`,
    by: timeOrder(query.sort, { swarmId, proposedAt }),
  });
}

/** The order of a list by time, by a table that has it; null for other lists. */
function timeOrder(
  sort: SwarmQuery['sort'],
  { proposedAt, swarmId }: Record<'proposedAt' | 'swarmId', SQLWrapper>,
): SQL | null {
  switch (sort) {
    case 'newest':
      return sql`${proposedAt} desc, ${swarmId} desc`;
    case 'oldest':
      return sql`${proposedAt} asc, ${swarmId} asc`;
    default:
      return null;
  }
}

/**
 * `from`: the part of `swarm_search` to look in, under its name; `having`: what else to ask of it; `by`: the order, where it is in
 * that already.
 */
function pageOf(database: Sql, query: SwarmQuery, { from, having, by }: { from: SQL; having?: SQL; by?: SQL | null }) {
  const { tenantId, sort, limit } = query;
  return database
    .select(historyColumns)
    .from(from)
    .innerJoin(swarm, eq(swarm.swarmId, swarmSearch.swarmId))
    .where(and(eq(swarmSearch.tenantId, tenantId), having, listed(query)))
    .orderBy(by ?? orders[sort].order)
    .limit(limit);
}
