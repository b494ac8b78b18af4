import { describe, expect, test } from '@jest/globals';
import { type Door, doors } from '../bench/longText/doors.ts';
import { type TextKind, textKinds } from '../bench/longText/kinds.ts';
import { milliseconds, textFor } from '../bench/longText/measure.ts';

/**
 * Nobody else is served while a text is read: whatever comes in, four times the text takes some four times as long, and
 * never sixteen times. What each door takes at its limit: `npm run bench:long-text`.
 */
const mainDoors = [
  'a message, planned',
  '/swarm who: several',
  'a person named in a message',
  'people named on a card',
  'Swarm this: HTML to words',
  'webhook: description',
  'import: any file as past cases',
  'import: any file as a registry',
  'import: rows under the right columns',
  'what search finds',
  'what an article leaves out',
];
/** Those that took longest by their length, or once took time by their square. */
const kinds = [
  'marks and nothing else',
  'many marks on each letter',
  'half-width voiced marks',
  'Arabic ligatures of eighteen letters',
  'less-than signs',
  'one letter again and again',
  'HTML',
  'short lines',
  'spaces of other kinds between two words',
  'full stops between two words',
  'titles with blanks in them',
  'footers of mail that go on',
  'footers of mail that go on in Japanese',
];

const named = <Named extends { name: string }>(all: readonly Named[], name: string): Named => {
  const found = all.find((each) => each.name === name);
  if (!found) throw new Error(`There is no ${name}`);
  return found;
};

/** 4 to the power of 1.5. What takes but a moment is in nobody's way, however it grows. */
const growsTooFast = (quarter: number, whole: number) => whole > 8 * Math.max(quarter, 5);
/** Milliseconds. The goal is a tenth of it, on a machine that does nothing else: what was ever mended took more than this. */
const tooLong = 1000;

/**
 * Processor time of this thread, the best of several: what compiles, collects or shares a core with others only adds.
 * Looked at again while it seems too much; what grows as its square seems so each time.
 */
function measured(door: Door, kind: TextKind): { quarter: number; whole: number } {
  const texts = { quarter: textFor(door, kind, 0.25), whole: textFor(door, kind, 1) };
  const best = { quarter: Number.POSITIVE_INFINITY, whole: Number.POSITIVE_INFINITY };
  const seemsBad = () => growsTooFast(best.quarter, best.whole) || best.whole > tooLong;
  for (let round = 0; round < 8 && (round === 0 || seemsBad()); round++) {
    best.quarter = Math.min(best.quarter, milliseconds(door, texts.quarter));
    best.whole = Math.min(best.whole, milliseconds(door, texts.whole));
  }
  return best;
}

describe.each(mainDoors)('long text at the door “%s”', (door) => {
  test.each(kinds)('takes time by its length: %s', (kind) => {
    const { quarter, whole } = measured(named(doors, door), named(textKinds, kind));
    expect({ quarter, whole, tooFast: growsTooFast(quarter, whole), tooLong: whole > tooLong }).toMatchObject({
      tooFast: false,
      tooLong: false,
    });
  });
});
