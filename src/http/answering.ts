import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpAnswer } from './route.ts';

/** A request under way, and where its answer goes. */
export type Exchange = {
  id: string;
  request: IncomingMessage;
  response: ServerResponse;
  /** Milliseconds without a byte taken after which a reader is hung up on. */
  answerPatience: number;
};

/** Answers though the body may not be whole; what is still to come of it is not waited for. */
export function answerAtOnce(exchange: Exchange, answer: HttpAnswer): Promise<void> {
  if (exchange.request.complete) return write(exchange, answer);
  return write(exchange, { ...answer, headers: { ...answer.headers, Connection: 'close' } });
}

/**
 * Writes an answer out; resolves when it is out or the caller is gone, also one that was gone before. Throws what the
 * content of a stream throws.
 */
export async function write(exchange: Exchange, { status, headers, body }: HttpAnswer): Promise<void> {
  const { request, response, answerPatience } = exchange;
  if (isGone(request)) return;
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  if (body) response.setHeader('Content-Type', body.type);
  // Whoever takes nothing of their answer would keep it, and what makes it, for ever.
  response.setTimeout(answerPatience, () => response.destroy());
  const content = body?.content ?? '';
  if (typeof content === 'string' || content instanceof Uint8Array) {
    // Bytes are not copied: a file that many read is there once, however slowly they do.
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    response.writeHead(status, { 'Content-Length': bytes.length });
    await outOrGone(exchange, () => response.end(bytes));
    return;
  }
  response.writeHead(status);
  // HEAD: the answer's head alone, without making its content.
  if (request.method === 'HEAD') await outOrGone(exchange, () => response.end());
  else await stream(exchange, content);
}

/** Whether the caller has hung up. */
export const isGone = ({ socket }: IncomingMessage): boolean => socket.destroyed;

/**
 * Calls `left` when the caller hangs up; gives what ends that. The socket tells it at any time: a response hears nothing
 * of it once it has been told, nor (of Node 24 it does) before the responses that stand in line before it are out.
 */
export function onceGone({ socket }: IncomingMessage, left: () => void): () => void {
  socket.once('close', left);
  return () => void socket.off('close', left);
}

function outOrGone({ request, response }: Exchange, end: () => void): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stopListening();
      response.off('finish', done).off('close', done);
      resolve();
    };
    const stopListening = onceGone(request, done);
    response.once('finish', done).once('close', done);
    end();
  });
}

/**
 * Streams content out until it ends or its reader is gone: then content is told to return, and not waited for. A reader
 * who leaves is no fault; what the content throws is.
 */
async function stream({ request, response }: Exchange, content: AsyncIterable<string | Uint8Array>): Promise<void> {
  const gone = Promise.withResolvers<void>();
  let left = false;
  let more: (() => void) | null = null;
  const leave = (): void => {
    left = true;
    more?.();
    gone.resolve();
  };
  const stopListening = onceGone(request, leave);
  response.once('close', leave).on('drain', () => more?.());
  // Node's pipeline would throw into content what is no fault of it, and wait for it.
  const send = async (): Promise<void> => {
    for await (const piece of content) {
      if (left) return;
      if (response.write(piece)) continue;
      await new Promise<void>((resolve) => {
        more = resolve;
      });
    }
    if (!left) response.end();
    await gone.promise;
  };
  try {
    await Promise.race([send(), gone.promise]);
  } finally {
    stopListening();
  }
}
