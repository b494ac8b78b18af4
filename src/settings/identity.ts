import {
  type AccessToken,
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  type TokenCredential,
  WorkloadIdentityCredential,
} from '@azure/identity';
import type { Config } from './config.ts';

/** The bot's one credential: for Graph, and for the connector through the bot's own credentials factory. */
export function createCredential(config: Pick<Config, 'app' | 'credential' | 'authorityHost'>): TokenCredential {
  return keepingTokens(credentialOf(config), Date.now);
}

/** Milliseconds before a token's end in which the library is asked each time: it renews tokens in time. */
const renewal = 5 * 60_000;

/**
 * Hands out a scope's token again until shortly before its end. The library keeps tokens too, but looks for them by
 * way of its authority's metadata and cache keys: a third of a millisecond of every call to Graph and the connector.
 */
export function keepingTokens(credential: TokenCredential, clock: () => number): TokenCredential {
  const kept = new Map<string, AccessToken>();
  return {
    async getToken(scopes, options) {
      // Anything special (claims challenges, another tenant) is between the caller and the library.
      if (options?.claims || options?.tenantId) return credential.getToken(scopes, options);
      const scope = [scopes].flat().join(' ');
      const before = kept.get(scope);
      if (before && before.expiresOnTimestamp - renewal > clock()) return before;
      const token = await credential.getToken(scopes, options);
      if (token) kept.set(scope, token);
      return token;
    },
  };
}

function credentialOf({
  app,
  credential,
  authorityHost,
}: Pick<Config, 'app' | 'credential' | 'authorityHost'>): TokenCredential {
  const options = { authorityHost, disableInstanceDiscovery: !microsoftAuthorities.has(new URL(authorityHost).host) };
  switch (credential.kind) {
    case 'secret':
      return new ClientSecretCredential(app.tenantId, app.id, credential.secret, options);
    case 'certificate':
      return new ClientCertificateCredential(app.tenantId, app.id, { certificatePath: credential.path }, options);
    case 'managed-identity':
      return new ManagedIdentityCredential({ clientId: app.id });
    case 'federated-identity': {
      const identity = new ManagedIdentityCredential({ clientId: credential.identityClientId });
      const assertion = async () => (await identity.getToken('api://AzureADTokenExchange/.default')).token;
      return new ClientAssertionCredential(app.tenantId, app.id, assertion, options);
    }
    case 'federated-file':
      return new WorkloadIdentityCredential({
        tenantId: app.tenantId,
        clientId: app.id,
        tokenFilePath: credential.path,
        ...options,
      });
    default:
      return credential satisfies never;
  }
}

/** Microsoft's sign-in hosts; any other is not known to its instance discovery (platform.md 7.2 p). */
const microsoftAuthorities = new Set([
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
]);
