import { hash } from 'node:crypto';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { whyUnreachable } from '../../settings/unreachable.ts';
import type { KeysFault } from '../ports.ts';

/** Whose tokens are accepted on the bot's door. */
export type TokenGateNeeds = {
  appId: string;
  /** OpenID configuration that names the signing keys. */
  metadataUrl: string;
  issuer: string;
  /** Is told of each try to have the keys: null when they came. */
  tried: (fault: KeysFault | null) => void;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

export type TokenGate = {
  /** Judges the Authorization header of a caller. */
  verdictOn(authorization: string | undefined): Promise<TokenVerdict>;
  /**
   * Whether tokens can be judged, as far as is known; a fault that passes by itself does not count. After any the keys
   * are asked for again, every few seconds at most: to whom is not ready no activity comes that would ask for them.
   */
  hasKeys(): boolean;
};

/**
 * What became of a token: it is good, for activities of one service url; it is not; or the keys could not be had.
 * An activity must name that same service url, since our token goes there.
 */
export type TokenVerdict =
  | { kind: 'good'; serviceUrl: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'no-keys' };

/**
 * Verifies the token of an inbound activity before the bot library sees it. The library verifies it again, but on a
 * wrong signature it prints the key and answers with its own error text (platform.md 7.2 o); here it is a quiet no.
 * Tokens of the emulator's kind (issued by Entra to the bot itself) are not accepted at all.
 *
 * The Bot Service sends one token with all its activities for most of an hour. One found good is known again by its
 * hash until it ends, and for an hour at most: the keys themselves are kept for a day.
 */
export function createTokenGate({ appId, metadataUrl, issuer, tried, clock }: TokenGateNeeds): TokenGate {
  const verified = new Map<string, { verdict: TokenVerdict; until: number }>();
  let keys: Promise<Keys> | null = null;
  let last: { fault: KeysFault | null; at: number } = { fault: null, at: 0 };
  let isAsking = false;

  async function keysOfIssuer(): Promise<Keys> {
    keys ??= fetchKeys(metadataUrl);
    return keys.catch((error: unknown) => {
      keys = null;
      throw error;
    });
  }

  function note(fault: KeysFault | null): void {
    last = { fault, at: clock() };
    tried(fault);
  }

  async function askAgain(): Promise<void> {
    isAsking = true;
    let address = metadataUrl;
    try {
      // All anew: the keys may have another address by now. Those that are known stay until then.
      const found = await fetchKeys(metadataUrl);
      address = found.address;
      await found.jwks.reload();
      keys = Promise.resolve(found);
      note(null);
    } catch (error) {
      note(keysFault(error, address));
    } finally {
      isAsking = false;
    }
  }

  async function verdictOn(authorization: string | undefined): Promise<TokenVerdict> {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1];
    if (token === undefined) return { kind: 'refused', reason: 'no bearer token' };
    const key = hash('sha256', token, 'base64');
    const known = verified.get(key);
    if (known && clock() < known.until) return known.verdict;
    let address = metadataUrl;
    try {
      const found = await keysOfIssuer();
      address = found.address;
      const { payload } = await jwtVerify(token, found.jwks, {
        issuer,
        audience: appId,
        algorithms: ['RS256', 'RS384', 'RS512'],
        // Five minutes, as the Bot Service asks for (platform.md 9).
        clockTolerance: 300,
        requiredClaims: ['exp'],
      });
      note(null);
      const { serviceurl, exp = 0 } = payload;
      if (typeof serviceurl !== 'string') return { kind: 'refused', reason: 'the token names no service url' };
      if (verified.size >= mostVerified) verified.clear();
      const verdict = { kind: 'good', serviceUrl: serviceurl } as const;
      verified.set(key, { verdict, until: Math.min(exp * 1000, clock() + longestVerified) });
      return verdict;
    } catch (error) {
      if (isAboutToken(error)) return { kind: 'refused', reason: error.message };
      note(keysFault(error, address));
      return { kind: 'no-keys' };
    }
  }

  return {
    verdictOn,
    hasKeys() {
      // Not waited for: whoever asks whether the bot is ready has a second or two.
      if (last.fault && !isAsking && Math.abs(clock() - last.at) >= betweenTries) void askAgain();
      return last.fault?.lasting !== true;
    },
  };
}

/** An address of keys, and the keys there, which are asked for when they are needed. */
type Keys = { address: string; jwks: ReturnType<typeof createRemoteJWKSet> };

/** The library's error without a kind of its own is that the keys' address answers with an error, or with no keys. */
const isAboutToken = (error: unknown): error is errors.JOSEError =>
  error instanceof errors.JOSEError &&
  error.code !== errors.JOSEError.code &&
  !(error instanceof errors.JWKSTimeout) &&
  !(error instanceof errors.JWKSInvalid);

/** Why the keys could not be had at this address, for an operator to act on. */
function keysFault(error: unknown, address: string): KeysFault {
  const { host } = new URL(address);
  return whyUnreachable(error, host) ?? { words: `${host}: ${messageOf(error)}`, lasting: false };
}

/** Milliseconds between tries that no activity asked for. */
const betweenTries = 5_000;
const mostVerified = 1_000;
const longestVerified = 3_600_000;

const metadataSchema = z.object({ jwks_uri: z.url() });

async function fetchKeys(metadataUrl: string): Promise<Keys> {
  const response = await fetch(metadataUrl, { signal: AbortSignal.timeout(5_000) });
  if (!response.ok) throw new Error(`The keys' address could not be read: ${metadataUrl} answered ${response.status}`);
  const { jwks_uri } = metadataSchema.parse(await response.json());
  const jwks = createRemoteJWKSet(new URL(jwks_uri), { cacheMaxAge: 24 * 3_600_000, cooldownDuration: 30_000 });
  return { address: jwks_uri, jwks };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
