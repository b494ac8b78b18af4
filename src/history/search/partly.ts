import { sql } from 'drizzle-orm';
import type { Sql } from '../../store/database.ts';
import { swarmSearch } from '../../store/swarmTables.ts';
import { hasGroup, type SearchGroup, searchCondition } from './searchQuery.ts';

/**
 * What is found where no swarm, or hardly any, has all the words of a question: somebody who asks in a sentence need not know which of its
 * words were written.
 */

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
/** So many swarms are looked at, those with the rarest of the words: to look into one takes as long as to find ten. */
export const mostLooked = 300;

/** The rarest of the groups, which few swarms have together; none where all are frequent. */
export function rarest(counted: readonly CountedGroup[]): CountedGroup[] {
  let left = mostLooked;
  return counted
    .toSorted((a, b) => a.having - b.having)
    .filter(({ having }) => {
      left -= having;
      return left > 0;
    });
}

/** Of a long question the longest words tell most: so many of them, then fewer and fewer, and one of the two longest with the third. */
export function* fewerAndFewer(counted: readonly CountedGroup[]): Generator<SearchGroup[]> {
  const telling = counted
    .map(({ group }) => group)
    .sort((a, b) => lengthOf(b) - lengthOf(a))
    .slice(0, mostTelling);
  for (let count = telling.length; count >= fewest; count--) yield telling.slice(0, count);
  // One of the two longest may be what nobody is found by, a customer's name for one.
  for (let without = 0; without < fewest && telling.length > fewest; without++)
    yield telling.filter((_, at) => at !== without).slice(0, fewest);
}
const mostTelling = 6;

/** Japanese says more with a letter. */
const lengthOf = ({ own }: SearchGroup): number => own.length + own.replace(/[ -~]/g, '').length * 2;

/**
 * Those that have at least two of the words, one of them of the rarest, by id. In the order of how much the words tell together, or,
 * `byTime`, the newest first.
 */
export async function thoseWithSome(
  database: Sql,
  {
    tenantId,
    counted,
    limit,
    byTime,
  }: { tenantId: string; counted: readonly CountedGroup[]; limit: number; byTime: boolean },
): Promise<string[]> {
  const rare = rarest(counted);
  if (rare.length === 0 || counted.length < fewest) return [];
  const any = sql.join(
    rare.map(({ group }) => searchCondition([group]) ?? sql`false`),
    sql` or `,
  );
  const told = counted.map((each) => sql`case when ${hasGroup(each.group)} then ${tellingOf(each)}::float8 else 0 end`);
  const has = counted.map(({ group }) => sql`(${hasGroup(group)})::int`);
  const { rows } = await database.execute<{ swarm_id: string }>(sql`
    select swarm_id from (
      select ${swarmSearch.swarmId} as swarm_id, ${swarmSearch.proposedAt} as proposed_at,
        ${sql.join(told, sql` + `)} as told, ${sql.join(has, sql` + `)} as has
      from ${swarmSearch} where ${swarmSearch.tenantId} = ${tenantId} and (${any}) offset 0) as partly
    where has >= ${fewest}
    order by ${byTime ? sql`` : sql`told desc, `}proposed_at desc, swarm_id limit ${limit}`);
  return rows.map((row) => row.swarm_id);
}
