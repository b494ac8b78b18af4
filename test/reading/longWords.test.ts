import { expect, test } from '@jest/globals';
import { cut } from '../../src/language/cut.ts';
import { languageOf } from '../../src/reading/title.ts';
import { cameAs } from '../../src/registry/files/problem.ts';

/** The fastest of some runs, in milliseconds: what else the machine does only ever makes one slower. */
function fastest(text: string): number {
  const runs = Array.from({ length: 7 }, () => {
    const begun = performance.now();
    languageOf(text);
    return performance.now() - begun;
  });
  return Math.min(...runs);
}

test('the language of long ideographs beyond the basic plane is told in time by their length, not by its square', () => {
  const word = (ideographs: number) => '𠮷'.repeat(ideographs);
  expect(languageOf(`${word(9000)}です`)).toBe('ja');
  // Four times the text: 4 times as long, or 16 by the square.
  expect(fastest(word(9600))).toBeLessThan(10 * fastest(word(2400)) + 2);
});

test('what came in an import is shown up to a whole character', () => {
  const shown = cameAs(`${'a'.repeat(78)}𠮷が${'b'.repeat(40)}`);
  expect(shown).toBe(`${'a'.repeat(78)}…`);
  expect(cut(shown, 80).isWellFormed()).toBe(true);
});
