import { and, type SQL, sql } from 'drizzle-orm';
import type { Sql } from '../../store/database.ts';
import { fewTechnologies, manyTechnologies } from '../../store/partialIndexes.ts';
import { swarm } from '../../store/swarmTables.ts';
import type { Centiles } from './centiles.ts';
import { counted, isPickedOut, type MeasuresQuery } from './counted.ts';
import { type SpanName, spanColumns } from './measures.ts';

export type TechnologySpan = { technology: string; swarms: number } & Centiles;

type StoredSpan = { technology: string; swarms: number; count: number; centiles: [number, number] | null };

/** One span by technology, the most frequent first; a swarm counts for each of its technologies. */
export async function spanByTechnology(database: Sql, query: MeasuresQuery, span: SpanName): Promise<TechnologySpan[]> {
  // Lists are taken apart among the columns: as a table, each list would be stored once more first.
  const byTechnology = sql`
    select technology, swarms, of.count, of.centiles from (
      select technology, count(*)::int as swarms, array_agg(span) as spans
      from (select unnest(technologies) as technology, span from (${spansOf(query, span)}) as each_swarm) as each
      group by technology order by 2 desc, 1 limit 100) needed,
      lateral (select count(each)::int as count, percentile_disc(array[0.5, 0.9]) within group (order by each) as centiles
        from (select unnest(needed.spans) as each) as each_span) as of
    order by swarms desc, technology`;
  const { rows } = await database.transaction(async (tx) => {
    // Other processes that read along would have to hand over all they take apart, which takes longer than reading it.
    await tx.execute(sql`set local max_parallel_workers_per_gather = 0`);
    return tx.execute<StoredSpan>(byTechnology);
  });
  return rows.map(({ technology, swarms, count, centiles }) => {
    const [median = null, p90 = null] = centiles ?? [];
    return { technology, swarms, count, median, p90 };
  });
}

/**
 * The technologies and the span of each swarm. Nearly all come from an index that holds both; an entry has no room for
 * very many technologies, and the few swarms that have them are read from the table.
 */
function spansOf(query: MeasuresQuery, span: SpanName): SQL {
  const among = (part?: SQL) =>
    sql`select ${swarm.technologies} as technologies, ${spanColumns[span]} as span from ${swarm} where ${and(counted(query), part)}`;
  return isPickedOut(query)
    ? among()
    : sql`${among(fewTechnologies(swarm.technologies))} union all ${among(manyTechnologies(swarm.technologies))}`;
}
