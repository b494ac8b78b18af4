import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { importPastCases } from '../../src/evidence/pastCases/importPastCases.ts';
import { readPastCaseFiles } from '../../src/evidence/pastCases/pastCaseFile.ts';
import { problemSentence } from '../../src/registry/files/problemWords.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import type { Database } from '../../src/store/database.ts';
import { pastCase } from '../../src/store/evidenceTables.ts';
import { organisation } from '../history/organisation.ts';
import { openMemory } from '../store/databases.ts';

const known = createSnapshot(organisation);
const clock = () => Date.parse('2026-11-20T00:00:00Z');
const file = (name: string, text: string) => ({ name, content: new TextEncoder().encode(text) });
const one = {
  id: '1',
  title: 'Tunnel drops',
  closedAt: '2026-05-12T09:00:00+09:00',
  technologies: ['vpn'],
  solvedBy: ['Mika'],
};
const json = (...pastCases: object[]) => file('past.json', JSON.stringify({ pastCases }, null, 1));

let database: Database & { drop(): Promise<void> };
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.drop());

test('CSV with Japanese titles says the same as JSON', () => {
  const csv = file('past.csv', 'ID,件名,解決日時,技術,解決者\n1,Tunnel drops,2026-05-12T09:00:00+09:00,vpn,Mika\n');
  const read = readPastCaseFiles([csv], known, clock());
  expect(read).toEqual(readPastCaseFiles([json(one)], known, clock()));
  expect(read).toMatchObject({ ok: true, cases: [{ id: '1', credits: [{ person: 'mika', weight: 1 }] }] });
});

test.each([
  '番号,件名,解決日,製品,担当者\n1,Tunnel drops,2026/5/12 9:00,vpn,Mika\n',
  'Case Number;Subject;Closed At;Product;Resolved By\n1;Tunnel drops;12.05.2026 09:00;vpn;Mika\n',
  '解決済みケース一覧,,,,\n,,,,\nケース番号,タイトル,クローズ日時,技術,対応者\n1,Tunnel drops,令和8年5月12日 9時,vpn,Mika\n',
])('CSV with other words for its columns, or its name above them, says the same: %j', (text) => {
  expect(readPastCaseFiles([file('past.csv', text)], known, clock(), { zone: 'Asia/Tokyo' })).toEqual(
    readPastCaseFiles([json(one)], known, clock()),
  );
});

test('a list of cases alone is read, and a fault in it is told by its place', () => {
  const bare = (...cases: object[]) => file('past.json', JSON.stringify(cases, null, 1));
  expect(readPastCaseFiles([bare(one)], known, clock())).toEqual(readPastCaseFiles([json(one)], known, clock()));
  expect(readPastCaseFiles([bare(one, { ...one, id: '2', title: '' })], known, clock())).toMatchObject({
    ok: false,
    problems: [{ path: '[1].title', code: 'wrong-value' }],
  });
});

test.each(['1.23E+11', '1,23e+14'])('a number that Excel has rounded, %s, is no case’s', (id) => {
  expect(readPastCaseFiles([json({ ...one, id })], known, clock())).toMatchObject({
    ok: false,
    problems: [{ code: 'rounded-number', came: id }],
  });
});

test('everything that is wrong is told by its line, and nothing is imported', async () => {
  const csv = file(
    'past.csv',
    'id,title,closed_at,technologies,solved_by\n1,ok,2026-05-12T00:00:00Z,vpn,mika\n2,,yesterday,vpn,mika\n3,x,2026-05-12T00:00:00Z,nonsense,mika\n1,again,2026-05-12T00:00:00Z,vpn,\n',
  );
  const imported = await importPastCases({ database, tenantId: 't', known, clock }, [csv]);
  expect(imported.ok ? [] : imported.problems.map((each) => problemSentence(each, 'en').slice(0, 60))).toEqual([
    expect.stringContaining('line 3, title'),
    expect.stringContaining('line 3, closed_at'),
    expect.stringContaining('line 4, technologies'),
    expect.stringContaining('line 5, solved_by'),
  ]);
  expect(await database.sql.select().from(pastCase)).toEqual([]);
});

test.each(['2026-11-22T00:00:00Z', '9999-12-31T00:00:00Z'])('a case that ended only at %s is told', (closedAt) => {
  expect(readPastCaseFiles([json({ ...one, closedAt })], known, clock())).toMatchObject({
    ok: false,
    problems: [{ code: 'wrong-value', path: expect.stringContaining('closedAt'), came: closedAt }],
  });
});

test('a cell with a comma that no quotation marks guard, and a column that stands there twice, are told with the line', () => {
  const told = (...lines: string[]) => {
    const read = readPastCaseFiles([file('past.csv', `${lines.join('\n')}\n`)], known, clock());
    return read.ok ? [] : read.problems.map(({ line, code, came }) => [line, code, came]);
  };
  const fine = '1,T,2026-01-01T00:00:00Z,mika,Restarted it';
  const titles = 'id,title,closed_at,solved_by,fix';
  expect(told(titles, fine)).toEqual([]);
  expect(told(titles, fine, '2,T,2026-01-01T00:00:00Z,mika,Restarted, then updated')).toEqual([
    [3, 'too-many-cells', '6'],
  ]);
  expect(told(`${titles},root_cause`, `${fine},`, '2,T,2026-01-01T00:00:00Z,mika,Restarted, then updated,')).toEqual([
    [3, 'too-many-cells', '7'],
  ]);
  expect(told('id,title,件名,closed_at,solved_by', '1,First,Second,2026-01-01T00:00:00Z,mika')).toEqual([
    [1, 'column-twice', '件名'],
  ]);
});

describe('people who solved a case', () => {
  const person = '22222222-2222-4222-8222-000000000001';
  const csv = (who: string) =>
    file('past.csv', `id,title,closed_at,solved_by\n1,VPN drops,2026-01-01T00:00:00Z,${who}\n`);
  test('are one person in any case and with braces', () => {
    for (const who of [person.toUpperCase(), `{${person}}`])
      expect(readPastCaseFiles([csv(who)], known, clock())).toMatchObject({
        ok: true,
        cases: [{ credits: [{ person, weight: 1 }] }],
      });
  });
  test.each(['someone@contoso.example', 'Some One <someone@contoso.example>', 'mailto:Someone@contoso.example'])(
    'by mail address are looked up, or refused by name: %s',
    async (who) => {
      const to = { database, tenantId: 't', known, clock };
      const refused = await importPastCases(to, [csv(who)]);
      expect(refused.ok ? [] : refused.problems.map(({ code, came }) => [code, came])).toEqual([
        ['mail-address', 'someone@contoso.example'],
      ]);
      const asked: string[] = [];
      const findPerson = async (mail: string) => {
        asked.push(mail);
        return asked.length > 1 ? { id: person } : null;
      };
      expect(await importPastCases({ ...to, findPerson }, [csv(who)])).toMatchObject({
        ok: false,
        problems: [{ code: 'mail-of-nobody', line: 2, path: 'solved_by' }],
      });
      expect(await importPastCases({ ...to, findPerson }, [csv(who)])).toMatchObject({ ok: true });
      expect(asked).toEqual(['someone@contoso.example', 'someone@contoso.example']);
      await database.sql.delete(pastCase);
    },
  );
  test('by a name that is nobody’s in the registry are refused, and by one that is are who has it', () => {
    expect(readPastCaseFiles([csv('Some One')], known, clock())).toMatchObject({
      ok: false,
      problems: [{ code: 'unknown-person', line: 2, path: 'solved_by', came: 'some one' }],
    });
  });
});

test('a case a line is read, with its line numbers, byte order mark and CRLF', () => {
  const lines = (...texts: string[]) => file('export.ndjson', `\ufeff${texts.join('\r\n')}\r\n`);
  const told = (...texts: string[]) => {
    const read = readPastCaseFiles([lines(...texts)], known, clock());
    return read.ok ? read.cases.map(({ id }) => id) : read.problems.map(({ line, path, code }) => [line, path, code]);
  };
  const numbered = (id: number) => JSON.stringify({ ...one, id });
  expect(told(numbered(35436), '', numbered(35437))).toEqual(['35436', '35437']);
  expect(told(numbered(35436))).toEqual(['35436']);
  expect(told(numbered(1), '{"id": 35437, "subject": "VPN drops"}')).toEqual([
    [2, 'title', 'missing'],
    [2, 'closedAt', 'missing'],
    [2, 'solvedBy', 'missing'],
    [2, '', 'unknown-field'],
  ]);
  expect(told(numbered(1), '{"id": ')).toEqual([[2, '', 'not-json']]);
});

test('what the database cannot keep is named with its line', () => {
  const text =
    '{"pastCases":[\n{"id":"P","title":"a\\u0000b","text":"x",\n"fix":"a \\ud83d b","closedAt":"2026-01-01T00:00:00Z","solvedBy":["mika"]}]}';
  const read = readPastCaseFiles([file('past.json', text)], known, clock());
  expect(read.ok ? [] : read.problems.map(({ line, path, code }) => [line, path, code])).toEqual([
    [2, 'pastCases[0].title', 'nul'],
    [3, 'pastCases[0].fix', 'half-character'],
  ]);
});

test('a time without a zone is one of the zone that is declared', () => {
  const csv = file('past.csv', 'ID,件名,解決日時,技術,解決者\n1,切れる,2026年4月1日 9:00,ＶＰＮ,mika\n');
  const at = (zone?: string) => {
    const read = readPastCaseFiles([csv], known, clock(), zone ? { zone } : {});
    return read.ok ? read.cases[0]?.closedAt : read.problems;
  };
  expect(at('Asia/Tokyo')).toBe(Date.parse('2026-04-01T00:00:00Z'));
  expect(at()).toBe(Date.parse('2026-04-01T09:00:00Z'));
});

test('a time in JSON may be written as other systems do', () => {
  const read = readPastCaseFiles([json({ ...one, closedAt: '2026-05-12T09:00:00.000+0900' })], known, clock());
  expect(read.ok && read.cases[0]?.closedAt).toBe(Date.parse('2026-05-12T00:00:00Z'));
});

test('JSON that is none, or another list, is told with its line', () => {
  for (const text of ['{ "pastCases": [', '{ "cases": [] }', '[]'])
    expect(readPastCaseFiles([file('past.json', text)], known, clock())).toMatchObject({
      ok: false,
      problems: [{ code: expect.stringMatching(/^not-json|unknown-file$/), line: expect.any(Number) }],
    });
  expect(readPastCaseFiles([json(one, { ...one, id: '2', who: 'x' })], known, clock())).toMatchObject({
    ok: false,
    problems: [{ code: 'unknown-field', came: 'who' }],
  });
});

test('the same again changes nothing, and of a restricted case no word is kept', async () => {
  const to = { database, tenantId: 't', known, clock };
  const files = [json(one, { ...one, id: '2', title: 'Secret merger', fix: 'secret', restricted: true })];
  expect(await importPastCases(to, files)).toEqual({ ok: true, summary: { taken: 2, unchanged: 0 } });
  expect(await importPastCases(to, files)).toEqual({ ok: true, summary: { taken: 0, unchanged: 2 } });
  expect(JSON.stringify(await database.sql.select().from(pastCase))).not.toMatch(/secret/i);
});

test('what a case system exports as HTML is kept as its words, as its webhook would send them', () => {
  const told = {
    ...one,
    text: '<p>トンネルが&nbsp;1 時間ごとに切れます。</p><p>a &lt; b</p>',
    rootCause: '<div>Expired<br>root</div>',
    fix: 'if a < b then List<String>',
  };
  const read = readPastCaseFiles([json(told)], known, clock());
  const [kept] = read.ok ? read.cases : [];
  expect(kept?.text.split(/\s*\n\s*/)).toEqual([
    expect.stringMatching(/^トンネルが\s1 時間ごとに切れます。$/),
    'a < b',
  ]);
  expect(kept?.rootCause.split('\n')).toEqual(['Expired', 'root']);
  expect(kept?.fix).toBe(told.fix);
});
