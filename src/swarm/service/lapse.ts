import { and, eq, lt } from 'drizzle-orm';
import type { Sql } from '../../store/database.ts';
import { swarm } from '../../store/swarmTables.ts';
import type { Swarms } from './swarms.ts';

/**
 * Sets aside plans nobody started within `hours`; gives how many. A sweep over all rather than an alarm for each:
 * most plans are started, and a turn that answers `/swarm` has nothing to enqueue.
 */
export async function lapseOldPlans(
  { sql, swarms, tenantId }: { sql: Sql; swarms: Swarms; tenantId: string },
  { hours, now }: { hours: number; now: number },
): Promise<number> {
  const before = new Date(now - hours * 3_600_000).toISOString();
  const old = await sql
    .select({ swarmId: swarm.swarmId })
    .from(swarm)
    .where(and(eq(swarm.tenantId, tenantId), eq(swarm.status, 'proposed'), lt(swarm.proposedAt, before)))
    .limit(1000);
  const origin = { actor: { kind: 'system', name: 'clock' }, cause: 'lapse-plans' } as const;
  for (const { swarmId } of old) await swarms.execute(swarmId, { type: 'LapsePlan' }, origin);
  return old.length;
}
