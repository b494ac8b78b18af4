import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Sql } from '../../store/database.ts';
import { hostTeamCount } from '../../store/graphTables.ts';
import { GraphFailure } from '../client/errors.ts';
import { allowances } from '../client/pace.ts';
import { type HostTeamCount, type HostTeams, type HostTeamsNeeds, mostChannels } from './hostTeams.ts';

/** From this part of its places on a host team is told to be nearly full: while there is time to name another. */
const toldFrom = 0.8;

/** A host team that is nearly full; `name`: as Teams shows it, or its id where Graph does not say. */
export type FillingTeam = { id: string; name: string; most: number } & HostTeamCount;

/**
 * Counts the channels of all host teams, and hands over each that has become nearly full since it last was not: once,
 * however many processes count. What `tell` stores commits with the mark that it was told. Gives those told.
 */
export type FindFilling = (
  tell: (tx: Sql, team: FillingTeam) => Promise<() => void>,
  signal?: AbortSignal,
) => Promise<FillingTeam[]>;

export function createFindFilling({
  client,
  database,
  tenantId,
  hostTeams,
  clock,
}: Omit<HostTeamsNeeds, 'ids'> & { hostTeams: Pick<HostTeams, 'count'> }): FindFilling {
  const rowOf = (teamId: string) => and(eq(hostTeamCount.tenantId, tenantId), eq(hostTeamCount.teamId, teamId));

  return async (tell, signal) => {
    const told: FillingTeam[] = [];
    for (const [id, count] of await hostTeams.count(signal)) {
      if (count.taken < mostChannels * toldFrom) {
        const wasTold = and(rowOf(id), isNotNull(hostTeamCount.toldAt));
        await database.update(hostTeamCount).set({ toldAt: null }).where(wasTold);
        continue;
      }
      const untold = and(rowOf(id), isNull(hostTeamCount.toldAt));
      if ((await database.select({ id: hostTeamCount.teamId }).from(hostTeamCount).where(untold)).length === 0)
        continue;
      const team = { id, name: await nameOf(id, signal), most: mostChannels, ...count };
      const committed = await database.transaction(async (tx) => {
        const toldAt = new Date(clock()).toISOString();
        const marked = await tx
          .update(hostTeamCount)
          .set({ toldAt })
          .where(untold)
          .returning({ id: hostTeamCount.teamId });
        return marked.length > 0 ? tell(tx, team) : null;
      });
      if (!committed) continue;
      committed();
      told.push(team);
    }
    return told;
  };

  async function nameOf(teamId: string, signal: AbortSignal | undefined): Promise<string> {
    const path = `/teams/${encodeURIComponent(teamId)}?$select=id,displayName`;
    try {
      const { body } = await client.send({ method: 'GET', path, paced: [allowances.team(teamId)], signal });
      return teamSchema.parse(body).displayName ?? teamId;
    } catch (failure) {
      if (failure instanceof GraphFailure) return teamId;
      throw failure;
    }
  }
}

const teamSchema = z.object({ displayName: z.string().nullish() });
