import type { MessageAddress } from '../events.ts';
import type { LeftRoom, StartedSwarm } from '../state.ts';

/** The swarm from the moment its case is restricted: nobody sits in its new room yet. */
export function withCaseRestricted<S extends StartedSwarm>(state: S): S {
  const { channel, briefing } = state;
  const open = channel.status === 'open' || channel.status === 'archived' ? channel.channel : null;
  const leftRoom: LeftRoom | null =
    channel.status === 'opening' ? { status: 'awaited' } : open && { status: 'left', channel: open, briefing };
  return {
    ...state,
    case: { ...state.case, restricted: true },
    room: 'private',
    leftRoom,
    // Of a closed swarm no new room is made; it gets one should it be reopened.
    channel:
      state.status === 'running' || channel.status === 'opening'
        ? { status: 'opening' }
        : { ...channel, status: 'deleted' },
    briefing: null,
    members: unseated(state),
    // What waited for the open room waits no longer.
    troubles: state.troubles.filter(({ step }) => step.startsWith('deliver:')),
  };
}

/** The people of a swarm whose room is gone. They stay in it, and are seated anew in its next one. */
export const unseated = ({ members }: StartedSwarm): StartedSwarm['members'] =>
  members.map((member) => ({ ...member, seated: false, announced: false }));

/** Whether a message lies in the room that was left. */
export const isInLeftRoom = ({ leftRoom }: StartedSwarm, { conversationId }: MessageAddress): boolean =>
  leftRoom !== null && leftRoom.status !== 'awaited' && conversationId.split(';')[0] === leftRoom.channel.channelId;
