import { hash } from 'node:crypto';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';

/** Whose tokens are accepted on the bot's door. */
export type TokenGateNeeds = {
  appId: string;
  /** OpenID configuration that names the signing keys. */
  metadataUrl: string;
  issuer: string;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

/**
 * What became of a token: it is good, for activities of one service url; it is not; or the keys could not be had.
 * An activity must name that same service url, since our token goes there.
 */
export type TokenVerdict =
  | { kind: 'good'; serviceUrl: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'no-keys'; reason: string };

/**
 * Verifies the token of an inbound activity before the bot library sees it. The library verifies it again, but on a
 * wrong signature it prints the key and answers with its own error text (platform.md 7.2 o); here it is a quiet no.
 * Tokens of the emulator's kind (issued by Entra to the bot itself) are not accepted at all.
 *
 * The Bot Service sends one token with all its activities for most of an hour. One found good is known again by its
 * hash until it ends, and for an hour at most: the keys themselves are kept for a day.
 */
export function createTokenGate({ appId, metadataUrl, issuer, clock }: TokenGateNeeds) {
  const verified = new Map<string, { verdict: TokenVerdict; until: number }>();
  let keys: Promise<ReturnType<typeof createRemoteJWKSet>> | null = null;

  async function keysOfIssuer() {
    keys ??= fetchKeys(metadataUrl);
    return keys.catch((error: unknown) => {
      keys = null;
      throw error;
    });
  }

  return async function verdictOn(authorization: string | undefined): Promise<TokenVerdict> {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1];
    if (token === undefined) return { kind: 'refused', reason: 'no bearer token' };
    const key = hash('sha256', token, 'base64');
    const known = verified.get(key);
    if (known && clock() < known.until) return known.verdict;
    let jwks: Awaited<ReturnType<typeof fetchKeys>>;
    try {
      jwks = await keysOfIssuer();
    } catch (error) {
      return { kind: 'no-keys', reason: messageOf(error) };
    }
    try {
      const { payload } = await jwtVerify(token, jwks, {
        issuer,
        audience: appId,
        algorithms: ['RS256', 'RS384', 'RS512'],
        // Five minutes, as the Bot Service asks for (platform.md 9).
        clockTolerance: 300,
        requiredClaims: ['exp'],
      });
      const { serviceurl, exp = 0 } = payload;
      if (typeof serviceurl !== 'string') return { kind: 'refused', reason: 'the token names no service url' };
      if (verified.size >= mostVerified) verified.clear();
      const verdict = { kind: 'good', serviceUrl: serviceurl } as const;
      verified.set(key, { verdict, until: Math.min(exp * 1000, clock() + longestVerified) });
      return verdict;
    } catch (error) {
      const aboutToken =
        error instanceof errors.JOSEError &&
        !(error instanceof errors.JWKSTimeout) &&
        !(error instanceof errors.JWKSInvalid);
      return { kind: aboutToken ? 'refused' : 'no-keys', reason: messageOf(error) };
    }
  };
}

const mostVerified = 1_000;
const longestVerified = 3_600_000;

const metadataSchema = z.object({ jwks_uri: z.url() });

async function fetchKeys(metadataUrl: string) {
  const response = await fetch(metadataUrl, { signal: AbortSignal.timeout(5_000) });
  if (!response.ok) throw new Error(`The keys' address could not be read: ${metadataUrl} answered ${response.status}`);
  const { jwks_uri } = metadataSchema.parse(await response.json());
  return createRemoteJWKSet(new URL(jwks_uri), { cacheMaxAge: 24 * 3_600_000, cooldownDuration: 30_000 });
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
