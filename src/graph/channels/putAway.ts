import { z } from 'zod';
import type { Channel } from '../../swarm/events.ts';
import { done, type Effect, type EffectOutcome, report, startedOf } from '../../swarm/service/effects.ts';
import type { GraphClient } from '../client/client.ts';
import { GraphFailure, held, isNotFound, setbackOf } from '../client/errors.ts';
import { allowances } from '../client/pace.ts';
import { operationDone } from './operations.ts';
import { withTeamAdvice } from './teamTrouble.ts';

type Needs = { client: GraphClient };

/** Archives the channel of a closed swarm. */
export function archiveChannelEffect({ client }: Needs): Effect<'archive-channel'> {
  return async (_job, circumstances) => {
    const { status, channel } = startedOf(circumstances);
    // Reopened meanwhile, or put away already.
    if (status === 'running' || channel.status !== 'open') return done;
    const { repeated, signal } = circumstances;
    try {
      const archived = repeated && (await isArchived(client, channel.channel, signal));
      if (!archived) await move(client, channel.channel, 'archive', signal);
    } catch (failure) {
      if (isNotFound(failure)) return await whenMissing(client, channel.channel, repeated, signal);
      const setback = setbackOf(failure, 'archive-by-hand');
      return await withTeamAdvice(client, channel.channel.teamId, setback, signal);
    }
    return report({ type: 'ReportArchived' });
  };
}

/** Brings the channel of a reopened swarm back. */
export function unarchiveChannelEffect({ client }: Needs): Effect<'unarchive-channel'> {
  return async (_job, circumstances) => {
    const { status, channel } = startedOf(circumstances);
    if (status !== 'running' || channel.status !== 'archived') return done;
    const { repeated, signal } = circumstances;
    try {
      const archived = !repeated || (await isArchived(client, channel.channel, signal));
      if (archived) await move(client, channel.channel, 'unarchive', signal);
    } catch (failure) {
      // Teams tells of a deletion by itself, but not while the bot was out of order.
      if (isNotFound(failure) && (await isGone(client, channel.channel, signal)))
        return report({ type: 'ReportChannelLost', channelId: channel.channel.channelId, how: 'deleted' });
      const setback = setbackOf(failure, 'ask-administrator');
      return await withTeamAdvice(client, channel.channel.teamId, setback, signal);
    }
    return report({ type: 'ReportUnarchived' });
  };
}

/** Deletes a channel that was archived long enough, to free its place in the host team; restorable for 30 days. */
export function deleteChannelEffect({ client, clock }: Needs & { clock: () => number }): Effect<'delete-channel'> {
  return async (_job, circumstances) => {
    const state = startedOf(circumstances);
    const days = state.policy.channelRetentionDays;
    // Reopened, maybe closed again since: then another job comes when its time has.
    if (state.status === 'running' || state.channel.status !== 'archived' || days === null) return done;
    if (clock() < Date.parse(state.closedAt) + days * 86_400_000) return done;
    const { channel } = state.channel;
    try {
      await client.send({
        method: 'DELETE',
        path: pathOf(channel),
        paced: paced(channel),
        signal: circumstances.signal,
      });
    } catch (failure) {
      if (!isNotFound(failure)) return setbackOf(failure, 'ask-administrator');
    }
    return report({ type: 'ReportDeleted' });
  };
}

/**
 * Deletes the open channel that a swarm left when its case became restricted: anybody of the team can read what was
 * written there. Restorable for 30 days by an owner of the team.
 */
export function deleteLeftChannelEffect({ client }: Needs): Effect<'delete-left-channel'> {
  return async (_job, circumstances) => {
    const { leftRoom } = startedOf(circumstances);
    if (leftRoom?.status !== 'left') return done;
    const { repeated, signal } = circumstances;
    try {
      const { channel } = leftRoom;
      await client.send({ method: 'DELETE', path: pathOf(channel), paced: paced(channel), signal });
    } catch (failure) {
      // A channel so new that it is not found yet is not gone: that is believed at the second look.
      if (isNotFound(failure) && !repeated)
        return { kind: 'wait', cause: 'Graph does not find the channel', retryAt: null, advice: 'delete-by-hand' };
      if (!isNotFound(failure)) return setbackOf(failure, 'delete-by-hand');
    }
    return report({ type: 'ReportLeftChannelDeleted' });
  };
}

/**
 * A channel that Graph does not find was deleted by hand, or is so new that it is not found yet: that is settled by a
 * second look, later.
 */
async function whenMissing(
  client: GraphClient,
  channel: Channel,
  repeated: boolean,
  signal: AbortSignal,
): Promise<EffectOutcome> {
  if (!repeated)
    return { kind: 'wait', cause: 'Graph does not find the channel', retryAt: null, advice: 'archive-by-hand' };
  try {
    await isArchived(client, channel, signal);
  } catch (failure) {
    if (isNotFound(failure)) return report({ type: 'ReportDeleted' });
    return setbackOf(failure, 'archive-by-hand');
  }
  return {
    kind: 'wait',
    cause: 'Graph finds the channel, but not for archiving',
    retryAt: null,
    advice: 'archive-by-hand',
  };
}

const stateSchema = z.object({ isArchived: z.boolean().nullish() });

async function isArchived(client: GraphClient, channel: Channel, signal: AbortSignal): Promise<boolean> {
  const path = `${pathOf(channel)}?$select=id,isArchived`;
  const looked = await client.send({ method: 'GET', path, paced: paced(channel), signal });
  return held(stateSchema, looked).isArchived === true;
}

const isGone = (client: GraphClient, channel: Channel, signal: AbortSignal): Promise<boolean> =>
  isArchived(client, channel, signal).then(() => false, isNotFound);

/**
 * Archives a channel or brings it back. What Graph says where somebody did that by hand is documented nowhere, so that where it refuses
 * the channel is looked at. Of an archived team (channel-archive: "Team has to be active") each channel looks archived, and none is.
 */
async function move(
  client: GraphClient,
  channel: Channel,
  verb: 'archive' | 'unarchive',
  signal: AbortSignal,
): Promise<void> {
  try {
    const path = `${pathOf(channel)}/${verb}`;
    const answer = await client.send({ method: 'POST', path, body: {}, paced: paced(channel), signal });
    await operationDone(client, channel.teamId, answer, signal);
  } catch (failure) {
    const isRefused = failure instanceof GraphFailure && (failure.status === 400 || failure.status === 409);
    const ofTeam = isRefused && /team has to be active/i.test(failure.message);
    if (!isRefused || ofTeam || (await isArchived(client, channel, signal)) !== (verb === 'archive')) throw failure;
  }
}

const pathOf = ({ teamId, channelId }: Channel): string =>
  `/teams/${encodeURIComponent(teamId)}/channels/${encodeURIComponent(channelId)}`;
const paced = ({ teamId, channelId }: Channel) => [allowances.team(teamId), allowances.channel(channelId)];
