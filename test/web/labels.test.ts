import { describe, expect, test } from '@jest/globals';
import { lettersThatFit } from '../../src/web/measures/labels.ts';
import { languageOf } from '../../src/web/parts/languageOf.ts';

describe('names beside a chart', () => {
  test('are not cut where there is room for each', () => {
    const names = ['Azure Virtual Machines', '証明書と PKI', 'Web プロキシ'];
    expect(lettersThatFit(names, 26)).toBe('Azure Virtual Machines'.length);
  });

  test('are cut where the first that is too long reaches the end of the room; Japanese letters take two places', () => {
    expect(lettersThatFit(['Active Directory Federation Services', '証明書'], 26)).toBe(26);
    expect(lettersThatFit(['Azure', '多要素認証とパスワードレス認証の構成'], 26)).toBe(13);
  });
});

test.each([
  ['VPN が切れる', 'ja'],
  ['Certificate renewal', 'en'],
  // Han alone may be Chinese.
  ['証明書更新失敗', undefined],
] as const)('the language of “%s” is told where it is known', (text, language) => {
  expect(languageOf(text)).toBe(language);
});
