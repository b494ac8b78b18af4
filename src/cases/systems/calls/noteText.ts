import { wholeAt } from '../../../language/cut.ts';

/** The line by which a note is found again, where its system has no other means. */
export const markerOf = (id: string): string => `[swarm:${id}]`;

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

/** As databases of Microsoft and ServiceNow count: UTF-16 units. */
export const unitsOf = (text: string): number => text.length;
/** As Zendesk counts. */
export const bytesOf = (text: string): number => Buffer.byteLength(text);

/** A text in which nothing is a tag where a system reads notes as HTML, and everything reads the same where it does not. */
export const withoutTags = (text: string): string => text.replace(/<(?=[a-z/!?])/gi, '< ');
