import { describe, expect, test } from '@jest/globals';
import { AdaptiveCard, TextBlock } from 'adaptivecards';
import fc from 'fast-check';
import { cleaned, escapedMarkdown, passage, short } from '../../../src/teams/cards/parts/text.ts';
import { atOnce } from '../atOnce.ts';

describe('text from a case', () => {
  test('lets no sign of any script act, hide or pile up, however usual the signs beside it', () => {
    for (let unit = 0; unit < 0xd800; unit++) {
      const sign = String.fromCharCode(unit);
      const shown = cleaned(`サーバー a${sign.repeat(9)}b`);
      if (/[[\p{Cc}\p{Cf}]--[\n\t]]|[\u2028\u2029]|\p{M}{5}|\{\{/v.test(shown))
        throw new Error(`U+${unit.toString(16)} is shown`);
      if (/[^\S ]/u.test(short(`件名${sign}a`, 20))) throw new Error(`U+${unit.toString(16)} ends no line`);
    }
  });

  test('loses what hides, reorders or splits it', () => {
    expect(cleaned('a\u202Eb\u200Bc\u2066d\u0007e\uFEFFf\u00ADg')).toBe('abcdefg');
  });

  test('keeps emoji that are joined, and no other joiners', () => {
    expect(cleaned('👩‍💻 a\u200Db')).toBe('👩‍💻 ab');
  });

  test('cannot mention anyone', () => {
    for (const text of ['<at>Mika</at>', '< AT id="1">x< / at >', '&lt;<at>'])
      expect(cleaned(text)).not.toMatch(/<\s*\/?\s*at\b/i);
  });

  test('cannot make a client write a date', () => {
    expect(cleaned('{{DATE(2026-11-20T00:00:00Z)}} {{{TIME(')).not.toContain('{{');
  });

  test('is well-formed Unicode, and no letter carries a tower of marks', () => {
    expect(cleaned('a\uD800b').isWellFormed()).toBe(true);
    expect(cleaned(`o${'\u0336'.repeat(500)}`).length).toBeLessThan(10);
  });

  test('is cut between whole characters, never longer than asked, with an ellipsis', () => {
    expect(short('神戸👩‍💻👩‍💻', 5)).toBe('神戸…');
    expect(short('ルーターを 交換\n後', 100)).toBe('ルーターを 交換 後');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 1, max: 80 }), (text, most) => {
        const cut = short(text, most);
        return cut.length <= most && cut.isWellFormed() && !cut.includes('\n');
      }),
    );
  });

  test('keeps its lines in a passage, up to so many', () => {
    expect(passage('a\r\nb\n\n\n\nc\nd', 100, 4)).toBe('a\nb\n\nc\n…');
    expect(passage('a\nb', 100, 4)).toBe('a\nb');
  });

  test('ends at a whole line or sentence, where one ends in the latter half', () => {
    expect(passage('It drops each hour.\n20:14:07 INFO upload of the blob is ok', 36, 4)).toBe(
      'It drops each hour.\n…',
    );
    expect(passage('毎時切れます。再起動しても直りません。', 12, 4)).toBe('毎時切れます。 …');
    expect(passage('a'.repeat(50), 20, 4)).toBe(`${'a'.repeat(19)}…`);
  });

  test('of any length is cut in a moment', () => {
    expect(short('長'.repeat(2_000_000), 10)).toHaveLength(10);
  });

  test('is cleaned in a moment, whatever it repeats', () => {
    for (const piece of ['<', '< ', ' ', '</', '{', '\u200d', '\u0301', '\ud800', '\r'])
      expect(atOnce(() => typeof escapedMarkdown(`<${piece.repeat(200_000)}`))).toBe('string');
    expect(cleaned('< at>a</ at>b< / at>c</at>')).toBe('‹ at>a‹/ at>b‹ / at>c‹/at>');
  });
});

describe('text where markdown is read', () => {
  test.each([
    '**bold**',
    '[Reset](https://evil.example)',
    '_a_ `b` ~~c~~',
    '# big',
    '- item',
    '1. item',
    '&lt;at&gt;',
    '<b>',
  ])('%s shows as it is written', (text) => {
    expect(shownByMarkdown(escapedMarkdown(text))).toBe(text);
  });

  test('is left alone where nothing acts', () => {
    for (const text of ['ケース 4711 のスウォーム (至急)', 'Case 4711 - step 2. Q&A!'])
      expect(escapedMarkdown(text)).toBe(text);
  });

  test('never holds an address that a client would link', () => {
    expect(escapedMarkdown('see https://evil.example or www.evil.example')).not.toMatch(/https?:\/\/|www\./);
  });
});

/** The text as CommonMark shows it: a backslash before punctuation makes it ordinary; all else must already be. */
function shownByMarkdown(text: string): string {
  const active = text.replace(/\\[!-/:-@[-`{-~]/g, '');
  expect(active).not.toMatch(/[*_[\]`~<>]|^\s*([-+#]|\d+[.)]\s)|&\w+;/);
  const card = new AdaptiveCard();
  const block = new TextBlock(text);
  card.addItem(block);
  return (block.text ?? '').replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
