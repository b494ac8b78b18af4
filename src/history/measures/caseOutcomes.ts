import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Sql } from '../../store/database.ts';
import { type Centiles, centilesOf, centilesSchema, inOrder } from './centiles.ts';

/** How a set of cases went, in the systems where they live. */
export type CaseGroup = {
  cases: number;
  /** Those that are closed, and how long that took from their creation: the last time, where they were opened again. */
  closed: Centiles;
  /** Cases that were closed long enough ago to tell, and how many of them were not opened again within that time. */
  firstResolution: { held: number; of: number };
  satisfaction: { good: number; neutral: number; bad: number };
};

/** Cases created in a period, by whether a swarm of them was started. `days`: within which opening again counts. */
export type CaseOutcomes = { swarmed: CaseGroup; unswarmed: CaseGroup; days: number };

/** Days without being opened again after which a case counts as resolved at first. */
export const firstResolutionDays = 7;

/**
 * Measures the cases that were created in a period (instants in ISO, `to` exclusive; left out: without an end), of all connected
 * systems. Those that were swarmed are the harder ones: the two groups tell of kinds of cases, and of nobody.
 */
export async function caseOutcomesOf(
  database: Sql,
  query: { tenantId: string; from?: string | undefined; to?: string | undefined; now: number },
): Promise<CaseOutcomes> {
  const { tenantId, from, to, now } = query;
  const days = firstResolutionDays;
  const nowIso = new Date(now).toISOString();
  const within = sql`interval '1 day' * ${days}::int`;
  const told = sql`first_closed_at <= ${nowIso}::timestamptz - ${within}`;
  const { rows } = await database.execute(sql`
    with measured as (
      select outcome.*, exists (
        select from swarm where swarm.tenant_id = outcome.tenant_id
          and swarm.case_home = outcome.system || ' ' || outcome.record and ${wasStarted}
      ) or exists (
        select from swarm where swarm.tenant_id = outcome.tenant_id and swarm.case_key = outcome.case_key
          and swarm.case_home is null and ${wasStarted} ${ofThisCase}) as swarmed
      from case_outcome as outcome
      where outcome.tenant_id = ${tenantId}
        ${from ? sql`and outcome.created_at >= ${from}::timestamptz` : sql``}
        ${to ? sql`and outcome.created_at < ${to}::timestamptz` : sql``}),
    parted as (
      select swarmed, count(*)::int as cases,
        ${inOrder(sql`extract(epoch from closed_at - created_at)`)} as spans,
        (count(*) filter (where ${told}))::int as told,
        (count(*) filter (where ${told} and (reopened_at is null or reopened_at > first_closed_at + ${within})))::int as held,
        (count(*) filter (where satisfaction = 'good'))::int as good,
        (count(*) filter (where satisfaction = 'neutral'))::int as neutral,
        (count(*) filter (where satisfaction = 'bad'))::int as bad
      from measured group by swarmed)
    select swarmed, cases, ${centilesOf(sql`spans`)} as closed, told, held, good, neutral, bad from parted`);
  const parts = z.array(partSchema).parse(rows);
  const group = (swarmed: boolean): CaseGroup => {
    const part = parts.find((each) => each.swarmed === swarmed);
    return {
      cases: part?.cases ?? 0,
      closed: part?.closed ?? { count: 0, median: null, p90: null },
      firstResolution: { held: part?.held ?? 0, of: part?.told ?? 0 },
      satisfaction: { good: part?.good ?? 0, neutral: part?.neutral ?? 0, bad: part?.bad ?? 0 },
    };
  };
  return { swarmed: group(true), unswarmed: group(false), days };
}

const wasStarted = sql`swarm.status in ('running', 'resolved', 'cancelled')`;

/**
 * A case that was read in a system is known by its id there, whatever number its swarm has. Of one that was typed or posted, or
 * planned before that was kept, the number alone tells, and systems count alike: what is kept under it may be another system's.
 */
const ofThisCase = sql`and not exists (
  select from stored_case as kept
  where kept.tenant_id = swarm.tenant_id and kept.case_id = swarm.case_id
    and kept.source <> 'webhook' and (kept.source, kept.record) is distinct from (outcome.system, outcome.record))`;

const partSchema = z.object({
  swarmed: z.boolean(),
  cases: z.int(),
  closed: centilesSchema,
  told: z.int(),
  held: z.int(),
  good: z.int(),
  neutral: z.int(),
  bad: z.int(),
});
