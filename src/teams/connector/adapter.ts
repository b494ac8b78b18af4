import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter.js';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';

/** Whose activities the bot believes. */
export type AdapterNeeds = {
  appId: string;
  /** Scope of tokens for the Bot Connector. */
  oauthScope: string;
  /** OpenID configuration of who signs inbound tokens, and its issuer. */
  metadataUrl: string;
  issuer: string;
  /** No tokens: only for the Agents Playground on this machine. The door then takes loopback callers only. */
  anonymousLoopback: boolean;
};

/**
 * The bot library's adapter, for what comes in. It sends nothing by itself: what the bot says goes out by calls of our own
 * (calls.ts), since the hidden retries of the library's client repeat POSTs that may have succeeded (platform.md 7.2 e).
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
 * The library builds a client of some twenty policies for every turn, and one for user tokens, which nobody uses: half of
 * what a turn cost it. One a connector is enough. What it makes of a token is kept with the token; each activity's token
 * is verified by the door (tokenGate.ts) before the library sees it.
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
        clients(serviceUrl, () => original.createConnectorFactory(identity).create(serviceUrl, audience)),
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

function credentialsFactory({ appId, anonymousLoopback }: AdapterNeeds): CredentialsFactory {
  const none: Signer = {
    async signRequest() {
      throw new Error('The library was asked to send something: the connector is called by calls.ts alone');
    },
  };
  return {
    isValidAppId: async (candidate) => candidate === appId,
    isAuthenticationDisabled: async () => anonymousLoopback,
    createCredentials: async () => none,
  };
}

const propertyOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
