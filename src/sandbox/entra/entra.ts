import { z } from 'zod';
import type { Route } from '../doors/routes.ts';
import type { TokenParties, Tokens } from './tokens.ts';

const tokenRequestSchema = z.object({
  grant_type: z.string(),
  client_id: z.string(),
  client_secret: z.string().optional(),
  scope: z.string().default(''),
});

/**
 * Entra's part: OpenID configuration, keys, and tokens for the app's own credentials.
 * `resources` are the audiences that tokens may be asked for, by scope without `/.default`.
 */
export function entraRoutes(options: {
  tokens: Tokens;
  parties: TokenParties;
  clientSecret: string;
  secretHasEnded: () => boolean;
  resources: ReadonlyMap<string, string>;
  /** The app's own name, by which the tab signs people in: `api://<host>/<app id>`. */
  tabName: string;
  /** The application permissions granted for a resource. */
  rolesFor: (audience: string) => readonly string[];
}): Route[] {
  const { tokens, parties, resources } = options;
  const here = `${parties.authority}/${parties.tenantId}`;
  const issuer = `${here}/v2.0`;
  const openIdConfiguration = {
    issuer,
    token_endpoint: `${here}/oauth2/v2.0/token`,
    authorization_endpoint: `${here}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${here}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${here}/oauth2/v2.0/logout`,
    jwks_uri: `${here}/discovery/v2.0/keys`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    tenant_region_scope: null,
    cloud_instance_name: '127.0.0.1',
  };

  const ofThisTenant = (tenant: string | undefined): boolean => tenant === parties.tenantId;
  const unknownTenant = (tenant: string | undefined) =>
    oauthError(400, 'invalid_tenant', 90002, `Tenant '${tenant ?? ''}' not found.`);

  return [
    {
      method: 'GET',
      path: '/:tenant/v2.0/.well-known/openid-configuration',
      answer: ({ params }) =>
        ofThisTenant(params.tenant) ? { status: 200, body: openIdConfiguration } : unknownTenant(params.tenant),
    },
    {
      method: 'GET',
      path: '/:tenant/discovery/v2.0/keys',
      answer: ({ params }) =>
        ofThisTenant(params.tenant) ? { status: 200, body: tokens.entraKeys() } : unknownTenant(params.tenant),
    },
    {
      method: 'POST',
      path: '/:tenant/oauth2/v2.0/token',
      answer: async ({ params, body }) => {
        if (!ofThisTenant(params.tenant)) return unknownTenant(params.tenant);
        const request = tokenRequestSchema.safeParse(body);
        if (!request.success)
          return oauthError(
            400,
            'invalid_request',
            900144,
            `The request body must contain: ${z.prettifyError(request.error)}`,
          );
        const { grant_type, client_id, client_secret, scope } = request.data;
        if (grant_type !== 'client_credentials')
          return oauthError(
            400,
            'unsupported_grant_type',
            70003,
            `The app requested an unsupported grant type '${grant_type}'.`,
          );
        if (client_id !== parties.appId)
          return oauthError(
            400,
            'unauthorized_client',
            700016,
            `Application with identifier '${client_id}' was not found in the directory.`,
          );
        if (client_secret !== options.clientSecret)
          return oauthError(401, 'invalid_client', 7000215, 'Invalid client secret provided.');
        if (options.secretHasEnded())
          return oauthError(
            401,
            'invalid_client',
            7000222,
            `The provided client secret keys for app '${client_id}' are expired. Visit the Azure portal to create new keys for your app.`,
          );
        // An app may not ask for a token for itself by its name; only so it learns whether Entra knows the name.
        if (scope.startsWith('api://'))
          return scope === `${options.tabName}/.default`
            ? oauthError(400, 'invalid_request', 90009, `Application '${client_id}' is requesting a token for itself.`)
            : oauthError(400, 'invalid_resource', 500011, `The resource principal named ${scope} was not found.`);
        const audience = resources.get(scope.split(' ')[0]?.replace(/\/\.default$/, '') ?? '');
        if (audience === undefined || !scope.includes('/.default')) {
          return oauthError(
            400,
            'invalid_scope',
            1002012,
            `The provided value for scope '${scope}' is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier.`,
          );
        }
        return {
          status: 200,
          body: {
            token_type: 'Bearer',
            expires_in: 3_599,
            ext_expires_in: 3_599,
            access_token: await tokens.forApp(audience, options.rolesFor(audience)),
          },
        };
      },
    },
  ];
}

/** Where a bot finds the keys that activities are signed with. Served over plain http beside the connector. */
export function botServiceOpenIdRoutes(tokens: Tokens, parties: TokenParties, address: string): Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/.well-known/openidconfiguration',
      answer: () => ({
        status: 200,
        body: {
          issuer: parties.botIssuer,
          authorization_endpoint: 'https://invalid.botframework.com',
          jwks_uri: `${address}/v1/.well-known/keys`,
          id_token_signing_alg_values_supported: ['RS256'],
          token_endpoint_auth_methods_supported: ['private_key_jwt'],
        },
      }),
    },
    { method: 'GET', path: '/v1/.well-known/keys', answer: () => ({ status: 200, body: tokens.botServiceKeys() }) },
  ];
}

function oauthError(status: number, error: string, code: number, message: string) {
  return {
    status,
    body: {
      error,
      error_description: `AADSTS${code}: ${message}`,
      error_codes: [code],
      timestamp: new Date().toISOString(),
    },
  };
}
