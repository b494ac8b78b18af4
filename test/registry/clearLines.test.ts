import { describe, expect, test } from '@jest/globals';
import { problemSentence } from '../../src/registry/files/problemWords.ts';
import { readRegistryFiles } from '../../src/registry/files/registryFile.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';

const id = (letter: string) => `11111111-0000-4000-8000-00000000000${letter}`;
const known = createSnapshot({
  technologies: [
    { id: 'exchange', name: { en: 'Exchange', ja: 'Exchange' }, aliases: { en: [], ja: [] }, parent: null },
  ],
  engineers: [
    {
      ...{ id: id('a'), name: 'Mika', zone: 'Asia/Tokyo', hours: { days: [1], from: '09:00', to: '18:00' } },
      ...{ languages: ['ja' as const], mostSwarms: 2, awayUntil: null, lead: false },
    },
  ],
  skills: [],
  feeds: [{ id: 'exchange-oncall', kind: 'on-call', zone: 'Asia/Tokyo', text: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' }],
});
const read = (name: string, text: string) =>
  readRegistryFiles([{ name, content: new TextEncoder().encode(text) }], known);
const told = (name: string, text: string, language: 'en' | 'ja'): string[] => {
  const reading = read(name, text);
  return reading.ok ? [] : reading.problems.map((each) => problemSentence(each, language));
};

const calendars = 'id,name_en,name_ja,on,from,until\n';
const week = 'id,name,zone,week,languages\n';
const feeds = 'id,address,kind,person,technology,zone,names\n';
const rota = 'person,zone,kind,from,to\n';

describe('what an administrator wrote is refused in words that say what would be right', () => {
  test.each([
    [
      'calendars that stand on one another in a circle',
      `${calendars}a,A,A,b,2026-01-01,2026-12-31\nb,B,B,jp,2026-01-01,2026-12-31\nc,C,C,c,2026-01-01,2026-12-31\n`,
      ['t.csv, line 4, on: The calendar stands on itself: c → c.'],
      ['t.csv、4 行目、on: カレンダーの土台（on）が循環しています: c → c。'],
    ],
    [
      'a shift that ends before it begins, by the clocks of who wrote it',
      `${rota}Mika,,シフト,2026-12-02 9:00,2026-12-01 18:00\n`,
      [
        't.csv, line 2, to: "2026-12-01 18:00" cannot be taken. It should be after 2026-12-02 09:00, and at the latest 2026-12-03 10:00.',
      ],
      [
        't.csv、2 行目、to: 「2026-12-01 18:00」は使えません。2026-12-02 09:00 より後、遅くとも 2026-12-03 10:00 までの日時を指定してください。',
      ],
    ],
    [
      'a month that there is not, once',
      `${rota}Mika,,shift,2026-13-01 09:00,18:00\n`,
      [
        't.csv, line 2, from: "2026-13-01 09:00" cannot be taken. It should be a date and time such as 2026-12-01 22:00, or with its zone 2026-12-01T22:00:00+09:00.',
      ],
      [
        't.csv、2 行目、from: 「2026-13-01 09:00」は使えません。2026-12-01 22:00、またはタイムゾーン付きの 2026-12-01T22:00:00+09:00 のような日時を指定してください。',
      ],
    ],
    [
      'a feed that is not asked by https, without a zone, with names of another kind; its address stays a secret',
      `${feeds}x,http://calendar.example/secret.ics,on-call,,exchange,,Ken -> Mika\n`,
      [
        't.csv, line 2, address: "http://calendar.example/…" cannot be taken. It should be an address that begins with https://.',
        't.csv, line 2, zone: This is missing. It should be a time zone such as Asia/Tokyo, or UTC.',
        't.csv, line 2, names: "Ken -> Mika" cannot be taken. It should be names of the feed and whose they are, such as Ken T=kenji.tanaka@contoso.com|2nd line=Maya Rao.',
      ],
      [
        't.csv、2 行目、address: 「http://calendar.example/…」は使えません。https:// で始まるアドレスを指定してください。',
        't.csv、2 行目、zone: 値がありません。Asia/Tokyo のようなタイムゾーン、または UTCを指定してください。',
        't.csv、2 行目、names: 「Ken -> Mika」は使えません。フィードでの名前とその人（例: Ken T=kenji.tanaka@contoso.com|2nd line=Maya Rao）を指定してください。',
      ],
    ],
    [
      'a week that cannot be read, and not the hours that it stands for',
      `${week}${id('b')},Aoi,Asia/Tokyo,Mon-Fri 9am-5pm,en\n`,
      [
        't.csv, line 2, week: "Mon-Fri 9am-5pm" cannot be taken. It should be a week such as Mon-Fri 9:00-12:00, 13:00-17:00; Sat 10-14.',
      ],
      [
        't.csv、2 行目、week: 「Mon-Fri 9am-5pm」は使えません。「月～金 9:00-12:00 13:00-17:00; 土 10-14」のような曜日と時間を指定してください。',
      ],
    ],
  ])('%s', (_, text, english, japanese) => {
    expect(told('t.csv', text, 'en')).toEqual(english);
    expect(told('t.csv', text, 'ja')).toEqual(japanese);
  });

  test('a half day that ends before it begins', () => {
    const files = [
      { name: 'c.csv', text: `${calendars}a,A,A,,2026-01-01,2026-12-31\n` },
      { name: 'd.csv', text: 'calendar,date,kind,from,to,name_ja\na,2026-12-28,半日,13:00,09:00,仕事納め\n' },
    ];
    const reading = readRegistryFiles(
      files.map(({ name, text }) => ({ name, content: new TextEncoder().encode(text) })),
      known,
    );
    expect(reading.ok ? [] : reading.problems.map((each) => problemSentence(each, 'en'))).toEqual([
      'd.csv, line 2, to: "09:00" cannot be taken. It should be after 13:00, and at the latest 23:59.',
    ]);
  });

  test('a page to sign in at in place of a feed, whose last text stays', () => {
    expect(told('exchange-oncall.ics', '<!doctype html><html>Sign in</html>', 'en')).toEqual([
      expect.stringContaining('This is no iCalendar file'),
    ]);
    expect(known.feed('exchange-oncall')?.text).toContain('BEGIN:VCALENDAR');
  });
});

test('a week of one’s own needs no usual hours beside it', () => {
  const reading = read('t.csv', `${week}${id('b')},Aoi,Asia/Tokyo,月～水 10-15; 金 13-17,日本語\n`);
  expect(reading.ok && reading.registry.engineers).toMatchObject([
    {
      hours: { days: [1, 2, 3, 5], from: '10:00', to: '17:00' },
      asking: { week: [{ days: [1, 2, 3] }, { days: [5] }] },
    },
  ]);
});
