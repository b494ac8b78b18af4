import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { textOfMarkup } from '../reading/markup.ts';
import { type Case, caseSchema } from './case.ts';

/** What a caller sends beside the body to prove that it knows the secret. */
export type SignedRequest = {
  /** `x-swarm-timestamp`: seconds since 1970. */
  timestamp: string | undefined;
  /** `x-swarm-signature`: `sha256=` and the HMAC-SHA256 of `timestamp + "." + body`, in hex. */
  signature: string | undefined;
  body: Uint8Array;
};

export type SignatureRefusal = 'unsigned' | 'malformed' | 'old' | 'wrong';

/** How far a timestamp may be from our clock, in seconds. */
export const timestampTolerance = 300;

/**
 * Judges a signature. `now` in milliseconds. What it accepts may still be a replay: claimSignature
 * (seenSignatures.ts) tells.
 */
export function judgeSignature(
  secret: string,
  { timestamp, signature, body }: SignedRequest,
  now: number,
): { ok: true; signature: string } | { ok: false; refusal: SignatureRefusal } {
  if (!timestamp || !signature) return { ok: false, refusal: 'unsigned' };
  const given = /^sha256=([0-9a-f]{64})$/i.exec(signature)?.[1]?.toLowerCase();
  if (given === undefined || !/^\d{1,12}$/.test(timestamp)) return { ok: false, refusal: 'malformed' };
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();
  // The signature before the age: an old timestamp tells nothing about who does not know the secret.
  if (!timingSafeEqual(Buffer.from(given, 'hex'), expected)) return { ok: false, refusal: 'wrong' };
  if (Math.abs(now / 1000 - Number(timestamp)) > timestampTolerance) return { ok: false, refusal: 'old' };
  return { ok: true, signature: given };
}

/** The headers with which a body is sent; `now` in milliseconds. */
export function sign(
  secret: string,
  body: string | Uint8Array,
  now: number,
): Record<'x-swarm-timestamp' | 'x-swarm-signature', string> {
  const timestamp = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');
  return { 'x-swarm-timestamp': timestamp, 'x-swarm-signature': `sha256=${signature}` };
}

/** One wrong field of a body, by its path: `case.owner.id`. */
export type FieldError = { path: string; message: string };

const postedCaseSchema = z.strictObject({
  case: caseSchema,
  /** Counts up with each change of the case in its own system. */
  version: z.int().min(0).max(2_147_483_647),
});

/** Reads the body of `POST /api/cases`: a case and its version, or everything that is wrong with it. */
export function parsePostedCase(
  body: Uint8Array,
): { ok: true; case: Case; version: number } | { ok: false; errors: FieldError[] } {
  let content: unknown;
  try {
    content = parseBody(body);
  } catch {
    return { ok: false, errors: [{ path: '', message: 'is not JSON in UTF-8' }] };
  }
  const parsed = postedCaseSchema.safeParse(content);
  if (parsed.success) {
    const { case: theCase, version } = parsed.data;
    // Case systems write GUIDs in either case; ours are lower.
    const owner = { ...theCase.owner, id: theCase.owner.id.toLowerCase() };
    // Case systems keep what people write as HTML or wiki markup; a case is plain text.
    const description = textOfMarkup(theCase.description);
    return { ok: true, case: { ...theCase, description, owner }, version };
  }
  return { ok: false, errors: parsed.error.issues.flatMap(fieldErrorsOf) };
}

/**
 * The JSON that a body holds, without what is not kept (parseStorable). Throws when it is none, and when its bytes are no
 * UTF-8: read with replacement signs, a name or a case would be kept as nobody wrote it.
 */
export const parseBody = (body: Uint8Array): unknown =>
  parseStorable(new TextDecoder('utf-8', { fatal: true }).decode(body));

/**
 * Parses JSON without what PostgreSQL does not keep in text: NUL and halves of characters. Both can only stand in it as
 * escapes, so that most JSON needs no look at each value. Throws what JSON.parse throws.
 */
export const parseStorable = (json: string): unknown =>
  /\\u(?:0000|d[89a-f])/i.test(json) ? JSON.parse(json, withoutUnstorable) : JSON.parse(json);

const withoutUnstorable = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value;

function fieldErrorsOf(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: pathOf([...issue.path, key]), message: 'is not a field of it' }));
  }
  return [{ path: pathOf(issue.path), message: issue.message }];
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}
