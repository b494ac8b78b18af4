import { describe, expect, test } from '@jest/globals';
import { problemSentence } from '../../src/registry/files/problemWords.ts';
import { type ReadingOptions, readRegistryFiles } from '../../src/registry/files/registryFile.ts';
import { marksIn } from '../../src/registry/files/skillMap.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import { engineer, skill, technology } from './sample.ts';

const person = '22222222-2222-4222-8222-000000000001';
const known = createSnapshot({
  technologies: [
    technology('powershell', 'PowerShell', 'PowerShell', ['pwsh'], ['パワーシェル']),
    technology('windows-server', 'Windows Server', 'Windows Server', [], ['ウィンドウズサーバー']),
  ],
  engineers: [
    engineer(person, { name: '山田 太郎', zone: 'Asia/Tokyo' }),
    engineer('dublin', { zone: 'Europe/Dublin' }),
  ],
  skills: [skill(person, 'powershell', 3, { owner: true, confirmedAt: '2026-10-01T00:00:00.000Z' })],
});
const reading = (text: string, options: ReadingOptions = {}) =>
  readRegistryFiles([{ name: 'excel.csv', content: new TextEncoder().encode(text) }], known, options);
const refused = (text: string, options: ReadingOptions = {}) => {
  const read = reading(text, options);
  return read.ok ? [] : read.problems.map((problem) => problemSentence(problem, 'en'));
};
const skillsCsv = '担当者,技術,レベル,オーナー,学習希望,確認日時\r\n';
const skillOf = (line: string) => {
  const read = reading(`${skillsCsv}${line}\r\n`);
  expect(read.ok ? [] : read.problems).toEqual([]);
  return read.ok ? read.registry.skills[0] : undefined;
};

describe('a table as Japanese Excel has it', () => {
  test.each([
    `${person},powershell,３,○,×,`,
    `${person},powershell,3,◯,×,`,
    `${person},powershell,3,○,✕,`,
    `${person},powershell,3,〇,✗,`,
    `${person},powershell,3,✓,－,`,
    `${person},powershell,3,☑,□,`,
    `${person},powershell,3,ＴＲＵＥ,ＦＡＬＳＥ,`,
    `${person},powershell,3,有,無,`,
    `${person},powershell,3,あり,なし,`,
    `${person},powershell,○,済,未,`,
    `${person},パワーシェル,３,はい,いいえ,`,
    `${person},ＰｏｗｅｒＳｈｅｌｌ,3,○,,`,
    `山田　太郎,powershell,3,○,ー,`,
    `山田太郎さん,powershell,三,真,偽,`,
    `山田 太郎（基盤部）,powershell,レベル三,対応可,対応不可,`,
    `{${person.toUpperCase()}},powershell,3,○,×,`,
  ])('says with %s what others say with true and 3', (line) => {
    expect(skillOf(line)).toEqual(skill(person, 'powershell', 3, { owner: true }));
  });

  test.each(['なし', '無し', '-', 'ー', '×', '0', 'N/A', '未経験', 'none'])(
    'says with the level %s that somebody has no skill, as a skill map does',
    (none) => {
      const read = reading(`${skillsCsv}${person},powershell,${none},,,\r\n${person},windows-server,3,-,-,-\r\n`);
      expect(read.ok ? [] : read.problems).toEqual([]);
      expect(read.ok && read.registry.skills).toEqual([skill(person, 'windows-server', 3)]);
    },
  );

  test('asks what is meant where somebody without a skill is to own it, or to learn it', () => {
    for (const line of [`${person},powershell,なし,○,,`, `${person},powershell,なし,,○,`])
      expect(refused(`${skillsCsv}${line}\r\n`)).toHaveLength(1);
  });

  test.each([
    ['its name and the date above it', `スキル一覧（2026年度）\r\n2026/4/1 現在,,\r\n\r\n担当者,技術,レベル\r\n`],
    ['what its columns have in common above them', `だれ,なに,\r\n担当者,技術,レベル\r\n`],
    ['other words for its columns', '氏名,製品名,習熟度\r\n'],
    ['marks of a form at its titles', '※担当者（必須）,技術*,レベル（任意）\r\n'],
  ])('is found with %s', (_what, head) => {
    const read = reading(`${head}山田 太郎,powershell,3\r\n`);
    expect(read.ok ? read.registry.skills : read.problems).toMatchObject([
      { person, technology: 'powershell', level: 3 },
    ]);
  });

  test('has people by the mail address that the registry knows, asking nobody', () => {
    const withMail = createSnapshot({
      technologies: [technology('powershell', 'PowerShell')],
      engineers: [engineer(person, { name: '山田 太郎', mail: 'taro@contoso.example' })],
      skills: [],
    });
    for (const who of ['Taro@contoso.example', '山田 太郎 <taro@contoso.example>', 'mailto:taro@contoso.example']) {
      const content = new TextEncoder().encode(`${skillsCsv}${who},powershell,3,,,\r\n`);
      expect(readRegistryFiles([{ name: 's.csv', content }], withMail)).toMatchObject({
        ok: true,
        registry: { skills: [{ person, level: 3 }] },
      });
    }
  });

  test('tells what is wrong by the titles that stand there, and a missing column in their language', () => {
    const told = (text: string) => {
      const read = reading(text);
      return read.ok ? [] : read.problems.map(({ line, path }) => [line, path]);
    };
    expect(told(`${skillsCsv}Smith,powershell,3,,,\r\n`)).toEqual([[2, '担当者']]);
    expect(told(`担当者,技術,オーナー\r\n${person},powershell,○\r\n`)).toEqual([[2, 'レベル']]);
    expect(
      told(`ID,氏名,タイムゾーン,曜日,開始,終了,言語\r\n${person},山田,東京 (標準時),月～金,9:00,18:00,日本語\r\n`),
    ).toEqual([[2, 'タイムゾーン']]);
  });

  test('has levels as marks', () => {
    for (const [mark, level] of Object.entries({ '◎': 5, '○': 3, '△': 2, '４': 4 }))
      expect(skillOf(`${person},powershell,${mark},○,×,`)?.level).toBe(level);
  });

  test.each(['2026/4/1', '2026-4-1', '2026年4月1日', '令和8年4月1日', 'R8.4.1', '46113', '２０２６／４／１'])(
    'has days as %s, in the zone of the person',
    (day) => {
      expect(skillOf(`${person},powershell,3,○,×,${day}`)?.confirmedAt).toBe('2026-03-31T15:00:00.000Z');
      expect(skillOf(`dublin,powershell,3,○,×,${day}`)?.confirmedAt).toBe('2026-03-31T23:00:00.000Z');
    },
  );

  test('has engineers with days, times, zones and languages by name', () => {
    const titles = 'ID,名前,タイムゾーン,曜日,開始,終了,言語,同時スウォーム上限,不在期限\r\n';
    const hours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '00:00' };
    for (const [days, from] of [
      ['月|火|水|木|金', '９：００'],
      ['月～金', '9時'],
      ['平日', '9:00:00'],
      ['月火水木金', '午前9時'],
      ['Mon-Fri', '9:00 AM'],
      ['"月、火、水、木、金"', '0.375'],
    ]) {
      const read = reading(`${titles}x-5,田中,Tokyo Standard Time,${days},${from},24:00,日本語・英語,２,2026/4/1\r\n`);
      expect(read).toMatchObject({
        ok: true,
        registry: {
          engineers: [
            {
              id: 'x-5',
              zone: 'Asia/Tokyo',
              hours,
              languages: ['ja', 'en'],
              mostSwarms: 2,
              awayUntil: '2026-04-01T14:59:00.000Z',
            },
          ],
        },
      });
    }
  });

  test('is refused by the cell where nobody can tell', () => {
    expect(refused(`${skillsCsv}${person},powershell,優,たぶん,×,4/1/2026\r\n`)).toEqual([
      'excel.csv, line 2, レベル: "優" cannot be taken. It should be a number.',
      'excel.csv, line 2, オーナー: "たぶん" cannot be taken. It should be yes or no (true or false, ○ or ×).',
      'excel.csv, line 2, 確認日時: "4/1/2026" cannot be taken. It should be a date such as 2026-11-20 or 2026/11/20 9:00; of another zone: 2026-11-20T09:00:00+09:00.',
    ]);
    expect(refused(`${skillsCsv}${person},コボル,3,○,×,\r\n`)).toEqual([
      'excel.csv, line 2, 技術: There is no technology "コボル", neither here nor in the registry.',
    ]);
  });
});

test.each([
  ['days that are told by what they are not', '土日以外', [1, 2, 3, 4, 5]],
  ['days that are told by what they are not', '水曜を除く', [1, 2, 4, 5, 6, 7]],
  ['no days at all', 'いつでも', null],
])('%s: %s', (_what, cell, days) => {
  const read = reading(
    `id,name,zone,days,from,to,languages\r\n${person},山田,Asia/Tokyo,${cell},9:00,18:00,日本語\r\n`,
  );
  expect(
    read.ok ? read.registry.engineers[0]?.hours.days : read.problems.map((each) => problemSentence(each, 'ja')),
  ).toEqual(
    days ?? [
      'excel.csv、2 行目、days: 「いつでも」は使えません。月～金、月水金、1|2|3（1 が月曜）のような曜日を指定してください。',
    ],
  );
});

describe('a skill map', () => {
  const of = (text: string, options: ReadingOptions = {}) => {
    const read = reading(text, options);
    expect(read.ok ? [] : read.problems.map((problem) => problemSentence(problem, 'ja'))).toEqual([]);
    return read.ok ? { skills: read.registry.skills, marks: read.marks } : undefined;
  };

  test('has people down and technologies across, and tells what became of each mark', () => {
    expect(of(`担当者,powershell,windows-server\r\n${person},◎,△\r\n`)).toEqual({
      // Who owns it is not for a map to say.
      skills: [skill(person, 'powershell', 5, { owner: true }), skill(person, 'windows-server', 2)],
      marks: [
        { mark: '◎', level: 5, cells: 1 },
        { mark: '△', level: 2, cells: 1 },
      ],
    });
  });

  test('may have names, numbers from 0, blanks, and the reverse', () => {
    const expected = [skill(person, 'windows-server', 4), skill('dublin', 'powershell', 1)];
    expect(of('氏名,パワーシェル,Windows Server\n山田 太郎,0,４\ndublin,1,\n')?.skills).toEqual(expected);
    expect(of('スキル,山田太郎,Dublin\nWindows Server,4,×\npwsh,－,1\n')?.skills).toEqual(expected);
  });

  test('may have a number, a department or an address beside each name, a title of two words, and levels in words', () => {
    const expected = [skill(person, 'windows-server', 4), skill('dublin', 'powershell', 1)];
    for (const text of [
      'No.,担当者名,部署,PowerShell,Windows Server\n1,山田 太郎,技術部,なし,4\n2,dublin,営業部,1,N/A\n',
      '氏名＼技術,メール,PowerShell,Windows Server,備考\n山田 太郎,taro@contoso.example,-,Lv4,転入\ndublin,,Level 1,未経験,\n',
      'Department,Name,PowerShell,Windows Server,Total\nSupport,山田 太郎,none,レベル４,4\nSupport,dublin,1,n/a,1\n',
    ])
      expect(of(text)?.skills.map(({ person: who, technology: what, level }) => [who, what, level])).toEqual(
        expect.arrayContaining(expected.map(({ person: who, technology: what, level }) => [who, what, level])),
      );
    expect(of('No,分類,技術＼氏名,山田太郎,Dublin\n1,OS,Windows Server,4,×\n2,自動化,pwsh,なし,1\n')?.skills).toEqual(
      expected,
    );
  });

  test('may have a heading over groups of technologies, sums and a legend', () => {
    const map =
      'スキルマップ,,\n,OS など,\n氏名,PowerShell,Windows Server\n山田 太郎,3,4\n合計,3,4\n凡例,◎：指導可,×：なし\n';
    expect(of(map)?.skills.map(({ technology: what, level }) => [what, level])).toEqual([
      ['powershell', 3],
      ['windows-server', 4],
    ]);
    expect(refused('氏名,PowerShell\n山本,3\n')).toEqual([expect.stringContaining('line 2, 氏名: ')]);
  });

  test('has a name in other kanji of the same name, where one alone is called so', () => {
    const hanako = { name: '髙橋 花子', zone: 'Asia/Tokyo' };
    const map = '氏名,PowerShell\n高橋 花子,3\n';
    const among = (...ids: string[]) =>
      readRegistryFiles(
        [{ name: 'map.csv', content: new TextEncoder().encode(map) }],
        createSnapshot({
          technologies: [technology('powershell', 'PowerShell')],
          engineers: ids.map((id) => engineer(id, hanako)),
          skills: [],
        }),
      );
    expect(among('hanako')).toMatchObject({ ok: true, registry: { skills: [{ person: 'hanako', level: 3 }] } });
    expect(among('hanako', 'other')).toMatchObject({
      ok: false,
      problems: [{ code: 'unknown-person', came: '高橋 花子' }],
    });
  });

  test('keeps when a skill was confirmed, where its level stays', () => {
    expect(of(`担当者,powershell\n${person},◯\n`)?.skills).toEqual([
      skill(person, 'powershell', 3, { owner: true, confirmedAt: '2026-10-01T00:00:00.000Z' }),
    ]);
  });

  test('means by marks what it is said to mean, and is refused where nobody says', () => {
    const text = `担当者,powershell,windows-server\n${person},◎,A\n`;
    expect(refused(text)).toEqual([
      expect.stringContaining('excel.csv, line 2, windows-server: It is not clear what the mark "A" means.'),
    ]);
    expect(of(text, { marks: marksIn('◎=4、A=-') ?? new Map() })).toMatchObject({
      skills: [{ technology: 'powershell', level: 4 }],
      marks: [
        { mark: '◎', level: 4 },
        { mark: 'a', level: null },
      ],
    });
    expect(marksIn('◎=9')).toBeNull();
    expect(marksIn('much')).toBeNull();
    expect(refused(`担当者,powershell,コボル\n${person},◎,○\n`)).toEqual([
      'excel.csv, line 2, コボル: There is no technology "コボル", neither here nor in the registry.',
    ]);
  });
});

describe('people', () => {
  const files = (id: string) => [
    {
      name: 'people.json',
      content: new TextEncoder().encode(
        JSON.stringify({
          engineers: [{ ...engineer('x'), id }],
          skills: [skill(id.toLowerCase(), 'powershell', 5)],
        }),
      ),
    },
  ];
  test.each([
    '2222AB22-2222-4222-8222-00000000000A',
    '{2222ab22-2222-4222-8222-00000000000a}',
    '２222AB22-2222-4222-8222-00000000000a',
  ])('are the same by their id, however it is written: %s', (id) => {
    expect(readRegistryFiles(files(id), known)).toMatchObject({
      ok: true,
      registry: {
        engineers: [{ id: '2222ab22-2222-4222-8222-00000000000a' }],
        skills: [{ person: '2222ab22-2222-4222-8222-00000000000a' }],
      },
    });
  });

  test('by mail address are those whom Entra knows by it, and refused by name otherwise', () => {
    const titles = 'id,name,zone,days,from,to,languages\n';
    const csv = `${titles}Some One <Someone@contoso.example>,Someone,Asia/Tokyo,1|2|3|4|5,09:00,18:00,ja\n`;
    expect(refused(csv)).toEqual([
      expect.stringContaining('excel.csv, line 2, id: "someone@contoso.example" is a mail address.'),
    ]);
    expect(refused(csv, { mails: new Map([['someone@contoso.example', null]]) })).toEqual([
      expect.stringContaining('Nobody in this organisation has the mail address "someone@contoso.example".'),
    ]);
    expect(reading(csv, { mails: new Map([['someone@contoso.example', person]]) })).toMatchObject({
      ok: true,
      registry: { engineers: [{ id: person }] },
    });
    expect(refused('person,technology,level\ngone@contoso.example,powershell,3\n')).toEqual([
      expect.stringContaining('excel.csv, line 2, person: "gone@contoso.example" is a mail address.'),
    ]);
  });
});

test('what the database cannot keep is named with its line', () => {
  const json = (text: string) =>
    readRegistryFiles([{ name: 'r.json', content: new TextEncoder().encode(text) }], known);
  const told = (read: ReturnType<typeof json>) =>
    read.ok ? [] : read.problems.map(({ line, path, code, came }) => [line, path, code, came]);
  expect(
    told(json('{"technologies":[\n{"id":"t","name":{"en":"N\\u0000ul","ja":"N"},\n"aliases":{"ja":["a\\ud83d"]}}]}')),
  ).toEqual([
    [2, 'technologies[0].name.en', 'nul', 'N\ufffdul'],
    [3, 'technologies[0].aliases.ja[0]', 'half-character', 'a\ufffd'],
  ]);
  const csv = reading(`${skillsCsv}${person},powershell,3,○,×,\r\n${person},power\0shell,3,○,×,\r\n`);
  expect(told(csv)).toEqual([[3, '技術', 'nul', 'power\ufffdshell']]);
});
