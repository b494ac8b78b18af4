import type { RecordedEvent, SwarmEvent } from '../events.ts';
import type { ScheduledJob } from '../jobs.ts';
import type { StartedSwarm } from '../state.ts';
import { refreshed } from './cards.ts';
import { later } from './jobs.ts';
import { leftOpen } from './questions.ts';

/**
 * The questions who goes on, as they are after an event that changes what one says or whether it is still put. Nothing else draws
 * them anew: it would take along what a coordinator is typing into the note to go with it; and the end does it an hour later.
 */
export function relayQuestions(state: StartedSwarm, { event, at }: RecordedEvent): ScheduledJob[] {
  const questions = state.sideCards.filter(({ card }) => card === 'relay');
  if (questions.length === 0 || !changesThem(state, event)) return [];
  const drawn = refreshed(
    state,
    questions.map(({ reader }) => `relay:${reader.id}` as const),
  );
  const isOver = event.type === 'SwarmResolved' || event.type === 'SwarmCancelled';
  return isOver ? drawn.map((each) => ({ ...each, startAfter: later(at, leftOpen) })) : drawn;
}

function changesThem(state: StartedSwarm, event: SwarmEvent): boolean {
  switch (event.type) {
    case 'CoordinationHandedOver':
    case 'CaseReassigned':
    case 'CaseUrgencyChanged':
    case 'CaseLinked':
    case 'CaseUnlinked':
    case 'TechnologyAdded':
    case 'TechnologyDropped':
    case 'SwarmResolved':
    case 'SwarmCancelled':
    case 'SwarmReopened':
      return true;
    case 'ExpertInvited':
      return isOfOne(state, event.invitation.id);
    case 'InvitationAccepted':
    case 'InvitationDeclined':
    case 'InvitationExpired':
    case 'InvitationWithdrawn':
    case 'InvitationUnreachable':
    case 'ExpertSteppedBack':
      return isOfOne(state, event.invitationId);
    default:
      return false;
  }
}

/** Whether the invitation is to somebody who was proposed to go on, or who was asked to. */
function isOfOne({ invitations, relays }: StartedSwarm, invitationId: string): boolean {
  const { person, takesOver } = invitations.find(({ id }) => id === invitationId) ?? {};
  return takesOver === true || relays.some((proposed) => proposed.relays.some((each) => each.person.id === person?.id));
}
