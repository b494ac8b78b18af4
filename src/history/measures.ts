import { and, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Sql } from '../store/database.ts';
import { swarm } from '../store/schema.ts';
import type { DeclineReason } from '../swarm/events.ts';
import { filterCondition, type SwarmFilter } from './filter.ts';
import type { HistoryReader } from './reader.ts';

/** A span's median and 90th centile in seconds, over so many swarms. Never a bare mean: one long case would bend it. */
export type Centiles = { count: number; median: number | null; p90: number | null };

/** The times of a set of started swarms: from case to plan, and from start to first accept, cover and resolve. */
export type Spans = { swarms: number; plan: Centiles; accept: Centiles; cover: Centiles; resolve: Centiles };
export const spanNames = ['plan', 'accept', 'cover', 'resolve'] as const;
export type SpanName = (typeof spanNames)[number];

export type MeasuresQuery = {
  tenantId: string;
  reader: HistoryReader;
  filter: Omit<SwarmFilter, 'words'>;
  /** IANA; where weeks and months begin. */
  zone: string;
};

/**
 * The swarms counted. A lead's measures count restricted swarms too: they say nothing of any one. An engineer's are
 * about the swarms they were in.
 */
function counted({ tenantId, reader, filter }: MeasuresQuery): SQL | undefined {
  return and(
    sql`${swarm.tenantId} = ${tenantId}`,
    reader.lead ? undefined : sql`${swarm.people} @> array[${reader.personId}]::text[]`,
    // Only what was started has been asked for, accepted and covered.
    filterCondition({ ...filter, status: filter.status.filter((each) => startedStatuses.has(each)) }),
    filter.status.some((each) => startedStatuses.has(each)) ? undefined : sql`false`,
  );
}

const startedStatuses: ReadonlySet<string> = new Set(['running', 'resolved', 'cancelled']);

const columns = {
  plan: swarm.planSeconds,
  accept: swarm.acceptSeconds,
  cover: swarm.coverSeconds,
  resolve: swarm.resolveSeconds,
} as const;

const centilesOf = (name: SpanName): SQL => sql`
  count(${columns[name]})::int as ${sql.raw(`${name}_count`)},
  percentile_disc(array[0.5, 0.9]) within group (order by ${columns[name]}) as ${sql.raw(`${name}_centiles`)}`;

type SpanRow = { swarms: number } & Record<`${SpanName}_count`, number> &
  Record<`${SpanName}_centiles`, [number, number] | null>;

const spansOf = (row: SpanRow): Spans => {
  const centiles = (name: SpanName): Centiles => {
    const [median = null, p90 = null] = row[`${name}_centiles`] ?? [];
    return { count: row[`${name}_count`], median, p90 };
  };
  return {
    swarms: row.swarms,
    plan: centiles('plan'),
    accept: centiles('accept'),
    cover: centiles('cover'),
    resolve: centiles('resolve'),
  };
};

const allSpans = sql.join(spanNames.map(centilesOf), sql`, `);

/** All of them together. */
export async function spansOverall(database: Sql, query: MeasuresQuery): Promise<Spans> {
  const { rows } = await database.execute<SpanRow>(
    sql`select count(*)::int as swarms, ${allSpans} from ${swarm} where ${counted(query)}`,
  );
  const [row] = rows;
  if (!row) throw new Error('A count gave no row');
  return spansOf(row);
}

export type SpansAt = Spans & { from: string };

/**
 * By the week (from Monday) or the month in which they were planned; `from` is its first day. Empty ones are left out.
 * Over all swarms each week is looked up by itself: what the index gives in order need not be sorted again. What has to
 * be picked out first, by technology or person, is picked out once and then parted.
 */
export async function spansOverTime(
  database: Sql,
  query: MeasuresQuery & { now: number },
  by: 'week' | 'month',
): Promise<SpansAt[]> {
  const { tenantId, reader, filter, zone, now } = query;
  if (!reader.lead || filter.technology || filter.person || filter.customer) {
    const begin = sql`date_trunc(${by}, ${swarm.proposedAt} at time zone ${zone})`;
    const { rows } = await database.execute<SpanRow & { from: string }>(sql`
      select to_char(${begin}, 'YYYY-MM-DD') as "from", count(*)::int as swarms, ${allSpans}
      from ${swarm} where ${counted(query)} group by 1 order by 1`);
    return rows.map((row) => ({ from: row.from, ...spansOf(row) }));
  }
  const oldest = sql`(select min(${swarm.proposedAt}) from ${swarm} where ${swarm.tenantId} = ${tenantId})`;
  const first = filter.from ? sql`${filter.from}::timestamptz` : oldest;
  const last = filter.to ?? new Date(now).toISOString();
  const step = by === 'week' ? sql`interval '1 week'` : sql`interval '1 month'`;
  const { rows } = await database.execute<SpanRow & { from: string }>(sql`
    select to_char(begin, 'YYYY-MM-DD') as "from", spans.*
    from generate_series(
        date_trunc(${by}, ${first} at time zone ${zone}), ${last}::timestamptz at time zone ${zone}, ${step}) as begin,
      lateral (select count(*)::int as swarms, ${allSpans} from ${swarm}
        where ${counted(query)} and ${swarm.proposedAt} >= begin at time zone ${zone}
          and ${swarm.proposedAt} < (begin + ${step}) at time zone ${zone}) as spans
    where spans.swarms > 0 order by 1`);
  return rows.map((row) => ({ from: row.from, ...spansOf(row) }));
}

export type TechnologySpan = { technology: string; swarms: number } & Centiles;

/** One span by technology, the most frequent first; a swarm counts for each of its technologies. */
export async function spanByTechnology(database: Sql, query: MeasuresQuery, span: SpanName): Promise<TechnologySpan[]> {
  const { rows } = await database.execute<{
    technology: string;
    swarms: number;
    count: number;
    centiles: [number, number] | null;
  }>(sql`
    select technology, swarms, of.count, of.centiles from (
      select technology, count(*)::int as swarms, array_agg(${columns[span]}) as spans
      from ${swarm}, unnest(${swarm.technologies}) as technology where ${counted(query)}
      group by technology order by 2 desc, 1 limit 100) needed,
      lateral (select count(each)::int as count, percentile_disc(array[0.5, 0.9]) within group (order by each) as centiles
        from unnest(needed.spans) as each) as of
    order by swarms desc, technology`);
  return rows.map(({ technology, swarms, count, centiles }) => {
    const [median = null, p90 = null] = centiles ?? [];
    return { technology, swarms, count, median, p90 };
  });
}

export type OutcomeMeasures = {
  resolved: number;
  cancelled: number;
  running: number;
  /** Swarms in which nobody was left to ask for some technology. */
  withGaps: number;
  /** Resolved swarms by the best place that a credited expert had in the plan; `unranked`: none of them was in it. */
  solver: { first: number; second: number; third: number; later: number; unranked: number; nobody: number };
  handOvers: number;
  /** Experts asked, and what became of it. Silence is `expired`; `unreachable` was not delivered. */
  invitations: {
    asked: number;
    accepted: number;
    declined: Record<DeclineReason, number>;
    expired: number;
    unreachable: number;
    withdrawn: number;
    waiting: number;
  };
  /** Experts asked for each swarm that was covered: fewer is a better match. */
  perCover: Centiles;
};

/** Counts of how the swarms went, and how their experts answered. */
export async function outcomeMeasures(database: Sql, query: MeasuresQuery): Promise<OutcomeMeasures> {
  const count = (which: SQL) => sql`(count(*) filter (where ${which}))::int`;
  const sum = (column: PgColumn) => sql`coalesce(sum(${column}), 0)::int`;
  const resolved = sql`${swarm.status} = 'resolved'`;
  const wanted = {
    resolved: count(resolved),
    cancelled: count(sql`${swarm.status} = 'cancelled'`),
    running: count(sql`${swarm.status} = 'running'`),
    withGaps: count(sql`${swarm.gapCount} > 0`),
    first: count(sql`${swarm.solverRank} = 1`),
    second: count(sql`${swarm.solverRank} = 2`),
    third: count(sql`${swarm.solverRank} = 3`),
    later: count(sql`${swarm.solverRank} > 3`),
    unranked: count(sql`${resolved} and ${swarm.credited} > 0 and ${swarm.solverRank} is null`),
    nobody: count(sql`${resolved} and ${swarm.credited} = 0`),
    handOvers: sum(swarm.handOvers),
    asked: sum(swarm.asked),
    accepted: sum(swarm.accepted),
    expired: sum(swarm.expired),
    unreachable: sum(swarm.unreachable),
    withdrawn: sum(swarm.withdrawn),
    busy: sum(swarm.declinedBusy),
    notMyField: sum(swarm.declinedNotMyField),
    askOther: sum(swarm.declinedAskOther),
    other: sum(swarm.declinedOther),
  };
  const columns = Object.entries(wanted).map(([name, value]) => sql`${value} as ${sql.identifier(name)}`);
  const { rows } = await database.execute<Record<keyof typeof wanted, number> & PerCover>(sql`
    select ${sql.join(columns, sql`, `)}, ${count(sql`${swarm.coverSeconds} is not null`)} as covered,
      percentile_disc(array[0.5, 0.9]) within group (order by ${swarm.asked})
        filter (where ${swarm.coverSeconds} is not null) as "perCover"
    from ${swarm} where ${counted(query)}`);
  const [row] = rows;
  if (!row) throw new Error('A count gave no row');
  const { busy, notMyField, askOther, other, asked, accepted, expired, unreachable, withdrawn } = row;
  const { first, second, third, later, unranked, nobody } = row;
  const { resolved: solved, cancelled, running, withGaps, handOvers } = row;
  const declined = { busy, 'not-my-field': notMyField, 'ask-other': askOther, other };
  const refusals = busy + notMyField + askOther + other;
  const waiting = asked - accepted - expired - unreachable - withdrawn - refusals;
  const [median = null, p90 = null] = row.perCover ?? [];
  return {
    resolved: solved,
    cancelled,
    running,
    withGaps,
    handOvers,
    solver: { first, second, third, later, unranked, nobody },
    invitations: { asked, accepted, declined, expired, unreachable, withdrawn, waiting },
    perCover: { count: row.covered, median, p90 },
  };
}

type PerCover = { covered: number; perCover: [number, number] | null };
