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
  mayHoldUnstorable(json) ? JSON.parse(json, (_key, value: unknown) => storable(value)) : JSON.parse(json);

const mayHoldUnstorable = (json: string): boolean => /\\u(?:0000|d[89a-f])/i.test(json);

/** A text without what cannot be kept; any other value as it is. */
export const storable = (value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value;

/** Where in a value of JSON something stands that PostgreSQL does not keep in text, and what. */
export type Unstorable = { path: (string | number)[]; code: 'nul' | 'half-character'; text: string };

/** What is said of it, after the name of the field. */
export const cannotBeKept: Record<Unstorable['code'], string> = {
  nul: 'holds a NUL (U+0000), which cannot be kept',
  'half-character': 'holds half of a character, which cannot be kept',
};

/** Each text in a value, and each name of a field, that cannot be kept as it is. */
export function unstorablesIn(value: unknown, path: (string | number)[] = []): Unstorable[] {
  if (typeof value === 'string') {
    const code = value.includes('\0') ? 'nul' : value.isWellFormed() ? null : 'half-character';
    return code === null ? [] : [{ path, code, text: value }];
  }
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each, at) => unstorablesIn(each, [...path, at]));
  return Object.entries(value).flatMap(([key, each]) => [
    ...unstorablesIn(key, path),
    ...unstorablesIn(each, [...path, key]),
  ]);
}
