import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { comparable, comparableWords, differOnlyInFinalLongVowels, spanInOriginal } from '../../src/detection/text.ts';

const same = (left: string, right: string) => expect(comparableWords(left)).toBe(comparableWords(right));

describe('two writings of one word are the same', () => {
  test('wide and narrow, large and small', () => {
    same('Ａｚｕｒｅ　ＶＭ', 'azure vm');
    same('ｻｰﾊﾞｰ', 'サーバー');
    same('ﾌｫﾙﾀﾞ', 'フォルダ');
  });

  test('composed and decomposed', () => {
    same('フォルダ'.normalize('NFD'), 'フォルダ');
    same('ガ', 'カ\u3099');
  });

  test('long vowel marks', () => {
    same('サーバー', 'サーバ');
    same('フォルダーリダイレクト', 'フォルダリダイレクト');
    same('コンピューター', 'コンピュータ');
  });

  test('small vowels', () => same('ウィンドウ', 'ウインドウ'));

  test('spaces and 中黒 beside Japanese', () => {
    same('スケール セット', 'スケールセット');
    same('スケール・セット', 'スケールセット');
    same('VPN ゲートウェイ', 'VPNゲートウェイ');
    same('スケール\u3000セット', 'スケールセット');
  });

  test('spaces, dashes and underscores between Latin words', () => {
    same('site-to-site', 'site to site');
    same('click\u2010to\u2011run', 'click_to  run');
  });

  test('words that only look alike are told apart by their vowels', () => {
    expect(differOnlyInFinalLongVowels('サーバー', 'サーバ')).toBe(true);
    expect(differOnlyInFinalLongVowels('ユーザ', 'ユーザー')).toBe(true);
    expect(differOnlyInFinalLongVowels('ビール', 'ビル')).toBe(false);
    expect(differOnlyInFinalLongVowels('サバ', 'サーバ')).toBe(false);
    expect(differOnlyInFinalLongVowels('コード', 'コド')).toBe(false);
  });
});

describe('every folded unit knows where it came from', () => {
  const written = (text: string, words: string) => {
    const folded = comparable(text);
    const from = folded.text.indexOf(comparableWords(words));
    const { start, end } = spanInOriginal(folded, from, from + comparableWords(words).length);
    return text.slice(start, end);
  };

  test('the span is what was written, not what was compared', () => {
    expect(written('昨日からＡｚｕｒｅの接続が切れる', 'azure')).toBe('Ａｚｕｒｅ');
    expect(written('ファイル サーバーが遅い', 'サーバ')).toBe('サーバー');
    expect(written('ｻｰﾊﾞｰが落ちた', 'サーバー')).toBe('ｻｰﾊﾞｰ');
    expect(written('㍿の VPN  ゲートウェイ で', 'VPNゲートウェイ')).toBe('VPN  ゲートウェイ');
    expect(written('🙂 the site\u2011to\u2011site link', 'site-to-site')).toBe('site\u2011to\u2011site');
  });

  test('whatever the text, spans lie within it, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const folded = comparable(text);
        let last = 0;
        for (let at = 0; at < folded.text.length; at++) {
          const { start, end } = spanInOriginal(folded, at, at + 1);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = start;
        }
      }),
    );
  });

  test('its words without the way back are the same, of plain Latin text too', () => {
    const written = fc.string({ unit: 'binary-ascii', minLength: 61, maxLength: 90 });
    fc.assert(fc.property(written, (text) => expect(comparableWords(text)).toBe(comparable(text).text)));
    const signs = fc.stringMatching(/^[ _\-\t\nA-z'".]{61,90}$/);
    fc.assert(fc.property(signs, (text) => expect(comparableWords(text)).toBe(comparable(text).text)));
  });

  test('folding twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const once = comparableWords(text);
        expect(comparableWords(once)).toBe(once);
      }),
    );
  });
});
