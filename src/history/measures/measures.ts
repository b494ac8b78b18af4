import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Sql } from '../../store/database.ts';
import { swarm } from '../../store/swarmTables.ts';
import { type Centiles, centilesOf, centilesOfAll, centilesSchema, inOrder, noCentiles } from './centiles.ts';
import { counted, isPickedOut, type MeasuresQuery, unlisted } from './counted.ts';
import { type OutcomeMeasures, outcomesOf, tallies, talliesSchema } from './outcomes.ts';

/** The times of a set of started swarms: from case to plan, and from start to first accept, cover and resolve. */
export type Spans = { swarms: number; plan: Centiles; accept: Centiles; cover: Centiles; resolve: Centiles };
export const spanNames = ['plan', 'accept', 'cover', 'resolve'] as const;
export type SpanName = (typeof spanNames)[number];

export const spanColumns = {
  plan: swarm.planSeconds,
  accept: swarm.acceptSeconds,
  cover: swarm.coverSeconds,
  resolve: swarm.resolveSeconds,
} as const;

/** Of a week (from Monday) or a month in which they were planned; `from` is its first day. */
export type SpansAt = Spans & { from: string };

/**
 * A set of started swarms: together, week by week or month by month, and how they went. `unlisted`: how many of them are
 * restricted ones of others, which a lead's list does not show (counted.ts).
 */
export type Measures = {
  overall: Spans;
  unlisted: number;
  overTime: SpansAt[];
  outcomes: OutcomeMeasures;
  /** In how many of them nobody was at work for a while, and for how many minutes in all: by the calendars as they were then. */
  unattended: { swarms: number; minutes: number };
};

/**
 * Measures started swarms; empty weeks and months are left out. Each row is read once, for its week: there its counts
 * are summed and its spans put in order. What is told of all weeks together comes from theirs.
 */
export async function measuresOf(database: Sql, query: MeasuresQuery, by: 'week' | 'month'): Promise<Measures> {
  const listNames = [...spanNames, 'perCover'];
  const lists = listNames.map((name) => sql`select ${sql.raw(`'${name}'`)} as name, ${listOf(name)} as list from part`);
  const spans = spanNames.map((name) => sql`${sql.raw(`'${name}'`)}, ${centilesOf(listOf(name))}`);
  const { rows } = await database.execute<Record<keyof z.infer<typeof storedSchema>, unknown>>(sql`
    with recursive part as materialized (${partsOf(query, by)}),
    ${centilesOfAll(sql.join(lists, sql` union all `))}
    select
      (select coalesce(json_agg(json_build_object('from', to_char(begin, 'YYYY-MM-DD'), 'swarms', swarms,
        ${sql.join(spans, sql`, `)}) order by begin), '[]') from part) as parts,
      (select to_json(total) from (select ${eachTally((name) => sql`coalesce(sum(${name}), 0) as ${name}`)} from part) total) as total,
      (select coalesce(json_object_agg(name, of_all), '{}') from centile) as centiles,
      ${besides(query)}`);
  const { parts, total, centiles, unattended, unlisted: beyond } = storedSchema.parse(rows[0]);
  const { perCover, ...together } = centiles;
  return {
    overall: { swarms: total.swarms, ...together },
    unlisted: beyond,
    overTime: parts,
    outcomes: outcomesOf(total, perCover),
    unattended,
  };
}

const spansSchema = z.object({
  plan: centilesSchema.default(noCentiles),
  accept: centilesSchema.default(noCentiles),
  cover: centilesSchema.default(noCentiles),
  resolve: centilesSchema.default(noCentiles),
});
const storedSchema = z.object({
  parts: z.array(spansSchema.extend({ from: z.string(), swarms: z.number() })),
  total: talliesSchema,
  unlisted: z.number(),
  unattended: z.object({ swarms: z.number(), minutes: z.number() }),
  centiles: spansSchema.extend({ perCover: centilesSchema.default(noCentiles) }),
});

/**
 * What the index of the spans does not hold: in how many swarms nobody was at work for a while, and how many are not listed. They are
 * few, and an index has them. Where rows are picked out, these are at hand with all they have: there it is counted on the way.
 */
function besides(query: MeasuresQuery): SQL {
  if (isPickedOut(query))
    return sql`
      (select json_build_object('swarms', coalesce(sum(unattended), 0), 'minutes', coalesce(sum(minutes), 0)) from part) as unattended,
      (select coalesce(sum(unlisted), 0)::int from part) as unlisted`;
  return sql`
    (select json_build_object('swarms', count(*), 'minutes', coalesce(sum(${swarm.unattendedMinutes}), 0)) from ${swarm}
      where ${counted(query)} and ${swarm.unattendedMinutes} > 0) as unattended,
    (select count(*)::int from ${swarm} where ${counted(query)} and ${unlisted(query)}) as unlisted`;
}

const countedOnTheWay = (query: MeasuresQuery): SQL => sql`
  count(*) filter (where ${swarm.unattendedMinutes} > 0) as unattended, sum(${swarm.unattendedMinutes}) as minutes,
  count(*) filter (where ${unlisted(query)}) as unlisted`;

const listOf = (name: string): SQL => sql.identifier(`list_${name}`).getSQL();

/** A year and some days. */
const shortMs = 400 * 86_400_000;

/** Something for each tally, by the column it has in a part. */
const eachTally = (of: (column: SQL, aggregate: SQL) => SQL): SQL =>
  sql.join(
    Object.entries(tallies).map(([name, aggregate]) => of(sql.identifier(name).getSQL(), aggregate)),
    sql`, `,
  );

/**
 * A row for each week or month: its `begin` in the reader's zone, its tallies, and its spans in order. Over all swarms
 * each week is looked up by itself, and read from the index alone. What has to be picked out first, by technology,
 * person or customer, is picked out once and then parted.
 */
function partsOf(query: MeasuresQuery, by: 'week' | 'month'): SQL {
  const { tenantId, filter, zone } = query;
  const measured = sql`${eachTally((name, aggregate) => sql`${aggregate} as ${name}`)},
    ${sql.join(
      spanNames.map((name) => sql`${inOrder(sql`${spanColumns[name]}`)} as ${listOf(name)}`),
      sql`, `,
    )},
    ${inOrder(sql`case when ${swarm.coverSeconds} is not null then ${swarm.asked} end`)} as ${listOf('perCover')}`;
  if (isPickedOut(query))
    return sql`select date_trunc(${by}, ${swarm.proposedAt} at time zone ${zone}) as begin, ${measured}, ${countedOnTheWay(query)}
      from ${swarm} where ${counted(query)} group by 1`;
  const step = by === 'week' ? sql`interval '1 week'` : sql`interval '1 month'`;
  const { from, to } = filter;
  // Of a short period some empty weeks cost less than to find out where its swarms begin and end.
  const isShort = from !== undefined && to !== undefined && Date.parse(to) - Date.parse(from) < shortMs;
  const edge = (which: 'min' | 'max') =>
    isShort
      ? sql`(${which === 'min' ? from : to}::timestamptz at time zone ${zone})`
      : sql`(select ${sql.raw(which)}(${swarm.proposedAt}) from ${swarm}
          where ${swarm.tenantId} = ${tenantId}
            ${from ? sql`and ${swarm.proposedAt} >= ${from}` : sql``}
            ${to ? sql`and ${swarm.proposedAt} < ${to}` : sql``}) at time zone ${zone}`;
  return sql`select begin, part.*
    from generate_series(date_trunc(${by}, ${edge('min')}), ${edge('max')}, ${step}) as begin,
      lateral (select ${measured} from ${swarm}
        where ${counted(query)} and ${swarm.proposedAt} >= begin at time zone ${zone}
          and ${swarm.proposedAt} < (begin + ${step}) at time zone ${zone}) as part
    where part.swarms > 0`;
}
