import { randomInt } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import restify from 'restify';
import { type Answer, type Call, type Route, routeTable } from './routes.ts';

export type Listener = { address: string; port: number; close: () => Promise<void> };

/**
 * Listens on loopback and hands every request to `answer`. Port 0 takes any free one.
 * What `answer` throws becomes a 500 with the message: the sandbox is for people who want to read it.
 */
export async function listen(
  answer: (call: Call) => Promise<Answer>,
  options: { name: string; port: number; tls?: { key: string; certificate: string } },
): Promise<Listener> {
  const server = restify.createServer({
    name: options.name,
    ...(options.tls === undefined ? {} : { key: options.tls.key, certificate: options.tls.certificate }),
  });
  // Restify takes requests to change the protocol and leaves them so: they would keep `close` from ending.
  server.server.removeAllListeners('upgrade');
  const answerRequest = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await answerCall(request, response);
    } catch {
      // Who hung up in the midst of it hears no answer: restify would write one over what was begun, and the process would end by that.
      request.socket.destroy();
    }
  };
  const answerCall = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call = await readCall(request);
    const answered =
      call === null
        ? { status: 400, body: { error: { code: 'BadRequest', message: 'The body is not JSON.' } } }
        : await safely(answer, call);
    write(answered, request, response);
  };
  for (const method of ['get', 'post', 'put', 'patch', 'del', 'head', 'opts'] as const) {
    server[method]('/*', answerRequest);
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address();
  return {
    port,
    address: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.server.closeAllConnections();
      }),
  };
}

/** Listens at once, answers 503 until it is told how to answer. */
export async function openDoor(options: Parameters<typeof listen>[1]) {
  let answer = (_call: Call): Promise<Answer> => Promise.resolve({ status: 503 });
  const listener = await listen((call) => answer(call), options);
  return {
    ...listener,
    serve: (next: (call: Call) => Promise<Answer>): void => {
      answer = next;
    },
  };
}

/** Answers by a table of routes, and with the sandbox's own 404 or 405 where there is none. */
export function answering(routes: readonly Route[]): (call: Call) => Promise<Answer> {
  const table = routeTable(routes);
  return async (call) => {
    const found = table.find(call.method, call.path);
    if (found === null) return refused(404, `There is no ${call.path}.`);
    if (found === 'other-method') return refused(405, `${call.method} is not allowed on ${call.path}.`);
    return found.route.answer({ ...call, params: found.params });
  };
}

/**
 * A port that nobody listened on a moment ago. It is below those that systems hand out by themselves, so that nobody
 * has it by chance while a bot that was killed is started again.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = randomInt(11_000, 30_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
  throw new Error('No free port could be found on 127.0.0.1.');
}

/** The sandbox's own refusals, told apart from those of Microsoft 365 by their code. */
export function refused(status: number, message: string): Answer {
  return { status, body: { error: { code: 'Sandbox', message } } };
}

async function safely(answer: (call: Call) => Promise<Answer>, call: Call): Promise<Answer> {
  try {
    return await answer(call);
  } catch (error) {
    return {
      status: 500,
      body: {
        error: {
          code: 'InternalServerError',
          message: error instanceof Error ? (error.stack ?? error.message) : String(error),
        },
      },
    };
  }
}

async function readCall(request: IncomingMessage): Promise<Call | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  try {
    return {
      method: request.method ?? 'GET',
      url,
      path: mark < 0 ? url : url.slice(0, mark),
      params: {},
      query: new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1)),
      headers: request.headers,
      body: bodyOf(text, request.headers['content-type'] ?? ''),
      length: text.length,
      isAbandoned: () => request.socket.destroyed,
    };
  } catch {
    return null;
  }
}

function bodyOf(text: string, contentType: string): unknown {
  if (text === '') return undefined;
  if (contentType.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  return JSON.parse(text);
}

function write(answer: Answer, request: IncomingMessage, response: ServerResponse): void {
  // Who has hung up hears no stream that would be told when they do.
  if (answer.lost === true || request.socket.destroyed) {
    request.socket.destroy();
    return;
  }
  if (answer.stream !== undefined) {
    response.writeHead(answer.status, answer.headers);
    answer.stream(response);
    return;
  }
  const text =
    answer.body === undefined ? '' : typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    ...(answer.status === 204 ? {} : { 'content-length': String(Buffer.byteLength(text)) }),
    ...(text === ''
      ? {}
      : {
          'content-type':
            typeof answer.body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
        }),
    ...answer.headers,
  });
  response.end(request.method === 'HEAD' ? '' : text);
}
