import type { ClientConfig } from '../../../settings/caseSystems.ts';
import type { OAuthClient } from '../calls/tokens.ts';

/** How the bot signs in to ServiceNow: its token endpoint takes a form and nothing else. */
export const serviceNowClient = ({ url, id, secret }: ClientConfig): OAuthClient => ({
  address: `${url}/oauth_token.do`,
  ...{ id, secret, as: 'form' },
});
