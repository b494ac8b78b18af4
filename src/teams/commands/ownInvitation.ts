import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../store/database.ts';
import { invitation, swarm } from '../../store/swarmTables.ts';
import { isInside } from '../../swarm/powers.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { type InvitationRecord, isPending, type RunningSwarm } from '../../swarm/state.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages } from '../languages/language.ts';
import type { FindSwarm } from './findSwarm.ts';
import { invitationReply } from './ownCard.ts';
import type { Reply } from './replies.ts';

type Own = { state: RunningSwarm; invitation: InvitationRecord };

/** Nobody is asked by more at once. */
const most = 20;

/** One's own invitation with its buttons, for who answers one in words, or would leave: neither is done by words. */
export function ownInvitations(needs: {
  database: Pick<Database, 'sql'>;
  swarms: Pick<Swarms, 'load' | 'execute'>;
  tenantId: string;
  find: FindSwarm;
  /** What answers where several could be meant. */
  mine: (turn: Turn) => Promise<Reply>;
}) {
  const { database, swarms, tenantId, find, mine } = needs;

  /** The person's invitations to swarms that run, the newest first. */
  async function invitationsOf(personId: string): Promise<Own[]> {
    const rows = await database.sql
      .select({ swarmId: invitation.swarmId, invitationId: invitation.invitationId })
      .from(invitation)
      .innerJoin(swarm, eq(swarm.swarmId, invitation.swarmId))
      .where(
        and(
          eq(invitation.tenantId, tenantId),
          eq(invitation.personId, personId),
          inArray(invitation.state, ['queued', 'delivered', 'expired', 'accepted', 'declined', 'left', 'unreachable']),
          eq(swarm.status, 'running'),
        ),
      )
      .orderBy(desc(invitation.invitedAt))
      .limit(most);
    const own: Own[] = [];
    for (const { swarmId, invitationId } of rows) {
      const state = await swarms.load(swarmId);
      const found = state.status === 'running' ? state.invitations.find(({ id }) => id === invitationId) : undefined;
      if (found && state.status === 'running') own.push({ state, invitation: found });
    }
    return own;
  }

  /** Those of the case that was named, or all. */
  async function named(caseId: string | null, turn: Turn): Promise<Own[]> {
    const own = await invitationsOf(turn.person.id);
    if (caseId === null || own.length === 0) return own;
    const swarmId = await find(caseId, turn);
    return own.filter(({ state }) => state.swarmId === swarmId);
  }

  const shown = (own: Own, words: string, turn: Turn): Reply => invitationReply(swarms, own, turn, words);

  return {
    /** The invitation that waits for an answer, or that ran out and can still be accepted; null: none does. */
    async toAnswer(caseId: string | null, turn: Turn): Promise<Reply | null> {
      const open = (await named(caseId, turn)).filter(({ state }) => !isInside(state, turn.person.id));
      const pending = open.filter((each) => isPending(each.invitation));
      const answerable = open.filter(
        ({ invitation: { answer } }) => answer.state === 'expired' || (caseId !== null && answer.state !== 'accepted'),
      );
      const [first, ...others] = pending.length > 0 ? pending : answerable;
      if (!first) return null;
      // Of several it is not for us to choose.
      if (others.length > 0 && pending.length > 0) return mine(turn);
      return shown(first, messages(turn.reader.language).questions.answeredThere, turn);
    },
    /** The invitation by which somebody is in a swarm, with the way out, or that they can still decline; null: none. */
    async toLeave(caseId: string | null, turn: Turn): Promise<Reply | null> {
      const own = await named(caseId, turn);
      const isOut = ({ state, invitation: { answer } }: Own) =>
        answer.state === 'accepted' && state.coordinator.id !== turn.person.id;
      const inside = own.filter(isOut);
      const [first, ...others] = inside.length > 0 ? inside : own.filter((each) => isPending(each.invitation));
      if (!first || others.length > 0) return null;
      return shown(first, messages(turn.reader.language).questions.leftThere, turn);
    },
  };
}
