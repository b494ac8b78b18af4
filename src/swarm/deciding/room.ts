import type { Circumstances, SwarmCommand } from '../commands.ts';
import type { StartedSwarm } from '../state.ts';
import { alreadySo, type Decision, happened, refused } from './decision.ts';

type RoomCommand = Extract<SwarmCommand, { type: 'OpenRoom' | 'GoWithoutRoom' }>;

/** A swarm whose channel could not be made, or is gone, gets another, or goes on without: its people decide. */
export function roomDecided(state: StartedSwarm, command: RoomCommand): Decision {
  if (state.status !== 'running') return refused({ code: 'already-closed', status: state.status });
  if (state.channel.status === 'open') return refused({ code: 'room-is-there' });
  if (command.type === 'GoWithoutRoom') return state.withoutRoom ? alreadySo : happened({ type: 'RoomWaived' });
  const gaveUp = state.troubles.some(({ step, status }) => step === 'open-channel' && status === 'failed');
  // It is being made, or brought back, at this moment.
  const isComing = !state.withoutRoom && state.lostRoom === null && !gaveUp;
  return isComing ? alreadySo : happened({ type: 'RoomWanted' });
}

type RoomReport = Extract<SwarmCommand, { type: 'ReportChannelLost' | 'ReportChannelFound' }>;

/**
 * Teams tells what people do to channels; only what concerns the swarm's own counts. What the swarm itself puts away
 * after its end is told by those jobs.
 */
export function roomReported(state: StartedSwarm, report: RoomReport): Decision {
  const { channel } = state;
  if (channel.status === 'opening' || channel.channel.channelId !== report.channelId) return alreadySo;
  if (report.type === 'ReportChannelFound')
    return (state.status === 'running' ? state.lostRoom !== null : channel.status === 'deleted')
      ? happened({ type: 'ChannelFound' })
      : alreadySo;
  if (channel.status === 'deleted' || channel.status === report.how) return alreadySo;
  if (state.status === 'running') return happened({ type: 'ChannelLost', how: report.how });
  return report.how === 'deleted' ? happened({ type: 'ChannelDeleted' }) : alreadySo;
}

/** Minutes until a step that was given up is tried again by itself: doubling from a quarter of an hour to a day. */
const firstPause = 15;
const longestPause = 24 * 60;
/** Then it stays until somebody asks for it: some nine days after the first time. */
const mostTimes = 15;

/** When a step that was given up for the `times`th time is tried again by itself; null: not any more. */
export function triedAgainAt(times: number, { at }: Pick<Circumstances, 'at'>): string | null {
  if (times >= mostTimes) return null;
  const minutes = Math.min(longestPause, firstPause * 2 ** (times - 1));
  return new Date(Date.parse(at) + minutes * 60_000).toISOString();
}
