import { describe, expect, test } from '@jest/globals';
import { CsvError, parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { Engineer, Skill } from '../../src/registry/engineer.ts';
import { csvRecords } from '../../src/registry/files/csvRecords.ts';
import { problemSentence } from '../../src/registry/files/problemWords.ts';
import { readRegistryFiles, registryFiles } from '../../src/registry/files/registryFile.ts';
import { createSnapshot, type Registry } from '../../src/registry/snapshot.ts';
import { runs } from '../runs.ts';
import { engineer, skill, technology } from './sample.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (...files: [name: string, text: string][]) =>
  readRegistryFiles(files.map(([name, text]) => ({ name, content: bytes(text) })));
const problems = (...files: [name: string, text: string][]) => {
  const reading = read(...files);
  return reading.ok ? [] : reading.problems.map((problem) => problemSentence(problem, 'en'));
};

const registry: Registry = {
  technologies: [
    technology('azure', 'Azure', 'Azure'),
    technology(
      'vpn',
      'VPN | "Gateway", new',
      '=VPN ゲートウェイ',
      ['-vpn', 'a|b', 'c\\d'],
      ['＠ゲートウェイ', "'=x"],
      'azure',
    ),
  ],
  engineers: [
    engineer('a', { lead: true, awayUntil: '2026-12-01T00:00:00.000Z', languages: ['ja'] }),
    engineer('b', { name: '+山田\t太郎', hours: { days: [], from: '22:00', to: '06:00' } }),
  ],
  skills: [
    skill('a', 'vpn', 5, { owner: true, confirmedAt: '2026-10-01T00:00:00.000Z' }),
    skill('b', 'azure', 1, { wantsToLearn: true }),
  ],
};
const engineersCsv = 'id,name,zone,days,from,to,languages,most_swarms,away_until,lead\n';

describe('an exported registry', () => {
  test.each(['json', 'csv'] as const)('is read back to the same from %s', (format) => {
    expect(readRegistryFiles(registryFiles(registry, format))).toEqual({ ok: true, registry });
  });

  test('is read back with Japanese titles', () => {
    const files = registryFiles(registry, 'csv', 'ja');
    expect(new TextDecoder().decode(files[2]?.content)).toContain('担当者,技術,レベル');
    expect(readRegistryFiles(files)).toEqual({ ok: true, registry });
  });

  test('holds no cell that a spreadsheet would reckon', () => {
    for (const { content } of registryFiles(registry, 'csv'))
      for (const cell of new TextDecoder().decode(content).split(/[,\r\n]+/))
        expect(cell).not.toMatch(/^"?[=+\-@＝＋－＠]/);
  });

  test('whatever the words in it, comes back from both forms', () => {
    const word = fc
      .string({ unit: fc.constantFrom(...'a,;|\\"\'=+-@ー山\t '), minLength: 1, maxLength: 8 })
      .map((each) => `x${each}x`.slice(1).trim() || 'x');
    fc.assert(
      fc.property(
        word,
        word,
        fc.array(word, { maxLength: 3 }),
        fc.array(word, { maxLength: 3 }),
        (en, ja, some, others) => {
          const one = { technologies: [technology('t', en, ja, some, others)], engineers: [], skills: [] };
          for (const format of ['json', 'csv'] as const)
            expect(readRegistryFiles(registryFiles(one, format))).toEqual({ ok: true, registry: one });
        },
      ),
    );
  });
});

describe('a CSV file as Excel makes it', () => {
  test('with byte order mark, semicolons, CRLF, short times, capital booleans and empty lines is understood', () => {
    const text =
      '\ufeffid;name;zone;days;from;to;languages;lead\r\nA1;山田;Asia/Tokyo;1|2;9:00;18:00:00;ja|en;TRUE\r\n;;;;;;;\r\n\r\n';
    const reading = read(['people.csv', text]);
    expect(reading).toEqual({
      ok: true,
      registry: {
        technologies: [],
        engineers: [engineer('A1', { name: '山田', hours: { days: [1, 2], from: '09:00', to: '18:00' }, lead: true })],
        skills: [],
      } satisfies { technologies: never[]; engineers: Engineer[]; skills: Skill[] },
    });
  });

  test('with lines that end in two ways is read as one table', () => {
    const row = (end: string, last = '\n') => `id,name_en,name_ja${end}vpn,VPN,VPN${last}dns,DNS,DNS${last}`;
    for (const text of [row('\r\n'), row('\n', '\r\n'), row('\r', '\n'), row('\r', '\r')]) {
      const read = readRegistryFiles([{ name: 'technologies.csv', content: new TextEncoder().encode(text) }]);
      expect(read.ok ? read.registry.technologies.map(({ id }) => id) : read.problems).toEqual(['vpn', 'dns']);
    }
  });

  test("with Excel's sep= line and tabs is understood", () => {
    expect(read(['t.csv', 'sep=;\r\nid;name_en;name_ja\r\nvpn;VPN;VPN\r\n']).ok).toBe(true);
    expect(read(['t.tsv', 'id\tname_en\tname_ja\nvpn\tVPN\tVPN\n']).ok).toBe(true);
  });

  test.each([
    ['shift-jis', Uint8Array.from([0x69, 0x64, 0x2c, 0x96, 0xbc, 0x91, 0x4f])],
    ['utf-16', Uint8Array.from([0xff, 0xfe, 0x69, 0x00])],
    ['iso-2022-jp', bytes('id,name,zone\nx-1,\x1b$B:4F#B@O:\x1b(B,Asia/Tokyo\n')],
    ['iso-2022-jp', bytes('id,name\nx-1,\x1b(J~\x1b(B\n')],
    ['not-utf8', Uint8Array.from([0x69, 0xff, 0xff, 0xff])],
  ])('in %s is refused, with what to do', (code, content) => {
    const reading = readRegistryFiles([{ name: 'x.csv', content }]);
    expect(reading).toMatchObject({ ok: false, problems: [{ code }] });
    if (!reading.ok)
      for (const each of reading.problems) {
        expect(problemSentence(each, 'en')).toContain('Save it as UTF-8');
        expect(problemSentence(each, 'ja')).toContain('UTF-8 で保存し直して');
      }
  });
});

describe('a CSV text', () => {
  /** What csv-parse makes of it. */
  function peer(text: string, ends: string[]) {
    const rows: unknown[] = [];
    try {
      parse(text, {
        ...{ record_delimiter: ends, relax_column_count: true, skip_empty_lines: true },
        on_record: (record: unknown) => {
          rows.push(record);
          return null;
        },
      });
      return rows;
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      return error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'quote-not-closed' : 'quote-within';
    }
  }

  test('is read as a well-known reader does, whatever its marks, commas and line ends', () => {
    const piece = fc.constantFrom('a', 'b ', ',', '"', '""', '"a"', '\n', '\r\n', '\r', ' ', '"x,\ny"');
    const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
    const ends = fc.constantFrom<string[]>(['\r\n', '\n'], ['\r\n', '\n', '\r']);
    const one = fc.property(text, ends, (given, ending) => {
      const { records, fault } = csvRecords(given, { delimiter: ',', ends: ending });
      expect(fault?.code ?? records.map(({ cells }) => cells)).toEqual(peer(given, ending));
    });
    fc.assert(one, { numRuns: runs(5000) });
  });

  test('with more faults than anybody reads is told up to there, and that it was', () => {
    const told = problems(['skills.csv', `person,technology,level\n${'a,,\n'.repeat(50_000)}`]);
    expect(told.length).toBeLessThan(1100);
    expect(told.at(-1)).toContain('from here on nothing was looked at');
  });

  test.each([
    ['no records', `{"skills":[${'1,'.repeat(50_000)}1]}`],
    ['records of another thing', `{"skills":[${'{"id":1,"name":"x"},'.repeat(20_000)}{}]}`],
    [
      'skills whose technologies are forgotten',
      `{"skills":[${Array.from({ length: 20_000 }, (_, at) => `{"person":"p${at}","technology":"gone","level":1,"owner":false,"wantsToLearn":false,"confirmedAt":null}`).join(',')}]}`,
    ],
  ])('in JSON, %s: told up to there, too', (_, text) => {
    const told = problems(['registry.json', text]);
    expect(told.length).toBeLessThan(1100);
    expect(told.at(-1)).toContain('from here on nothing was looked at');
  });

  test('of a hundred thousand and more right lines is taken whole', () => {
    const lines = Array.from({ length: 130_000 }, (_, at) => `${at},azure,1,,,`);
    const reading = read([
      'skills.csv',
      `person,technology,level,owner,wants_to_learn,confirmed_at\n${lines.join('\n')}`,
    ]);
    expect(reading.ok || reading.problems[0]?.code).toBe('unknown-technology');
  });
});

describe('every line with a fault is told, and nothing is taken', () => {
  test('in CSV', () => {
    expect(
      problems(
        ['t.csv', 'id,name_en,name_ja,parent\nvpn,VPN,VPN,\n"multi\nline",X,X,\n'],
        [
          'e.csv',
          `${engineersCsv}a,A,Asia/Tokyo,1|9,09:00,25:00,ja|de,2,tomorrow,maybe\n,B,Asia/Tokyo,1,09:00,18:00,,x,,\n`,
        ],
        ['s.csv', 'person,technology,level,colour\na,vpn,6,red\n'],
      ),
    ).toEqual([
      't.csv, line 3, id: "multi line" cannot be taken. It should be an id of lower case letters, digits and . + # -.',
      'e.csv, line 2, days: "1|9" cannot be taken. It should be a number of at most 7.',
      'e.csv, line 2, to: "25:00" cannot be taken. It should be a time of day such as 09:00.',
      'e.csv, line 2, languages: "ja|de" cannot be taken. It should be one of en, ja.',
      'e.csv, line 2, away_until: "tomorrow" cannot be taken. It should be a date such as 2026-11-20 or 2026/11/20 9:00; of another zone: 2026-11-20T09:00:00+09:00.',
      'e.csv, line 2, lead: "maybe" cannot be taken. It should be yes or no (true or false, ○ or ×).',
      'e.csv, line 3, id: This is missing. It should be a text.',
      'e.csv, line 3, languages: This is missing. It should be a list.',
      'e.csv, line 3, most_swarms: "x" cannot be taken. It should be a number.',
      's.csv, line 1, colour: There is no field "colour". The fields are person, technology, level, owner, wants_to_learn, confirmed_at.',
      's.csv, line 2, level: "6" cannot be taken. It should be a number of at most 5.',
    ]);
  });

  test('in JSON', () => {
    const text = `{
  "technologies": [
    { "id": "VPN", "name": { "en": "VPN", "ja": "VPN" }, "aliases": {} }
  ],
  "engineers": [
    { "id": "a", "name": "A", "zone": "Asia/Tokyo",
      "hours": { "days": [1], "from": "9", "to": "18:00" }, "languages": ["ja"], "colour": "red" }
  ],
  "skills": [ { "person": "a" } ]
}`;
    expect(problems(['r.json', text])).toEqual([
      'r.json, line 3, technologies[0].id: "VPN" cannot be taken. It should be an id of lower case letters, digits and . + # -.',
      'r.json, line 6, engineers[0]: There is no field "colour". The fields are id, name, reading, mail, zone, hours, calendars, languages, reads, mostSwarms, awayUntil, anyHour, asking, team, outside, lead, hoursSaidAt, saidAt, deputies.',
      'r.json, line 7, engineers[0].hours.from: "9" cannot be taken. It should be a time of day such as 09:00.',
      'r.json, line 9, skills[0].technology: This is missing. It should be a text.',
      'r.json, line 9, skills[0].level: This is missing. It should be a number.',
    ]);
    expect(problems(['r.json', '{ "technologies": [\n oops ] }'])).toEqual([
      'r.json, line 2: From here on, this is not JSON: "oops ] }". A comma, a bracket or a quotation mark may be missing.',
    ]);
    expect(problems(['r.json', `${'['.repeat(50_000)}${']'.repeat(50_000)}`])).toHaveLength(1);
    expect(problems(['r.json', '{ "people": [] }'])).toEqual([
      'r.json, line 1: There is no field "people". The fields are technologies, engineers, skills, calendars, teams, shifts, feeds.',
    ]);
  });

  test('where the same comes twice, refers to nothing, or goes in a circle', () => {
    expect(
      problems(
        ['t.csv', 'id,name_en,name_ja,parent\na,A,A,b\nb,B,B,a\nc,C,C,gone\nd,D,D,a\nc,C,C,\n'],
        ['e.csv', `${engineersCsv}x,X,JST,1,09:00,18:00,ja,,,\n`],
        ['s.csv', 'person,technology,level\nx,a,3\nx,a,4\ny,z,3\n'],
      ),
    ).toEqual([
      't.csv, line 2, parent: The technology is its own parent: a → b → a.',
      't.csv, line 3, parent: The technology is its own parent: b → a → b.',
      't.csv, line 4, parent: There is no technology "gone", neither here nor in the registry.',
      't.csv, line 6: "c" is here a second time; the first is in line 4.',
      'e.csv, line 2, zone: "JST" is no time zone that means the same place everywhere. Write Asia/Tokyo instead.',
      's.csv, line 3: "x a" is here a second time; the first is in line 2.',
      's.csv, line 4, technology: There is no technology "z", neither here nor in the registry.',
      's.csv, line 4, person: There is no engineer "y", neither here nor in the registry.',
    ]);
  });

  test('where the file is no table of ours, empty, ragged, or broken', () => {
    expect(problems(['x.csv', 'colour,size\nred,1\n'])).toEqual([
      expect.stringMatching(
        /^x\.csv, line 1: It is not clear what this file holds: "colour, size"\. It should have id, /,
      ),
    ]);
    expect(problems(['x.csv', ''])).toEqual(['x.csv, line 1: The file holds nothing.']);
    expect(problems(['x.csv', 'person,technology,level\na,b,3,4\n'])).toEqual([
      'x.csv, line 2: This line has 4 cells, and the titles are 3. A cell with a comma in it must stand in quotation marks.',
    ]);
    // Excel writes a cell for every title: an empty one at the end still tells of a comma before it.
    expect(problems(['x.csv', 'id,name_en,name_ja,parent\na,A,A,\nb,B, c,B,\n'])).toEqual([
      'x.csv, line 3: This line has 5 cells, and the titles are 4. A cell with a comma in it must stand in quotation marks.',
    ]);
    expect(problems(['x.csv', 'person,技術,technology,level\na,b,b,3\n'])).toEqual([
      'x.csv, line 1, technology: There are two columns "technology". Take one away.',
    ]);
  });

  test('where a quotation mark is astray, by the line to look at', () => {
    const file = (...lines: string[]) =>
      ['x.csv', `person,technology,level\n${lines.join('\n')}\n`] as [string, string];
    expect(problems(file('a,"b', 'c",3', '', 'd,"e,3', 'f,g,2'))).toEqual([
      'x.csv, line 5: A quotation mark (") that opens here is never closed. Close it, or write "" for one that belongs to the text.',
    ]);
    for (const line of ['a,"b" c,3', 'a,b "c",3'])
      expect(problems(file('a,b,3', line))[0]).toMatch(/^x\.csv, line 3: A quotation mark \("\) stands in the middle/);
    expect(problems(['x.csv', 'sep=;\nperson;technology;level\na;"b;3\n'])[0]).toContain('x.csv, line 3: ');
  });

  test('in Japanese for a Japanese reader, with no word of another language but names', () => {
    const csv = `${engineersCsv}a,"A,Asia/Tokyo,1|9,09:00,25:00,ja|de,2,tomorrow,maybe\n`;
    const skills = 'person,technology,level,colour\na,vpn,x,red\n';
    const texts = [
      csv,
      csv.replace('"', ''),
      skills,
      '{"technologies": [\n{ oops',
      'a,b\n',
      '',
      engineersCsv.repeat(2),
    ];
    for (const [at, text] of texts.entries()) {
      const reading = read([`${at}.csv`, text]);
      expect(reading.ok).toBe(false);
      for (const problem of reading.ok ? [] : reading.problems) {
        const { path, came, expected } = problem;
        const names = expected.kind === 'fields' ? expected.tables.flat().map(({ name }) => name) : [];
        const longestFirst = [path, came, ...names, `${at}.csv`].toSorted((a, b) => b.length - a.length);
        const said = longestFirst.reduce(
          (sentence, name) => (name === '' ? sentence : sentence.replaceAll(name, '')),
          problemSentence(problem, 'ja'),
        );
        expect(said.replaceAll(/JSON|ID|Asia\/Tokyo|Europe\/Dublin|UTC|true|false|en|ja|\dT\d/g, '')).not.toMatch(
          /[a-z]{2}/i,
        );
        expect(said).toMatch(/[ぁ-ん]/);
      }
    }
  });
});

test('a file may refer to what the registry holds already', () => {
  const snapshot = createSnapshot({ technologies: [technology('vpn')], engineers: [engineer('a')], skills: [] });
  const files = [{ name: 's.csv', content: bytes('person,technology,level\na,vpn,3\n') }];
  expect(readRegistryFiles(files, snapshot)).toEqual({
    ok: true,
    registry: { technologies: [], engineers: [], skills: [skill('a', 'vpn', 3)] },
  });
});

test.each([
  ['{"technologies": [\n1,\n]}', 3],
  ['{"technologies": [\n{"id": "a"\n"name": 1}]}', 3],
  ['{"technologies": [\n{"id": \'a\'}]}', 2],
  ['{"technologies": [\n', 2],
  ['[,', 1],
])('JSON that ends in a fault is told with its line: %j', (text, line) => {
  expect(problems(['r.json', text])[0]).toContain(`r.json, line ${line}: `);
});

test('whatever a file holds, it is read or its problems are told in both languages', () => {
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...'id,name_zone;\t"\n\r[]{}:\\1ー\'='), maxLength: 60 }).map(bytes),
    fc.json().map(bytes),
    fc.tuple(fc.json(), fc.json()).map(([one, other]) => bytes(`{"technologies": [${one}], "skills": ${other}}`)),
    fc.string({ maxLength: 40 }).map((rest) => bytes(`person,technology,level\n${rest}`)),
  );
  fc.assert(
    fc.property(fc.constantFrom('a.csv', 'a.json', 'a'), content, (name, each) => {
      const reading = readRegistryFiles([{ name, content: each }]);
      if (reading.ok) return;
      expect(reading.problems.length).toBeGreaterThan(0);
      for (const problem of reading.problems)
        for (const language of ['en', 'ja'] as const) expect(problemSentence(problem, language)).toContain(name);
    }),
    { numRuns: runs(500) },
  );
});
