import type { InvitationEvent, RecordedEvent } from '../events.ts';
import type { CardName, ScheduledJob } from '../jobs.ts';
import { isPending, type StartedSwarm } from '../state.ts';
import { accepted, cardOf, cardsBeside, folding, refresh, refreshed } from './cards.ts';
import { jobsOf } from './jobs.ts';
import { seats } from './room.ts';

/** What follows from an event of an invitation: it is brought, runs out, and stands on everybody's cards as it is. */
export function ofInvitation(state: StartedSwarm, event: InvitationEvent, recorded: RecordedEvent): ScheduledJob[] {
  const job = jobsOf(state.swarmId);
  switch (event.type) {
    case 'ExpertInvited': {
      const { id: invitationId, answerBy, deliverAt } = event.invitation;
      return [
        job({ name: 'deliver-invitation', invitationId }, deliverAt),
        job({ name: 'expire-invitation', invitationId }, answerBy),
        ...refresh(state, 'briefing', 'plan'),
      ];
    }
    case 'InvitationHastened':
      // What was to bring it in the morning finds it brought.
      return [
        job({ name: 'deliver-invitation', invitationId: event.invitationId }),
        ...refresh(state, 'briefing', 'plan'),
      ];
    case 'InvitationDelivered': {
      const answer = state.invitations.find((each) => each.id === event.invitationId);
      // Answered, withdrawn, or its case restricted while it was on its way: the card that arrived is out of date already.
      return refresh(
        state,
        'briefing',
        'plan',
        ...(answer && (state.leftRoom || !isPending(answer)) ? [cardOf(event.invitationId)] : []),
        ...othersOf(state, event.invitationId),
      );
    }
    case 'InvitationUnreachable':
      return [
        ...relayRefused(state, event.invitationId),
        job({
          name: 'tell-coordinator',
          notice: { kind: 'unreachable', invitationId: event.invitationId, cause: event.cause },
        }),
        ...refresh(state, 'briefing', 'plan'),
      ];
    case 'InvitationAccepted': {
      const { person, takesOver } = state.invitations.find((each) => each.id === event.invitationId) ?? {};
      return [
        // Who takes over is seated as who coordinates, by the hand-over that comes with it.
        ...(person && !takesOver && state.channel.status === 'open' ? seats(state, person.id) : []),
        // On the card of each who is in stands who else is; and on their others, that they are.
        ...refresh(state, 'briefing', 'plan', ...cardsBeside(state, event.invitationId), ...accepted(state)),
      ];
    }
    case 'InsteadNotAsked':
    case 'HelpOffered': {
      const kind = event.type === 'HelpOffered' ? 'help-offered' : 'instead-not-asked';
      const { invitationId } = event;
      return [
        job({ name: 'tell-coordinator', notice: { kind, invitationId } }),
        ...refresh(state, 'briefing', 'plan', cardOf(invitationId)),
      ];
    }
    case 'ExpertSteppedBack': {
      const { invitationId } = event;
      return [
        job({ name: 'tell-coordinator', notice: { kind: 'stepped-back', invitationId } }),
        job({ name: 'tell-room', news: { kind: 'stepped-back', invitationId } }),
        ...refresh(state, 'briefing', 'plan', ...cardsBeside(state, invitationId), ...accepted(state)),
      ];
    }
    case 'InvitationDeclined':
      // By an old card also who had accepted declines.
      return [
        ...relayRefused(state, event.invitationId),
        ...refresh(state, 'briefing', 'plan', ...cardsBeside(state, event.invitationId), ...accepted(state)),
      ];
    case 'InvitationExpired':
      return [
        ...relayRefused(state, event.invitationId),
        ...refresh(state, 'briefing', 'plan', cardOf(event.invitationId)),
      ];
    case 'InvitationWithdrawn':
      return refresh(state, 'briefing', 'plan', cardOf(event.invitationId));
    case 'InvitationShown': {
      const { invitationId, replaces } = event;
      return [
        ...folding(state, { card: `i${Number(invitationId.slice(1))}`, message: replaces }),
        // Changed while it was on its way.
        ...(event.drawnFrom === recorded.version - 1 ? [] : refreshed(state, [cardOf(invitationId)])),
        ...refreshed(state, othersOf(state, invitationId)),
      ];
    }
  }
}

/** The cards of earlier invitations of the same person: each leads to the one that counts. */
const othersOf = (state: StartedSwarm, invitationId: string): CardName[] =>
  cardsBeside(state, invitationId).filter((card) => card !== cardOf(invitationId));

/** Whoever was asked to take over cannot: the coordinator is told while somebody else can still be asked. */
function relayRefused(state: StartedSwarm, invitationId: string): ScheduledJob[] {
  const invitation = state.invitations.find(({ id }) => id === invitationId);
  return invitation?.takesOver && state.status === 'running'
    ? [jobsOf(state.swarmId)({ name: 'tell-coordinator', notice: { kind: 'relay-refused', invitationId } })]
    : [];
}
