import type { IncomingMessage } from 'node:http';

/** A body read whole, or why not. */
export type BodyReading =
  | { ok: true; body: Buffer }
  | { ok: false; code: 'too-large' | 'too-slow' | 'encoded' | 'broken-off' };

/** Beyond a body's limit so much more is read and thrown away, so that the caller hears the answer; then we hang up. */
const tolerated = 4 * 1024 * 1024;

/** Reads a request's body of at most `limit` bytes, for at most `patience` milliseconds. */
export function readBody(request: IncomingMessage, limit: number, patience: number): Promise<BodyReading> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') return Promise.resolve({ ok: false, code: 'encoded' });
  if (announcedLength(request) > limit + tolerated) return Promise.resolve({ ok: false, code: 'too-large' });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else chunks.length = 0;
      if (length > limit + tolerated) finish({ ok: false, code: 'too-large' });
    };
    const finish = (reading: BodyReading): void => {
      clearTimeout(timer);
      request.off('data', take).pause();
      resolve(reading);
    };
    const timer = setTimeout(() => finish({ ok: false, code: 'too-slow' }), patience);
    request.on('data', take);
    request.once('end', () =>
      finish(length > limit ? { ok: false, code: 'too-large' } : { ok: true, body: Buffer.concat(chunks, length) }),
    );
    request.once('close', () => finish({ ok: false, code: 'broken-off' }));
    // Told by 'close' too; without a listener it would end the process.
    request.once('error', () => {});
  });
}

/** How long a body says it is, in bytes; 0: it does not say. */
export const announcedLength = (request: IncomingMessage): number => Number(request.headers['content-length'] ?? 0);
