import { unseated } from '../deciding/leftRoom.ts';
import type { StartedSwarm } from '../state.ts';
import { withoutRoomSteps } from './steps.ts';

/** The state with its channel, if there is one, as it is now. */
export function withChannel(state: StartedSwarm, status: 'open' | 'archived' | 'deleted'): StartedSwarm {
  return state.channel.status === 'opening' ? state : { ...state, channel: { ...state.channel, status } };
}

/** The state with a change of the open room that it left. */
export function withLeftRoom(
  state: StartedSwarm,
  change: Partial<Exclude<StartedSwarm['leftRoom'], null | { status: 'awaited' }>>,
): StartedSwarm {
  const { leftRoom } = state;
  return leftRoom === null || leftRoom.status === 'awaited'
    ? state
    : { ...state, leftRoom: { ...leftRoom, ...change } };
}

/** A channel that somebody archived is brought back; for any other that is gone a new one is made, and its seats. */
export function wantingRoom(state: StartedSwarm): StartedSwarm {
  const wanted = { ...withoutRoomSteps(state), lostRoom: null, reopenedBy: null, withoutRoom: false };
  return state.channel.status === 'archived'
    ? wanted
    : { ...wanted, channel: { status: 'opening' }, briefing: null, members: unseated(state) };
}
