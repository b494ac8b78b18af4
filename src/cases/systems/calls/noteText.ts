import { wholeAt } from '../../../language/cut.ts';

/**
 * The line by which a note is found again, where its system has no other means: short, since people read it. Eight figures of the
 * note's id tell the notes of one case apart.
 */
export const markerOf = (id: string): string => `(Swarm ${referenceOf(id)})`;
/** What of it a search asks for: brackets and blanks may be operators there. */
export const referenceOf = (id: string): string => id.slice(0, 8);

/** Whether a text has this line, and nothing after it: who quotes a note seldom ends with it. */
export const endsWith = (text: string, line: string): boolean => text.trimEnd().split(/\r?\n/).at(-1)?.trim() === line;

/** Whether a line stands anywhere in a text, alone. */
export const hasLine = (text: string, line: string): boolean =>
  text.split(/\r?\n/).some((each) => each.trim() === line);

/** What shows that a text was cut. */
const ellipsis = '…';

/**
 * A text no longer than a system takes, by its own count, at a whole character; `end` stands after it whatever is cut.
 */
export function fitted(text: string, { most, count, end = '' }: Fit): string {
  const whole = `${text}${end}`;
  if (count(whole) <= most) return whole;
  const room = most - count(`${ellipsis}${end}`);
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (count(text.slice(0, middle)) <= room) low = middle;
    else high = middle - 1;
  }
  return `${text.slice(0, wholeAt(text, low))}${ellipsis}${end}`;
}

type Fit = { most: number; count: (text: string) => number; end?: string };

/**
 * Texts that stand in one note, none longer than its share of the room (UTF-16 units): what short ones leave the longer ones get.
 * Cut at the end of the whole, the last would be lost.
 */
export function sharing(texts: readonly string[], room: number): string[] {
  let left = room;
  const shares = new Map<number, number>();
  const byLength = [...texts.keys()].toSorted((one, other) => (texts[one] ?? '').length - (texts[other] ?? '').length);
  for (const [done, index] of byLength.entries()) {
    const share = Math.min((texts[index] ?? '').length, Math.floor(left / (texts.length - done)));
    shares.set(index, share);
    left -= share;
  }
  return texts.map((text, index) => fitted(text, { most: Math.max(1, shares.get(index) ?? 0), count: unitsOf }));
}

/** As databases of Microsoft and ServiceNow count: UTF-16 units. */
export const unitsOf = (text: string): number => text.length;
/** As Zendesk counts. */
export const bytesOf = (text: string): number => Buffer.byteLength(text);

/** A text in which nothing is a tag where a system reads notes as HTML, and everything reads the same where it does not. */
export const withoutTags = (text: string): string => text.replace(/<(?=[a-z/!?])/gi, '< ');

/** Whether what a column holds is one of some addresses. */
export const isOneOf = (urls: readonly string[], held: unknown): boolean =>
  typeof held === 'string' && urls.includes(held.trim());
