import { done, type Effect, report, startedOf } from '../../swarm/service/effects.ts';
import { isPending, troubledFor } from '../../swarm/state.ts';
import { invitationCard } from '../cards/invitationCard.ts';
import { cardMessage } from '../connector/message.ts';
import type { Directory } from '../people/directory.ts';
import type { ShownCards } from '../views/shownCards.ts';
import type { Reach } from './reach.ts';

/** Sends an invitation to the invited person's chat. Two copies after a lost answer answer the same invitation. */
export function deliverInvitation(needs: {
  reach: Reach;
  directory: Directory;
  shown: ShownCards;
}): Effect<'deliver-invitation'> {
  const { reach, directory, shown } = needs;
  return async ({ invitationId }, circumstances) => {
    const state = startedOf(circumstances);
    const invitation = state.invitations.find((each) => each.id === invitationId);
    // Withdrawn or expired on its way: nobody need be disturbed.
    if (!invitation || invitation.message || !isPending(invitation) || state.status !== 'running') return done;
    const reader = await directory.readerOf(invitation.person.id, state.case.language);
    const message = cardMessage(invitationCard(state, invitation, reader));
    const reached = await reach(invitation.person.id, message, {
      triedFor: troubledFor(state, `deliver:${invitationId}`),
      signal: circumstances.signal,
    });
    switch (reached.kind) {
      case 'sent':
        await shown.note(state.swarmId, `i${Number(invitationId.slice(1))}`, state.version);
        return report({ type: 'ReportDelivered', invitationId, message: reached.message });
      case 'unreachable':
        return report({ type: 'ReportUnreachable', invitationId, cause: reached.why });
      default:
        return reached;
    }
  };
}
