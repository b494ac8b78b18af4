import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { termSpans, termsOf } from '../../../src/skills/evidence/terms.ts';

const shared = (left: string, right: string): number => {
  const known = new Set(termsOf(left, '').hashes);
  return [...termsOf(right, '').hashes].filter((hash) => known.has(hash)).length;
};

describe('the terms of a text', () => {
  test.each([
    ['サーバー', 'サーバ'],
    ['ｻｰﾊﾞ', 'サーバー'],
    ['ウィンドウ', 'ウインドウ'],
    ['ＡＺＵＲＥ', 'azure'],
    ['PowerShell', 'powershell'],
    ['AzureのVPNで', 'vpn'],
    ['仮想マシンが起動しない', '起動'],
  ])('%s is found by %s', (written, asked) => {
    expect(shared(written, asked)).toBeGreaterThan(0);
  });

  test('a stack trace weighs less than prose', () => {
    const weightOf = (text: string): number => {
      const hash = termsOf('contoso', '').hashes[0];
      const terms = termsOf('', text);
      return terms.weights[terms.hashes.indexOf(hash ?? 0)] ?? 0;
    };
    expect(weightOf('it fails\n   at contoso.run(app.cs:10)')).toBeLessThan(weightOf('it fails\n   in contoso run'));
  });

  test('spans show the words where they stand, and any string has terms or none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (title, text) => {
        const { hashes, weights } = termsOf(title, text);
        expect(hashes).toHaveLength(weights.length);
        for (const weight of weights) expect(weight).toBeGreaterThan(0);
        for (const { source, start, end } of termSpans(title, text)) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual((source === 'title' ? title : text).length);
        }
      }),
    );
  });
});
