import { z } from 'zod';
import { done, type Effect, report, startedOf } from '../../swarm/service/effects.ts';
import type { GraphClient } from '../client/client.ts';
import { isNotFound, setbackOf } from '../client/errors.ts';
import { allowances } from '../client/pace.ts';

const stateSchema = z.object({ isArchived: z.boolean().nullish() });

/**
 * Looks whether the channel of a running swarm is still there, after a step in it failed for some time. Teams tells
 * of a deletion by itself, but not while the bot was out of order; of an archiving it tells nothing.
 */
export function lookAtChannelEffect({ client }: { client: GraphClient }): Effect<'look-at-channel'> {
  return async (_job, circumstances) => {
    const { status, channel } = startedOf(circumstances);
    if (status !== 'running' || channel.status !== 'open') return done;
    const { teamId, channelId } = channel.channel;
    const path = `/teams/${encodeURIComponent(teamId)}/channels/${encodeURIComponent(channelId)}?$select=id,isArchived`;
    const paced = [allowances.team(teamId), allowances.channel(channelId)];
    try {
      const { body } = await client.send({ method: 'GET', path, paced, signal: circumstances.signal });
      return stateSchema.parse(body).isArchived === true
        ? report({ type: 'ReportChannelLost', channelId, how: 'archived' })
        : done;
    } catch (failure) {
      if (isNotFound(failure)) return report({ type: 'ReportChannelLost', channelId, how: 'deleted' });
      return setbackOf(failure, 'ask-administrator');
    }
  };
}
