import { sql } from 'drizzle-orm';
import type { Sql } from '../store/database.ts';
import { swarm } from '../store/schema.ts';
import type { Centiles } from './centiles.ts';
import { counted, type MeasuresQuery } from './counted.ts';
import { type SpanName, spanColumns } from './measures.ts';

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
      select technology, count(*)::int as swarms, array_agg(${spanColumns[span]}) as spans
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
