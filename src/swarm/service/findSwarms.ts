import { and, desc, eq, inArray, or, type SQL } from 'drizzle-orm';
import { caseKey } from '../../cases/ids/caseKey.ts';
import type { Sql } from '../../store/database.ts';
import { swarm } from '../../store/swarmTables.ts';

/** Finds swarms of a tenant by their case, in whatever spelling, or their channel: an id, or null when there is none. */
export function findSwarms(database: Sql, tenantId: string) {
  const ids = (where: SQL | undefined) =>
    database
      .select({ swarmId: swarm.swarmId })
      .from(swarm)
      .where(and(eq(swarm.tenantId, tenantId), where));
  /** A swarm that was linked is found by what it was told as, too. */
  const isOf = (caseId: string) => or(eq(swarm.caseKey, caseKey(caseId)), eq(swarm.toldKey, caseKey(caseId)));
  return {
    /** The live swarm of a case: the table allows one. */
    async live(caseId: string): Promise<string | null> {
      const [row] = await ids(and(isOf(caseId), inArray(swarm.status, ['proposed', 'running'])))
        // Before one that was only told as it.
        .orderBy(desc(eq(swarm.caseKey, caseKey(caseId))))
        .limit(1);
      return row?.swarmId ?? null;
    },
    /** The newest swarm of a case, whatever became of it. */
    async newest(caseId: string): Promise<string | null> {
      const [row] = await ids(isOf(caseId)).orderBy(desc(swarm.proposedAt), desc(swarm.swarmId));
      return row?.swarmId ?? null;
    },
    async inChannel(channelId: string): Promise<string | null> {
      const [row] = await ids(eq(swarm.channelId, channelId)).limit(1);
      return row?.swarmId ?? null;
    },
  };
}
