/**
 * The beginning of a text, at most so many UTF-16 units, that ends at a whole character: no half of a pair, and no letter
 * without the marks, selectors or joined signs that follow it. A text of such marks alone is cut where they are.
 */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = wholeAt(text, most);
  return text.slice(0, end);
}

/** The last place at or before `at` where a character begins. */
export function wholeAt(text: string, at: number): number {
  let place = isLow(text.charCodeAt(at)) && isHigh(text.charCodeAt(at - 1)) ? at - 1 : at;
  for (let steps = 0; steps < mostMarks && place > 0; steps++) {
    const unit = text.codePointAt(place) ?? 0;
    if (unit < 0x300 || !(follows.test(String.fromCodePoint(unit)) || text.charCodeAt(place - 1) === joiner))
      return place;
    place -= isLow(text.charCodeAt(place - 1)) && isHigh(text.charCodeAt(place - 2)) ? 2 : 1;
  }
  return place > 0 && !follows.test(text.charAt(place)) ? place : isLow(text.charCodeAt(at)) ? Math.max(0, at - 1) : at;
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
const joiner = 0x200d;
/** Marks, selectors, joiners, skin tones and half-width voicing. */
const follows = /^(?:\p{M}|\u200d|[\uff9e\uff9f]|\p{Emoji_Modifier})$/u;
const mostMarks = 16;
