import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';

/** A span's median and 90th centile in seconds, over so many swarms. Never a bare mean: one long case would bend it. */
export type Centiles = { count: number; median: number | null; p90: number | null };

export const centilesSchema = z.object({
  count: z.number(),
  median: z.number().nullable(),
  p90: z.number().nullable(),
}) satisfies z.ZodType<Centiles>;

export const noCentiles: Centiles = { count: 0, median: null, p90: null };

/** An aggregate: the values of a set of rows in order, nulls left out; null when there are none. */
export const inOrder = (value: SQL): SQL =>
  sql`array_agg((${value})::int order by (${value})::int) filter (where ${value} is not null)`;

/** `Centiles` as JSON of a list that `inOrder` made. As percentile_disc: the first value that so large a share reaches. */
export const centilesOf = (list: SQL): SQL => sql`json_build_object('count', coalesce(cardinality(${list}), 0),
  'median', ${valueAt(list, '0.5')}, 'p90', ${valueAt(list, '0.9')})`;

const valueAt = (list: SQL, share: '0.5' | '0.9'): SQL =>
  sql`(${list})[ceil(${sql.raw(share)}::float8 * cardinality(${list}))::int]`;

/**
 * Common table expressions that end in `centile`, a row for each name of a list: the centiles of all lists of that name
 * together. `lists`: rows of `name` and `list`, which `inOrder` made.
 *
 * Lists in order need no sorting again. A centile of all lies between the least and the greatest of theirs, and how many
 * values of a list are not beyond a number is one binary search (width_bucket): halving what lies between comes to the
 * centile in some ten steps, at a twentieth of what sorting all values costs. `with recursive` must stand before it.
 */
export const centilesOfAll = (lists: SQL): SQL => sql`
  list_in_order as materialized (select * from (${lists}) each where list is not null),
  sought (name, share, low, high, rank) as (
    select name, share, min(one), max(one), ceil(share * sum(cardinality(list)))
    from list_in_order, lateral (values
      (0.5::float8, ${valueAt(sql`list`, '0.5')}), (0.9::float8, ${valueAt(sql`list`, '0.9')})) as centile (share, one)
    group by name, share
    union all
    select name, share, case when reached then low else middle + 1 end, case when reached then middle else high end, rank
    from sought,
      lateral (select low + (high - low) / 2 as middle) halfway,
      lateral (select sum(width_bucket(middle, list)) >= rank as reached
        from list_in_order where list_in_order.name = sought.name) counted
    where low < high),
  centile as (
    select name, json_build_object('count', (select sum(cardinality(list)) from list_in_order of where of.name = sought.name),
      'median', min(low) filter (where share < 0.6), 'p90', min(low) filter (where share > 0.6)) as of_all
    from sought where low = high group by name)`;
