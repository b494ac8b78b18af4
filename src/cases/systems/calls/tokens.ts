import type { TokenCredential } from '@azure/identity';
import { z } from 'zod';
import type { BotCredential } from '../../../settings/tokens.ts';
import { whyUnreachable } from '../../../settings/unreachable.ts';
import type { Trouble } from '../caseSystem.ts';
import { busyUntilOf, saidIn, type Tokens } from './caller.ts';

/** Tokens that Entra gives for a scope, by the bot's own credential. */
export function entraTokens(
  credential: TokenCredential & Partial<Pick<BotCredential, 'renew'>>,
  scope: string,
): Tokens {
  let last: string | null = null;
  return {
    async get() {
      try {
        const granted = await credential.getToken(scope);
        last = granted?.token ?? null;
        return granted ? { kind: 'ok', token: granted.token } : { kind: 'broken', detail: 'Entra gives no token' };
      } catch (fault) {
        return { kind: 'broken', detail: fault instanceof Error ? fault.message : String(fault) };
      }
    },
    renew(token) {
      // A late refusal of an old token says nothing of the one that came after it.
      if (token === last) credential.renew?.(scope);
    },
  };
}

/** An OAuth client of the system's own, by its address for tokens. */
export type OAuthClient = {
  address: string;
  id: string;
  secret: string;
  /** How the request is written: ServiceNow takes a form alone, Zendesk JSON. */
  as: 'form' | 'json';
  /** What more the request says; a token that was asked for in other words is no longer used. */
  more?: () => Readonly<Record<string, string | number>>;
};

/** Milliseconds before a token's end from which another one is asked for. */
const renewal = 60_000;
const patience = 15_000;
const usualLife = 1_800;
/** Milliseconds for which a refusal counts: who asks with a wrong secret at each message is locked out. */
const afterRefusal = 10_000;

const grantSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().nullish() });

/** Tokens by client credentials, kept until shortly before their end. Two at once ask for one. */
export function clientCredentials(client: OAuthClient, clock: () => number): Tokens {
  let kept: { token: string; until: number; said: string } | null = null;
  let refused: { trouble: Trouble; until: number } | null = null;
  let asking: ReturnType<Tokens['get']> | null = null;

  const wordsNow = () => JSON.stringify(client.more?.());

  async function ask(): ReturnType<Tokens['get']> {
    const { host } = new URL(client.address);
    const said = {
      grant_type: 'client_credentials',
      client_id: client.id,
      client_secret: client.secret,
      ...client.more?.(),
    };
    const asked = clock();
    const words = wordsNow();
    try {
      const response = await fetch(client.address, {
        method: 'POST',
        headers: {
          Accept: 'application/json',
          'Content-Type': client.as === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
          'User-Agent': 'Swarm',
        },
        body:
          client.as === 'json'
            ? JSON.stringify(said)
            : new URLSearchParams(Object.entries(said).map(([name, value]) => [name, String(value)])),
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      });
      const body: unknown = await response.json().catch(() => null);
      const granted = grantSchema.safeParse(body);
      if (!response.ok || !granted.success) {
        const why = saidIn(body);
        const wait = busyUntilOf(response, clock());
        const trouble: Trouble =
          wait === null
            ? { kind: 'broken', detail: `${host} gives no token (${response.status}${why ? `: ${why}` : ''})` }
            : { kind: 'busy', until: new Date(wait).toISOString() };
        refused = { trouble, until: wait ?? clock() + afterRefusal };
        return trouble;
      }
      const { access_token: token, expires_in: life } = granted.data;
      kept = { token, until: asked + 1000 * (life ?? usualLife) - renewal, said: words };
      return { kind: 'ok', token };
    } catch (fault) {
      const said = fault instanceof Error ? fault.message : String(fault);
      return { kind: 'broken', detail: `no token: ${whyUnreachable(fault, host)?.words ?? `${host}: ${said}`}` };
    }
  }

  return {
    async get() {
      if (kept && kept.until > clock() && kept.said === wordsNow()) return { kind: 'ok', token: kept.token };
      if (refused && refused.until > clock()) return refused.trouble;
      asking ??= ask().finally(() => {
        asking = null;
      });
      return asking;
    },
    renew(token) {
      if (kept?.token === token) kept = null;
    },
  };
}
