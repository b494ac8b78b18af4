import { and, arrayContains, desc, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../store/database.ts';
import { swarm } from '../../store/swarmTables.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { isIn } from '../views/views.ts';

type Needs = { database: Pick<Database, 'sql'>; tenantId: string };

/** The swarms of these statuses that somebody is or was in, by id, the newest first. `personId`: of Entra. */
export async function swarmsWith(
  { database, tenantId }: Needs,
  personId: string,
  statuses: ('proposed' | 'running')[],
  most: number,
): Promise<string[]> {
  const rows = await database.sql
    .select({ swarmId: swarm.swarmId })
    .from(swarm)
    .where(and(eq(swarm.tenantId, tenantId), inArray(swarm.status, statuses), arrayContains(swarm.people, [personId])))
    .orderBy(desc(swarm.proposedAt))
    .limit(most);
  return rows.map((row) => row.swarmId);
}

/** The cases, by number, whose running swarms somebody is in now: what their words may be about where they name nothing. */
export function runningCasesOf(
  needs: Needs & { swarms: Pick<Swarms, 'load'> },
): (personId: string) => Promise<string[]> {
  return async (personId) => {
    const states = await Promise.all(
      (await swarmsWith(needs, personId, ['running'], mostOffered)).map((swarmId) => needs.swarms.load(swarmId)),
    );
    return states.flatMap((state) => (state.status !== 'none' && isIn(state, { id: personId }) ? [state.case.id] : []));
  };
}

/** A card with more buttons than these is none to choose from. */
const mostOffered = 3;
