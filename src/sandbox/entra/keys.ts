import { randomUUID } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK } from 'jose';

/** A signing key: the private half to sign with, the public half as key and as published in a JWKS. */
export type SigningKey = { id: string; sign: CryptoKey; verify: CryptoKey; published: JWK };

/** `entra` and `botService` sign; `next` both publish and sign nothing with yet; `rogue` nobody publishes. */
export type SigningKeys = Record<'entra' | 'botService' | 'next' | 'rogue', SigningKey>;

/**
 * The keys of this process, for all its sandboxes: an RSA key takes a processor a tenth of a second and more, and hundreds of
 * sandboxes are started one after the other by tests. What a token is for its issuer and its audience tell.
 */
export function signingKeys(): Promise<SigningKeys> {
  made ??= makeSigningKeys();
  return made;
}
let made: Promise<SigningKeys> | undefined;

async function makeSigningKeys(): Promise<SigningKeys> {
  const one = makeSigningKey;
  const [entra, botService, next, rogue] = await Promise.all([one(), one(), one(), one()]);
  return { entra, botService, next, rogue };
}

/** Makes an RSA key. Keys carry `endorsements: ['msteams']`, without which bots refuse tokens for Teams (platform.md 7.2 o). */
async function makeSigningKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const id = randomUUID().replaceAll('-', '');
  const published = { ...(await exportJWK(publicKey)), kid: id, use: 'sig', alg: 'RS256', endorsements: ['msteams'] };
  return { id, sign: privateKey, verify: publicKey, published };
}
