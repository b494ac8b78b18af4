import { describe, expect, test } from '@jest/globals';
import { en } from '../../../src/teams/languages/en.ts';
import { ja } from '../../../src/teams/languages/ja.ts';
import { languageOf, listed } from '../../../src/teams/languages/language.ts';

/** Every sentence of a catalogue by its path; those with parameters said with stand-ins that no language has words for. */
function sentences(part: unknown, path = ''): [string, string][] {
  if (typeof part === 'string') return [[path, part]];
  if (typeof part === 'function') {
    const given = Array.from({ length: part.length }, (_, index) => (/quotes$/.test(path) ? ['§'] : `§${index}`));
    return [[path, String(part(...given))]];
  }
  if (part && typeof part === 'object')
    return Object.entries(part).flatMap(([key, each]) => sentences(each, path ? `${path}.${key}` : key));
  return [];
}

const english = new Map(sentences(en));
const japanese = new Map(sentences(ja));

describe('the catalogues', () => {
  test('say the same things in both languages', () => {
    expect([...japanese.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  test('leave no sentence untranslated', () => {
    const same = [...english].filter(([path, text]) => japanese.get(path) === text && /[a-z]/i.test(text));
    // Commands are typed the same way in every language.
    expect(same.map(([, text]) => text).filter((text) => !text.startsWith('/swarm '))).toEqual([]);
  });

  test('leave no English words in the Japanese, but for names of products and things to type', () => {
    const names =
      /\/swarm( (status|who|doctor|help|mine|record|history|skills|explain|link|unlink)\b)?|Swarm|Azure (DNS|Bot)|Microsoft( Graph)?|Bot Connector|Entra|Teams|DATABASE_URL|HOST_TEAM_IDS|CASE_MAPPING_FILE|npm run cases -- go-on|docs\/(case-systems|availability|language-model|operations|registry)\.md|PUBLIC_URL|Outlook|HTTPS?|https|iCalendar|Web|FEED_PRIVATE_HOSTS|MODEL_CASE_TEXT|ENTRA_PEOPLE(_MOST_AT_ONCE)?|SHIFTS_TEAM_IDS|Schedule\.Read\.All|Shifts|infra\/register-app\.sh|URI|VPN|BGP|(T-1042 )?INC0012345|ID\b|§\d?/g;
    const left = [...japanese].filter(([, text]) => /[A-Za-z]{2,}/.test(text.replace(names, '')));
    expect(left).toEqual([]);
  });

  test('call one thing by one word in Japanese', () => {
    const all = [...japanese.values()].join('\n');
    for (const other of [
      'スワーム',
      'スオーム',
      'コーディネータ(?!ー)',
      '事案',
      'プラン(?!ナー)',
      '制限付き',
      'チャンネル',
      'インビテーション',
      'サーバ(?!ー)',
      'ユーザ(?!ー)',
    ])
      expect(all).not.toMatch(new RegExp(other));
  });

  test('use every parameter in both languages', () => {
    const marks = (text: string | undefined) => new Set(text?.match(/§\d/g) ?? []);
    for (const [path, text] of english) {
      // English leaves out what a person is called by, and counts with plural forms.
      if (/\.(spoken|whoSpoken|mineSpoken)$/.test(path)) continue;
      expect([path, marks(japanese.get(path))]).toEqual([path, marks(text)]);
    }
  });
});

test('the language is the reader’s own; English where it is unknown', () => {
  expect(['ja', 'ja-JP', 'JA-jp', 'en-GB', 'jav', 'fr-FR', '', undefined, null].map(languageOf)).toEqual([
    'ja',
    'ja',
    'ja',
    'en',
    'en',
    'en',
    'en',
    'en',
    'en',
  ]);
});

test('a sentence gets the mark that it lacks, and none behind a quoted one that has its own', () => {
  expect(en.common.sentences('You thanked Kenji', en.common.quoted('That was it.'), 'Really?')).toBe(
    'You thanked Kenji. “That was it.” Really?',
  );
  expect(ja.common.sentences('お礼を伝えました', ja.common.quoted('助かりました。'), ja.common.quoted('解決'))).toBe(
    'お礼を伝えました。「助かりました。」「解決」。',
  );
});

test('lists are joined as each language joins them', () => {
  expect(listed(['A', 'B', 'C'], { language: 'en' })).toBe('A, B and C');
  expect(listed(['A', 'B', 'C'], { language: 'ja' })).toBe('A、B、C');
});

test('a name in a Japanese sentence has spaces around it only where scripts meet', () => {
  expect(ja.common.person('佐藤 美香')).toBe('佐藤 美香さん');
  expect(ja.common.person('Liam')).toBe('Liam さん');
  expect(ja.invitation.accepted('Liam')).toContain('コーディネーターは Liam さんです');
  expect(ja.invitation.accepted('佐藤')).toContain('コーディネーターは佐藤さんです');
  expect(ja.reasons.owns('BGP ルーティング')).toBe('BGP ルーティングのオーナー');
  expect(ja.reasons.owns('BGP')).toBe('BGP のオーナー');
});
