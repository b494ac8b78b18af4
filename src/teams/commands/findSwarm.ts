import { and, desc, eq, or, type SQL, sql } from 'drizzle-orm';
import { caseKey } from '../../cases/ids/caseKey.ts';
import type { CaseMeant } from '../../cases/ids/caseMeant.ts';
import type { Database } from '../../store/database.ts';
import { swarm } from '../../store/swarmTables.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import type { Turn } from '../inbound/turn.ts';

/** The swarm somebody means: of a case, of the channel they are in, or the one they lead; null when there is none. */
export type FindSwarm = (caseId: string | null, turn: Turn) => Promise<string | null>;

export function createFindSwarm(needs: {
  database: Pick<Database, 'sql'>;
  swarms: Pick<Swarms, 'swarmInChannel'>;
  /** Which case that is known words mean. */
  caseMeant: (words: string) => Promise<CaseMeant>;
  tenantId: string;
}): FindSwarm {
  const { database, swarms, caseMeant, tenantId } = needs;

  /** The live one first, else the newest. */
  const newest = async (condition: SQL | undefined) => {
    const [row] = await database.sql
      .select({ swarmId: swarm.swarmId })
      .from(swarm)
      .where(and(eq(swarm.tenantId, tenantId), condition))
      .orderBy(desc(sql`${swarm.status} in ('proposed', 'running')`), desc(swarm.proposedAt))
      .limit(1);
    return row?.swarmId ?? null;
  };

  return async (caseId, { place, person }) => {
    if (caseId) {
      const meant = await caseMeant(caseId);
      const key = caseKey(meant.kind === 'one' ? meant.caseId : caseId);
      return newest(or(eq(swarm.caseKey, key), eq(swarm.toldKey, key)));
    }
    if (place.channelId) return swarms.swarmInChannel(place.channelId);
    const led = await database.sql
      .select({ swarmId: swarm.swarmId })
      .from(swarm)
      .where(
        and(
          eq(swarm.tenantId, tenantId),
          eq(swarm.coordinatorId, person.id),
          sql`${swarm.status} in ('proposed', 'running')`,
        ),
      )
      .limit(2);
    // Of several it is not for us to choose.
    return led.length === 1 ? (led[0]?.swarmId ?? null) : null;
  };
}
