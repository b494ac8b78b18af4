import { describe, expect, it } from '@jest/globals';
import { readCase } from '../../src/reading/readCase.ts';

const weightOf = (title: string, text: string): number => readCase(title, text).titleWeight;

describe('a title that is left from an older mail', () => {
  it.each([
    ['RE: VPN が切れる件', 'シェアポが開きません。'],
    ['返信: プリンターの件', 'Teams に入れません。'],
    ['RE: VPN tunnel', 'Our OneDrive does not sync.'],
    ['FW: Printer on the 3rd floor', 'The label printer at dock 4 prints nothing but blank pages.'],
    ['RE: 先日の件', '4 番ドックのラベルが印刷されず、白紙しか出なくなりました。'],
  ])('hardly counts where the text tells something of its own: %s | %s', (title, text) => {
    expect(weightOf(title, text)).toBeLessThan(0.1);
  });

  it.each([
    ['RE: VPN が切れる件', 'まだ直りません。'],
    ['RE: VPN が切れる件', '同じエラーが出ます。'],
    ['RE: VPN tunnel', 'Still the same here.'],
    ['RE: VPN tunnel', 'Still an error, FYI.'],
    ['VPN が切れる', 'Teams に入れません。'],
  ])('counts where the text only answers, and where it is its own: %s | %s', (title, text) => {
    expect(weightOf(title, text)).toBe(1);
  });
});
