import { describe, expect, test } from '@jest/globals';
import { isOfNamesake, replacing, withPseudonym } from '../../src/cases/pseudonym.ts';

const ann = { ids: ['0a-1'], names: ['Ann'] };
const washio = { ids: ['0b-2'], names: ['鷲尾 健太郎', 'Kentaro Washio (Tokyo)'] };
const pseudonym = { id: 'p', name: '元メンバー' };

describe('a pseudonym in the place of a person', () => {
  test('stands for their ids and names anywhere, also inside of a step and as a key', () => {
    const told = { step: 'seat:0a-1', by: 'Ann', '0a-1': [{ id: '0a-1', name: 'Anna-Marie' }], count: 3, none: null };
    expect(withPseudonym(told, ann, pseudonym)).toEqual({
      step: 'seat:p',
      by: '元メンバー',
      p: [{ id: 'p', name: '元メンバー' }],
      count: 3,
      none: null,
    });
  });

  test.each([
    ['ask ann, not Annual or Joann', 'ask 元メンバー, not Annual or Joann'],
    ['Annさんに確認', '元メンバーさんに確認'],
  ])('a name is found as a word of its own: %s', (text, expected) => {
    expect(replacing(ann, pseudonym)(text)).toBe(expected);
  });

  test.each(['鷲尾 健太郎', '鷲尾健太郎', '鷲尾　健太郎', 'kentaro washio (tokyo)'])(
    'however it is written: %s',
    (name) => {
      expect(replacing(washio, pseudonym)(`担当は${/^k/.test(name) ? ' ' : ''}${name}です`)).toMatch(
        /^担当は ?元メンバーです$/,
      );
    },
  );

  test('somebody else of the same name keeps it beside their own id', () => {
    const other = { id: '0c-3', name: 'Ann' };
    expect(withPseudonym({ credits: [other] }, ann, pseudonym)).toEqual({ credits: [other] });
    expect(isOfNamesake({ credits: [other] }, ann)).toBe(true);
    expect(isOfNamesake({ credits: [other], step: 'seat:0a-1' }, ann)).toBe(false);
  });
});
