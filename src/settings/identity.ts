import {
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  type TokenCredential,
  WorkloadIdentityCredential,
} from '@azure/identity';
import type { Config } from './config.ts';
import { type BotCredential, keepingTokens, type NoToken } from './tokens.ts';

/**
 * The bot's one credential: for Graph, and for the connector through the bot's own credentials factory. `tried` is told
 * of each time Entra is asked: null when a token came.
 */
export function createCredential(
  config: Pick<Config, 'app' | 'credential' | 'authorityHost'>,
  tried?: (failure: NoToken | null, scope: string) => void,
): BotCredential {
  return keepingTokens({
    make: () => credentialOf(config),
    authorityHost: config.credential.kind === 'managed-identity' ? null : config.authorityHost,
    ...(tried ? { tried } : {}),
    clock: Date.now,
    steady: () => performance.now(),
  });
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
