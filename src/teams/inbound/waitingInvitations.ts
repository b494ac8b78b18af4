import { and, arrayContains, desc, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../store/database.ts';
import { invitation, swarm } from '../../store/swarmTables.ts';
import { isInside } from '../../swarm/powers.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { type InvitationRecord, isWaitingForHours, type ProposedSwarm, type RunningSwarm } from '../../swarm/state.ts';

/** More at once would bury the newest, which is the most urgent. */
const most = 3;

export type WaitingInvitations = {
  /** One is on its way at this moment: it comes by itself. */
  isComing: boolean;
  /** Those that did not reach the person, or would only be tried again later. */
  missed: { state: RunningSwarm; invitation: InvitationRecord }[];
};

/** What waits for somebody to whom nothing could be brought until now; `at`: now, an ISO instant in UTC. */
export async function waitingInvitations(
  { database, swarms, tenantId }: { database: Pick<Database, 'sql'>; swarms: Pick<Swarms, 'load'>; tenantId: string },
  personId: string,
  at: string,
): Promise<WaitingInvitations> {
  const rows = await database.sql
    .select({ swarmId: invitation.swarmId, invitationId: invitation.invitationId })
    .from(invitation)
    .innerJoin(swarm, eq(swarm.swarmId, invitation.swarmId))
    .where(
      and(
        eq(invitation.tenantId, tenantId),
        eq(invitation.personId, personId),
        inArray(invitation.state, ['queued', 'unreachable']),
        eq(swarm.status, 'running'),
      ),
    )
    .orderBy(desc(invitation.invitedAt))
    .limit(10);
  const waiting: WaitingInvitations = { isComing: false, missed: [] };
  for (const { swarmId, invitationId } of rows) {
    const state = await swarms.load(swarmId);
    if (state.status !== 'running') continue;
    const found = state.invitations.find(({ id }) => id === invitationId);
    // One that waits for the person's hours comes then.
    if (!found || found.message || isInside(state, personId) || isWaitingForHours(found, at)) continue;
    const isTriedLater = state.troubles.some(
      ({ step, status }) => step === `deliver:${invitationId}` && status === 'waiting',
    );
    if (found.answer.state === 'queued' && !isTriedLater) waiting.isComing = true;
    else if (waiting.missed.length < most) waiting.missed.push({ state, invitation: found });
  }
  return waiting;
}

/** More rooms nobody is in at one time. */
const mostRooms = 20;

/** The swarms that somebody is in, by their ids: the newest first. */
export async function swarmsWith(
  { database, tenantId }: { database: Pick<Database, 'sql'>; tenantId: string },
  personId: string,
): Promise<string[]> {
  const rows = await database.sql
    .select({ swarmId: swarm.swarmId })
    .from(swarm)
    .where(and(eq(swarm.tenantId, tenantId), arrayContains(swarm.people, [personId]), eq(swarm.status, 'running')))
    .orderBy(desc(swarm.proposedAt))
    .limit(mostRooms);
  return rows.map(({ swarmId }) => swarmId);
}

/** Plans that a rule made for somebody's cases, and that did not reach them: the newest first. */
export async function waitingPlans(
  { database, swarms, tenantId }: { database: Pick<Database, 'sql'>; swarms: Pick<Swarms, 'load'>; tenantId: string },
  personId: string,
): Promise<ProposedSwarm[]> {
  const rows = await database.sql
    .select({ swarmId: swarm.swarmId })
    .from(swarm)
    .where(and(eq(swarm.tenantId, tenantId), eq(swarm.ownerId, personId), eq(swarm.status, 'proposed')))
    .orderBy(desc(swarm.proposedAt))
    .limit(10);
  const plans: ProposedSwarm[] = [];
  for (const { swarmId } of rows) {
    const state = await swarms.load(swarmId);
    if (state.status === 'proposed' && state.planCard === null && plans.length < most) plans.push(state);
  }
  return plans;
}
