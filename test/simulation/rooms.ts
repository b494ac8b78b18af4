import type { StartedSwarm } from '../../src/swarm/state.ts';
import type { Card } from '../../src/teams/cards/parts/elements.ts';
import { shownText } from '../teams/cards/reading.ts';
import { startedOnes } from './memorySwarms.ts';
import type { Room } from './outside.ts';
import type { Week } from './week.ts';

/**
 * Channels against what their swarms take them for, weeks after the last disturbance, and the briefing in those that are put
 * away: there nobody can change a card any more, so it must show the end that was. `found`: how many channels in each state.
 */
export async function roomsThatDiffer(week: Week): Promise<{ found: Record<Room['status'], number>; wrong: string[] }> {
  const found = { live: 0, archived: 0, deleted: 0 };
  const wrong: string[] = [];
  const states = new Map((await startedOnes(week.swarms)).map((state) => [state.swarmId, state]));
  for (const room of week.outside.rooms) {
    found[room.status]++;
    const state = states.get(room.swarmId);
    const fault = state ? faultOf(room, state) : 'belongs to no swarm';
    if (fault) wrong.push(`${room.swarmId}: the channel ${room.channel.name} (${room.status}) ${fault}`);
    if (state && room.status === 'archived' && !room.archivedByHand)
      wrong.push(...(await briefingIn(week, room, state)));
  }
  return { found, wrong };
}

/** What is wrong with a channel; null: nothing. */
function faultOf({ channel: { channelId }, status, restoredByHand }: Room, state: StartedSwarm): string | null {
  const { channel, leftRoom } = state;
  const known = channel.status === 'open' || channel.status === 'archived' ? channel.channel.channelId : null;
  if (leftRoom?.status === 'left' && leftRoom.channel.channelId === channelId && status === 'live')
    return 'was left, and is not deleted';
  // Of one that somebody archived or deleted in silence the bot hears when it next has something to do there.
  if (status !== 'live') return null;
  if (known !== channelId) return restoredByHand ? null : 'is there, and its swarm knows nothing of it';
  return state.status === 'running' && channel.status === 'open' ? null : 'is there, and its swarm has ended';
}

async function briefingIn({ outside, views }: Week, { channel }: Room, state: StartedSwarm): Promise<string[]> {
  const message = outside.messages.find(({ address }) => address.activityId === state.briefing?.activityId);
  const look = message?.looks.at(-1);
  if (!look || message?.conversation !== channel.channelId || state.status === 'running') return [];
  const due = ((await views.briefingMessage(state)).attachments ?? []).map(({ content }) => content as Card);
  return due.some((each) => JSON.stringify(each) === JSON.stringify(look))
    ? []
    : [
        `${state.swarmId}: in the archived channel is\n${shownText(look)}\nwhere should be\n${due.map(shownText).join()}`,
      ];
}
