import type { RecordedEvent } from '../events.ts';
import { tellsRoom } from '../milestones.ts';
import { type SwarmState, wasStarted } from '../state.ts';

/** The state with the event of which the case is told that the swarm has started: the first that says in which room. */
export function withStartTold(state: SwarmState, { event, version }: RecordedEvent): SwarmState {
  return wasStarted(state) && state.startToldOf === null && tellsRoom(event)
    ? { ...state, startToldOf: version }
    : state;
}
