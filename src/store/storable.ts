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

/** Each text in a value, and each name of a field, that cannot be kept as it is; in its order, however deep it is nested. */
export function unstorablesIn(value: unknown): Unstorable[] {
  const found: Unstorable[] = [];
  // A list of its own: a body of brackets alone goes deeper than functions can call each other.
  const left: Place[] = [{ value, within: null, step: null }];
  for (let place = left.pop(); place; place = left.pop()) {
    if (typeof place.value !== 'string') {
      for (const inside of placesIn(place).reverse()) left.push(inside);
      continue;
    }
    const text = place.value;
    const code = text.includes('\0') ? 'nul' : text.isWellFormed() ? null : 'half-character';
    if (code !== null) found.push({ path: pathTo(place), code, text });
  }
  return found;
}

/** A value within another; `step` null: it is a field's name, or the whole. */
type Place = { value: unknown; within: Place | null; step: string | number | null };

function placesIn(within: Place): Place[] {
  const { value } = within;
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.map((each: unknown, step) => ({ value: each, within, step }));
  return Object.entries(value).flatMap(([step, each]: [string, unknown]) => [
    { value: step, within, step: null },
    { value: each, within, step },
  ]);
}

function pathTo(place: Place): Unstorable['path'] {
  const path: Unstorable['path'] = [];
  for (let at: Place | null = place; at; at = at.within) if (at.step !== null) path.push(at.step);
  return path.reverse();
}
