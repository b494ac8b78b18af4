import type { Person } from './case.ts';

/** Somebody whose data is erased: all that identifies them. `ids`: the Entra id, and Teams' ids of them and their chat. */
export type ErasedPerson = { ids: readonly string[]; names: readonly string[] };

/**
 * A value of JSON with a pseudonym in a person's place: their ids anywhere, also inside of other words (`seat:<id>`) and
 * as a key, and their names, also in free text. Somebody else with the same name keeps it beside their own id.
 */
export function withPseudonym(value: unknown, person: ErasedPerson, pseudonym: Person): unknown {
  const text = replacing(person, pseudonym);
  const replaced = (each: unknown): unknown => {
    if (typeof each === 'string') return text(each);
    if (Array.isArray(each)) return each.map(replaced);
    if (typeof each !== 'object' || each === null) return each;
    const own = isPerson(each) && person.ids.includes(each.id);
    return Object.fromEntries(
      Object.entries(each).map(([key, held]) => {
        if (key === 'name' && own) return [key, pseudonym.name];
        if (key === 'name' && isNamesake(each, person)) return [key, held];
        return [text(key), replaced(held)];
      }),
    );
  };
  return replaced(value);
}

/** Replaces a person's ids and names in a text. A name is not found inside of a longer word: Ann is not in Annual. */
export function replacing({ ids, names }: ErasedPerson, pseudonym: Person): (text: string) => string {
  const byId = patternOf(ids);
  const byName = patternOf(names);
  return (text) => {
    const withoutIds = byId ? text.replace(byId, () => pseudonym.id) : text;
    return byName ? withoutIds.replace(byName, () => pseudonym.name) : withoutIds;
  };
}

/** Whether a value of JSON speaks of somebody else who has the same name, and nowhere of the person by an id. */
export function isOfNamesake(value: unknown, person: ErasedPerson): boolean {
  let namesake = false;
  let own = false;
  const byId = patternOf(person.ids);
  JSON.stringify(value, (_, each: unknown) => {
    if (typeof each === 'string') own ||= byId !== null && each.search(byId) >= 0;
    else if (typeof each === 'object' && each !== null) namesake ||= isNamesake(each, person);
    return each;
  });
  return namesake && !own;
}

const isPerson = (value: object): value is Person =>
  'id' in value && typeof value.id === 'string' && 'name' in value && typeof value.name === 'string';

const isNamesake = (value: object, { ids, names }: ErasedPerson): boolean =>
  isPerson(value) && !ids.includes(value.id) && names.includes(value.name);

/** Japanese has no spaces between words, so that only letters of other scripts part a name from a longer word. */
const otherLetter = '[[\\p{L}\\p{N}]--[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}]]';

function patternOf(words: readonly string[]): RegExp | null {
  const patterns = words
    .filter((word) => word.trim() !== '')
    .toSorted((one, other) => other.length - one.length)
    .map((word) => {
      const [first, last] = [word.at(0) ?? '', word.at(-1) ?? ''];
      const letter = new RegExp(otherLetter, 'v');
      const spelled = word.trim().split(/\s+/).map(escaped).join('\\s*');
      return `${letter.test(first) ? `(?<!${otherLetter})` : ''}${spelled}${letter.test(last) ? `(?!${otherLetter})` : ''}`;
    });
  return patterns.length > 0 ? new RegExp(patterns.join('|'), 'giv') : null;
}

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/&!#%,:;<=>@`~"'-]/g, hexEscape);
const hexEscape = (sign: string): string => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`;
