import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'restify';
import { parseStorable } from '../cases/webhook.ts';
import { errorAnswer, type HttpAnswer, type HttpRequest } from './route.ts';

/** Answers the activity that a body holds. */
export async function answerActivity(
  body: Buffer,
  process: (activity: unknown) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  let activity: unknown;
  try {
    activity = parseStorable(body.toString('utf8'));
  } catch {
    return errorAnswer(400, 'not-json', 'The body must be JSON.');
  }
  return process(activity);
}

/** Answers without having read the whole body; what is still to come of it is not waited for. */
export function refuse(request: Request, response: Response, answer: HttpAnswer): Promise<void> {
  if (request.complete) return write(response, answer);
  return write(response, { ...answer, headers: { ...answer.headers, Connection: 'close' } });
}

/** A request as routes see it. */
export function requestOf(request: Request, id: string, body: Uint8Array, signal: AbortSignal): HttpRequest {
  const params: unknown = request.params ?? {};
  const query = new URLSearchParams(request.getQuery());
  return { id, params: params as Record<string, string>, query, headers: request.headers, body, signal };
}

/** Writes an answer out; resolves when it is out or the caller is gone. */
export async function write(response: Response, { status, headers, body }: HttpAnswer): Promise<void> {
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
