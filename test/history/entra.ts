import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export const app = {
  id: '11111111-aaaa-4aaa-8aaa-111111111111',
  tenantId: '22222222-bbbb-4bbb-8bbb-222222222222',
};
export const publicUrl = 'https://swarm.example';

/** What makes a token bad. */
export const flaws = [
  'expired',
  'not-yet-valid',
  'foreign-tenant',
  'foreign-tenant-own-issuer',
  'wrong-audience',
  'wrong-issuer',
  'wrong-key',
  'no-key-named',
  'unknown-key',
  'no-scope',
  'no-person',
  'app-only',
  'unsigned',
  'symmetric',
] as const;
export type Flaw = (typeof flaws)[number];

const newKeys = () => generateKeyPair('RS256');
/** Made once in a process: each takes a tenth of a second of the processor. */
let keyPairs: Promise<[own: Keys, next: Keys, rogue: Keys]> | undefined;
type Keys = Awaited<ReturnType<typeof newKeys>>;

/** The part of Entra that publishes keys, over real HTTP, and the tokens it would give. */
export async function startEntra() {
  keyPairs ??= Promise.all([newKeys(), newKeys(), newKeys()]);
  const [own, next, rogue] = await keyPairs;
  const publish = async (keys: typeof own, kid: string) => ({
    ...(await exportJWK(keys.publicKey)),
    ...{ kid, use: 'sig', alg: 'RS256' },
  });
  const published = await publish(own, 'k1');
  // Entra publishes several, the next ones before they are used.
  const keys = [published, await publish(next, 'k2')];
  const server = createServer((request, response) => {
    const isKeys = request.url === `/${app.tenantId}/discovery/v2.0/keys`;
    response.writeHead(isKeys ? 200 : 404, { 'content-type': 'application/json' });
    response.end(isKeys ? JSON.stringify({ keys }) : '{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const authorityHost = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** A token for a person as TeamsJS hands it to the tab; `now` in milliseconds since 1970. */
  async function token(person: string, now: number, { flaw, v1 = false }: { flaw?: Flaw; v1?: boolean } = {}) {
    const other = randomUUID();
    const issuerTenant = flaw === 'foreign-tenant-own-issuer' ? other : app.tenantId;
    const audience = v1 ? `api://swarm.example/${app.id}` : app.id;
    const claims: JWTPayload = {
      iss:
        flaw === 'wrong-issuer'
          ? 'https://issuer.invalid'
          : v1
            ? `https://sts.windows.net/${issuerTenant}/`
            : `${authorityHost}/${issuerTenant}/v2.0`,
      aud: flaw === 'wrong-audience' ? other : audience,
      tid: flaw?.startsWith('foreign-tenant') ? other : app.tenantId,
      ...(flaw === 'no-person' ? {} : { oid: person }),
      ...(flaw === 'app-only' ? { roles: ['access_as_user'], idtyp: 'app' } : {}),
      ...(flaw === 'app-only' ? {} : { scp: flaw === 'no-scope' ? 'profile openid' : 'openid access_as_user' }),
      sub: randomUUID(),
    };
    const issued = Math.floor(now / 1000) + (flaw === 'expired' ? -7200 : flaw === 'not-yet-valid' ? 3600 : 0);
    if (flaw === 'unsigned') {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      return `${part({ alg: 'none', kid: 'k1' })}.${part({ ...claims, iat: issued, exp: issued + 3600 })}.`;
    }
    const signing = new SignJWT(claims)
      .setProtectedHeader({
        alg: flaw === 'symmetric' ? 'HS256' : 'RS256',
        ...(flaw === 'no-key-named' ? {} : { kid: flaw === 'unknown-key' ? 'k9' : 'k1' }),
      })
      .setIssuedAt(issued)
      .setNotBefore(issued)
      .setExpirationTime(issued + 3600);
    if (flaw === 'symmetric') return signing.sign(new TextEncoder().encode(JSON.stringify(published)));
    return signing.sign(flaw === 'wrong-key' ? rogue.privateKey : own.privateKey);
  }

  return { authorityHost, token, stop: () => new Promise((resolve) => server.close(resolve)) };
}
