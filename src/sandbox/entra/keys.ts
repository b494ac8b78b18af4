import { randomUUID } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK } from 'jose';

/** A signing key: the private half to sign with, the public half as key and as published in a JWKS. */
export type SigningKey = { id: string; sign: CryptoKey; verify: CryptoKey; published: JWK };

/** Makes an RSA key. Keys carry `endorsements: ['msteams']`, without which bots refuse tokens for Teams (platform.md 7.2 o). */
export async function makeSigningKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const id = randomUUID().replaceAll('-', '');
  const published = { ...(await exportJWK(publicKey)), kid: id, use: 'sig', alg: 'RS256', endorsements: ['msteams'] };
  return { id, sign: privateKey, verify: publicKey, published };
}
