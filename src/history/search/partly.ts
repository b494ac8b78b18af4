import { and, eq, sql } from 'drizzle-orm';
import type { Sql } from '../../store/database.ts';
import { swarm, swarmSearch } from '../../store/swarmTables.ts';
import { listed } from '../swarms/listed.ts';
import type { SwarmQuery } from '../swarms/swarmQuery.ts';
import { hasGroup, type SearchGroup, searchCondition } from './searchQuery.ts';

/**
 * What is found where no swarm, or hardly any, has all the words of a question: somebody who asks in a sentence need not know which of its
 * words were written.
 */

/** A search whose order is how well things fit. */
export type BestQuery = Omit<SwarmQuery, 'sort' | 'after' | 'limit'>;

/** A group of words, and how many swarms have it, counted up to `mostCounted`. */
export type CountedGroup = { group: SearchGroup; having: number };

/** From so many on a word is frequent, and tells little of what is meant. */
const mostCounted = 300;

/** How many swarms have each of the groups; those that none has are left out: a word that is nowhere must keep nothing away. */
export async function countedGroups(
  database: Sql,
  tenantId: string,
  groups: readonly SearchGroup[],
): Promise<CountedGroup[]> {
  const each = groups.map(
    (group) => sql`(select count(*)::int from (select 1 from ${swarmSearch}
      where ${swarmSearch.tenantId} = ${tenantId} and ${searchCondition([group]) ?? sql`false`} limit ${mostCounted}) as counted)`,
  );
  const { rows } = await database.execute<{ having: number[] }>(
    sql`select array[${sql.join(each, sql`, `)}] as having`,
  );
  return groups.flatMap((group, at) => {
    const having = rows[0]?.having[at] ?? 0;
    return having > 0 ? [{ group, having }] : [];
  });
}

/** How much a word tells, by how many swarms have it. */
export const tellingOf = ({ having }: Pick<CountedGroup, 'having'>): number =>
  Math.log(1 + mostCounted / (having + 0.5));

/** At least so many of the words a swarm has to have: one of a sentence alone finds anything. */
export const fewest = 2;
/**
 * The groups that few swarms have: to look into a swarm takes as long as to find ten. Each by itself, whatever else was asked; none where
 * all are frequent.
 */
export const rareOf = (counted: readonly CountedGroup[]): SearchGroup[] =>
  counted.filter(({ having }) => having <= mostOfRare).map(({ group }) => group);
const mostOfRare = 100;

/**
 * Of a long question the longest words tell most: so many of them, fewer and fewer, and then two and two, for one of them may be
 * what nobody is found by, a customer's name for one.
 */
export function* fewerAndFewer(groups: readonly SearchGroup[]): Generator<SearchGroup[]> {
  const telling = groups.toSorted((a, b) => lengthOf(b) - lengthOf(a)).slice(0, mostTelling);
  for (let count = telling.length; count > fewest; count--) yield telling.slice(0, count);
  for (const apart of [1, 2])
    for (const [at, one] of telling.entries()) {
      const other = telling[at + apart];
      if (other) yield [one, other];
    }
}
const mostTelling = 6;

/** Japanese says more with a letter. */
const lengthOf = ({ own }: SearchGroup): number => own.length + own.replace(/[ -~]/g, '').length * 2;

/**
 * Those of the list that have at least two of the words, one of them rare (rareOf), by id: the first `limit` in the order of how much the
 * words tell together; without it all, in none.
 */
export async function thoseWithSome(
  database: Sql,
  query: BestQuery,
  counted: readonly CountedGroup[],
  limit: number | null,
): Promise<string[]> {
  const rare = rareOf(counted);
  if (rare.length === 0 || counted.length < fewest) return [];
  const any = sql.join(
    rare.map((group) => searchCondition([group]) ?? sql`false`),
    sql` or `,
  );
  const told = counted.map((each) => sql`case when ${hasGroup(each.group)} then ${tellingOf(each)}::float8 else 0 end`);
  const has = counted.map(({ group }) => sql`(${hasGroup(group)})::int`);
  const asked = and(
    eq(swarmSearch.tenantId, query.tenantId),
    sql`(${any})`,
    listed({ ...query, sort: 'newest', after: null }),
  );
  const { rows } = await database.execute<{ swarm_id: string }>(sql`
    select swarm_id from (
      select ${swarmSearch.swarmId} as swarm_id, ${swarmSearch.proposedAt} as proposed_at,
        ${sql.join(told, sql` + `)} as told, ${sql.join(has, sql` + `)} as has
      from ${swarmSearch} inner join ${swarm} on ${swarm.swarmId} = ${swarmSearch.swarmId} where ${asked} offset 0) as partly
    where has >= ${fewest} ${limit === null ? sql`` : sql`order by told desc, proposed_at desc, swarm_id limit ${limit}`}`);
  return rows.map((row) => row.swarm_id);
}
