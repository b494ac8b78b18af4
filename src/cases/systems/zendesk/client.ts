import type { ClientConfig } from '../../../settings/caseSystems.ts';
import type { OAuthClient } from '../calls/tokens.ts';

/** Seconds that a token is good for. */
const life = 1_800;

/**
 * How the bot signs in to Zendesk. The scope is one text: as a list it gives a token that is refused later. The right to write is
 * asked for where something is to be written alone.
 */
export const zendeskClient = (
  { url, id, secret }: ClientConfig,
  writes: () => boolean,
  articles = false,
): OAuthClient => ({
  address: `${url}/oauth/tokens`,
  ...{ id, secret, as: 'json' },
  more: () => ({
    scope: `tickets:read users:read organizations:read${writes() ? ' tickets:write' : ''}${articles ? ' hc:read hc:write' : ''}`,
    expires_in: life,
  }),
});

/**
 * The limit by which Zendesk counts a call. The export has one of its own (10 a minute, for all who ask for the account), so
 * has changing tickets (100 a minute; 30 in ten minutes for one ticket by one agent): whoever uses one up must not keep
 * people's questions waiting (developer.zendesk.com, rate-limits).
 */
export function zendeskLimitOf(method: string, address: string): string {
  const { pathname } = new URL(address);
  if (pathname.startsWith('/api/v2/incremental/')) return 'export';
  return method === 'GET' ? 'asking' : 'changing';
}
