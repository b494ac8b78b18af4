import type { AccessToken, TokenCredential } from '@azure/identity';
import { whyUnreachable } from './unreachable.ts';

/** The bot's one credential, which can also let go of a token. What its getToken throws is a NoToken. */
export type BotCredential = TokenCredential & {
  /**
   * Lets go of a scope's token, because it was refused or may not carry what was granted meanwhile: the next one asked
   * for comes from Entra itself. At most once a minute for each scope; gives whether it was done.
   */
  renew(scope: string): boolean;
};

/** Why there is no token. `refused`: Entra answered and said no, or somebody must change something to reach it. */
export class NoToken extends Error {
  readonly refused: boolean;

  constructor(message: string, facts: { refused: boolean; cause?: unknown }) {
    super(message, { cause: facts.cause });
    this.name = 'NoToken';
    this.refused = facts.refused;
  }
}

export type KeepingNeeds = {
  /** Makes the library's credential. It keeps tokens of its own, and only another one is without them. */
  make: () => TokenCredential;
  /** Where tokens come from; null with a managed identity, which the machine itself serves. */
  authorityHost: string | null;
  /** Is told of each try for a scope: null when a token came. */
  tried?: (failure: NoToken | null, scope: string) => void;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
  /** Milliseconds that no setting of the clock moves. */
  steady: () => number;
};

/** Milliseconds before a token's end in which the library is asked each time: it renews tokens in time. */
const renewal = 5 * 60_000;
/** Milliseconds: who is refused for another reason must not ask Entra for a token each time. */
const betweenRenewals = 60_000;

/**
 * Hands out a scope's token again until shortly before its end. The library keeps tokens too, but looks for them by
 * way of its authority's metadata and cache keys: a third of a millisecond of every call to Graph and the connector.
 */
export function keepingTokens({ make, authorityHost, tried, clock, steady }: KeepingNeeds): BotCredential {
  let credential = make();
  const kept = new Map<string, AccessToken>();
  const renewed = new Map<string, number>();

  return {
    async getToken(scopes, options) {
      // Anything special (claims challenges, another tenant) is between the caller and the library.
      if (options?.claims || options?.tenantId) return credential.getToken(scopes, options);
      const scope = [scopes].flat().join(' ');
      const before = kept.get(scope);
      if (before && before.expiresOnTimestamp - renewal > clock()) return before;
      try {
        const asked = credential;
        const token = await asked.getToken(scopes, options);
        if (!token) throw new Error('the credential gives no token');
        // Whoever let go of the token meanwhile wants another one than that.
        if (asked === credential) kept.set(scope, token);
        tried?.(null, scope);
        return token;
      } catch (error) {
        const failure = await noToken(error, authorityHost);
        tried?.(failure, scope);
        throw failure;
      }
    },
    renew(scope) {
      const last = renewed.get(scope);
      if (last !== undefined && steady() - last < betweenRenewals) return false;
      renewed.set(scope, steady());
      kept.delete(scope);
      credential = make();
      return true;
    },
  };
}

/**
 * What the library's error means. It has no status of its own, whatever happened; MSAL's error inside it has
 * (findings/azure-identity-refused-secret.sh). Where not even the authority could be read, the library says nothing of
 * why: the authority is asked once more, only to hear what is wrong.
 */
async function noToken(cause: unknown, authorityHost: string | null): Promise<NoToken> {
  const { status, words } = answerIn(cause);
  if (status !== null) {
    const refused = status >= 400 && status < 500 && status !== 408 && status !== 429;
    return new NoToken(
      refused ? `Entra refuses to sign the bot in: ${words}${adviceFor(words)}` : `Entra answers ${status}: ${words}`,
      { refused, cause },
    );
  }
  const why = whyUnreachable(cause, hostOf(authorityHost)) ?? (authorityHost && (await askedWhy(authorityHost)));
  if (why) return new NoToken(`no token from Entra: ${why.words}`, { refused: why.lasting, cause });
  return new NoToken(`no token from Entra: ${words}`, { refused: false, cause });
}

const hostOf = (address: string | null): string => (address ? new URL(address).host : 'the managed identity');

async function askedWhy(authorityHost: string): Promise<{ words: string; lasting: boolean } | null> {
  const host = hostOf(authorityHost);
  try {
    const { status } = await fetch(authorityHost, { signal: AbortSignal.timeout(5_000), redirect: 'manual' });
    return status >= 500 ? { words: `${host} answers ${status}`, lasting: false } : null;
  } catch (fault) {
    return whyUnreachable(fault, host);
  }
}

/** The innermost status in an error and its causes, and what Entra wrote. */
function answerIn(error: unknown): { status: number | null; words: string } {
  let status: number | null = null;
  let words = '';
  for (let current = error, depth = 0; current instanceof Error && depth < 8; current = current.cause, depth++) {
    const told = 'status' in current ? current.status : 'statusCode' in current ? current.statusCode : null;
    if (typeof told === 'number') status = told;
    words ||= descriptionIn(current.message);
  }
  return { status, words: words || String(error) };
}

const descriptionIn = (message: string): string =>
  (/Description: (.*?)(?: - Correlation ID| Trace ID|$)/s.exec(message)?.[1] ?? message.split('\n')[0] ?? '')
    .replace(/^[:\s]+/, '')
    .trim()
    .slice(0, 300);

/** What an operator does about the refusals that happen (learn.microsoft.com/entra/identity-platform/reference-error-codes). */
function adviceFor(words: string): string {
  const code = /AADSTS(\d+)/.exec(words)?.[1] ?? '';
  const advice = advices[code];
  return advice ? ` What to do: ${advice}` : '';
}

const advices: Record<string, string> = {
  7000215: 'MICROSOFT_APP_PASSWORD is not the value of a secret of this app (its id is easily taken for it).',
  7000222: 'the secret has ended: make a new one for the app in Entra, and set MICROSOFT_APP_PASSWORD.',
  700016: 'check MICROSOFT_APP_ID and MICROSOFT_APP_TENANT_ID; the app may have been deleted.',
  90002: 'check MICROSOFT_APP_TENANT_ID.',
  700027: 'the certificate is not one of this app, or has ended: add it to the app in Entra.',
};
