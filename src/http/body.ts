import type { IncomingMessage } from 'node:http';

/** A body read whole, or why not. */
export type BodyReading = { ok: true; body: Buffer } | { ok: false; code: 'too-large' | 'encoded' | 'broken-off' };

/** Beyond a body's limit so much more is read and thrown away, so that the caller hears the answer; then we hang up. */
const patience = 4 * 1024 * 1024;

/** Reads a request's body of at most `limit` bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<BodyReading> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') return { ok: false, code: 'encoded' };
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk)) return { ok: false, code: 'broken-off' };
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else chunks.length = 0;
      if (length > limit + patience) break;
    }
  } catch {
    return { ok: false, code: 'broken-off' };
  }
  return length > limit ? { ok: false, code: 'too-large' } : { ok: true, body: Buffer.concat(chunks, length) };
}
