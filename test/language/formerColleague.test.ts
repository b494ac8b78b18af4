import { describe, expect, test } from '@jest/globals';
import { withChats } from '../../src/history/swarms/solvers.ts';
import { withFormerColleague } from '../../src/language/formerColleague.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import { sentenceCard } from '../../src/teams/cards/parts/refusal.ts';
import { readerIn } from '../fixtures/cards.ts';
import { organisation } from '../history/organisation.ts';
import { shownText } from '../teams/cards/reading.ts';

describe('who was erased', () => {
  test.each([
    ['Case 4711 · 元メンバー and Liam', 'Case 4711 · a former colleague and Liam'],
    ['元メンバー', 'a former colleague'],
    ['担当は元メンバーさんです', '担当は元メンバーさんです'],
  ])('has a name in English for who reads English, but not inside of a Japanese text: %s', (text, expected) => {
    expect(withFormerColleague(text, 'en')).toBe(expected);
  });

  test.each([
    ['a former colleague さんにお礼を伝えました。', '元メンバーさんにお礼を伝えました。'],
    ['協力: a former colleague、Liam さん', '協力: 元メンバー、Liam さん'],
    ['a former colleague', '元メンバー'],
    ['Ask a former colleague about it', 'Ask a former colleague about it'],
  ])('has a name in Japanese for who reads Japanese, but not inside of an English text: %s', (text, expected) => {
    expect(withFormerColleague(text, 'ja')).toBe(expected);
  });

  test('is told so on each card', () => {
    expect(shownText(sentenceCard('元メンバー has joined.', readerIn('en')))).toContain(
      'a former colleague has joined.',
    );
    expect(shownText(sentenceCard('a former colleague さんが参加しました。', readerIn('ja')))).toContain(
      '元メンバーさんが参加しました。',
    );
  });

  test('is nobody whom others are sent to ask', () => {
    const solvers = [
      { id: '5f0c', name: '元メンバー' },
      { id: '7d1e', name: 'a former colleague' },
      { id: 'mika', name: 'Mika' },
    ];
    expect(withChats(createSnapshot(organisation), solvers)).toEqual([{ name: 'Mika', chat: null }]);
  });
});
