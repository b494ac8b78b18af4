import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Sql } from '../store/database.ts';
import { invitation, swarm } from '../store/swarmTables.ts';

/** In how many resolved swarms that were of a technology somebody sat in to learn, and how many they led or owned the case of. */
export type Learning = { technology: string; satIn: number; led: number };

const rowsSchema = z.array(z.object({ technology: z.string(), sat_in: z.number(), led: z.number() }));

/** What somebody met as a learner, and by leading. What they already know is in it, too. */
export async function learningOf(
  database: Sql,
  { tenantId, personId }: { tenantId: string; personId: string },
): Promise<Learning[]> {
  const { rows } = await database.execute(sql`
    with mine as (
      select s.swarm_id, s.technologies, s.coordinator_id = ${personId} or s.owner_id = ${personId} as led,
        exists (select from ${invitation} i where i.tenant_id = ${tenantId} and i.person_id = ${personId}
          and i.swarm_id = s.swarm_id and i.role = 'learner' and i.state = 'accepted') as sat
      from ${swarm} s
      where s.tenant_id = ${tenantId} and s.status = 'resolved' and not s.forgotten
        and s.people @> array[${personId}]::text[])
    select technology, (count(*) filter (where sat))::int as sat_in, (count(*) filter (where led))::int as led
    from mine, lateral (select distinct unnest(technologies) as technology) each
    where sat or led
    group by technology order by count(*) desc, technology`);
  return rowsSchema.parse(rows).map(({ technology, sat_in: satIn, led }) => ({ technology, satIn, led }));
}

/** Who sat in, led or owned the case of a swarm that was resolved since an instant (ISO, UTC): they may have learned something. */
export async function learnersSince(database: Sql, tenantId: string, since: string): Promise<string[]> {
  const { rows } = await database.execute(sql`
    with ended as (
      select swarm_id, owner_id, coordinator_id from ${swarm}
      where tenant_id = ${tenantId} and status = 'resolved' and not forgotten and closed_at >= ${since}::timestamptz)
    select distinct person from (
      select owner_id as person from ended union all select coordinator_id from ended
      union all select i.person_id from ${invitation} i join ended using (swarm_id)
        where i.tenant_id = ${tenantId} and i.role = 'learner' and i.state = 'accepted') people
    order by person`);
  return z
    .array(z.object({ person: z.string() }))
    .parse(rows)
    .map(({ person }) => person);
}

/** What somebody could list: enough of a technology, and no level above 1 of it yet. The most of it first. */
export function listable(
  learned: readonly Learning[],
  { least, levelOf }: { least: number; levelOf: (technology: string) => number | null },
): Learning[] {
  return learned.filter(({ technology, satIn, led }) => {
    const level = levelOf(technology);
    // Who has read about it may have used it since; who led swarms of what they list at all knew it.
    return (satIn >= least && (level === null || level === 1)) || (led >= least && level === null);
  });
}
