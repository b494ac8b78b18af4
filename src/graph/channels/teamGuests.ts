import { and, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Sql } from '../../store/database.ts';
import { addedToTeam } from '../../store/graphTables.ts';
import { swarmEvent, swarm as swarmTable } from '../../store/swarmTables.ts';
import type { GraphClient } from '../client/client.ts';
import { GraphFailure, isNotFound } from '../client/errors.ts';
import { allowances } from '../client/pace.ts';
import { addToTeam, type Seat } from './members.ts';

/** Whom we added to host teams. Only they ever leave again: who was a member before, or was made an owner, stays. */
export type TeamGuests = {
  /**
   * Makes people (Entra ids, at most 200) members of the team, and gives what became of each. Who is not in it yet is
   * remembered before Graph is asked: a lost answer or a killed process leaves nobody there whom we do not know. Throws
   * GraphFailure when the call as a whole failed.
   */
  bring(teamId: string, people: readonly string[], signal?: AbortSignal): Promise<Map<string, Seat>>;
  /** Takes out who is not needed in a host team any more, a few at a time; gives how many left. */
  letGo(signal?: AbortSignal): Promise<number>;
};

export type TeamGuestsNeeds = {
  client: GraphClient;
  database: Sql;
  tenantId: string;
  teamIds: readonly string[];
  /** Days after a swarm's end for which its people stay in the team; null: they always stay. */
  leaveAfterDays: () => number | null;
  clock: () => number;
};

/** Of a team's 4 changes of members a minute (platform.md 2.2) so many at a time: seats come first. */
const mostAtOnce = 2;
/** So many people are asked for in one filter. */
const askedAtOnce = 15;

const membersSchema = z.object({
  value: z.array(z.object({ id: z.string(), userId: z.string().nullish(), roles: z.array(z.string()).nullish() })),
});

export function createTeamGuests({
  client,
  database,
  tenantId,
  teamIds,
  leaveAfterDays,
  clock,
}: TeamGuestsNeeds): TeamGuests {
  async function membershipsOf(teamId: string, people: readonly string[], signal: AbortSignal | undefined) {
    const filter = people.map((id) => `microsoft.graph.aadUserConversationMember/userId eq '${id}'`).join(' or ');
    const path = `/teams/${encodeURIComponent(teamId)}/members?$filter=${encodeURIComponent(`(${filter})`)}`;
    const { body } = await client.send({ method: 'GET', path, paced: [allowances.team(teamId)], signal });
    return membersSchema.parse(body).value;
  }
  const forget = (teamId: string, personId: string) =>
    database
      .delete(addedToTeam)
      .where(
        and(eq(addedToTeam.tenantId, tenantId), eq(addedToTeam.teamId, teamId), eq(addedToTeam.personId, personId)),
      );

  /** Of these people, those who are not in the team yet; nobody where Graph may not say. */
  async function strangersAmong(teamId: string, people: readonly string[], signal: AbortSignal | undefined) {
    if (leaveAfterDays() === null) return [];
    const there = new Set<string>();
    try {
      for (let from = 0; from < people.length; from += askedAtOnce)
        for (const { userId } of await membershipsOf(teamId, people.slice(from, from + askedAtOnce), signal))
          if (userId) there.add(userId.toLowerCase());
    } catch (failure) {
      // What passes is waited for: nobody who is let in unseen would ever be let go.
      if (failure instanceof GraphFailure && !failure.passes) return [];
      throw failure;
    }
    return people.filter((id) => !there.has(id.toLowerCase()));
  }

  /** Also who was added long ago and taken out by hand since: from now on they count anew. */
  async function remember(teamId: string, people: readonly string[]): Promise<void> {
    if (people.length === 0) return;
    const addedAt = new Date(clock()).toISOString();
    await database
      .insert(addedToTeam)
      .values(people.map((personId) => ({ tenantId, teamId, personId, addedAt })))
      .onConflictDoUpdate({
        target: [addedToTeam.tenantId, addedToTeam.teamId, addedToTeam.personId],
        set: { addedAt },
      });
  }

  async function letGoOne(teamId: string, personId: string, signal: AbortSignal | undefined): Promise<boolean> {
    const [membership] = await membershipsOf(teamId, [personId], signal);
    // Out already, or an owner by now: they are nobody whom we added any more.
    if (!membership || membership.roles?.includes('owner')) {
      await forget(teamId, personId);
      return false;
    }
    const path = `/teams/${encodeURIComponent(teamId)}/members/${encodeURIComponent(membership.id)}`;
    const paced = [allowances.team(teamId), allowances.teamMembers(teamId)];
    try {
      await client.send({ method: 'DELETE', path, paced, signal });
    } catch (failure) {
      if (!isNotFound(failure)) throw failure;
    }
    await forget(teamId, personId);
    return true;
  }

  return {
    async bring(teamId, people, signal) {
      const strangers = await strangersAmong(teamId, people, signal);
      await remember(teamId, strangers);
      try {
        const seats = await addToTeam(client, teamId, people, signal);
        for (const id of strangers) {
          const seat = seats.get(id);
          if (seat?.kind === 'refused' && !seat.failure.passes) await forget(teamId, id);
        }
        return seats;
      } catch (failure) {
        if (failure instanceof GraphFailure && !failure.passes) for (const id of strangers) await forget(teamId, id);
        throw failure;
      }
    },
    async letGo(signal) {
      const days = leaveAfterDays();
      if (days === null || teamIds.length === 0) return 0;
      const before = new Date(clock() - days * 86_400_000).toISOString();
      const due = await notNeeded(database, { tenantId, teamIds, before });
      let left = 0;
      for (const [teamId, rows] of Map.groupBy(due, (each) => each.teamId))
        for (const { personId } of rows.slice(0, mostAtOnce)) if (await letGoOne(teamId, personId, signal)) left++;
      return left;
    },
  };
}

/** Whom we added, and who has no part in any swarm of the team that runs, ended after `before`, or is not put away yet. */
function notNeeded(
  database: Sql,
  { tenantId, teamIds, before }: { tenantId: string; teamIds: readonly string[]; before: string },
): Promise<{ teamId: string; personId: string }[]> {
  const putAway = sql`exists (select 1 from ${swarmEvent} e where e.swarm_id = ${swarmTable.swarmId}
    and e.type in ('ChannelArchived', 'ChannelDeleted') and e.at >= ${swarmTable.closedAt})`;
  return database
    .select({ teamId: addedToTeam.teamId, personId: addedToTeam.personId })
    .from(addedToTeam)
    .where(
      and(
        eq(addedToTeam.tenantId, tenantId),
        inArray(addedToTeam.teamId, [...teamIds]),
        sql`${addedToTeam.addedAt} < ${before}`,
        sql`not exists (select 1 from ${swarmTable} where ${swarmTable.tenantId} = ${tenantId}
          and ${swarmTable.hostTeamId} = ${addedToTeam.teamId} and ${addedToTeam.personId} = any(${swarmTable.people})
          and (${swarmTable.closedAt} is null or ${swarmTable.closedAt} >= ${before} or not ${putAway}))`,
      ),
    )
    .orderBy(addedToTeam.addedAt);
}
