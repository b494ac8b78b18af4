import type { TokenCredential } from '@azure/identity';
import { TeamsAdapter } from '@microsoft/teams-ai';

/** How the bot signs in to the Bot Connector, and whose activities it believes. */
export type AdapterNeeds = {
  appId: string;
  /** Signs in to Entra as the bot; the same credential serves Graph (platform.md 7.2 n). */
  credential: TokenCredential;
  /** Scope of tokens for the Bot Connector. */
  oauthScope: string;
  /** OpenID configuration of who signs inbound tokens, and its issuer. */
  metadataUrl: string;
  issuer: string;
  /** No tokens either way: only for the Agents Playground on this machine. The door then takes loopback callers only. */
  anonymousLoopback: boolean;
};

/** Milliseconds for one call to the connector; a turn must be answered within 10 to 15 s (platform.md 2.4). */
const callTimeout = 10_000;

/**
 * The bot library's adapter over our own credential. Whatever it sends, in a turn or on its own, is sent once: the
 * hidden retries of its client repeat POSTs that may have succeeded (platform.md 7.2 e); retries are the queue's.
 */
export function createAdapter(needs: AdapterNeeds): TeamsAdapter {
  const adapter = new TeamsAdapter(
    {
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
      ToChannelFromBotOAuthScope: needs.oauthScope,
      ToBotFromChannelTokenIssuer: needs.issuer,
      OAuthUrl: 'https://api.botframework.com',
      ToBotFromChannelOpenIdMetadataUrl: needs.metadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: needs.metadataUrl,
      CallerId: 'urn:botframework:azure',
    },
    credentialsFactory(needs),
  );
  adapter.use(async (context, next) => {
    sendOnce(context.turnState.get(adapter.ConnectorClientKey));
    await next();
  });
  return adapter;
}

type CredentialsFactory = NonNullable<ConstructorParameters<typeof TeamsAdapter>[1]>;
type Signer = Awaited<ReturnType<CredentialsFactory['createCredentials']>>;

function credentialsFactory({ appId, credential, oauthScope, anonymousLoopback }: AdapterNeeds): CredentialsFactory {
  const unsigned: Signer = { signRequest: async (request) => request };
  const signed: Signer = {
    async signRequest(request) {
      const token = await credential.getToken(oauthScope);
      if (!token) throw new Error(`No token for ${oauthScope} could be had: check the app's credential`);
      request.headers.set('authorization', `Bearer ${token.token}`);
      return request;
    },
  };
  return {
    isValidAppId: async (candidate) => candidate === appId,
    isAuthenticationDisabled: async () => anonymousLoopback,
    createCredentials: async () => (anonymousLoopback ? unsigned : signed),
  };
}

type Policy = { name: string; sendRequest(request: { timeout?: number }, next: (request: object) => unknown): unknown };
type Pipeline = { removePolicy(options: { name: string }): unknown; addPolicy(policy: Policy): unknown };

/** The client's pipeline is private in its types and public in fact; without it nothing can be switched off. */
function sendOnce(connectorClient: unknown): void {
  const pipeline = pipelineOf(connectorClient);
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.addPolicy({
    name: 'swarm_callTimeout',
    sendRequest: (request, next) => next(Object.assign(request, { timeout: callTimeout })),
  });
}

/** The request pipeline inside a connector client. */
export function pipelineOf(connectorClient: unknown): Pipeline {
  const inner = propertyOf(propertyOf(connectorClient, 'client'), 'pipeline');
  if (!isPipeline(inner)) throw new Error('The connector client has no pipeline: another version of botbuilder?');
  return inner;
}

const propertyOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const isPipeline = (value: unknown): value is Pipeline =>
  typeof propertyOf(value, 'removePolicy') === 'function' && typeof propertyOf(value, 'addPolicy') === 'function';
