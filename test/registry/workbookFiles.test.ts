import { randomBytes } from 'node:crypto';
import { CFB, utils, type WorkSheet, write } from '@e965/xlsx';
import { describe, expect, test } from '@jest/globals';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { readPastCaseFiles } from '../../src/evidence/pastCases/pastCaseFile.ts';
import { opened } from '../../src/registry/files/excel/workbook.ts';
import { problemSentence } from '../../src/registry/files/problemWords.ts';
import { type ReadingOptions, readRegistryFiles } from '../../src/registry/files/registryFile.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import { engineer, skill, technology } from './sample.ts';

const person = '22222222-2222-4222-8222-000000000001';
const known = createSnapshot({
  technologies: [
    technology('powershell', 'PowerShell', 'PowerShell', ['pwsh'], ['パワーシェル']),
    technology('windows-server', 'Windows Server', 'Windows Server', [], ['ウィンドウズサーバー']),
  ],
  engineers: [engineer(person, { name: '山田 太郎', zone: 'Asia/Tokyo' })],
  skills: [],
});
const titles = ['担当者', '技術', 'レベル', 'オーナー', '学習希望', '確認日時'];

type Value = string | number | boolean | Date | null;
const sheetOf = (rows: Value[][]): WorkSheet => utils.aoa_to_sheet(rows);
function bookOf(
  sheets: Record<string, WorkSheet>,
  change: (book: ReturnType<typeof utils.book_new>) => void = () => {},
) {
  const book = utils.book_new();
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(book, sheet, name);
  change(book);
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true }));
}
/** A sheet as other programs write it: by hand, so that what is read is not what the same library wrote. */
function handmade(rows: string, { styles = '', book = '', shared = '' } = {}): Uint8Array {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;
  const relations = (all: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all}</Relationships>`;
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const part = (name: string, kind: string) => `<Override PartName="/xl/${name}" ContentType="${type}.${kind}+xml"/>`;
  return zipSync({
    '[Content_Types].xml': strToU8(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part('workbook.xml', 'sheet.main')}${part('worksheets/sheet1.xml', 'worksheet')}${part('styles.xml', 'styles')}${part('sharedStrings.xml', 'sharedStrings')}</Types>`,
    ),
    '_rels/.rels': strToU8(relations(relation('r1', 'officeDocument', 'xl/workbook.xml'))),
    'xl/_rels/workbook.xml.rels': strToU8(
      relations(
        relation('r1', 'worksheet', 'worksheets/sheet1.xml') +
          relation('r2', 'styles', 'styles.xml') +
          relation('r3', 'sharedStrings', 'sharedStrings.xml'),
      ),
    ),
    'xl/workbook.xml': strToU8(
      `<workbook ${main} xmlns:r="${office}">${book}<sheets><sheet name="スキル" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    'xl/styles.xml': strToU8(
      `<styleSheet ${main}><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="58"/><xf numFmtId="22"/></cellXfs>${styles}</styleSheet>`,
    ),
    'xl/sharedStrings.xml': strToU8(`<sst ${main}>${shared}</sst>`),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet ${main}><sheetData>${rows}</sheetData></worksheet>`),
  });
}
const row = (at: number, ...cells: string[]): string => `<row r="${at}">${cells.join('')}</row>`;
const inline = (place: string, text: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
const skillTitles = row(1, ...titles.map((title, at) => inline(`${'ABCDEF'[at]}1`, title)));

const reading = async (content: Uint8Array, options: ReadingOptions = {}, name = 'skills.xlsx') =>
  readRegistryFiles(await opened([{ name, content }]), known, options);
const skillsOf = async (content: Uint8Array) => {
  const read = await reading(content);
  expect(read.ok ? [] : read.problems).toEqual([]);
  return read.ok ? read.registry.skills : [];
};
const refusal = async (content: Uint8Array, language: 'en' | 'ja' = 'en', name = 'skills.xlsx') => {
  const read = await reading(content, {}, name);
  return read.ok ? [] : read.problems.map((problem) => problemSentence(problem, language));
};
const formatted = (rows: Value[][], formats: Record<string, string>): WorkSheet => {
  const sheet = sheetOf(rows);
  for (const [place, format] of Object.entries(formats)) sheet[place].z = format;
  return sheet;
};
const confirmed = async (serial: number, format: string, change = (_: ReturnType<typeof utils.book_new>) => {}) =>
  (
    await skillsOf(
      bookOf({ スキル: formatted([titles, [person, 'powershell', 3, '○', '×', serial]], { F2: format }) }, change),
    )
  )[0]?.confirmedAt;

describe('a workbook', () => {
  test('holds a table in each of its sheets', async () => {
    const content = bookOf({
      スキル: sheetOf([titles, ['山田 太郎', 'sql-server', 4, true, '×', null]]),
      技術: sheetOf([
        ['ID', '名前（英語）', '名前（日本語）'],
        ['sql-server', 'SQL Server', 'SQL Server'],
      ]),
      Sheet3: sheetOf([]),
    });
    expect(await reading(content)).toMatchObject({
      ok: true,
      registry: {
        technologies: [{ id: 'sql-server' }],
        skills: [skill(person, 'sql-server', 4, { owner: true })],
      },
    });
  });

  test('is a skill map under a heading, its marks told', async () => {
    const map = sheetOf([
      ['スキルマップ 2026 年度', null, null],
      [],
      ['氏名', 'PowerShell', 'ウィンドウズサーバー'],
      ['山田　太郎', '◎', '△'],
    ]);
    map['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 2 } }];
    expect(await reading(bookOf({ マップ: map }))).toMatchObject({
      ok: true,
      registry: { skills: [skill(person, 'powershell', 5), skill(person, 'windows-server', 2)] },
      marks: [
        { mark: '◎', level: 5, cells: 1 },
        { mark: '△', level: 2, cells: 1 },
      ],
    });
  });

  test('has what is merged in each of its lines', async () => {
    const sheet = sheetOf([titles, [person, 'powershell', 3, '○', '×'], [null, 'windows-server', 2, '×', '×']]);
    sheet['!merges'] = [{ s: { r: 1, c: 0 }, e: { r: 1_000_000, c: 0 } }];
    expect(await skillsOf(bookOf({ スキル: sheet }))).toEqual([
      skill(person, 'powershell', 3, { owner: true }),
      skill(person, 'windows-server', 2),
    ]);
  });

  test.each([
    [46113, 'yyyy/m/d'],
    [46113, 'm"月"d"日"'],
    [46113, '[$-411]ggge"年"m"月"d"日"'],
    [46113, 'ge.m.d'],
    [46113, 'General'],
  ])('has the day %s in the format %s, in the zone of the person', async (serial, format) => {
    expect(await confirmed(serial, format)).toBe('2026-03-31T15:00:00.000Z');
  });

  test('has times to the second, although Excel keeps them as parts of a day', async () => {
    expect(await confirmed(46113 + 0.3958333333, 'yyyy/m/d h:mm')).toBe('2026-04-01T00:30:00.000Z');
    // Where the day alone is shown, too.
    expect(await confirmed(46113 + 0.3958333333, 'yyyy/m/d')).toBe('2026-04-01T00:30:00.000Z');
  });

  test('counts days from 1904 where it says so', async () => {
    const is1904 = (book: ReturnType<typeof utils.book_new>) => {
      book.Workbook = { WBProps: { date1904: true } };
    };
    expect(await confirmed(46113 - 1462, 'yyyy/m/d', is1904)).toBe('2026-03-31T15:00:00.000Z');
  });

  test('has hours, numbers and ids as they are shown', async () => {
    const content = bookOf({
      人: formatted(
        [
          ['id', 'name', 'zone', 'days', 'from', 'to', 'languages', 'most_swarms'],
          [42, 'K. Sato', 'Asia/Tokyo', '月～金', 0.375, 0.75, '日本語', 3],
        ],
        { A2: '00000', E2: 'h:mm', F2: 'h:mm:ss' },
      ),
    });
    expect(await reading(content)).toMatchObject({
      ok: true,
      registry: {
        engineers: [{ id: '00042', hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }, mostSwarms: 3 }],
      },
    });
  });

  test('is read as other programs write it: furigana, rich text, built-in Japanese dates, formulas as last reckoned', async () => {
    const shared =
      '<si><t>山田 太郎</t><rPh sb="0" eb="2"><t>ヤマダ</t></rPh></si><si><r><t>Power</t></r><r><rPr><b/></rPr><t>Shell</t></r></si>';
    const line = row(
      2,
      '<c r="A2" t="s"><v>0</v></c>',
      '<c r="B2" t="s"><v>1</v></c>',
      '<c r="C2"><f>1+2</f><v>3</v></c>',
      inline('D2', '○'),
      inline('E2', '×'),
      '<c r="F2" s="1"><v>46113</v></c>',
    );
    expect(await skillsOf(handmade(skillTitles + line, { shared }))).toEqual([
      skill(person, 'powershell', 3, { owner: true, confirmedAt: '2026-03-31T15:00:00.000Z' }),
    ]);
  });

  test('leaves out hidden sheets', async () => {
    const content = bookOf(
      { スキル: sheetOf([titles, [person, 'powershell', 3, '○', '×']]), 一覧: sheetOf([['○', '×']]) },
      (book) => {
        book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
      },
    );
    expect(await skillsOf(content)).toHaveLength(1);
  });

  test('holds past cases', async () => {
    const content = bookOf({
      解決済み: formatted(
        [
          ['ID', '件名', '解決日時', '技術', '解決者'],
          [4737, '印刷できない', 46113.375, 'パワーシェル', person],
        ],
        { C2: 'yyyy/m/d h:mm' },
      ),
    });
    const read = readPastCaseFiles(await opened([{ name: '過去.xlsx', content }]), known, Date.UTC(2026, 10, 1), {
      zone: 'Asia/Tokyo',
    });
    expect(read).toMatchObject({
      ok: true,
      cases: [{ id: '4737', technologies: ['powershell'], closedAt: Date.UTC(2026, 3, 1) }],
    });
  });
});

describe('what is wrong in a workbook is told with its sheet and row', () => {
  const content = bookOf({
    スキル: sheetOf([titles, [], [person, 'powershell', 9, '○', '×']]),
    メモ: sheetOf([
      ['更新日', '担当'],
      ['昨日', '私'],
    ]),
  });

  test('in English', async () => {
    expect(await refusal(content)).toEqual([
      'skills.xlsx, sheet "スキル", row 3, レベル: "9" cannot be taken. It should be a number of at most 5.',
      expect.stringMatching(/^skills.xlsx, sheet "メモ", row 1: It is not clear what this sheet holds: "更新日, 担当"/),
    ]);
  });

  test('in Japanese', async () => {
    expect(await refusal(content, 'ja')).toEqual([
      'skills.xlsx、シート「スキル」、3 行目、レベル: 「9」は使えません。5 以下の数値を指定してください。',
      expect.stringMatching(/^skills.xlsx、シート「メモ」、1 行目: シートの内容を判別できません（更新日, 担当）/),
    ]);
  });

  test('and the sheet of what is there twice', async () => {
    const line = [person, 'powershell', 3, '○', '×'];
    expect(await refusal(bookOf({ 東京: sheetOf([titles, line]), 大阪: sheetOf([titles, line]) }))).toEqual([
      `skills.xlsx, sheet "大阪", row 2: "${person} powershell" is here a second time; the first is in line 2 of 東京.`,
    ]);
  });

  test('cells that show an error, and formulas nobody reckoned', async () => {
    const line = row(2, '<c r="A2" t="e"><f>VLOOKUP(1,B:C,2)</f><v>#N/A</v></c>', '<c r="B2"><f>A2&amp;"x"</f></c>');
    expect(await refusal(handmade(skillTitles + line))).toEqual([
      'skills.xlsx, sheet "スキル", row 2: A cell shows the error #N/A. Mend its formula or write the value.',
      expect.stringMatching(/row 2: The formula =A2&"x" was never calculated/),
    ]);
  });
});

describe('what is no workbook that can be read is refused by name', () => {
  const fine = bookOf({ スキル: sheetOf([titles, [person, 'powershell', 3, '○', '×']]) });
  const old = () => {
    const book = utils.book_new();
    utils.book_append_sheet(book, sheetOf([titles]), 'S');
    return new Uint8Array(write(book, { type: 'array', bookType: 'biff8' }));
  };
  const encrypted = () => {
    const file = CFB.utils.cfb_new();
    CFB.utils.cfb_add(file, '/EncryptedPackage', randomBytes(5000));
    CFB.utils.cfb_add(file, '/EncryptionInfo', randomBytes(300));
    return new Uint8Array(Buffer.from(CFB.write(file, { type: 'buffer' })));
  };
  const changed = (part: string, change: (text: string) => string): Uint8Array => {
    const parts = unzipSync(fine);
    return zipSync({ ...parts, [part]: strToU8(change(new TextDecoder().decode(parts[part]))) });
  };
  /** 50 MB of text in 50 kB; the sizes that its directory tells are lies. */
  const bomb = (): Uint8Array => {
    const packed = zipSync({ ...unzipSync(fine), 'xl/sharedStrings.xml': new Uint8Array(50_000_000) }, { level: 1 });
    const view = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
    for (let at = view.indexOf('PK\u0001\u0002'); at >= 0; at = view.indexOf('PK\u0001\u0002', at + 4))
      if (view.readUInt32LE(at + 24) > 1_000_000) view.writeUInt32LE(1000, at + 24);
    return packed;
  };
  const far = (rows: number) => {
    const lines = Array.from({ length: rows }, (_, at) => row(at + 2, inline(`XFD${at + 2}`, 'x')));
    return handmade(skillTitles + lines.join(''));
  };

  test.each([
    ['an .xls named .xlsx', old, /^skills.xlsx: This is an Office file of the old kind \(.xls\)/],
    ['an encrypted one', encrypted, /^skills.xlsx: The workbook is encrypted/],
    ['another zip file', () => zipSync({ 'a.csv': strToU8('id,name') }), /no Excel workbook \(.xlsx\) is in it/],
    ['half of one', () => fine.subarray(0, fine.length / 2), /is damaged and cannot be read/],
    [
      'one whose parts are torn',
      () => changed('xl/worksheets/sheet1.xml', () => '<worksheet><sheetData><row'),
      /damaged|nothing/,
    ],
    ['one without its strings', () => changed('xl/workbook.xml', (text) => text.slice(0, 40)), /damaged|nothing/],
    [
      'entities that unfold',
      () => changed('xl/workbook.xml', (text) => text.replace('<workbook', '<!DOCTYPE x [<!ENTITY a "b">]><workbook')),
      /is damaged and cannot be read/,
    ],
    [
      'a part that holds NULs',
      () => changed('xl/worksheets/sheet1.xml', (text) => text.replace('<sheetData', '\0<sheetData')),
      /is damaged and cannot be read/,
    ],
    ['a zip bomb', bomb, /is too big: at most 20 MB unpacked/],
    ['cells far out', () => far(200), /is too big/],
    ['nothing', () => bookOf({ S: sheetOf([]) }), /^skills.xlsx: The file holds nothing/],
  ])('%s', async (_, content, sentence) => {
    expect(await refusal(content())).toEqual([expect.stringMatching(sentence)]);
  });

  test('and quickly', async () => {
    const content = handmade(`${skillTitles}${row(1_048_576, inline('XFD1048576', 'x'))}`);
    expect(await refusal(content)).toEqual([expect.stringMatching(/sheet "スキル", row 1048576/)]);
  });

  test('a workbook that nobody opened', () => {
    const read = readRegistryFiles([{ name: 'a.csv', content: fine }], known);
    expect(read).toMatchObject({ ok: false, problems: [{ code: 'excel-unopened' }] });
  });
});
