import { randomBytes } from 'node:crypto';

/** Tokens that a case system gives to its own OAuth clients. */
export type ClientTokens = {
  give: (scope: string, seconds: number) => string;
  /** The scope of a good token in an `Authorization` header; null: it is none, or has ended. */
  scopeOf: (authorization: string | undefined) => string | null;
  /** All that were given are worth nothing any more. */
  end: () => void;
};

/** `now` in milliseconds since 1970. */
export function createClientTokens(now: () => number): ClientTokens {
  const given = new Map<string, { scope: string; until: number }>();
  return {
    give(scope, seconds) {
      const token = randomBytes(32).toString('base64url');
      given.set(token, { scope, until: now() + 1_000 * seconds });
      return token;
    },
    scopeOf(authorization) {
      const token = given.get(/^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '');
      return token !== undefined && token.until > now() ? token.scope : null;
    },
    end: () => given.clear(),
  };
}
