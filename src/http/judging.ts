import type { Logger } from 'pino';
import type { SeenSignatures } from '../cases/seenSignatures.ts';
import { parseBody } from '../store/storable.ts';
import { answerAtOnce, type Exchange, write } from './answering.ts';
import { announcesBody, type BodyPace, readBody, type Unread } from './body.ts';
import { type BodyPool, holderOf } from './bodyPool.ts';
import { errorAnswer, type HttpAnswer, type HttpRequest, type Route } from './route.ts';
import { answerSigned } from './signed.ts';
import type { Stopping } from './stopping.ts';

export type JudgingNeeds = {
  /** The secret that callers of signed routes sign with. */
  secret: string;
  seen: SeenSignatures;
  log: Pick<Logger, 'warn'>;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
  pools: Record<PoolName, BodyPool>;
  pace: BodyPace;
  stopping: Stopping;
};

/**
 * Who shares memory for bodies with whom. Of a signed route the signature is over the body, so it is read before its
 * sender is known: strangers take no room from Teams and from people, and long imports none from cases.
 */
export type PoolName = 'activities' | 'cases' | 'pushes' | 'imports' | 'people';

/** Answers by a route's rule: the caller is judged before their body is read, wherever the headers tell who it is. */
export function createJudging({ pools, pace, stopping, ...needs }: JudgingNeeds) {
  const { log } = needs;

  /** `requestWith` makes the request as routes see it, of its body. */
  return async function answerBy(
    { method, path, rule }: Route,
    exchange: Exchange,
    requestWith: (body: Uint8Array) => HttpRequest,
  ): Promise<void> {
    if (stopping.begun()) return answerAtOnce(exchange, stoppingAnswer());
    const { id, request } = exchange;
    switch (rule.kind) {
      case 'open':
        return withoutBody(exchange, () => rule.answer(requestWith(nothing)));
      case 'bot': {
        const { headers, socket } = request;
        const admission = await rule.admit({ headers, remoteAddress: socket.remoteAddress });
        if (!admission.ok) return answerAtOnce(exchange, admission.answer);
        return withBody(exchange, rule.bodyLimit, 'activities', 'teams', (body) =>
          answerActivity(body, admission.process),
        );
      }
      case 'signed': {
        if (!request.headers['x-swarm-signature']) return answerAtOnce(exchange, unsignedAnswer());
        const answer = (body: Uint8Array) =>
          answerSigned(needs, { route: `${method} ${path}`, answer: rule.answer }, requestWith(body));
        if (rule.bodyLimit === 0) return withoutBody(exchange, () => answer(nothing));
        return withBody(exchange, rule.bodyLimit, rule.pool, holderOf(request.socket.remoteAddress), answer);
      }
      case 'push': {
        const holder = holderOf(request.socket.remoteAddress);
        const refused = rule.admit(requestWith(nothing));
        if (refused) return answerAtOnce(exchange, refused);
        return withBody(exchange, rule.bodyLimit, 'pushes', holder, (body) => rule.answer(requestWith(body)));
      }
      case 'person': {
        const authenticated = await rule.authenticate(requestWith(nothing));
        if (authenticated.ok) {
          const { caller } = authenticated;
          const answer = (body: Uint8Array) => rule.answer(requestWith(body), caller);
          if (rule.bodyLimit === 0) return withoutBody(exchange, () => answer(nothing));
          return withBody(exchange, rule.bodyLimit, rule.pool, caller.id, answer);
        }
        const { status, code, message } = authenticated;
        log.warn({ requestId: id, code }, 'A caller was refused');
        const headers = {
          ...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
          ...('retryAfter' in authenticated ? { 'Retry-After': String(authenticated.retryAfter) } : {}),
        };
        return answerAtOnce(exchange, errorAnswer(status, code, message, headers));
      }
      default:
        return rule satisfies never;
    }
  };

  async function withBody(
    exchange: Exchange,
    limit: number,
    pool: PoolName,
    holder: string,
    answer: (body: Buffer) => Promise<HttpAnswer>,
  ): Promise<void> {
    const { request, response } = exchange;
    // Who asked whether to send hears yes only now: a refusal saves them the body (restify would have said it at once).
    const asked = request.headers.expect !== undefined && request.httpVersion === '1.1' && !request.complete;
    const begin = () => asked && response.writeContinue();
    const read = async (): Promise<HttpAnswer> => {
      const reading = await readBody(request, { limit, pace, pool: pools[pool], holder, begin, stopping });
      if (!reading.ok) return unread[reading.code](limit);
      try {
        return await answer(reading.body);
      } finally {
        reading.leave();
      }
    };
    // The body is let go before its answer is out: whoever does not take that would keep its room.
    return answerAtOnce(exchange, await read());
  }
}

/** Answers a request that has no business to bring a body: none is waited for. */
async function withoutBody(exchange: Exchange, answer: () => Promise<HttpAnswer>): Promise<void> {
  if (announcesBody(exchange.request)) return answerAtOnce(exchange, unread['too-large'](0));
  return write(exchange, await answer());
}

/** Answers the activity that a body holds. */
async function answerActivity(body: Buffer, process: (activity: unknown) => Promise<HttpAnswer>): Promise<HttpAnswer> {
  let activity: unknown;
  try {
    activity = parseBody(body);
  } catch {
    return errorAnswer(400, 'not-json', 'The body must be JSON in UTF-8.');
  }
  return process(activity);
}

const nothing = new Uint8Array();

const unsignedAnswer = () =>
  errorAnswer(401, 'unsigned', 'The request must be signed: x-swarm-timestamp and x-swarm-signature.');
const stoppingAnswer = () => errorAnswer(503, 'stopping', 'The server is stopping.', { Connection: 'close' });

/** What is said about a body that could not be read. */
const unread: Record<Unread, (limit: number) => HttpAnswer> = {
  'too-large': (limit) =>
    errorAnswer(413, 'body-too-large', `The body must not be larger than ${limit} bytes.`, { Connection: 'close' }),
  encoded: () => errorAnswer(415, 'body-encoded', 'The body must not be compressed.'),
  'too-slow': () => errorAnswer(408, 'body-too-slow', 'The body did not come in time.', { Connection: 'close' }),
  'broken-off': () => errorAnswer(400, 'body-broken-off', 'The body broke off.'),
  busy: () => errorAnswer(503, 'busy', 'Many requests are under way. Try again.', { 'Retry-After': '5' }),
  stopping: stoppingAnswer,
};
