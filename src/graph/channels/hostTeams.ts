import { createHash } from 'node:crypto';
import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Sql } from '../../store/database.ts';
import { hostTeamCount } from '../../store/graphTables.ts';
import { swarmEvent, swarm as swarmTable } from '../../store/swarmTables.ts';
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
   * Counts what Graph lists (asked at most once a day, by its rules, over all processes and restarts) and what swarms have
   * there. A team that Graph does not list now is left out.
   */
  count(signal?: AbortSignal): Promise<Map<string, HostTeamCount>>;
  /** How full each is as far as is known, without asking Graph: where it never listed a team, by our swarms alone. */
  known(): Promise<Map<string, KnownHostTeam>>;
};

/**
 * Places that are taken in a host team: `taken` are all, `deleted` those of them that channels of swarms deleted in the 30 days
 * before `countedAt` keep. `countedAt`: when Graph was asked (ISO, UTC).
 */
export type HostTeamCount = { taken: number; deleted: number; countedAt: string };

/** The same without asking; `deleted` and `countedAt` are null of a team that Graph never listed: it may hold more then. */
export type KnownHostTeam = { taken: number; deleted: number | null; countedAt: string | null };

/** Channels of a team, all kinds together; a deleted one keeps its place for 30 days (platform.md 2.1). */
export const mostChannels = 1_000;
const deletedHoldsDays = 30;
/** Milliseconds after which our own count is read again. */
const countHolds = 600_000;
/** Milliseconds after which Graph may be asked again; a little less than a day, for a job that comes daily. */
const listHolds = 23 * 3_600_000;

export type HostTeamsNeeds = {
  client: GraphClient;
  database: Sql;
  tenantId: string;
  ids: readonly string[];
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

type Listed = { others: number; deleted: number; countedAt: string };

export function createHostTeams({ client, database, tenantId, ids, clock }: HostTeamsNeeds): HostTeams {
  let counted: { at: number; channels: Map<string, number>; listed: Map<string, Listed> } | null = null;

  async function look() {
    if (counted && clock() - counted.at < countHolds) return counted;
    const at = clock();
    const [channels, listed] = await Promise.all([channelsOfSwarms(database, ids, at), lastListed()]);
    counted = { at, channels, listed };
    return counted;
  }

  async function lastListed(): Promise<Map<string, Listed>> {
    const rows = await database
      .select()
      .from(hostTeamCount)
      .where(and(eq(hostTeamCount.tenantId, tenantId), inArray(hostTeamCount.teamId, [...ids])));
    return new Map(
      rows.map(({ teamId, others, deleted, countedAt }) => [
        teamId,
        { others, deleted, countedAt: new Date(countedAt).toISOString() },
      ]),
    );
  }

  async function keep(teamId: string, listed: Listed): Promise<void> {
    await database
      .insert(hostTeamCount)
      .values({ tenantId, teamId, ...listed })
      .onConflictDoUpdate({ target: [hostTeamCount.tenantId, hostTeamCount.teamId], set: listed });
  }

  /** General is in every team. */
  const taken = ({ channels, listed }: { channels: Map<string, number>; listed: Map<string, Listed> }, id: string) =>
    (channels.get(id) ?? 0) + (listed.get(id)?.others ?? 1);

  return {
    ids,
    async withRoom(swarmId) {
      const now = await look();
      const inOrder = [...ids].sort((a, b) => (rank(swarmId, a) < rank(swarmId, b) ? -1 : 1));
      const roomy = inOrder.filter((id) => taken(now, id) < mostChannels);
      return roomy.length > 0 ? roomy : inOrder;
    },
    note(teamId, what) {
      if (!counted) return;
      const channels = counted.channels.get(teamId) ?? 0;
      counted.channels.set(teamId, what === 'full' ? Math.max(channels, mostChannels) : channels + 1);
    },
    async count(signal) {
      const now = await look();
      // Another process may have asked since.
      now.listed = await lastListed();
      const due = ids.filter((id) => clock() - Date.parse(now.listed.get(id)?.countedAt ?? '1970-01-01') > listHolds);
      const deleted = due.length > 0 ? await deletedLately(database, ids, clock()) : new Map<string, number>();
      const unlisted = new Set<string>();
      for (const id of due) {
        const count = await countListed(client, id, signal);
        if (count === null) {
          unlisted.add(id);
          continue;
        }
        const ofSwarms = deleted.get(id) ?? 0;
        const others = Math.max(0, count + ofSwarms - (now.channels.get(id) ?? 0));
        const listed = { others, deleted: ofSwarms, countedAt: new Date(clock()).toISOString() };
        now.listed.set(id, listed);
        await keep(id, listed);
      }
      return new Map(
        ids.flatMap((id) => {
          const listed = now.listed.get(id);
          if (!listed || unlisted.has(id)) return [];
          return [[id, { taken: taken(now, id), deleted: listed.deleted, countedAt: listed.countedAt }] as const];
        }),
      );
    },
    async known() {
      const now = await look();
      return new Map(
        ids.map((id) => {
          const { deleted = null, countedAt = null } = now.listed.get(id) ?? {};
          return [id, { taken: taken(now, id), deleted, countedAt }];
        }),
      );
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
