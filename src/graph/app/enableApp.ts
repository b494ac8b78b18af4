import { done, type Effect, report, startedOf } from '../../swarm/service/effects.ts';
import type { GraphClient } from '../client/client.ts';
import { isConflict, setbackOf } from '../client/errors.ts';
import { allowances } from '../client/pace.ts';
import type { Catalog } from './catalog.ts';

/** Lets the bot into a private channel, where an app of the team is not by itself (platform.md 3). */
export function enableAppEffect({ client, catalog }: { client: GraphClient; catalog: Catalog }): Effect<'enable-app'> {
  return async (_job, circumstances) => {
    const { channel } = startedOf(circumstances);
    if (channel.status === 'opening' || channel.status === 'deleted' || channel.appEnabled) return done;
    const { teamId, channelId } = channel.channel;
    const { signal } = circumstances;
    try {
      await client.send({
        method: 'POST',
        path: `/teams/${encodeURIComponent(teamId)}/channels/${encodeURIComponent(channelId)}/enabledApps/$ref`,
        body: { '@odata.id': await catalog.reference() },
        paced: [allowances.team(teamId), allowances.channel(channelId)],
        signal,
      });
    } catch (failure) {
      if (!isConflict(failure)) return setbackOf(failure, 'install-app-in-team');
    }
    return report({ type: 'ReportAppEnabled' });
  };
}
