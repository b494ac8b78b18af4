import type { TokenCredential } from '@azure/identity';
import { Client, type Context, HTTPMessageHandler, ResponseType } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import { type BotCredential, NoToken } from '../../settings/tokens.ts';
import { whyUnreachable } from '../../settings/unreachable.ts';
import { ownPace } from '../../swarm/jobs.ts';
import { templateOf, toldOutside, toldWait } from '../../telemetry/outside.ts';
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

/**
 * Graph v1.0. A call is made once: repeating is the queue's business. Only one whose token was refused, so that nothing
 * was done, is made again at once with another token. Throws GraphFailure for anything but success.
 */
export type GraphClient = {
  send(call: GraphCall): Promise<GraphAnswer>;
  /** An address in Graph as bodies refer to it: `users('…')`. */
  reference(path: string, version?: GraphCall['version']): string;
  /** How far our clock was ahead of Graph's at its last answer, in milliseconds; null: none said. */
  skew(): number | null;
  /** The application permissions that a token carries: a new one, so that it has what was consented to a minute ago. */
  roles(): Promise<string[]>;
};

export type GraphClientNeeds = {
  credential: TokenCredential & Partial<Pick<BotCredential, 'renew'>>;
  /** Without version and slash at its end. */
  baseUrl: string;
  pace: Pace;
  clock: () => number;
};

const usualTimeout = 15_000;
/** A call that may go within this time waits for its turn; a later one is handed back with the instant. */
const longestTurn = 2_500;

export function createGraphClient({ credential, baseUrl, pace, clock }: GraphClientNeeds): GraphClient {
  const scope = scopeOf(baseUrl);
  const host = new URL(baseUrl).host;
  let skew: number | null = null;
  const token = async (): Promise<string> => {
    const granted = await credential.getToken(scope).catch((cause: unknown) => {
      const isRefused = cause instanceof NoToken && cause.refused;
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new GraphFailure({ status: isRefused ? 401 : null, code: noToken, message, cause });
    });
    if (!granted)
      throw new GraphFailure({ status: 401, code: noToken, message: 'the credential gives no token for Graph' });
    return granted.token;
  };
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
      toldWait('graph', wait);
    }
  }

  async function sendWith(
    authorization: string,
    { method, path, body, version, signal, timeout = usualTimeout }: GraphCall,
  ): Promise<GraphAnswer> {
    const deadline = AbortSignal.timeout(timeout);
    // No retry handler in the chain: the usual one repeats POSTs that may have succeeded (platform.md 7.2 f).
    // No authentication handler either: it knows only Microsoft's hosts, and wraps what the credential throws.
    const wire = new KeepingFault();
    const client = Client.initWithMiddleware({ baseUrl, middleware: wire });
    // Raw, because the client throws on an empty 202 (platform.md 7.2 g) and keeps headers to itself.
    const request = client
      .api(path)
      .responseType(ResponseType.RAW)
      .header('Authorization', `Bearer ${authorization}`)
      .option('redirect', 'error')
      .option('signal', signal ? AbortSignal.any([signal, deadline]) : deadline);
    if (version) request.version(version);
    try {
      return await readAnswer(await dispatch(request, method, body));
    } catch (cause) {
      const fault = wire.fault ?? cause;
      const message = deadline.aborted ? `${host} gave no answer within ${timeout / 1000} s` : noAnswer(fault, host);
      throw new GraphFailure({ status: null, code: '', message, cause: fault });
    }
  }

  /** Another token after one was refused: after a 403 only where it carries another permission than that. */
  async function otherToken(status: number, refused: string): Promise<string | null> {
    if ((status !== 401 && status !== 403) || !credential.renew?.(scope)) return null;
    const other = await token();
    return status === 401 || String(rolesOf(other)) !== String(rolesOf(refused)) ? other : null;
  }

  return {
    async send(call) {
      const { path, paced = [], signal } = call;
      // The client would take an address in the path for another host, and send our token there.
      if (!path.startsWith('/') || path.includes('://')) throw new Error(`Not a path below Graph: ${path}`);
      const [authorization] = await Promise.all([token(), turn(paced, signal)]);
      let answer = await told(call, () => sendWith(authorization, call));
      const other = await otherToken(answer.status, authorization);
      if (other !== null) {
        await turn(paced, signal);
        answer = await told(call, () => sendWith(other, call));
      }
      const theirs = Date.parse(answer.headers.get('date') ?? '');
      if (!Number.isNaN(theirs)) skew = clock() - theirs;
      if (answer.status < 200 || answer.status >= 300) throw failureOf(answer, clock());
      return answer;
    },
    reference: (path, version) => `${baseUrl}/${version ?? 'v1.0'}/${path}`,
    skew: () => skew,
    async roles() {
      credential.renew?.(scope);
      return rolesOf(await token());
    },
  };
}

/** Makes one request, and keeps what it threw: the error that the client makes of it has lost why (its cause). */
class KeepingFault extends HTTPMessageHandler {
  fault: unknown = null;

  override async execute(context: Context): Promise<void> {
    try {
      await super.execute(context);
    } catch (fault) {
      this.fault = fault;
      throw fault;
    }
  }
}

/** A call as it is told: its path without whom it is about. */
function told({ method, path }: GraphCall, work: () => Promise<GraphAnswer>): Promise<GraphAnswer> {
  const template = templateOf(path);
  return toldOutside(
    {
      system: 'graph',
      name: `${method} graph ${template}`,
      told: { 'http.request.method': method, 'url.template': template },
    },
    (outcome) => ('answer' in outcome ? outcome.answer.status : null),
    work,
  );
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

/** The code of a failure for want of a token. */
const noToken = 'NoToken';

const rolesSchema = z.object({ roles: z.array(z.string()).default([]) });

function rolesOf(token: string): string[] {
  const payload = token.split('.')[1] ?? '';
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  return rolesSchema.parse(claims).roles.toSorted();
}

/** National clouds have Graph hosts, and so scopes, of their own; a Graph on this machine plays the public one. */
function scopeOf(baseUrl: string): string {
  const { protocol, origin } = new URL(baseUrl);
  return `${protocol === 'https:' && origin.includes('microsoft') ? origin : 'https://graph.microsoft.com'}/.default`;
}

/** Why no answer came, for a person to act on. */
function noAnswer(cause: unknown, host: string): string {
  const said = cause instanceof Error ? cause.message || cause.name : String(cause);
  return whyUnreachable(cause, host)?.words ?? `${host}: ${said}`;
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
