import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matchesOf } from '../../src/reading/matches.ts';

const patterns = [/\d+/g, /a*/g, /(?:)/gu, /(?<=b)|\p{L}/gu, /[\u{1f600}-\u{1f64f}]?/gu, /^|$/gm];

describe('matches of a pattern in a text', () => {
  test('are those that matchAll finds, in any text, time after time', () => {
    const signs = fc.constantFrom('a', 'b', '7', ' ', '\n', 'あ', '😀', '\ud83d', '\ude00');
    fc.assert(
      fc.property(fc.array(signs), fc.constantFrom(...patterns), (text, pattern) => {
        const written = text.join('');
        const wanted = [...written.matchAll(pattern)].map(({ 0: words, index }) => [words, index]);
        for (let time = 0; time < 2; time++)
          expect(matchesOf(pattern, written).map(({ 0: words, index }) => [words, index])).toEqual(wanted);
      }),
    );
  });
});
