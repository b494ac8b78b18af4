import { createHash } from 'node:crypto';
import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Sql } from '../../store/database.ts';
import { swarmEvent, swarm as swarmTable } from '../../store/schema.ts';
import type { GraphClient } from '../client/client.ts';
import { GraphFailure } from '../client/errors.ts';
import { allowances } from '../client/pace.ts';
import { allOf } from '../client/pages.ts';

/** The teams that hold swarm channels, and how many places each has left. */
export type HostTeams = {
  ids: readonly string[];
  /**
   * Those with room for a swarm's channel, in an order that is always the same for that swarm: an attempt that is
   * repeated meets the name of the earlier one in the same team. When none seems to have room, all of them: only
   * Graph knows for sure.
   */
  withRoom(swarmId: string): Promise<string[]>;
  /** A channel was made in the team, or Graph said that it is full. */
  note(teamId: string, what: 'channel-opened' | 'full'): void;
  /**
   * Counts what Graph lists (asked at most once a day, by its rules) and what we deleted lately. A team that Graph
   * does not list is left out.
   */
  count(signal?: AbortSignal): Promise<Map<string, number>>;
};

/** Channels of a team, all kinds together; a deleted one keeps its place for 30 days (platform.md 2.1). */
export const mostChannels = 1_000;
const deletedHoldsDays = 30;
/** Milliseconds after which our own count is read again. */
const countHolds = 600_000;
/** Milliseconds after which Graph may be asked again; a little less than a day, for a job that comes daily. */
const listHolds = 23 * 3_600_000;

export function createHostTeams(needs: {
  client: GraphClient;
  database: Sql;
  ids: readonly string[];
  clock: () => number;
}): HostTeams {
  const { client, database, ids, clock } = needs;
  /** Channels that are in a team without being a swarm's, when Graph was last asked. */
  const listed = new Map<string, { at: number; others: number }>();
  let counted: { at: number; channels: Map<string, number> } | null = null;

  async function own(): Promise<Map<string, number>> {
    if (counted && clock() - counted.at < countHolds) return counted.channels;
    counted = { at: clock(), channels: await channelsOfSwarms(database, ids, clock()) };
    return counted.channels;
  }

  const total = (channels: Map<string, number>, id: string): number =>
    (channels.get(id) ?? 0) + (listed.get(id)?.others ?? 1);

  return {
    ids,
    async withRoom(swarmId) {
      const channels = await own();
      const inOrder = [...ids].sort((a, b) => (rank(swarmId, a) < rank(swarmId, b) ? -1 : 1));
      const roomy = inOrder.filter((id) => total(channels, id) < mostChannels);
      return roomy.length > 0 ? roomy : inOrder;
    },
    note(teamId, what) {
      if (!counted) return;
      const channels = counted.channels.get(teamId) ?? 0;
      counted.channels.set(teamId, what === 'full' ? Math.max(channels, mostChannels) : channels + 1);
    },
    async count(signal) {
      const channels = await own();
      const due = ids.filter((id) => clock() - (listed.get(id)?.at ?? 0) > listHolds);
      const deleted = due.length > 0 ? await deletedLately(database, ids, clock()) : new Map<string, number>();
      for (const id of due) {
        const count = await countListed(client, id, signal);
        if (count === null) listed.delete(id);
        else {
          const others = count + (deleted.get(id) ?? 0) - (channels.get(id) ?? 0);
          listed.set(id, { at: clock(), others: Math.max(0, others) });
        }
      }
      return new Map([...listed.keys()].map((id) => [id, total(channels, id)]));
    },
  };
}

/** Spreads swarms evenly over the teams, always the same way. */
const rank = (swarmId: string, teamId: string): string =>
  createHash('sha256').update(`${swarmId} ${teamId}`).digest('hex');

const listedSchema = z.object({ id: z.string() });

async function countListed(
  client: GraphClient,
  teamId: string,
  signal: AbortSignal | undefined,
): Promise<number | null> {
  const path = `/teams/${encodeURIComponent(teamId)}/channels?$select=id`;
  try {
    return (await allOf(client, { path, paced: [allowances.team(teamId)], signal }, listedSchema)).length;
  } catch (failure) {
    if (failure instanceof GraphFailure) return null;
    throw failure;
  }
}

/** Places that swarms take, by team: live and archived channels, and those deleted in the last 30 days. */
async function channelsOfSwarms(database: Sql, ids: readonly string[], now: number): Promise<Map<string, number>> {
  const rows = await database
    .select({ team: swarmTable.hostTeamId, channels: sql<number>`count(*)::int` })
    .from(swarmTable)
    .where(
      and(
        inArray(swarmTable.hostTeamId, [...ids]),
        isNotNull(swarmTable.channelId),
        sql`not exists (select 1 from ${swarmEvent} e where e.swarm_id = ${swarmTable.swarmId} and e.type = 'ChannelDeleted' and e.at <= ${freeSince(now)})`,
      ),
    )
    .groupBy(swarmTable.hostTeamId);
  return new Map(rows.flatMap(({ team, channels }) => (team === null ? [] : [[team, channels]])));
}

async function deletedLately(database: Sql, ids: readonly string[], now: number): Promise<Map<string, number>> {
  const rows = await database
    .select({ team: swarmTable.hostTeamId, channels: sql<number>`count(*)::int` })
    .from(swarmTable)
    .innerJoin(swarmEvent, and(eq(swarmEvent.swarmId, swarmTable.swarmId), eq(swarmEvent.type, 'ChannelDeleted')))
    .where(and(inArray(swarmTable.hostTeamId, [...ids]), sql`${swarmEvent.at} > ${freeSince(now)}`))
    .groupBy(swarmTable.hostTeamId);
  return new Map(rows.flatMap(({ team, channels }) => (team === null ? [] : [[team, channels]])));
}

const freeSince = (now: number): string => new Date(now - deletedHoldsDays * 86_400_000).toISOString();
