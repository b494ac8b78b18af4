import { z } from 'zod';
import { cut } from '../../../language/cut.ts';
import { whyUnreachable } from '../../../settings/unreachable.ts';
import { toldOutside } from '../../../telemetry/outside.ts';
import type { Trouble } from '../caseSystem.ts';

/** Where a system's tokens come from. `renew`: this one was refused. */
export type Tokens = {
  get(): Promise<{ kind: 'ok'; token: string } | Trouble>;
  renew(token: string): void;
};

/** An answer that can be used: a success, or a refusal that tells something (404, 400). */
export type Answered =
  | { kind: 'ok'; status: number; body: unknown; headers: Headers }
  | { kind: 'refused'; status: number; body: unknown; headers: Headers };

/** Calls of one system. Never rejects. */
export type Caller = {
  get(address: string, headers?: Readonly<Record<string, string>>): Promise<Answered | Trouble>;
  /**
   * Changes something. After `broken` nobody knows whether it was done; after `busy` and `forbidden` it was not. `headers` beside
   * those for JSON.
   */
  send(
    method: 'PATCH' | 'PUT' | 'POST',
    address: string,
    body: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answered | Trouble>;
};

type Request = { method: string; headers: Readonly<Record<string, string>>; body: string | null };

export type CallerNeeds = {
  tokens: Tokens;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
  /** Milliseconds until a call is given up. */
  patience?: number;
  /** The name of the limit by which a call is counted, where a system has several; left out: one counts them all. */
  limitOf?: (method: string, address: string) => string;
  /** Waited for before each call, where it can wait. Never rejects. */
  turn?: () => Promise<void>;
};

const usualPatience = 15_000;
/** Seconds to wait where a system says that it is busy and not until when. */
const usualWait = 30;
/** No system needs longer: an absurd header must not shut it off for days. */
const longestWait = 3_600;

/**
 * Makes a system's calls, each once; only one whose token was refused, so that nothing was done, is made again with
 * another. While a system has said that it is busy it is not asked at all for what that limit counts.
 */
export function createCaller({
  tokens,
  clock,
  patience = usualPatience,
  limitOf = () => '',
  turn,
}: CallerNeeds): Caller {
  /** By limit, in milliseconds. */
  const busyUntil = new Map<string, number>();

  /** `stale`: the token was refused. */
  async function once(
    address: string,
    { method, headers, body: said }: Request,
  ): Promise<Answered | Trouble | { kind: 'stale'; token: string }> {
    const host = new URL(address).host;
    await turn?.();
    const granted = await tokens.get();
    if (granted.kind !== 'ok') return granted;
    const deadline = AbortSignal.timeout(patience);
    try {
      const call = {
        system: 'case-system',
        name: `${method} case-system`,
        told: { 'http.request.method': method },
      } as const;
      const statusOf = (outcome: { answer: Response } | { fault: unknown }): number | null =>
        'answer' in outcome ? outcome.answer.status : null;
      const asked = {
        method,
        body: said,
        headers: {
          Accept: 'application/json',
          ...(said === null ? {} : { 'Content-Type': 'application/json' }),
          'User-Agent': 'Swarm',
          ...headers,
          Authorization: `Bearer ${granted.token}`,
        },
        redirect: 'error',
        signal: deadline,
      } as const;
      const response = await toldOutside(call, statusOf, () => fetch(address, asked));
      const { status } = response;
      const body = parsed(await response.text());
      if (status === 401) return { kind: 'stale', token: granted.token };
      const wait = busyUntilOf(response, clock());
      if (wait !== null) {
        busyUntil.set(limitOf(method, address), wait);
        return busy(wait);
      }
      if (status === 403) return { kind: 'forbidden', detail: saidIn(body) ?? `${host} answers 403` };
      if (status >= 500) return { kind: 'broken', detail: `${host} answers ${status}${after(saidIn(body))}` };
      if (body === unreadable)
        return { kind: 'broken', detail: `${host} answers ${status} with something else than JSON` };
      return { kind: response.ok ? 'ok' : 'refused', status, body, headers: response.headers };
    } catch (fault) {
      if (deadline.aborted) return { kind: 'broken', detail: `${host} gave no answer within ${patience / 1000} s` };
      const said = fault instanceof Error ? fault.message : String(fault);
      return { kind: 'broken', detail: whyUnreachable(fault, host)?.words ?? `${host}: ${said}` };
    }
  }

  const busy = (until: number): Trouble => ({ kind: 'busy', until: new Date(until).toISOString() });

  async function call(address: string, request: Request): Promise<Answered | Trouble> {
    const until = busyUntil.get(limitOf(request.method, address)) ?? 0;
    if (until > clock()) return busy(until);
    const first = await once(address, request);
    if (first.kind !== 'stale') return first;
    tokens.renew(first.token);
    const second = await once(address, request);
    return second.kind === 'stale'
      ? { kind: 'broken', detail: `${new URL(address).host} answers 401: it does not take the token` }
      : second;
  }

  return {
    get: (address, headers = {}) => call(address, { method: 'GET', headers, body: null }),
    send: (method, address, body, headers = {}) => call(address, { method, headers, body: JSON.stringify(body) }),
  };
}

/** What a body holds, by a schema; trouble when it is something else. */
export function held<T>(
  schema: z.ZodType<T>,
  { status, body }: Pick<Answered, 'status' | 'body'>,
  host: string,
): { kind: 'ok'; held: T } | Trouble {
  const parsed = schema.safeParse(body);
  if (parsed.success) return { kind: 'ok', held: parsed.data };
  const [issue] = parsed.error.issues;
  const where = issue ? `${issue.path.join('.')}: ${issue.message}` : '';
  return { kind: 'broken', detail: `${host} answers ${status} with something else than expected (${where})` };
}

/** A refusal that has no meaning of its own, as trouble. */
export const asTrouble = ({ status, body }: Pick<Answered, 'status' | 'body'>, host: string): Trouble => ({
  kind: 'broken',
  detail: `${host} answers ${status}${after(saidIn(body))}`,
});

/** The instant, in milliseconds, until which an answer wants nobody to ask; null when it is no such answer. */
export function busyUntilOf({ status, headers }: Pick<Response, 'status' | 'headers'>, now: number): number | null {
  if (status !== 429 && !(status === 503 && headers.has('retry-after'))) return null;
  return now + 1000 * waitOf(headers, now);
}

/** Seconds. `Retry-After` in seconds or as a date; Zendesk's seconds left; ServiceNow's instant in seconds since 1970. */
function waitOf(headers: Headers, now: number): number {
  const told = [
    seconds(headers.get('retry-after'), now),
    seconds(headers.get('ratelimit-reset'), now),
    Number(headers.get('x-ratelimit-reset') ?? Number.NaN) - now / 1000,
  ].find((wait) => Number.isFinite(wait));
  return Math.min(longestWait, Math.max(1, told ?? usualWait));
}

function seconds(header: string | null, now: number): number {
  if (header === null) return Number.NaN;
  return /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now) / 1000;
}

const unreadable = Symbol('no JSON');

function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return unreadable;
  }
}

/** The forms in which systems say what is wrong: Dataverse's and ServiceNow's, then Zendesk's and those of OAuth. */
const saidSchema = z.union([
  z
    .object({ error: z.object({ message: z.string(), detail: z.string().nullish() }) })
    .transform(({ error }) => [error.message, error.detail]),
  z
    .object({ error: z.string(), description: z.string().nullish(), error_description: z.string().nullish() })
    .transform((told) => [told.error, told.error_description ?? told.description]),
]);

/** What a system said is wrong, for the log and for `/swarm doctor`. */
export function saidIn(body: unknown): string | null {
  const said = saidSchema.safeParse(body);
  return said.success ? cut(said.data.filter(Boolean).join(': '), 300) : null;
}

const after = (said: string | null): string => (said ? `: ${said}` : '');
