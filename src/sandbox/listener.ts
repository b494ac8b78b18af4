import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import restify from 'restify';
import type { Answer, Call } from './routes.ts';

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
  const answerRequest = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
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
  const { port } = server.address() as AddressInfo;
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
  if (answer.lost === true) {
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
