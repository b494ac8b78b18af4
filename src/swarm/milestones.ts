import type { Milestone } from './caseWritings.ts';
import type { RecordedEvent, SwarmEvent } from './events.ts';

/**
 * Which milestone an event is; null: none. A start is told when it is known in which room, if any, the swarm works; to a case to which
 * a swarm is linked later it is told then, and to one that it was linked to by mistake, that it is none of it.
 */
export function milestoneOf(event: SwarmEvent): Milestone | null {
  if (tellsRoom(event)) return 'started';
  switch (event.type) {
    case 'CaseLinked':
    case 'CaseUnlinked':
      return 'started';
    case 'InvitationAccepted':
      return 'joined';
    case 'CoordinationHandedOver':
      return 'handed-over';
    case 'TechnologyAdded':
    case 'TechnologyDropped':
    case 'GapFound':
    case 'ExpertSteppedBack':
    case 'StatusNoted':
      return 'status';
    case 'SwarmResolved':
      return 'resolved';
    case 'SwarmCancelled':
      return 'cancelled';
    case 'SwarmReopened':
      return 'reopened';
    default:
      return null;
  }
}

/** Whether it is known since this event in which room, if any, the swarm works. */
export const tellsRoom = (event: SwarmEvent): boolean =>
  event.type === 'ChannelOpened' ||
  event.type === 'RoomWaived' ||
  (event.type === 'StepFailed' && event.step === 'open-channel');

/** What a swarm's note of an event is called for ever, whoever tells it and how often: a start is one, whatever came of its room. */
export const noteKeyOf = ({ swarmId, version, event }: RecordedEvent): string =>
  tellsRoom(event) ? `${swarmId} started` : `${swarmId} ${version}`;
