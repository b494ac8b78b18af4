import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { cut } from '../language/cut.ts';
import { visible } from '../language/usual.ts';
import { textOfMarkup, titleOfMarkup } from '../reading/markup.ts';
import { languageOf } from '../reading/title.ts';
import { personIdOf } from '../store/personId.ts';
import { cannotBeKept, storable, type Unstorable, unstorablesIn } from '../store/storable.ts';
import { instantIn, isWithoutZone } from '../time/instants.ts';
import { isZone, zoneNamed } from '../time/zone.ts';
import { type Case, caseSchema } from './case.ts';
import { type FieldError, fieldErrorsOf, pathOf } from './fieldErrors.ts';

/** What a caller sends beside the body to prove that it knows the secret. */
export type SignedRequest = {
  /** `x-swarm-timestamp`: seconds since 1970. */
  timestamp: string | undefined;
  /** `x-swarm-signature`: the HMAC-SHA256 of `timestamp + "." + body`, in hex or base64, after `sha256=` or alone. */
  signature: string | undefined;
  body: Uint8Array;
};

export type SignatureRefusal = 'unsigned' | 'malformed' | 'old' | 'wrong';

/** How far a timestamp may be from our clock, in seconds. */
export const timestampTolerance = 300;

/**
 * Judges a signature. `now` in milliseconds. What it accepts may have been carried out before: seenSignatures.ts tells, of
 * one that is old, too. The signature it gives is in hex, whatever form it came in.
 */
export function judgeSignature(
  secret: string,
  { timestamp, signature, body }: SignedRequest,
  now: number,
):
  | { ok: true; signature: string }
  | { ok: false; refusal: 'old'; signature: string }
  | { ok: false; refusal: Exclude<SignatureRefusal, 'old'> } {
  if (!timestamp || !signature) return { ok: false, refusal: 'unsigned' };
  const given = digestIn(signature);
  if (given === null || !/^\d{1,12}$/.test(timestamp)) return { ok: false, refusal: 'malformed' };
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();
  // The signature before the age: an old timestamp tells nothing about who does not know the secret.
  if (!timingSafeEqual(given, expected)) return { ok: false, refusal: 'wrong' };
  const hex = expected.toString('hex');
  if (Math.abs(now / 1000 - Number(timestamp)) > timestampTolerance)
    return { ok: false, refusal: 'old', signature: hex };
  return { ok: true, signature: hex };
}

/** The digest of a signature: many case systems and workflow tools write base64, and some no prefix. */
function digestIn(signature: string): Buffer | null {
  const written = signature.trim().replace(/^sha256=/i, '');
  if (/^[0-9a-f]{64}$/i.test(written)) return Buffer.from(written, 'hex');
  return /^[\w+/-]{43}=?$/.test(written) ? Buffer.from(written, 'base64') : null;
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

/** What case systems count versions with may need more than JavaScript's numbers hold: PostgreSQL's bigint is the most. */
const mostVersion = 2n ** 63n - 1n;
const versionRule = 'is a whole number from 0 to 9223372036854775807';
const versionSchema = z
  .union([z.int(versionRule).min(0, versionRule), z.string().regex(/^\d{1,19}$/, versionRule)], versionRule)
  .transform((told) => BigInt(told))
  .refine((version) => version <= mostVersion, versionRule);

const postedCaseSchema = z.strictObject({
  case: caseSchema.omit({
    ...{ askedBy: true, home: true, posted: true, instead: true, mergedInto: true, urgencySaid: true, unread: true },
  }),
  /** Counts up with each change of the case in its own system: a number, or its digits as a text. */
  version: versionSchema,
  /** The zone of a `created` and a `deadline` that name none. */
  zone: z
    .string()
    .transform(zoneNamed)
    .refine(isZone, 'is a time zone by area and city, such as Asia/Tokyo, or UTC')
    .optional(),
});

/** A case that a case system sent. `dropped`: the fields in which something stood that cannot be kept (NUL, half of a character). */
export type PostedCase = { case: Case; version: bigint; dropped: FieldError[] };

/** Reads the body of `POST /api/cases`: a case and its version, or everything that is wrong with it. */
export function parsePostedCase(body: Uint8Array): ({ ok: true } & PostedCase) | { ok: false; errors: FieldError[] } {
  let content: unknown;
  let dropped: FieldError[];
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    const told: unknown = JSON.parse(text, asTextWhereItIsNoNumber);
    dropped = unstorablesIn(told).map(({ path, code }) => ({
      path: pathOf(path),
      message: `${cannotBeKept[code]}, ${storedAs[code]}`,
    }));
    content = dropped.length === 0 ? told : JSON.parse(JSON.stringify(told), (_key, value: unknown) => storable(value));
  } catch {
    return { ok: false, errors: [{ path: '', message: 'is not JSON in UTF-8' }] };
  }
  const parsed = postedCaseSchema.safeParse(asSystemsMean(content));
  if (parsed.success) {
    const { case: theCase, version } = parsed.data;
    const owner = { ...theCase.owner, id: personIdOf(theCase.owner.id) };
    // Case systems keep what people write as HTML or wiki markup; a case is plain text.
    const description = textOfMarkup(theCase.description);
    const title = cut(titleOfMarkup(theCase.title), 300);
    const told = saidLanguage(content)
      ? theCase.language
      : (languageOf(`${title}\n${description}`) ?? theCase.language);
    return { ok: true, case: { ...theCase, title, description, owner, language: told }, version, dropped };
  }
  const given = recordSchema.safeParse(recordSchema.safeParse(content).data?.case).data ?? {};
  const { issues } = parsed.error;
  const isZoneWrong = issues.some(({ path }) => path[0] === 'zone');
  const errors = issues.flatMap((issue): FieldError[] => {
    const [, field = ''] = issue.path;
    const told = field === 'created' || field === 'deadline' ? given[field] : undefined;
    if (typeof told !== 'string' || !isWithoutZone(told) || instantIn(told, 'UTC') === null)
      return fieldErrorsOf(issue, content);
    // What names no zone was meant in that of the body, which is told as wrong itself.
    return isZoneWrong ? [] : [{ path: pathOf(issue.path), message: withoutZone }];
  });
  return { ok: false, errors };
}

const withoutZone = 'tells no time zone: write +09:00 or Z after it, or "zone" beside "version"';

/** Whether the body says in which language its customer writes; else the words of the case do. */
const saidLanguage = (content: unknown): boolean => {
  const said = recordSchema.safeParse(recordSchema.safeParse(content).data?.case).data?.language;
  return said !== undefined && said !== null && said !== '';
};

const storedAs: Record<Unstorable['code'], string> = {
  nul: 'and was stored without it',
  'half-character': 'and was stored with U+FFFD in its place',
};

/**
 * A body as its sender means it: null, or an empty text where a field may be left out, for no value; an id that is a number; a title
 * without what nobody sees; and dates in any form of which the instant can be told (a deadline without a time is the end of its day).
 * What is wrong stays, to be refused by name.
 */
function asSystemsMean(content: unknown): unknown {
  const posted = recordSchema.safeParse(content);
  const told = recordSchema.safeParse(posted.data?.case);
  if (!posted.success || !told.success) return content;
  const given = Object.fromEntries(
    Object.entries(told.data).filter(([key, value]) => value !== null && !(mayBeEmpty.has(key) && value === '')),
  );
  const zone = typeof posted.data.zone === 'string' ? zoneNamed(posted.data.zone) : null;
  const known = zone !== null && isZone(zone) ? zone : null;
  const { id, title, created, deadline } = given;
  if (typeof id === 'number' && Number.isSafeInteger(id)) given.id = String(id);
  if (typeof title === 'string') given.title = visible(title);
  if (typeof created === 'string') given.created = instantIn(created, known) ?? created;
  if (typeof deadline === 'string') given.deadline = instantIn(deadline, known, { day: 'end' }) ?? deadline;
  const { zone: declared, ...rest } = posted.data;
  return {
    ...rest,
    ...(declared === null || declared === undefined ? {} : { zone: declared }),
    case: given,
  };
}
const mayBeEmpty: ReadonlySet<string> = new Set(['customer', 'product', 'url', 'severity', 'language', 'deadline']);
const recordSchema = z.record(z.string(), z.unknown());

/** A whole number that JavaScript's would round, as its digits. */
const asTextWhereItIsNoNumber = (_key: string, value: unknown, { source = '' }: { source?: string } = {}): unknown =>
  typeof value === 'number' && !Number.isSafeInteger(value) && /^\d{16,19}$/.test(source) ? source : value;
