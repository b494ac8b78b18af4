import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Logger } from 'pino';
import restify, { type Request, type Response } from 'restify';
import type { SeenSignatures } from '../cases/seenSignatures.ts';
import { parseStorable } from '../cases/webhook.ts';
import { faultFacts } from '../faultFacts.ts';
import { readBody } from './body.ts';
import { bodyErrors, type OwnRoutesNeeds, ownRoutes } from './ownRoutes.ts';
import { errorAnswer, type HttpAnswer, type HttpRequest, type Route, type Rule } from './route.ts';
import { answerSigned } from './signed.ts';

export type ServerNeeds = OwnRoutesNeeds & {
  /** The secret that callers of signed routes sign with. */
  secret: string;
  seen: SeenSignatures;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
  /** More routes, each with its rule: those of the tab. */
  routes?: readonly Route[];
};

export type Server = {
  /** Every route with its rule, for whoever wants to check them. */
  routes: readonly Route[];
  /** Starts to listen; port 0 takes a free one. Gives the port. */
  listen(port: number, host: string): Promise<number>;
  /** Takes no more requests, lets those under way end (for at most so many milliseconds), then hangs up. */
  close(patience?: number): Promise<void>;
};

/** Requests with bodies beyond this are read one or two at a time, so that strangers cannot fill the memory. */
const largeBody = 1024 * 1024;
const mostLargeBodies = 2;

/** The HTTP server. Throws when a route has no rule, or stands in the table twice. */
export function createServer(needs: ServerNeeds): Server {
  const { log, clock } = needs;
  const routes = checkedRoutes([...ownRoutes(needs), ...(needs.routes ?? [])]);
  const server = restify.createServer({ name: 'swarm', handleUncaughtExceptions: false });
  server.server.headersTimeout = 15_000;
  server.server.requestTimeout = 60_000;
  const stopping = new AbortController();
  let largeBodies = 0;
  let underWay = 0;
  let idle: (() => void) | null = null;

  for (const route of routes) {
    const answerRequest = async (request: Request, response: Response): Promise<void> => {
      const began = clock();
      const id = randomUUID();
      underWay++;
      try {
        for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
        response.setHeader('X-Request-Id', id);
        await answerRoute(route.rule, request, response, id);
      } catch (error) {
        log.error({ requestId: id, route: route.path, fault: faultFacts(error) }, 'A request ended in a fault');
        if (response.headersSent) response.destroy();
        else await write(response, errorAnswer(500, 'fault', 'Something went wrong on our side.'));
      } finally {
        underWay--;
        if (underWay === 0) idle?.();
        const facts = {
          requestId: id,
          method: route.method,
          route: route.path,
          status: response.statusCode,
          ms: clock() - began,
        };
        log.info(facts, 'Answered');
      }
    };
    if (route.method === 'GET') server.get(route.path, answerRequest);
    else if (route.method === 'PUT') server.put(route.path, answerRequest);
    else server.post(route.path, answerRequest);
  }
  // Restify answers these by itself; it is told in what form.
  server.on('restifyError', (_request: Request, response: Response, error: RestifyError, next: () => void) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    response.contentType = 'application/json';
    const [code, message] = unroutable(error.statusCode ?? 500);
    error.toJSON = () => ({ error: { code, message } });
    next();
  });

  async function answerRoute(rule: Rule, request: Request, response: Response, id: string): Promise<void> {
    const limit = rule.kind === 'open' ? 0 : rule.bodyLimit;
    if (stopping.signal.aborted)
      return write(response, errorAnswer(503, 'stopping', 'The server is stopping.', { Connection: 'close' }));
    if (rule.kind === 'signed' && !request.headers['x-swarm-signature']) {
      return write(
        response,
        errorAnswer(401, 'unsigned', 'The request must be signed: x-swarm-timestamp and x-swarm-signature.'),
      );
    }
    const isLarge = limit > largeBody;
    if (isLarge && largeBodies >= mostLargeBodies) {
      return write(response, errorAnswer(503, 'busy', 'Other large requests are under way.', { 'Retry-After': '5' }));
    }
    if (isLarge) largeBodies++;
    try {
      const reading = await readBody(request, limit);
      if (!reading.ok)
        return await write(
          response,
          reading.code === 'too-large' ? bodyErrors['too-large'](limit) : bodyErrors[reading.code](),
        );
      if (rule.kind === 'bot') return await processActivity(rule, request, response, reading.body);
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      const signal = AbortSignal.any([gone.signal, stopping.signal]);
      await write(response, await answerOf(rule, requestOf(request, id, reading.body, signal)));
    } finally {
      if (isLarge) largeBodies--;
    }
  }

  async function answerOf(rule: Exclude<Rule, { kind: 'bot' }>, request: HttpRequest): Promise<HttpAnswer> {
    switch (rule.kind) {
      case 'open':
        return rule.answer(request);
      case 'signed':
        return answerSigned({ secret: needs.secret, seen: needs.seen, log, clock }, rule.answer, request);
      case 'person': {
        const authenticated = await rule.authenticate(request);
        if (authenticated.ok) return rule.answer(request, authenticated.caller);
        const { status, code, message } = authenticated;
        log.warn({ requestId: request.id, code }, 'A caller was refused');
        return errorAnswer(status, code, message, status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {});
      }
      default:
        return rule satisfies never;
    }
  }

  return {
    routes,
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.server.once('error', reject);
        server.listen(port, host, () => {
          server.server.off('error', reject);
          resolve((server.server.address() as AddressInfo).port);
        });
      }),
    async close(patience = 10_000) {
      stopping.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.server.closeIdleConnections();
      if (underWay > 0) {
        const quiet = Promise.withResolvers<void>();
        idle = quiet.resolve;
        const timer = setTimeout(quiet.resolve, patience);
        await quiet.promise;
        clearTimeout(timer);
      }
      server.server.closeAllConnections();
      await closed;
    },
  };
}

const ruleKinds: ReadonlySet<unknown> = new Set<Rule['kind']>(['bot', 'signed', 'person', 'open']);

function checkedRoutes(routes: readonly Route[]): readonly Route[] {
  const seen = new Set<string>();
  for (const { method, path, rule } of routes) {
    const name = `${method} ${path}`;
    // The types say it too; but a route that slipped past them would be open to everybody.
    if (!ruleKinds.has((rule as Rule | undefined)?.kind))
      throw new Error(`The route ${name} has no rule that says who may call it`);
    if (seen.has(name)) throw new Error(`The route ${name} stands in the table twice`);
    seen.add(name);
  }
  return routes;
}

const securityHeaders = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
};

/** Why no route took a request: an address or a method that is not in the table, or a request that is none. */
type RestifyError = Error & { statusCode?: number; toJSON?: () => object };

function unroutable(status: number): [code: string, message: string] {
  if (status === 404) return ['not-found', 'There is nothing here.'];
  if (status === 405) return ['method-not-allowed', 'This address does not take this method.'];
  return status < 500
    ? ['bad-request', 'The request was not understood.']
    : ['fault', 'Something went wrong on our side.'];
}

async function processActivity(
  rule: Extract<Rule, { kind: 'bot' }>,
  request: Request,
  response: Response,
  body: Buffer,
): Promise<void> {
  let activity: unknown;
  try {
    activity = parseStorable(body.toString('utf8'));
  } catch {
    return write(response, errorAnswer(400, 'not-json', 'The body must be JSON.'));
  }
  request.body = activity;
  await rule.process(request, response);
}

function requestOf(request: Request, id: string, body: Uint8Array, signal: AbortSignal): HttpRequest {
  const params: unknown = request.params ?? {};
  const query = new URLSearchParams(request.getQuery());
  return { id, params: params as Record<string, string>, query, headers: request.headers, body, signal };
}

async function write(response: Response, { status, headers, body }: HttpAnswer): Promise<void> {
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  if (body) response.setHeader('Content-Type', body.type);
  const content = body?.content ?? '';
  if (typeof content === 'string' || content instanceof Uint8Array) {
    const bytes = Buffer.from(content);
    response.writeHead(status, { 'Content-Length': bytes.length });
    await new Promise<void>((resolve) => {
      response.once('close', resolve);
      response.end(bytes, () => resolve());
    });
    return;
  }
  response.writeHead(status);
  await pipeline(Readable.from(content), response);
}
