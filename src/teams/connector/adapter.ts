import type { TokenCredential } from '@azure/identity';
import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter.js';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { BotCredential } from '../../settings/tokens.ts';

/** How the bot signs in to the Bot Connector, and whose activities it believes. */
export type AdapterNeeds = {
  appId: string;
  /** Signs in to Entra as the bot; the same credential serves Graph (platform.md 7.2 n). */
  credential: TokenCredential & Partial<Pick<BotCredential, 'renew'>>;
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
  reuseClients(adapter);
  return adapter;
}

/** Clients and verified tokens are few: one connector a tenant, one token an hour. Beyond this they are made anew. */
const mostKept = 50;

/**
 * The library builds a client of some twenty policies for every turn and every message, and one for user tokens that
 * nobody uses: half of what a turn cost it. One a connector is enough, prepared once. What it makes of a token is kept
 * with the token; each activity's token is verified by the door (tokenGate.ts) before the library sees it.
 */
function reuseClients(adapter: TeamsAdapter): void {
  const authentication = propertyOf(adapter, 'botFrameworkAuthentication');
  if (!(authentication instanceof ConfigurationBotFrameworkAuthentication))
    throw new Error('The adapter authenticates in another way: another version of botbuilder?');
  type Authentication = ConfigurationBotFrameworkAuthentication;
  const original: Pick<Authentication, 'authenticateRequest' | 'createConnectorFactory' | 'createUserTokenClient'> = {
    authenticateRequest: authentication.authenticateRequest.bind(authentication),
    createConnectorFactory: authentication.createConnectorFactory.bind(authentication),
    createUserTokenClient: authentication.createUserTokenClient.bind(authentication),
  };
  const authenticated = kept<ReturnType<Authentication['authenticateRequest']>>();
  const clients = kept<ReturnType<ReturnType<Authentication['createConnectorFactory']>['create']>>();
  const userTokenClients = kept<ReturnType<Authentication['createUserTokenClient']>>();

  Object.assign(authentication, {
    createConnectorFactory: (identity) => ({
      create: (serviceUrl, audience) =>
        clients(serviceUrl, async () => {
          const client = await original.createConnectorFactory(identity).create(serviceUrl, audience);
          prepare(client);
          return client;
        }),
    }),
    createUserTokenClient: (identity) => userTokenClients('', () => original.createUserTokenClient(identity)),
    authenticateRequest: (activity, header) =>
      authenticated(`${header} ${activity.channelId} ${activity.serviceUrl}`, async () => {
        const result = await original.authenticateRequest(activity, header);
        return { ...result, connectorFactory: authentication.createConnectorFactory(result.claimsIdentity) };
      }),
  } satisfies typeof original);
}

/** Keeps what was made for a key; what failed is made again. */
function kept<Made extends Promise<unknown>>(): (key: string, make: () => Made) => Made {
  const known = new Map<string, Made>();
  return (key, make) => {
    const before = known.get(key);
    if (before) return before;
    if (known.size >= mostKept) known.clear();
    const made = make();
    known.set(key, made);
    made.catch(() => known.delete(key));
    return made;
  };
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

type Outgoing = { timeout?: number; url: string; headers: { has(name: string): boolean; delete(name: string): void } };
type Policy = { name: string; sendRequest(request: Outgoing, next: (request: Outgoing) => unknown): unknown };
type Pipeline = { removePolicy(options: { name: string }): unknown; addPolicy(policy: Policy): unknown };

/** The client's pipeline is private in its types and public in fact; without it nothing can be switched off. */
function prepare(connectorClient: unknown): void {
  const pipeline = pipelineOf(connectorClient);
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.addPolicy({
    name: 'swarm_callTimeout',
    sendRequest: (request, next) => next(Object.assign(request, { timeout: callTimeout })),
  });
  pipeline.addPolicy({
    name: 'swarm_targeted',
    sendRequest(request, next) {
      if (request.headers.has(targetedMark)) {
        request.headers.delete(targetedMark);
        const address = new URL(request.url);
        address.searchParams.set('isTargetedActivity', 'true');
        request.url = address.href;
      }
      return next(request);
    },
  });
}

/** A header that marks a call about a message for one person; it stays in this process and becomes part of the query. */
export const targetedMark = 'x-swarm-targeted';

/** The request pipeline inside a connector client. */
function pipelineOf(connectorClient: unknown): Pipeline {
  const inner = propertyOf(propertyOf(connectorClient, 'client'), 'pipeline');
  if (!isPipeline(inner)) throw new Error('The connector client has no pipeline: another version of botbuilder?');
  return inner;
}

const propertyOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const isPipeline = (value: unknown): value is Pipeline =>
  typeof propertyOf(value, 'removePolicy') === 'function' && typeof propertyOf(value, 'addPolicy') === 'function';
