import type { AccessToken, TokenCredential } from '@azure/identity';
import { Client, HTTPMessageHandler, ResponseType } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import { ownPace } from '../../swarm/jobs.ts';
import { failureOf, GraphFailure } from './errors.ts';
import type { Allowance, Pace } from './pace.ts';

/** An answer of Graph that is a success. `body` is parsed JSON, or null where there is none. */
export type GraphAnswer = { status: number; headers: Headers; body: unknown };

export type GraphCall = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the version, with the query encoded: `/teams/{id}/channels?$select=id`. */
  path: string;
  body?: object;
  /** Graph's preview instead of v1.0: only where an administrator has switched it on. */
  version?: 'beta';
  /** The limits this call counts against. */
  paced?: readonly Allowance[];
  signal?: AbortSignal | undefined;
  /** Milliseconds until the call is given up; its work may go on. */
  timeout?: number;
};

/** Graph v1.0. A call is made once: repeating is the queue's business. Throws GraphFailure for anything but success. */
export type GraphClient = {
  send(call: GraphCall): Promise<GraphAnswer>;
  /** An address in Graph as bodies refer to it: `users('…')`. */
  reference(path: string): string;
  /** How far our clock was ahead of Graph's at its last answer, in milliseconds; null: none said. */
  skew(): number | null;
  /** The application permissions that the present token carries. */
  roles(): Promise<string[]>;
};

export type GraphClientNeeds = {
  credential: TokenCredential;
  /** Without version and slash at its end. */
  baseUrl: string;
  pace: Pace;
  clock: () => number;
};

const usualTimeout = 15_000;
/** A call that may go within this time waits for its turn; a later one is handed back with the instant. */
const longestTurn = 2_500;
/** A token is renewed this long before its end. */
const tokenMargin = 5 * 60_000;

export function createGraphClient({ credential, baseUrl, pace, clock }: GraphClientNeeds): GraphClient {
  const scope = scopeOf(baseUrl);
  let kept: AccessToken | null = null;
  let skew: number | null = null;
  const token = async (): Promise<string> => {
    if (kept && kept.expiresOnTimestamp - clock() > tokenMargin) return kept.token;
    const granted = await credential.getToken(scope).catch((cause: unknown) => {
      const message = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
      throw new GraphFailure({
        status: isRefused(cause) ? 401 : null,
        code: 'NoToken',
        message: `no token from Entra: ${message}`,
        cause,
      });
    });
    if (!granted)
      throw new GraphFailure({ status: 401, code: 'NoToken', message: 'the credential gives no token for Graph' });
    kept = granted;
    return granted.token;
  };
  // No retry handler in the chain: the usual one repeats POSTs that may have succeeded (platform.md 7.2 f).
  // No authentication handler either: it knows only Microsoft's hosts, and wraps what the credential throws.
  const client = Client.initWithMiddleware({ baseUrl, middleware: new HTTPMessageHandler() });

  async function turn(allowances: readonly Allowance[], signal: AbortSignal | undefined): Promise<void> {
    for (let wait = pace.take(allowances); wait > 0; wait = pace.take(allowances)) {
      if (wait > longestTurn) {
        const message = 'Waits for its turn: Microsoft Graph takes so many calls and no more';
        throw new GraphFailure({
          status: 429,
          code: ownPace,
          message,
          retryAt: new Date(clock() + wait).toISOString(),
        });
      }
      await pause(wait, signal);
    }
  }

  return {
    async send({ method, path, body, version, paced = [], signal, timeout = usualTimeout }) {
      // The client would take an address in the path for another host, and send our token there.
      if (!path.startsWith('/') || path.includes('://')) throw new Error(`Not a path below Graph: ${path}`);
      const [authorization] = await Promise.all([token(), turn(paced, signal)]);
      const deadline = AbortSignal.timeout(timeout);
      // Raw, because the client throws on an empty 202 (platform.md 7.2 g) and keeps headers to itself.
      const request = client
        .api(path)
        .responseType(ResponseType.RAW)
        .header('Authorization', `Bearer ${authorization}`)
        .option('redirect', 'error')
        .option('signal', signal ? AbortSignal.any([signal, deadline]) : deadline);
      if (version) request.version(version);
      let answer: GraphAnswer;
      try {
        answer = await readAnswer(await dispatch(request, method, body));
      } catch (cause) {
        throw new GraphFailure({ status: null, code: '', message: noAnswer(cause, deadline, timeout), cause });
      }
      const theirs = Date.parse(answer.headers.get('date') ?? '');
      if (!Number.isNaN(theirs)) skew = clock() - theirs;
      if (answer.status === 401) kept = null;
      if (answer.status < 200 || answer.status >= 300) throw failureOf(answer, clock());
      return answer;
    },
    reference: (path) => `${baseUrl}/v1.0/${path}`,
    skew: () => skew,
    async roles() {
      const payload = (await token()).split('.')[1] ?? '';
      const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
      return rolesSchema.parse(claims).roles;
    },
  };
}

/** A client's own request, of which only this much is used. */
type Request = ReturnType<Client['api']>;

function dispatch(request: Request, method: GraphCall['method'], body: object | undefined): Promise<unknown> {
  switch (method) {
    case 'GET':
      return request.get();
    case 'POST':
      return request.post(body);
    case 'PATCH':
      return request.patch(body);
    case 'DELETE':
      return request.delete();
    default:
      return method satisfies never;
  }
}

async function readAnswer(response: unknown): Promise<GraphAnswer> {
  if (!(response instanceof Response)) throw new Error('The Graph client gave no raw response');
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parsed(text) };
}

function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's page of HTML, say: the status tells what is needed.
    return null;
  }
}

const rolesSchema = z.object({ roles: z.array(z.string()).default([]) });

/** National clouds have Graph hosts, and so scopes, of their own; a Graph on this machine plays the public one. */
function scopeOf(baseUrl: string): string {
  const { protocol, origin } = new URL(baseUrl);
  return `${protocol === 'https:' && origin.includes('microsoft') ? origin : 'https://graph.microsoft.com'}/.default`;
}

/** Entra answered, and said no; as against not answering. */
function isRefused(cause: unknown): boolean {
  return (
    cause instanceof Error && 'statusCode' in cause && typeof cause.statusCode === 'number' && cause.statusCode < 500
  );
}

function noAnswer(cause: unknown, deadline: AbortSignal, timeout: number): string {
  if (deadline.aborted) return `no answer within ${timeout / 1000} s`;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}

/** Waits, unless the signal says to stop: then throws its reason. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
