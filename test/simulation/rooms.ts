import { evolve } from '../../src/swarm/evolve.ts';
import { type StartedSwarm, type SwarmState, wasStarted } from '../../src/swarm/state.ts';
import type { Card } from '../../src/teams/cards/parts/elements.ts';
import { shownText } from '../teams/cards/reading.ts';
import type { Room } from './graphInMemory.ts';
import { startedOnes } from './memoryDatabase.ts';
import type { Week } from './week.ts';

/**
 * Channels against what their swarms take them for, weeks after the last disturbance, and the briefing in those that are put
 * away: there nobody can change a card any more, so it must show the end that was. `found`: how many channels in each state.
 */
export async function roomsThatDiffer(week: Week): Promise<{ found: Record<Room['status'], number>; wrong: string[] }> {
  const found = { live: 0, archived: 0, deleted: 0 };
  const wrong: string[] = [];
  const states = new Map(startedOnes(week.swarms).map((state) => [state.swarmId, state]));
  for (const room of week.outside.graph.rooms) {
    found[room.status]++;
    const state = states.get(room.swarmId);
    const fault = state ? faultOf(room, state) : 'belongs to no swarm';
    if (fault) wrong.push(`${room.swarmId}: the channel ${room.channel.name} (${room.status}) ${fault}`);
    if (state) wrong.push(...notInside(room, state).map((who) => `${room.swarmId}: ${who} in ${room.channel.name}`));
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

/** Who the swarm says is seated in its channel, and is not there; and whoever leads it and does not own its private channel. */
function notInside({ channel: { channelId }, kind, status, people }: Room, state: StartedSwarm): string[] {
  const { channel, members, coordinator } = state;
  if (status !== 'live' || channel.status !== 'open' || channel.channel.channelId !== channelId) return [];
  const inside = people();
  const missing = members.filter(({ seated, person }) => seated && !inside.has(person.id));
  const leads = members.find(({ person, seated, guest }) => person.id === coordinator.id && seated && !guest);
  const ownsIt = kind !== 'private' || leads === undefined || inside.get(coordinator.id) === 'owner';
  const waits = state.troubles.some(({ step }) => step === `seat:${coordinator.id}`);
  return [
    ...missing.map(({ person }) => `${person.name} is not`),
    ...(ownsIt || waits ? [] : [`${coordinator.name} leads and is no owner`]),
  ];
}

async function briefingIn({ outside, swarms, views }: Week, { channel }: Room, state: StartedSwarm): Promise<string[]> {
  const message = outside.messages.find(({ address }) => address.activityId === state.briefing?.activityId);
  const look = message?.looks.at(-1);
  if (!look || message?.conversation !== channel.channelId || state.status === 'running') return [];
  if (endedArchived(swarms, state.swarmId)) return [];
  const due: Card[] = [];
  for (const each of statesSinceEnd(swarms, state.swarmId))
    due.push(...((await views.briefingMessage(each)).attachments ?? []).map(({ content }) => content as Card));
  return due.some((each) => JSON.stringify(each) === JSON.stringify(look))
    ? []
    : [
        `${state.swarmId}: in the archived channel is\n${shownText(look)}\nwhere should be\n${due.slice(-1).map(shownText).join()}`,
      ];
}

/** How it was from its end on: what a language model wrote later than it was put away cannot stand there. */
function statesSinceEnd({ told }: Week['swarms'], swarmId: string): StartedSwarm[] {
  const states: SwarmState[] = [];
  for (const recorded of told)
    if (recorded.swarmId === swarmId) states.push(evolve(states.at(-1) ?? { status: 'none' }, recorded));
  const running = states.findLastIndex(({ status }) => status === 'running');
  return states.slice(running + 1).filter(wasStarted);
}

/** Reopened, and ended again before its channel could be brought back: in an archived one nobody can change the briefing. */
function endedArchived({ told }: Week['swarms'], swarmId: string): boolean {
  const types = told.filter((each) => each.swarmId === swarmId).map(({ event }) => event.type);
  return types.lastIndexOf('SwarmReopened') > types.lastIndexOf('ChannelUnarchived');
}
