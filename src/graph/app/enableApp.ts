import { z } from 'zod';
import { done, type Effect, report, startedOf } from '../../swarm/service/effects.ts';
import { withTeamAdvice } from '../channels/teamTrouble.ts';
import type { GraphClient } from '../client/client.ts';
import { GraphFailure, isConflict, setbackOf } from '../client/errors.ts';
import { allowances } from '../client/pace.ts';
import type { Catalog } from './catalog.ts';

const appsSchema = z.object({ value: z.array(z.object({ id: z.string() })) });

export type EnableAppNeeds = {
  client: GraphClient;
  catalog: Catalog;
  /** Whether Graph's beta may be asked: v1.0 documents this call for shared channels only (platform.md 11). */
  previews: boolean;
};

/**
 * Lets the bot into a private channel, where an app of the team is not by itself (platform.md 3). It looks first: somebody may
 * have added it by hand. Where Graph does not do this for private channels somebody has to; Teams then tells of it, and the
 * swarm goes on.
 */
export function enableAppEffect({ client, catalog, previews }: EnableAppNeeds): Effect<'enable-app'> {
  return async (_job, circumstances) => {
    const { channel } = startedOf(circumstances);
    if (channel.status === 'opening' || channel.status === 'deleted' || channel.appEnabled) return done;
    const { teamId, channelId } = channel.channel;
    const { signal } = circumstances;
    const path = `/teams/${encodeURIComponent(teamId)}/channels/${encodeURIComponent(channelId)}/enabledApps`;
    const paced = [allowances.team(teamId), allowances.channel(channelId)];
    try {
      if (!(await isThere())) {
        await client.send({
          method: 'POST',
          path: `${path}/$ref`,
          body: { '@odata.id': await catalog.reference() },
          ...(previews ? { version: 'beta' } : {}),
          paced,
          signal,
        });
      }
    } catch (failure) {
      if (!isConflict(failure)) {
        const setback = setbackOf(failure, 'add-app-to-channel');
        return await withTeamAdvice(client, teamId, setback, signal, { takesOwner: false });
      }
    }
    return report({ type: 'ReportAppEnabled' });

    /** Who may not look may still be let in. */
    async function isThere(): Promise<boolean> {
      const appId = await catalog.appId();
      try {
        const { body } = await client.send({ method: 'GET', path, paced, signal });
        return appsSchema.parse(body).value.some(({ id }) => id === appId);
      } catch (failure) {
        if (failure instanceof GraphFailure && failure.status === 403) return false;
        throw failure;
      }
    }
  };
}
