import type { Milestone } from './caseWritings.ts';
import type { RecordedEvent, SwarmEvent } from './events.ts';

/** Which milestone an event is; null: none. A start is told when it is known in which room, if any, the swarm works. */
export function milestoneOf(event: SwarmEvent): Milestone | null {
  switch (event.type) {
    case 'ChannelOpened':
    case 'RoomWaived':
      return 'started';
    case 'StepFailed':
      return event.step === 'open-channel' ? 'started' : null;
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

/** What a swarm's note of an event is called for ever, whoever tells it and how often: a start is one, whatever came of its room. */
export const noteKeyOf = ({ swarmId, version, event }: RecordedEvent): string =>
  milestoneOf(event) === 'started' ? `${swarmId} started` : `${swarmId} ${version}`;
