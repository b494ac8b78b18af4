import type { IncomingHttpHeaders } from 'node:http';
import type { Person } from '../cases/case.ts';
import type { Sql } from '../store/database.ts';

/**
 * One thing the server answers. Every route stands in one list (server.ts) with its rule; without one the server does
 * not start. `path` is restify's: `/api/history/:swarm`. What answers GET answers HEAD too, without the body.
 */
export type Route = { method: 'GET' | 'POST' | 'PUT'; path: string; rule: Rule };

/** Who may call, and what is answered. What a route gets is typed by its rule, so it cannot forget to look. */
export type Rule =
  /** The Bot Service, known by its token. */
  | { kind: 'bot'; bodyLimit: number; admit: AdmitActivity }
  /** A system that knows the webhook's secret and signs (cases/webhook.ts). */
  | {
      kind: 'signed';
      bodyLimit: number;
      /** With which others their bodies share memory: whoever knows no secret may fill it. */
      pool: 'cases' | 'imports';
      answer: SignedAnswer;
    }
  /** A case system that pushes what changed: its head is judged before its body is read, its signature after. */
  | {
      kind: 'push';
      bodyLimit: number;
      /** Why it is refused by its head alone; null: its body is read. */
      admit: (request: HttpRequest) => HttpAnswer | null;
      answer: (request: HttpRequest) => Promise<HttpAnswer>;
    }
  /** A person, known by a token that `authenticate` verifies. */
  | {
      kind: 'person';
      bodyLimit: number;
      /** Whose memory bodies take while they come: files take that of imports, beside which a page's requests are small. */
      pool: 'people' | 'imports';
      /** Judges a caller, and whether they may ask now, before their body is read: it is empty here. */
      authenticate: (request: HttpRequest) => Promise<Authenticated>;
      answer: (request: HttpRequest, caller: Person) => Promise<HttpAnswer>;
    }
  /** Anybody; says why that does no harm. */
  | { kind: 'open'; because: string; answer: (request: HttpRequest) => Promise<HttpAnswer> };

/**
 * Answers a signed request. What it changes it changes in a transaction in which it also uses up the signature, with the
 * body of its answer: the same request again gets that, and null is told nobody again.
 */
export type SignedAnswer = (request: HttpRequest, signature: UsedOnce) => Promise<HttpAnswer>;
export type UsedOnce = { use(tx: Sql, body: unknown): Promise<void> };

/** Judges a caller by their headers; who is let in hands over an activity, parsed from JSON, and gets its answer. */
export type AdmitActivity = (caller: {
  headers: IncomingHttpHeaders;
  /** The caller's IP address. */
  remoteAddress: string | undefined;
}) => Promise<{ ok: true; process(activity: unknown): Promise<HttpAnswer> } | { ok: false; answer: HttpAnswer }>;

export type Authenticated =
  | { ok: true; caller: Person }
  | { ok: false; status: 401 | 403; code: string; message: string }
  /** Too many requests, or nobody can be judged now; `retryAfter` in seconds. */
  | { ok: false; status: 429 | 503; code: string; message: string; retryAfter: number };

/** A request as routes see it. `body` is as it came, and empty where the rule allows none. */
export type HttpRequest = {
  id: string;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Uint8Array;
  /** Aborted when the caller goes away or the server stops. */
  signal: AbortSignal;
};

/** An answer. Headers replace the server's own, such as its content security policy. */
export type HttpAnswer = {
  status: number;
  headers?: Record<string, string>;
  body?: { type: string; content: string | Uint8Array | AsyncIterable<string | Uint8Array> };
};

export function json(status: number, content: unknown): HttpAnswer {
  return { status, body: { type: 'application/json; charset=utf-8', content: JSON.stringify(content) } };
}

/** An error as all routes tell it: a code for programs, a sentence for people, nothing of our insides. */
export function errorAnswer(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): HttpAnswer {
  return { ...json(status, { error: { code, message } }), headers };
}
