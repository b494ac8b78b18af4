import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import restify, { type Request, type Response } from 'restify';
import type { SeenSignatures } from '../cases/seenSignatures.ts';
import { faultFacts } from '../telemetry/faultFacts.ts';
import { kindOf, record, traced } from '../telemetry/telemetry.ts';
import { answerAtOnce, type Exchange, isGone, onceGone, write } from './answering.ts';
import type { BodyPace } from './body.ts';
import { type BodyPool, createBodyPool } from './bodyPool.ts';
import { createJudging, type PoolName } from './judging.ts';
import { type OwnRoutesNeeds, ownRoutes } from './ownRoutes.ts';
import { errorAnswer, type HttpRequest, type Route, type Rule } from './route.ts';
import { createStopping } from './stopping.ts';

export type ServerNeeds = OwnRoutesNeeds & {
  /** The secret that callers of signed routes sign with. */
  secret: string;
  seen: SeenSignatures;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
  /** More routes, each with its rule: those of the tab. */
  routes?: readonly Route[];
  patience?: Partial<Patience>;
};

/** What is waited for, and how much room there is for it. */
export type Patience = {
  bodyPace: BodyPace;
  /** Milliseconds without a byte taken after which the reader of an answer is hung up on. */
  answerPatience: number;
  pools: Record<PoolName, Parameters<typeof createBodyPool>[0]>;
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

const patient: Patience = {
  // A megabyte of a case takes 20 seconds at most, an import a minute: Node ends a request after that.
  bodyPace: { grace: 4_000, bytesPerSecond: megabyte / 16, longest: 59_000, whenStopping: 1_000 },
  answerPatience: 30_000,
  pools: {
    // The Bot Service alone sends these; the rest is measured by the largest body.
    activities: { most: 32 * megabyte, ofOne: 32 * megabyte },
    people: { most: 16 * megabyte, ofOne: 2 * megabyte },
    cases: { most: 32 * megabyte, ofOne: 8 * megabyte },
    pushes: { most: 16 * megabyte, ofOne: 8 * megabyte },
    imports: { most: 80 * megabyte, ofOne: 24 * megabyte },
  },
};

/** The HTTP server. Throws when a route has no rule, or stands in the table twice. */
export function createServer(needs: ServerNeeds): Server {
  const { log } = needs;
  const { bodyPace, answerPatience, pools: sizes } = { ...patient, ...needs.patience };
  const routes = checkedRoutes([...ownRoutes(needs), ...(needs.routes ?? [])]);
  const server = restify.createServer({ name: 'swarm', handleUncaughtExceptions: false, noWriteContinue: true });
  server.server.headersTimeout = 15_000;
  server.server.requestTimeout = 60_000;
  // Restify listens for them and does nothing: then nobody would answer or end one. Without a listener Node answers as
  // if it had not been asked for, which is a server's right (RFC 9110, 7.8), and hangs up on CONNECT.
  server.server.removeAllListeners('upgrade');
  // Requests that stand in line on one socket each listen to it.
  server.server.on('connection', (socket) => socket.setMaxListeners(0));
  const stopping = createStopping();
  const pools = {
    activities: createBodyPool(sizes.activities),
    people: createBodyPool(sizes.people),
    cases: createBodyPool(sizes.cases),
    pushes: createBodyPool(sizes.pushes),
    imports: createBodyPool(sizes.imports),
  } satisfies Record<PoolName, BodyPool>;
  const answerBy = createJudging({ ...needs, pools, pace: bodyPace, stopping });
  let underWay = 0;
  let idle: (() => void) | null = null;

  for (const route of routes) {
    const answerRequest = async (request: Request, response: Response): Promise<void> => {
      const began = performance.now();
      const exchange: Exchange = { id: randomUUID(), request, response, answerPatience };
      const { id } = exchange;
      const ended = signalOf(request);
      underWay++;
      try {
        for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
        response.setHeader('X-Request-Id', id);
        if (!isUtf8(request.url ?? ''))
          return answerAtOnce(exchange, errorAnswer(400, 'not-utf8', 'The address must be UTF-8, percent-encoded.'));
        await toldOf(route, response, () =>
          answerBy(route, exchange, (body) => requestOf(request, id, body, ended.signal())),
        );
      } catch (error) {
        log.error({ requestId: id, route: route.path, fault: faultFacts(error) }, 'A request ended in a fault');
        if (response.headersSent) response.destroy();
        else await write(exchange, errorAnswer(500, 'fault', 'Something went wrong on our side.'));
      } finally {
        ended.end();
        underWay--;
        if (underWay === 0) idle?.();
        const facts = {
          requestId: id,
          method: request.method,
          route: route.path,
          ms: Math.round(performance.now() - began),
        };
        if (response.writableFinished) log.info({ ...facts, status: response.statusCode }, 'Answered');
        else log.info(facts, 'The line broke before the answer was out');
      }
    };
    if (route.method === 'GET') {
      server.get(route.path, answerRequest);
      server.head(route.path, answerRequest);
    } else if (route.method === 'PUT') server.put(route.path, answerRequest);
    else server.post(route.path, answerRequest);
  }
  // Restify answers these by itself; it is told in what form.
  server.on('restifyError', (request: Request, response: Response, error: RestifyError, next: () => void) => {
    if (!request.complete) response.setHeader('Connection', 'close');
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    response.contentType = 'application/json';
    const [code, message] = unroutable(error.statusCode ?? 500);
    error.toJSON = () => ({ error: { code, message } });
    next();
  });

  /** A signal that is aborted when the answer is out or its reader gone, and when the server stops. */
  function signalOf(request: Request): { signal(): AbortSignal; end(): void } {
    const controller = new AbortController();
    const end = () => controller.abort();
    let stopListening: (() => void)[] | null = null;
    return {
      // Not for activities, which look at no signal: most requests are those, and an abort for each costs them a tenth.
      signal() {
        if (isGone(request)) end();
        stopListening ??= [onceGone(request, end), stopping.whenBegun(end)];
        return controller.signal;
      },
      end() {
        if (!stopListening) return;
        for (const stop of stopListening) stop();
        end();
      },
    };
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
      stopping.begin();
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

/** A request as routes see it. */
function requestOf(request: Request, id: string, body: Uint8Array, signal: AbortSignal): HttpRequest {
  const params: unknown = request.params ?? {};
  const query = new URLSearchParams(request.getQuery());
  return { id, params: params as Record<string, string>, query, headers: request.headers, body, signal };
}

const ruleKinds: ReadonlySet<unknown> = new Set<Rule['kind']>(['bot', 'signed', 'push', 'person', 'open']);

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

/** Tells a request as a span and by how long it took. Who sent it is told of neither, nor a trace of theirs believed. */
async function toldOf({ method, path, rule }: Route, response: Response, work: () => Promise<void>): Promise<void> {
  // Balancers ask every few seconds.
  if (rule.kind === 'open') return work();
  const told = { 'http.request.method': method, 'http.route': path };
  const began = performance.now();
  await traced({ name: `${method} ${path}`, kind: 'server', told, parent: null }, async (span) => {
    const took = (more: { 'http.response.status_code'?: number; 'error.type'?: string }): void => {
      span.tell(more);
      record('http.server.request.duration', (performance.now() - began) / 1000, { ...told, ...more });
    };
    try {
      await work();
      took({ 'http.response.status_code': response.statusCode });
      if (response.statusCode >= 500) span.failed(String(response.statusCode));
    } catch (fault) {
      took({ 'http.response.status_code': 500, 'error.type': kindOf(fault) });
      throw fault;
    }
  });
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

/** Whether what an address holds is text: a query would be read with replacement signs. */
function isUtf8(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}
