import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CardRun } from '../../../src/sandbox/terminal/cardText.ts';
import { cardInTerminal } from '../../../src/sandbox/terminal/terminalCard.ts';
import { columnsOf, wrapped } from '../../../src/sandbox/terminal/terminalLines.ts';

const plain = (text: string): CardRun => ({ text, look: 'plain' });
const textOf = (line: readonly CardRun[]): string => line.map(({ text }) => text).join('');
const cut = (text: string, columns: number) => wrapped([plain(text)], columns).map(textOf);

describe('a line in the terminal', () => {
  test('ends between words, and anywhere between Japanese characters', () => {
    expect(cut('owns Azure VPN Gateway', 15)).toEqual(['owns Azure VPN ', 'Gateway']);
    expect(cut('回答期限は時間帯にかかわらず', 10)).toEqual(['回答期限は', '時間帯にか', 'かわらず']);
  });

  test('does not begin with a closing mark, nor end with an opening one', () => {
    expect(cut('制限なし。変更', 8)).toEqual(['制限な', 'し。変更']);
    expect(cut('レベル「最高」', 8)).toEqual(['レベル', '「最高」']);
  });

  test('cuts a word only where it is wider than the line', () => {
    expect(cut('at privatelink.database', 12)).toEqual(['at ', 'privatelink.', 'database']);
  });

  test('is never wider than the terminal, and loses nothing but spaces', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'B', ' ', '-', '.', '日', 'カ', '、', '「', '」', 'ー', '１'),
    });
    const look = fc.constantFrom<CardRun['look']>('plain', 'bold', 'subtle');
    fc.assert(
      fc.property(fc.array(fc.record({ text, look })), fc.integer({ min: 2, max: 30 }), (line, columns) => {
        const lines = wrapped(line, columns);
        for (const each of lines) expect(columnsOf(textOf(each))).toBeLessThanOrEqual(columns);
        for (const each of lines.slice(1)) expect(textOf(each)).not.toMatch(/^ +\S/);
        expect(lines.map(textOf).join('').replaceAll(' ', '')).toBe(textOf(line).replaceAll(' ', ''));
      }),
    );
  });

  test('takes two columns for each wide character, and none for its look', () => {
    expect(columnsOf('田中 Kenji')).toBe(10);
    expect(columnsOf('「ＶＰＮ」')).toBe(10);
    expect(columnsOf('\u001b[1m承諾\u001b[22m')).toBe(4);
  });
});

test('a card in the terminal stands in its frame to the last line, whatever its width', () => {
  const card = {
    type: 'AdaptiveCard',
    body: [
      { type: 'TextBlock', text: 'Swarm plan', weight: 'Bolder' },
      { type: 'RichTextBlock', inlines: ['Vikram Rao, 阿部 圭太, Lynne Robbins\nand 加藤 蓮'] },
    ],
    actions: [{ type: 'Action.Execute', title: 'Start swarm' }],
  };
  const lines = cardInTerminal(card, 20).map(stripVTControlCharacters);
  expect(lines.at(-1)).toBe('╰  Start swarm ');
  expect(lines.slice(0, -1).map((line) => line.trimEnd())).toEqual([
    '│ Swarm plan',
    '│ Vikram Rao, 阿部',
    '│ 圭太, Lynne',
    '│ Robbins',
    '│ and 加藤 蓮',
  ]);
});
