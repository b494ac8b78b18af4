import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import type { Person } from '../../cases/case.ts';
import { cannotBeKept, unstorablesIn } from '../../store/storable.ts';
import type { Access, Audience, Authenticated } from './access.ts';
import type { RateLimit } from './rateLimit.ts';

/** A route of the tab, in the shape in which the HTTP server takes routes (http/route.ts). */
export type TabRoute = { method: 'GET' | 'PUT'; path: string; rule: TabRule };
export type TabRule =
  | {
      kind: 'person';
      /** Whom `authenticate` lets in. */
      audience: Audience;
      bodyLimit: number;
      /** In whose memory bodies come: files in that of imports. */
      pool: 'people' | 'imports';
      authenticate: (request: TabRequest) => Promise<Admission>;
      answer: (request: TabRequest, caller: Person) => Promise<TabAnswer>;
    }
  | { kind: 'open'; because: string; answer: (request: TabRequest) => Promise<TabAnswer> };

/** Whether somebody may ask, and may ask now; `retryAfter` in seconds. */
export type Admission = Authenticated | { ok: false; status: 429; code: string; message: string; retryAfter: number };

export type TabRequest = {
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Uint8Array;
  signal: AbortSignal;
};
export type TabAnswer = {
  status: number;
  headers?: Record<string, string>;
  body?: { type: string; content: string | Uint8Array | AsyncIterable<string> };
};

/** Makes a route for persons: token and role are looked at first, then their budget of requests, then their body. */
export function personRoutes({ access, rateLimit }: { access: Access; rateLimit: RateLimit }) {
  return (
    audience: Audience,
    method: TabRoute['method'],
    path: string,
    answer: (request: TabRequest, caller: Person) => Promise<TabAnswer>,
    {
      bodyLimit = 0,
      cost = 1,
      pool = 'people',
    }: { bodyLimit?: number; cost?: number; pool?: 'people' | 'imports' } = {},
  ): TabRoute => ({
    method,
    path,
    rule: {
      kind: 'person',
      audience,
      ...{ bodyLimit, pool },
      async authenticate({ headers }) {
        const authenticated = await access(headers.authorization, audience);
        if (!authenticated.ok) return authenticated;
        const budget = rateLimit(authenticated.caller.id, cost);
        if (budget.ok) return authenticated;
        const { retryAfter } = budget;
        const message = `Too many requests; try again in ${retryAfter} s.`;
        return { ok: false, status: 429, code: 'too-many-requests', message, retryAfter };
      },
      answer,
    },
  });
}

export const json = (status: number, content: unknown): TabAnswer => ({
  status,
  body: { type: 'application/json; charset=utf-8', content: JSON.stringify(content) },
});

/** An error as all routes tell it: a code for programs, a sentence for people. `fields`: what of the input is wrong. */
export const problem = (
  status: number,
  code: string,
  message: string,
  fields?: { path: string; message: string }[],
): TabAnswer => json(status, { error: { code, message, ...(fields ? { fields } : {}) } });

/** Reads an address's query by a schema, or says what is wrong with it. Given twice, the last counts. */
export function readQuery<T>(
  schema: z.ZodType<T>,
  query: URLSearchParams,
): { ok: true; value: T } | { ok: false; answer: TabAnswer } {
  return read(schema, Object.fromEntries(query), 'bad-query');
}

/** Reads a JSON body by a schema, or says what is wrong with it. */
export function readBody<T>(
  schema: z.ZodType<T>,
  body: Uint8Array,
): { ok: true; value: T } | { ok: false; answer: TabAnswer } {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return { ok: false, answer: problem(400, 'not-json', 'The body must be JSON in UTF-8.') };
  }
  return read(schema, content, 'bad-body');
}

type Answering = (request: TabRequest, caller: Person) => Promise<TabAnswer>;

/** Answers what an address's query asks, read by a schema; else says what is wrong with it. */
export const withQuery =
  <T>(schema: z.ZodType<T>, answer: (asked: T, caller: Person) => Promise<TabAnswer>): Answering =>
  async ({ query }, caller) => {
    const asked = readQuery(schema, query);
    return asked.ok ? answer(asked.value, caller) : asked.answer;
  };

/** The same of a JSON body. */
export const withBody =
  <T>(schema: z.ZodType<T>, answer: (asked: T, caller: Person) => Promise<TabAnswer>): Answering =>
  async ({ body }, caller) => {
    const asked = readBody(schema, body);
    return asked.ok ? answer(asked.value, caller) : asked.answer;
  };

function read<T>(schema: z.ZodType<T>, content: unknown, code: string) {
  const wrong = unstorablesIn(content).map(({ path, code: what }) => ({ path, message: cannotBeKept[what] }));
  const parsed = schema.safeParse(content);
  if (parsed.success && wrong.length === 0) return { ok: true as const, value: parsed.data };
  const issues = [...wrong, ...(parsed.error?.issues ?? [])];
  const fields = issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  return { ok: false as const, answer: problem(400, code, 'Something in the request is not as it should be.', fields) };
}
