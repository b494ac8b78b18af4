import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { importPastCases } from '../../src/evidence/pastCases/importPastCases.ts';
import { readPastCaseFiles } from '../../src/evidence/pastCases/pastCaseFile.ts';
import { problemSentence } from '../../src/registry/files/problemWords.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import type { Database } from '../../src/store/database.ts';
import { pastCase } from '../../src/store/schema.ts';
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
