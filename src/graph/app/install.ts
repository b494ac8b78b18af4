import type { UnreachableCause } from '../../swarm/events.ts';
import type { Setback } from '../../swarm/jobs.ts';
import type { GraphClient } from '../client/client.ts';
import { GraphFailure, isConflict, setbackOf } from '../client/errors.ts';
import { allowances } from '../client/pace.ts';
import { isGuest } from '../people/isGuest.ts';
import type { Catalog } from './catalog.ts';

/** What became of installing the app for a person. Teams tells the bot about a new installation by itself. */
export type Installation =
  | { kind: 'installed'; already: boolean }
  | { kind: 'unreachable'; cause: UnreachableCause }
  | Extract<Setback, { kind: 'wait' }>;

export type EnsureAppInstalled = (userId: string, signal?: AbortSignal) => Promise<Installation>;

/** Installs the app for a person, so that the bot may write to them. Harmless where it is installed already. */
export function createInstaller({ client, catalog }: { client: GraphClient; catalog: Catalog }): EnsureAppInstalled {
  return async (userId, signal) => {
    try {
      const app = await catalog.reference();
      await client.send({
        method: 'POST',
        path: `/users/${encodeURIComponent(userId)}/teamwork/installedApps`,
        body: { 'teamsApp@odata.bind': app },
        paced: [allowances.installations],
        signal,
      });
      return { kind: 'installed', already: false };
    } catch (failure) {
      if (isConflict(failure)) return { kind: 'installed', already: true };
      const setback = setbackOf(failure, 'ask-administrator');
      if (setback.kind === 'wait') return setback;
      const cause = unreachableCause(failure);
      const isOfGuest = cause === 'app-not-installed' && (await isGuest(client, userId, signal));
      return { kind: 'unreachable', cause: isOfGuest ? 'guest' : cause };
    }
  };
}

function unreachableCause(failure: unknown): UnreachableCause {
  if (!(failure instanceof GraphFailure) || failure.code === 'AppNotInCatalog') return 'app-not-installed';
  return failure.status === 404 ? 'user-gone' : 'app-not-installed';
}
