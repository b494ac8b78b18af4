import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { comparableWords } from '../../src/detection/text.ts';
import { compatible } from '../../src/language/compatible.ts';
import { cut } from '../../src/language/cut.ts';

describe('a cut text', () => {
  it.each([
    ['no half of an emoji', 'ab😀', 3, 'ab'],
    ['no half of a rare ideograph', '経𠮷', 2, '経'],
    ['no letter without its mark', '経か\u3099', 2, '経'],
    ['no half of a family', '経👩‍👩‍👧', 6, '経'],
    ['all of what fits', '経緯です', 10, '経緯です'],
  ])('has %s', (_, text, most, kept) => expect(cut(text, most)).toBe(kept));

  it('is well formed, no longer than asked, and a beginning of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat(80), (text, most) => {
        const kept = cut(text, most);
        expect(kept.length).toBeLessThanOrEqual(most);
        expect(text.startsWith(kept)).toBe(true);
        expect(kept.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('marks without end', () => {
  it('are cut off before they are put in order', () => {
    expect(compatible(`e${'\u0301\u0327'.repeat(500)}`).length).toBeLessThanOrEqual(31);
    expect(compatible('か\u3099ｶﾞＡ')).toBe('がガA');
  });
});

describe('a character that stands for a sentence', () => {
  it('makes no text longer than six times, in whatever way it is folded', () => {
    const long = '\ufdfa'.repeat(1_000);
    expect(compatible(`${long} ＡＢＣ \ufdfbか\u3099`)).toBe(`${long} ABC \ufdfbが`);
    expect(comparableWords(long).length).toBeLessThanOrEqual(1_002);
    const most = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).filter(
      (unit) => compatible(unit).length > 6,
    );
    expect(most).toEqual([]);
  });
});
