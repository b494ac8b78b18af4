import type { TokenCredential } from '@azure/identity';
import { tabName, tabScope } from '../../settings/tab.ts';
import { type Check, type DoctorCheck, Failed, NotKnown } from './checking.ts';

/** What Entra says when an app asks for a token for itself by its name: so the name is there, and is this app's. */
const ownName = 'AADSTS90009';
/** The name is nobody's. */
const nobodysName = 'AADSTS500011';

/**
 * Whether the bot may sign in to the Bot Connector, and whether people can to the tab: for that Entra must know the app by the
 * name that the manifest gives (`api://<host>/<app id>`).
 */
export function signInChecks(of: {
  credential: TokenCredential;
  appId: string;
  connectorScope: string;
  publicUrl: string;
  check: Check;
}): Promise<DoctorCheck>[] {
  const { credential, appId, connectorScope, publicUrl, check } = of;
  return [
    check('connector-sign-in', null, async () => {
      try {
        await credential.getToken(connectorScope);
      } catch (failure) {
        throw new Failed({ code: 'error', message: firstLine(failure) });
      }
      return { code: 'signed-in' };
    }),
    check('tab-sign-in', null, async () => {
      const name = tabName({ publicUrl, appId });
      try {
        await credential.getToken(tabScope({ publicUrl, appId }));
      } catch (failure) {
        const message = firstLine(failure);
        if (message.includes(nobodysName)) throw new Failed({ code: 'name-unknown', name });
        if (!message.includes(ownName)) throw new NotKnown({ code: 'error', message });
      }
      return { code: 'name-known', name };
    }),
  ];
}

const firstLine = (failure: unknown): string =>
  (failure instanceof Error ? failure.message : String(failure)).split('\n')[0]?.slice(0, 300) ?? '';
