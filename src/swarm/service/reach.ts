import { and, eq, gt, sql } from 'drizzle-orm';
import type { Sql } from '../../store/database.ts';
import { swarmEvent, swarm as swarmTable } from '../../store/swarmTables.ts';

/**
 * How many people could not be sent an invitation within the last `days` because the app may not be installed for them: most
 * often a permission policy of Teams, which no app can read itself. `now` in milliseconds.
 */
export async function notReached(
  database: Sql,
  { tenantId, days, now }: { tenantId: string; days: number; now: number },
): Promise<number> {
  const since = new Date(now - days * 86_400_000).toISOString();
  const [row] = await database
    .select({ count: sql<number>`count(*)::int` })
    .from(swarmEvent)
    .innerJoin(swarmTable, eq(swarmTable.swarmId, swarmEvent.swarmId))
    .where(
      and(
        eq(swarmTable.tenantId, tenantId),
        eq(swarmEvent.type, 'InvitationUnreachable'),
        gt(swarmEvent.at, since),
        sql`${swarmEvent.event} ->> 'cause' = 'app-not-installed'`,
      ),
    );
  return row?.count ?? 0;
}
