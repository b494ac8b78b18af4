import { and, eq, inArray } from 'drizzle-orm';
import { severities } from '../../cases/case.ts';
import type { Sql } from '../../store/database.ts';
import { swarm } from '../../store/swarmTables.ts';
import { hasToLookAtWork, workersOf } from '../deciding/relay.ts';
import type { Planner } from '../planning/planner.ts';
import type { SwarmPolicy } from '../policy.ts';
import type { Swarms } from './swarms.ts';

/**
 * Looks who of the running swarms is at work, and asks who goes on where a working time ends soon; gives in how many that changed
 * something. A sweep rather than an alarm for each: hours, calendars and clocks change between the two, and what fell due while
 * nobody ran the bot is done by the next. Run twice it asks once: the swarm itself knows for which end it has asked.
 */
export async function lookAtWork(
  { sql, swarms, planner, tenantId }: { sql: Sql; swarms: Swarms; planner: Pick<Planner, 'hoursOf'>; tenantId: string },
  { policy, now }: { policy: Pick<SwarmPolicy, 'handOverBeforeMinutes'>; now: number },
): Promise<number> {
  const watched = severities.filter((severity) => policy.handOverBeforeMinutes[severity] !== null);
  if (watched.length === 0) return 0;
  const running = await sql
    .select({ swarmId: swarm.swarmId })
    .from(swarm)
    .where(and(eq(swarm.tenantId, tenantId), eq(swarm.status, 'running'), inArray(swarm.severity, watched)))
    .limit(10_000);
  const origin = { actor: { kind: 'system', name: 'clock' }, cause: 'look-at-work' } as const;
  let changed = 0;
  for (const { swarmId } of running) {
    const state = await swarms.load(swarmId);
    if (state.status !== 'running') continue;
    if (!hasToLookAtWork(state, new Date(now).toISOString(), planner.hoursOf(workersOf(state)))) continue;
    await swarms.execute(swarmId, { type: 'LookAtWork' }, origin);
    changed++;
  }
  return changed;
}
