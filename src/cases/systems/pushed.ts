import { createHash, timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';
import { parseBody } from '../../store/storable.ts';
import type { Push } from './caseSystem.ts';

/** A header of a push; of one that stands there twice nothing can be said. */
export const headerOf = ({ headers }: Pick<Push, 'headers'>, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
};

/** Whether a text is one of the secrets, told in a time that says nothing of them. */
export const isOneOf = (secrets: readonly string[], given: string): boolean =>
  secrets.map((secret) => timingSafeEqual(digest(secret), digest(given))).includes(true);
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** What the body of a push holds, by a schema; null: something else. */
export function pushedBody<T>(schema: z.ZodType<T>, body: Uint8Array): T | null {
  try {
    return schema.safeParse(parseBody(body)).data ?? null;
  } catch {
    return null;
  }
}

/** Milliseconds that a signed push may be from our clock. */
export const pushTolerance = 300_000;
