import { z } from 'zod';
import { inBatches, ofTurns } from '../store/batches.ts';
import type { Database, Statement } from '../store/database.ts';

/** A resolved swarm as far as its likeness to a case is told by it. `url`: its channel. */
export type ResolvedSwarm = z.infer<typeof resolvedSchema>;
const resolvedSchema = z.object({
  caseId: z.string(),
  title: z.string(),
  technologies: z.array(z.string()),
  rootCause: z.string().nullable(),
  fix: z.string().nullable(),
  url: z.string().nullable(),
});
const foundSchema = z.array(resolvedSchema.extend({ asked: z.int() }));

const mostLookedAt = 100;

/**
 * The newest resolved swarms of an organisation with any of the technologies, of restricted ones only those the person
 * was in. Every plan asks this while its owner waits, so those who ask at one moment share a statement.
 */
export function createResolvedWith(
  database: Pick<Database, 'run'>,
  tenantId: string,
): (asked: { wanted: readonly string[]; personId: string }) => Promise<ResolvedSwarm[]> {
  return inBatches(async (questions) => {
    const asked = JSON.stringify(questions.map((each, number) => ({ ...each, number })));
    const rows = await database.run(resolvedWith, [tenantId, asked, mostLookedAt]);
    const found = Map.groupBy(foundSchema.parse(rows), (row) => row.asked);
    return questions.map((_, number) => found.get(number) ?? []);
  }, ofTurns);
}

const resolvedWith: Statement = {
  text: `
    select asked.number as asked, found.*
    from jsonb_to_recordset($2::jsonb) as asked(number int, wanted text[], "personId" text)
    cross join lateral (
      select case_id as "caseId", title, technologies, root_cause as "rootCause", fix, channel_url as url
      from swarm
      where tenant_id = $1 and status = 'resolved' and technologies && asked.wanted
        and (not restricted or people @> array[asked."personId"])
      order by proposed_at desc, swarm_id desc
      limit $3
    ) found`,
};
