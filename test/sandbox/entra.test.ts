import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';
import { signInForgeries } from '../../src/sandbox/entra/forgeries.ts';
import { connectPeople, type People } from '../../src/sandbox/people/persona.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { smallOrganisation } from './smallOrganisation.ts';

let sandbox: Sandbox;
let people: People;
let certificate: string;

beforeAll(async () => {
  sandbox = await startSandbox({ organisation: smallOrganisation(), botEndpoint: 'http://127.0.0.1:9/nobody' });
  people = connectPeople(sandbox.addresses.people);
  certificate = await readFile(sandbox.certificateFile, 'utf8');
});
afterAll(() => sandbox.stop());

/** A call to Entra over https, trusting the sandbox's certificate and nothing else. */
function entra(path: string, form?: Record<string, string>): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const body = form === undefined ? '' : new URLSearchParams(form).toString();
    const sent = request(
      `${sandbox.addresses.entra}/${sandbox.tenant.id}${path}`,
      {
        ca: certificate,
        method: form === undefined ? 'GET' : 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) },
      },
      async (response) =>
        resolve({ status: response.statusCode ?? 0, body: JSON.parse((await response.toArray()).join('')) }),
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
const configurationSchema = z.object({ issuer: z.string(), token_endpoint: z.string(), jwks_uri: z.string() });
const keysSchema = z.object({
  keys: z.array(z.object({ kty: z.string(), kid: z.string(), endorsements: z.array(z.string()) }).loose()),
});

/** Verifies a sign-in token as the tab's API does: signature, issuer, audience, expiry; then tenant and scope. */
async function verified(token: string): Promise<unknown> {
  const { issuer, jwks_uri } = configurationSchema.parse((await entra('/v2.0/.well-known/openid-configuration')).body);
  const keys = keysSchema.parse(
    (await entra(jwks_uri.slice(`${sandbox.addresses.entra}/${sandbox.tenant.id}`.length))).body,
  );
  const { payload } = await jwtVerify(token, createLocalJWKSet(keys), {
    issuer,
    audience: sandbox.tenant.app.id,
    algorithms: ['RS256'],
  });
  const { scp } = z
    .object({ tid: z.literal(sandbox.tenant.id), scp: z.literal('access_as_user') })
    .loose()
    .parse(payload);
  return { ...payload, scp };
}

describe('signing in', () => {
  test('the tab gets a token that says who somebody is', async () => {
    expect(await verified(await people.as('mika.sato').token())).toMatchObject({
      oid: '22222222-2222-4222-8222-000000000001',
      name: '佐藤 美香',
      preferred_username: 'mika.sato@swarm.example',
      ver: '2.0',
    });
  });

  test.each(signInForgeries)('a token that is bad by %s does not pass', async (forgery) => {
    await expect(verified(await people.as('mika.sato').token(forgery))).rejects.toThrow();
  });

  const asking = (change: Record<string, string>): Promise<{ status: number; body: unknown }> =>
    entra('/oauth2/v2.0/token', {
      grant_type: 'client_credentials',
      client_id: sandbox.tenant.app.id,
      client_secret: sandbox.botEnvironment().MICROSOFT_APP_PASSWORD ?? '',
      scope: 'https://graph.microsoft.com/.default',
      ...change,
    });

  test('the app gets a token for Graph with the roles it was granted, and for the connector', async () => {
    const { status, body } = await asking({});
    expect([status, body]).toMatchObject([200, { token_type: 'Bearer', access_token: expect.any(String) }]);
    const { access_token } = z.object({ access_token: z.string() }).parse(body);
    expect(await sandbox.tokens.verifyApp(`Bearer ${access_token}`, 'https://graph.microsoft.com')).toEqual({
      ok: true,
      roles: sandbox.permissions.application,
    });
    expect((await asking({ scope: 'https://api.botframework.com/.default' })).status).toBe(200);
  });

  test.each([
    ['another secret', { client_secret: 'guess' }, 401, 'invalid_client'],
    ['another app', { client_id: '44444444-4444-4444-8444-444444444444' }, 400, 'unauthorized_client'],
    ['another scope', { scope: 'https://vault.azure.net/.default' }, 400, 'invalid_scope'],
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ])('%s gets none', async (_what, change, status, error) => {
    expect(await asking(change)).toMatchObject({ status, body: { error } });
  });
});
