import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Engineer, Skill } from '../../src/registry/engineer.ts';
import { problemSentence } from '../../src/registry/files/problem.ts';
import { readRegistryFiles, registryFiles } from '../../src/registry/files/registryFile.ts';
import { createSnapshot, type Registry } from '../../src/registry/snapshot.ts';
import { engineer, skill, technology } from './sample.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (...files: [name: string, text: string][]) =>
  readRegistryFiles(files.map(([name, text]) => ({ name, content: bytes(text) })));
const problems = (...files: [name: string, text: string][]) => {
  const reading = read(...files);
  return reading.ok
    ? []
    : reading.problems.map(
        ({ file, line, path, code, expected, came }) => `${file}:${line} ${path} ${code} ${expected} <- ${came}`,
      );
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

  test("with Excel's sep= line and tabs is understood", () => {
    expect(read(['t.csv', 'sep=;\r\nid;name_en;name_ja\r\nvpn;VPN;VPN\r\n']).ok).toBe(true);
    expect(read(['t.tsv', 'id\tname_en\tname_ja\nvpn\tVPN\tVPN\n']).ok).toBe(true);
  });

  test.each([
    ['shift-jis', Uint8Array.from([0x69, 0x64, 0x2c, 0x96, 0xbc, 0x91, 0x4f])],
    ['utf-16', Uint8Array.from([0xff, 0xfe, 0x69, 0x00])],
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
      't.csv:3 id wrong-value lower case letters, digits, . + # - <- multi\nline',
      'e.csv:2 days wrong-value <= 7 <- 1|9',
      'e.csv:2 to wrong-value a time of day like 09:00 <- 25:00',
      'e.csv:2 languages wrong-value en | ja <- ja|de',
      'e.csv:2 away_until wrong-value 2026-11-20T09:00:00+09:00 <- tomorrow',
      'e.csv:2 lead wrong-value boolean <- maybe',
      'e.csv:3 id missing string <- ',
      'e.csv:3 languages missing array <- ',
      'e.csv:3 most_swarms wrong-value number <- x',
      's.csv:1 colour unknown-field person, technology, level, owner, wants_to_learn, confirmed_at <- colour',
      's.csv:2 level wrong-value <= 5 <- 6',
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
      'r.json:3 technologies[0].id wrong-value lower case letters, digits, . + # - <- VPN',
      'r.json:6 engineers[0] unknown-field id, name, zone, hours, languages, mostSwarms, awayUntil, lead, hoursSaidAt <- colour',
      'r.json:7 engineers[0].hours.from wrong-value a time of day like 09:00 <- 9',
      'r.json:9 skills[0].technology missing string <- nothing',
      'r.json:9 skills[0].level missing number <- nothing',
    ]);
    expect(problems(['r.json', '{ "technologies": [\n oops ] }'])[0]).toMatch(/^r\.json:2 {2}unreadable JSON <- /);
    expect(problems(['r.json', `${'['.repeat(50_000)}${']'.repeat(50_000)}`])).toHaveLength(1);
    expect(problems(['r.json', '{ "people": [] }'])).toEqual([
      'r.json:1  unknown-field technologies, engineers, skills <- people',
    ]);
  });

  test('where the same comes twice, refers to nothing, or goes in a circle', () => {
    expect(
      problems(
        ['t.csv', 'id,name_en,name_ja,parent\na,A,A,b\nb,B,B,a\nc,C,C,gone\nd,D,D,a\nc,C,C,\n'],
        ['e.csv', `${engineersCsv}x,X,Tokyo Standard Time,1,09:00,18:00,ja,,,\n`],
        ['s.csv', 'person,technology,level\nx,a,3\nx,a,4\ny,z,3\n'],
      ),
    ).toEqual([
      't.csv:2 parent circle no circle <- a → b → a',
      't.csv:3 parent circle no circle <- b → a → b',
      't.csv:4 parent unknown-technology id <- gone',
      't.csv:6  twice 4 <- c',
      'e.csv:2 zone wrong-value Asia/Tokyo, Europe/Dublin, … (IANA) <- Tokyo Standard Time',
      's.csv:3  twice 2 <- x a',
      's.csv:4 technology unknown-technology id <- z',
      's.csv:4 person unknown-person id <- y',
    ]);
  });

  test('where the file is no table of ours, empty, ragged, or broken', () => {
    expect(problems(['x.csv', 'colour,size\nred,1\n'])[0]).toMatch(/^x\.csv:1 {2}unknown-file .* <- colour, size$/);
    expect(problems(['x.csv', ''])[0]).toMatch(/^x\.csv:1 {2}unknown-file .* <- empty$/);
    expect(problems(['x.csv', 'person,technology,level\na,b,3,4\n'])).toEqual([
      'x.csv:2  unreadable 3 columns <- 4 columns',
    ]);
    expect(problems(['x.csv', 'person,technology,level\na,"b,3\n'])[0]).toMatch(/^x\.csv:\d+ {2}unreadable CSV/);
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
  expect(problems(['r.json', text])[0]).toContain(`r.json:${line} `);
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
    { numRuns: 500 },
  );
});
