import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import restify, { type Request, type Response } from 'restify';
import type { SeenSignatures } from '../cases/seenSignatures.ts';
import { faultFacts } from '../faultFacts.ts';
import { answerActivity, refuse, requestOf, write } from './answering.ts';
import { announcedLength, readBody } from './body.ts';
import { bodyErrors, type OwnRoutesNeeds, ownRoutes } from './ownRoutes.ts';
import { errorAnswer, type HttpAnswer, type Route, type Rule } from './route.ts';
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
  /** Milliseconds to wait for a body of at most so many bytes. */
  bodyPatience?: (limit: number) => number;
};

export type Server = {
  /** Every route with its rule, for whoever wants to check them. */
  routes: readonly Route[];
  /** Starts to listen; port 0 takes a free one. Gives the port. */
  listen(port: number, host: string): Promise<number>;
  /** Takes no more requests, lets those under way end (for at most so many milliseconds), then hangs up. */
  close(patience?: number): Promise<void>;
};

const megabyte = 1024 * 1024;

/**
 * Bodies under way may fill so much memory together. Of a signed route the signature is over the body, so it is read
 * before its sender is known: whoever sends three long ones slowly takes no room from Teams and from people.
 */
const mostBodyBytes = { known: 32 * megabyte, unknown: 64 * megabyte };
type Sender = keyof typeof mostBodyBytes;

/** Milliseconds to wait for a body of at most `limit` bytes: a slow line sends a megabyte in that. */
const bodyPatience = (limit: number): number => (limit > megabyte ? 60_000 : 10_000);

/** The HTTP server. Throws when a route has no rule, or stands in the table twice. */
export function createServer(needs: ServerNeeds): Server {
  const { log, clock } = needs;
  const routes = checkedRoutes([...ownRoutes(needs), ...(needs.routes ?? [])]);
  const server = restify.createServer({ name: 'swarm', handleUncaughtExceptions: false });
  server.server.headersTimeout = 15_000;
  server.server.requestTimeout = 60_000;
  const stopping = new AbortController();
  const patienceFor = needs.bodyPatience ?? bodyPatience;
  const bodyBytes: Record<Sender, number> = { known: 0, unknown: 0 };
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

  /** The caller is judged before their body is read, wherever the headers tell who it is. */
  async function answerRoute(rule: Rule, request: Request, response: Response, id: string): Promise<void> {
    if (stopping.signal.aborted)
      return write(response, errorAnswer(503, 'stopping', 'The server is stopping.', { Connection: 'close' }));
    // Not for activities, which look at no signal: most requests are those, and an abort for each costs them a tenth.
    const withBody = (body: Uint8Array) => requestOf(request, id, body, endOf(response, stopping.signal));
    switch (rule.kind) {
      case 'open':
        return readThen('unknown', 0, request, response, (body) => rule.answer(withBody(body)));
      case 'bot': {
        const { headers, socket } = request;
        const admission = await rule.admit({ headers, remoteAddress: socket.remoteAddress });
        if (!admission.ok) return refuse(request, response, admission.answer);
        return readThen('known', rule.bodyLimit, request, response, (body) => answerActivity(body, admission.process));
      }
      case 'signed':
        if (!request.headers['x-swarm-signature'])
          return refuse(
            request,
            response,
            errorAnswer(401, 'unsigned', 'The request must be signed: x-swarm-timestamp and x-swarm-signature.'),
          );
        return readThen('unknown', rule.bodyLimit, request, response, (body) =>
          answerSigned({ secret: needs.secret, seen: needs.seen, log, clock }, rule.answer, withBody(body)),
        );
      case 'person': {
        const authenticated = await rule.authenticate(withBody(new Uint8Array()));
        if (authenticated.ok)
          return readThen('known', rule.bodyLimit, request, response, (body) =>
            rule.answer(withBody(body), authenticated.caller),
          );
        const { status, code, message } = authenticated;
        log.warn({ requestId: id, code }, 'A caller was refused');
        const headers = status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {};
        return refuse(request, response, errorAnswer(status, code, message, headers));
      }
      default:
        return rule satisfies never;
    }
  }

  async function readThen(
    sender: Sender,
    limit: number,
    request: Request,
    response: Response,
    answer: (body: Buffer) => Promise<HttpAnswer>,
  ): Promise<void> {
    const most = Math.min(limit, announcedLength(request) || limit);
    if (bodyBytes[sender] + most > mostBodyBytes[sender])
      return refuse(
        request,
        response,
        errorAnswer(503, 'busy', 'Other large requests are under way.', { 'Retry-After': '5' }),
      );
    bodyBytes[sender] += most;
    try {
      const reading = await readBody(request, limit, patienceFor(limit));
      if (reading.ok) return await write(response, await answer(reading.body));
      const { code } = reading;
      await refuse(request, response, code === 'too-large' ? bodyErrors[code](limit) : bodyErrors[code]());
    } finally {
      bodyBytes[sender] -= most;
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

/** Aborts when the answer is out or its reader gone, and when the server stops. */
function endOf(response: Response, stopping: AbortSignal): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return AbortSignal.any([gone.signal, stopping]);
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
