import { describe, expect, test } from '@jest/globals';
import { unbroken, unbrokenCounts, unbrokenDates, unbrokenWords } from '../../src/language/unbroken.ts';
import { ja as clientWords } from '../../src/sandbox/client/language/ja.ts';
import { duration } from '../../src/teams/languages/moment.ts';
import { createFormat } from '../../src/web/format.ts';
import { ja as tabWords } from '../../src/web/words/ja.ts';

/** What a line break would tear apart: a number, an ordinary space, and what is counted. */
const torn = /\d (?:件|人|回|時間|分|日|位|つ)/u;

describe('a number and what it counts stay on one line', () => {
  test('in any text, which otherwise stays as it is', () => {
    expect(unbroken('先頭の 20 件、直近 3 か月、1 つ')).toBe('先頭の 20\u00a0件、直近 3\u00a0か月、1\u00a0つ');
    for (const whole of ['ケース 4711 のスウォーム', 'Windows 11 バージョン', '10 hops, 3 days', 'at 10:02 GET /'])
      expect(unbroken(whole)).toBe(whole);
  });

  test.each([
    ['on 5 Nov 2026: 4532', 'on 5_Nov_2026: 4532'],
    ['until Sat 28 Nov, 01:30 GMT', 'until Sat_28_Nov, 01:30_GMT'],
    ['22 h 46 min', '22_h 46_min'],
    ['available · speaks English', 'available_· speaks English'],
    ['回答期限 11月20日(金) 03:16 (JST)', '回答期限 11月20日(金)_03:16_(JST)'],
  ])('and dates and times whole: %s', (text, whole) => {
    expect(unbroken(text)).toBe(whole.replaceAll('_', '\u00a0'));
  });

  test('and Japanese dates on cards, between whose signs a line may end', () => {
    const whole = unbrokenDates('最後は 2026年10月12日、期限は 12月1日(火) 09:00 (JST)');
    expect(whole.replaceAll('\u2060', '')).toBe('最後は 2026年10月12日、期限は 12月1日(火)\u00a009:00\u00a0(JST)');
    expect(whole).not.toMatch(/[年月日](?=\d|\()|\d(?=[年月日])/u);
  });

  test('also in what people wrote, of which nothing else changes: it may be copied', () => {
    expect(unbrokenCounts('リセットは 2 回 / 20:14 GMT, 5 Nov 2026, wait 5 s')).toBe(
      'リセットは 2\u00a0回 / 20:14 GMT, 5 Nov 2026, wait 5 s',
    );
  });

  test('in what the tab and the client say, by sentences and by functions', () => {
    const tab = unbrokenWords(tabWords);
    const client = unbrokenWords(clientWords);
    const said = [
      tab.list.loaded(2, true),
      tab.list.periods['28d'],
      tab.reasonFor({ code: 'load', live: 2, most: 3 }, String, { moment: String, day: String }),
      tab.coverage.thin.oneOwner,
      client.people.unread(12),
      client.conversation.members(5),
      ...client.fault.throttle,
    ];
    for (const each of said) {
      expect(each).toContain('\u00a0');
      expect(each).not.toMatch(torn);
    }
    expect(tab.views).toEqual(tabWords.views);
    expect(tab.people(['佐藤', '田中'])).toBe('佐藤さん、田中さん');
  });

  test('in spans of time', () => {
    const { span } = createFormat('ja', 'Asia/Tokyo');
    for (const seconds of [40, 600, 11_000, 200_000]) expect(span(seconds)).not.toMatch(torn);
    expect(span(11_000)).toBe('3\u00a0時間 3\u00a0分');
  });

  test('in spans to the nearest minute, as cards write them', () => {
    const { span } = createFormat('ja', 'Asia/Tokyo');
    const from = '2026-11-20T02:00:00.000Z';
    for (const seconds of [60, 89, 90, 3570, 3599, 5095, 86_399, 90_030]) {
      const to = new Date(Date.parse(from) + seconds * 1000).toISOString();
      expect(span(seconds)).toBe(unbroken(duration(from, to, { language: 'ja' })));
    }
  });

  test('with who did something in the Japanese of the tab, as cards write names', () => {
    const { story } = tabWords;
    const by = (name: string) => story.by({ kind: 'person', person: { id: 'p', name } });
    expect(`${by('佐藤 美香')}${story.events.started}`).toBe('佐藤 美香さんがスウォームを開始');
    expect(by('Liam O’Connor')).toBe('Liam O’Connor さんが');
    expect(story.events.couldGoOn(tabWords.people(['加藤 蓮', '井上 涼']))).toBe('候補: 加藤 蓮さん、井上 涼さん');
    expect(story.events.invited('田中 健二', 'ルーティング', 2)).toBe('田中 健二さんにルーティングを依頼 (第 2 回)');
  });
});
