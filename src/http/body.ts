import type { IncomingMessage } from 'node:http';
import type { BodyPool } from './bodyPool.ts';
import type { Stopping } from './stopping.ts';

/** A body read whole, which counts in its pool until `leave` is called; or why not. */
export type BodyReading = { ok: true; body: Buffer; leave: () => void } | { ok: false; code: Unread };
export type Unread = 'too-large' | 'too-slow' | 'encoded' | 'broken-off' | 'busy' | 'stopping';

/** How slowly a body may come; times in milliseconds. */
export type BodyPace = {
  /** Every body has so much time, */
  grace: number;
  /** and more for what has come of it, at this rate, */
  bytesPerSecond: number;
  /** up to so much. */
  longest: number;
  /** When the server stops, what is still to come has so much time. */
  whenStopping: number;
};

export type BodyTerms = {
  /** The most bytes that are taken. */
  limit: number;
  pace: BodyPace;
  /** Where its bytes count, and as whose. */
  pool: BodyPool;
  holder: string;
  /** Called when it is going to be read. */
  begin: () => void;
  stopping: Stopping;
};

/** Beyond a body's limit so much more is read and thrown away, so that the caller hears the answer; then we hang up. */
const tolerated = 4 * 1024 * 1024;

/** Reads a request's body. Whatever becomes of the caller, it comes to an end, and of a body not read nothing counts. */
export function readBody(request: IncomingMessage, terms: BodyTerms): Promise<BodyReading> {
  const { limit, pace, pool, holder, begin, stopping } = terms;
  const refused = (code: Unread): Promise<BodyReading> => Promise.resolve({ ok: false, code });
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') return refused('encoded');
  if (announcedLength(request) > limit + tolerated) return refused('too-large');
  // A caller who hung up while they were judged: 'close' has been and does not come again.
  if (request.destroyed) return refused('broken-off');
  return new Promise((resolve) => {
    const began = performance.now();
    const chunks: Buffer[] = [];
    let length = 0;

    const finish = (reading: BodyReading): void => {
      clearTimeout(timer);
      request.off('data', take).off('end', end).off('close', broken).pause();
      dontHurry();
      if (!reading.ok) place?.leave();
      resolve(reading);
    };
    const fail = (code: Unread): void => finish({ ok: false, code });
    const place = pool.enter(holder, () => fail('busy'));
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      if (length > limit) {
        chunks.length = 0;
        place?.leave();
        if (length > limit + tolerated) fail('too-large');
      } else if (place?.grow(chunk.length)) chunks.push(chunk);
      else fail('busy');
    };
    const end = (): void => {
      place?.keep();
      if (length > limit || !place) fail('too-large');
      else finish({ ok: true, body: Buffer.concat(chunks, length), leave: place.leave });
    };
    const broken = () => fail('broken-off');
    const watch = (): void => {
      const allowed = Math.min(pace.longest, pace.grace + (length / pace.bytesPerSecond) * 1000);
      const left = allowed - (performance.now() - began);
      if (left <= 0) fail('too-slow');
      else timer = setTimeout(watch, left);
    };
    const hurry = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => fail('stopping'), pace.whenStopping);
    };
    let dontHurry = (): void => {};
    let timer = setTimeout(watch, Math.min(pace.grace, pace.longest));

    if (!place) return fail('busy');
    begin();
    // Told by 'close' too; without a listener it would end the process.
    request
      .on('data', take)
      .once('end', end)
      .once('close', broken)
      .once('error', () => {});
    dontHurry = stopping.whenBegun(hurry);
  });
}

/** Whether a request comes with a body, be it empty in the end. */
export const announcesBody = (request: IncomingMessage): boolean =>
  announcedLength(request) > 0 || request.headers['transfer-encoding'] !== undefined;

/** How long a body says it is, in bytes; 0: it does not say. */
const announcedLength = (request: IncomingMessage): number => Number(request.headers['content-length'] ?? 0);
