import { createHash, randomBytes } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import fc from 'fast-check';
import pg from 'pg';
import { caseKey } from '../../src/cases/ids/caseKey.ts';
import { migrateTables } from '../../src/store/migrating.ts';
import { searchableWords, tokensOf } from '../../src/swarm/service/searchWords.ts';
import { everyTable } from './everyTable.ts';
import { loadImage } from './images.ts';
import { dropSchema } from './keptSchemas.ts';

/** A database that can be brought to any version of its tables. */
type Versioned = {
  migrate(folder: string): Promise<void>;
  query(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
};

const engines: { name: string; open(): Promise<Versioned> }[] = [
  { name: 'PGlite', open: openPglite },
  ...(process.env.TEST_DATABASE_URL
    ? [
        { name: 'PostgreSQL', open: () => openPostgres() },
        // Every table counts as a large one: beside bots that serve.
        { name: 'PostgreSQL with large tables', open: () => openPostgres(0) },
      ]
    : []),
];
const migrations = join(import.meta.dirname, '../../src/store/migrations');

describe('the list of migrations', () => {
  type Journal = { entries: { idx: number; when: number; tag: string }[] };
  type Snapshot = { id: string; prevId: string; tables: object };
  const read = async <Content>(name: string): Promise<Content> =>
    JSON.parse(await readFile(join(migrations, 'meta', name), 'utf8'));
  const snapshotOf = (tag: string) => read<Snapshot>(`${tag.slice(0, 4)}_snapshot.json`);
  let entries: Journal['entries'];
  beforeAll(async () => {
    entries = (await read<Journal>('_journal.json')).entries;
  });

  test('has each migration later than the one before it: one dated earlier is skipped where that has run', () => {
    const notAfter = entries.filter(({ when }, at) => when <= (entries[at - 1]?.when ?? 0)).map(({ tag }) => tag);
    expect(notAfter).toEqual([]);
  });

  test('numbers them as their files are, and leaves no file out', async () => {
    expect(entries.map(({ idx }) => idx)).toEqual(entries.map((_, at) => at));
    expect(entries.map(({ tag }) => tag.slice(0, 5))).toEqual(
      entries.map((_, at) => `${String(at).padStart(4, '0')}_`),
    );
    const files = await readdir(migrations);
    expect(files.filter((each) => each.endsWith('.sql')).sort()).toEqual(entries.map(({ tag }) => `${tag}.sql`));
    const snapshots = (await readdir(join(migrations, 'meta'))).filter((each) => each.endsWith('_snapshot.json'));
    expect(snapshots.sort()).toEqual(entries.map(({ tag }) => `${tag.slice(0, 4)}_snapshot.json`));
  });

  test('has snapshots that each follow from the one before: of two made side by side, one is made anew', async () => {
    const snapshots = await Promise.all(entries.map(({ tag }) => snapshotOf(tag)));
    expect(snapshots.map(({ prevId }) => prevId)).toEqual([
      '00000000-0000-0000-0000-000000000000',
      ...snapshots.slice(0, -1).map(({ id }) => id),
    ]);
    expect(new Set(snapshots.map(({ id }) => id)).size).toBe(snapshots.length);
  });

  test('ends in the tables that the code reads', async () => {
    const last = await snapshotOf(entries.at(-1)?.tag ?? '');
    expect(await generateMigration(last, generateDrizzleJson(everyTable, last.id))).toEqual([]);
    // It would say so of a table that no migration makes.
    const made = { ...last, tables: Object.fromEntries(Object.entries(last.tables).slice(1)) };
    expect(await generateMigration(made, generateDrizzleJson(everyTable, last.id))).not.toEqual([]);
  });
});

describe.each(engines)('migrations of a database with swarms in it, on $name', ({ open }) => {
  let database: Versioned;
  const folders: string[] = [];
  beforeAll(async () => {
    database = await open();
  });
  afterAll(async () => {
    await database.drop();
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
  });

  /** Brings the tables to the version that a migration leaves. */
  async function migrateTo(last: string): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'swarm-migrations-'));
    folders.push(folder);
    await cp(migrations, folder, { recursive: true });
    const path = join(folder, 'meta', '_journal.json');
    const journal: { entries: { tag: string }[] } = JSON.parse(await readFile(path, 'utf8'));
    const at = journal.entries.findIndex(({ tag }) => tag === last);
    expect(at).toBeGreaterThanOrEqual(0);
    await writeFile(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at + 1) }));
    await database.migrate(folder);
  }

  test('swarms stored before searches knew three characters are found by the tokens that they would have now', async () => {
    await migrateTo('0010_forgotten_swarms');
    const scripts = ['証明書サバ期限切れの', 'ぁんァヴヶー・々〆', '𠀀𠮟㐀﨑', 'aZé9', ' \n、。-_', '゛゜ﾞ①㍿한'];
    const written = fc.array(fc.constantFrom(...scripts.flatMap((each) => [...each])), { maxLength: 40 });
    const texts = [
      '',
      'ｻｰﾊﾞｰ証明書の期限切れ',
      '拠点間の接続が 10 分ごとに切断されます。',
      ...fc.sample(written, { numRuns: 300, seed: 11 }).map((each) => each.join('')),
    ];
    const at = '2026-10-31T23:30:00.000Z';
    const folded = texts.map((text) => searchableWords([text, 'TLS']));
    for (const [n, words] of folded.entries()) {
      const before = tokensOf(words, ['vpn'], at).filter((token) => !token.startsWith('~'));
      await database.query('insert into swarm_search values ($1, $2, $3, $4, array_to_tsvector($5::text[]))', [
        `s${n}`,
        'tenant',
        at,
        words,
        before,
      ]);
    }
    await migrateTo('0011_search_by_triples');
    const rows = await database.query(
      'select words, tsvector_to_array(tokens) as tokens from swarm_search order by substr(swarm_id, 2)::int',
    );
    expect(rows).toEqual(folded.map((words) => ({ words, tokens: tokensOf(words, ['vpn'], at).sort(byBytes) })));
    const [indexed] = await database.query(
      `select count(*)::int as count from pg_indexes where indexname in ('swarm_search_by_tokens', 'swarm_by_time')
       and schemaname = current_schema()`,
    );
    expect(indexed).toEqual({ count: 2 });
  });

  test('swarms of very many technologies stand when technologies are indexed by time', async () => {
    await migrateTo('0012_index_snapshots');
    const longest = (_: unknown, n: number) => createHash('sha256').update(`${n}`).digest('hex');
    const lists = [0, 1, 16, 17, 100].map((length) => Array.from({ length }, longest));
    for (const technologies of lists)
      await database.query(
        `insert into swarm (swarm_id, tenant_id, case_id, status, version, title, severity, language, restricted,
           owner_id, coordinator_id, coordinator_name, technologies, people, proposed_at)
         values ($1, 'tenant', $1, 'resolved', 1, 'Title', 'high', 'ja', false, 'p', 'p', 'P', $2::text[], '{p}', now())`,
        [`s${technologies.length}`, technologies],
      );
    await migrateTo('0013_technologies_by_time');
    const rows = await database.query('select technologies from swarm order by cardinality(technologies)');
    expect(rows).toEqual(lists.map((technologies) => ({ technologies })));
    const indexed = await database.query(
      `select reltuples::int as few from pg_class where relname = 'swarm_technologies_by_time'
       and relnamespace = current_schema()::regnamespace`,
    );
    expect(indexed).toEqual([{ few: 3 }]);
  });

  test('cases stored before their spellings were one are found by the key that they would have now', async () => {
    await migrateTo('0016_mailboxes');
    const ids = [
      ...['4737', '４７３７', 'INC-JP-00123', 'ＩＮＣ００９９', '大阪-0042', 'PRB 0042', 'MY_PROJ-12', 'REQ-2026/0042'],
      ...['[4738]', '\u200b4739\ufe0f', '案件2026–118', '4-7.3', '---', '№ 12', 'ｹｰｽ-７', '々-1', 'a·1 2'],
    ];
    const row = (swarmId: string, caseId: string, status: string) =>
      database.query(
        `insert into swarm (swarm_id, tenant_id, case_id, status, version, title, severity, language, restricted,
           owner_id, coordinator_id, coordinator_name, technologies, people, proposed_at)
         values ($1, 'cases', $2, $3, 1, 'Title', 'high', 'ja', false, 'p', 'p', 'P', '{}', '{p}', '2026-01-01')`,
        [swarmId, caseId, status],
      );
    for (const id of ids) await database.query(`insert into stored_case values ('cases', $1, 1, '{}', now())`, [id]);
    // Two live swarms of one case, as there were: the running one keeps the case.
    await row('first', 'inc0012345', 'proposed');
    await row('second', 'INC0012345', 'running');
    await row('closed', 'INC-0012345', 'resolved');
    await migrateTo('0017_one_case_many_spellings');
    const stored = await database.query(`select case_id, case_key from stored_case where tenant_id = 'cases'`);
    expect(new Map(stored.map((each) => [each['case_id'], each['case_key']]))).toEqual(
      new Map(ids.map((id) => [id, caseKey(id)])),
    );
    const swarms = await database.query(`select swarm_id, case_key from swarm where tenant_id = 'cases' order by 1`);
    expect(swarms).toEqual([
      { swarm_id: 'closed', case_key: 'inc0012345' },
      { swarm_id: 'first', case_key: 'inc0012345 first' },
      { swarm_id: 'second', case_key: 'inc0012345' },
    ]);
    await expect(row('third', 'INC0012345', 'resolved')).rejects.toThrow();
  });

  test('people stored by their id in capitals or braces are the one person they are, with all that is theirs', async () => {
    await migrateTo('0023_restricted_swarms_by_time');
    const id = 'abcdef00-1111-4111-8111-00000000000a';
    const other = 'abcdef00-1111-4111-8111-00000000000b';
    const [upper, braced] = [id.toUpperCase(), `{${id.toUpperCase()}}`];
    for (const [each, name] of [
      ...[
        [upper, 'upper'],
        [braced, 'braced'],
        [id, 'as kept'],
      ],
      ...[
        [other.toUpperCase(), 'alone'],
        ['NOBODY', 'no GUID'],
      ],
    ])
      await database.query(`insert into engineer values ('people', $1, $2)`, [
        each,
        JSON.stringify({ id: each, name }),
      ]);
    for (const [person, technology, level] of [
      [upper, 'dns', 2],
      [id, 'dns', 4],
      [braced, 'vpn', 3],
      [other.toUpperCase(), 'vpn', 1],
    ])
      await database.query(`insert into skill values ('people', $1, $2, $3, false, false, null)`, [
        ...[person, technology, level],
      ]);
    await database.query(
      `insert into stored_case (tenant_id, case_id, case_key, version, body, received_at)
       values ('people', '1', '1', 1, $1, now())`,
      [JSON.stringify({ id: '1', owner: { id: braced, name: 'Owen' } })],
    );
    await database.query(
      `insert into past_case (tenant_id, case_id, closed_at, title, text, terms, technologies, credits, root_cause, fix, revision)
       values ('people', '1', now(), '', '', '', '{}', $1, '', '', 1)`,
      [
        JSON.stringify([
          { person: upper, weight: 1 },
          { person: 'x', weight: 2 },
        ]),
      ],
    );
    await migrateTo('0024_people_by_one_id');
    const people = await database.query(
      `select id, body->>'id' as told, body->>'name' as name from engineer where tenant_id = 'people' order by name`,
    );
    expect(people).toEqual([
      { id: other, told: other, name: 'alone' },
      { id, told: id, name: 'as kept' },
      { id: 'NOBODY', told: 'NOBODY', name: 'no GUID' },
    ]);
    const skills = await database.query(
      `select person, technology, level from skill where tenant_id = 'people' order by 1, 2`,
    );
    expect(skills).toEqual([
      { person: id, technology: 'dns', level: 4 },
      { person: id, technology: 'vpn', level: 3 },
      { person: other, technology: 'vpn', level: 1 },
    ]);
    const [owned] = await database.query(
      `select body->'owner'->>'id' as owner from stored_case where tenant_id = 'people'`,
    );
    expect(owned).toEqual({ owner: id });
    const [credited] = await database.query(`select credits from past_case where tenant_id = 'people'`);
    expect(credited).toEqual({
      credits: [
        { person: id, weight: 1 },
        { person: 'x', weight: 2 },
      ],
    });
  });

  test('people within swarms stored by their id in capitals or braces are the one person they are', async () => {
    await migrateTo('0029_case_writing_stops');
    const id = 'abcdef00-1111-4111-8111-00000000000a';
    const [upper, braced] = [id.toUpperCase(), `{${id.toUpperCase()}}`];
    const guid = 'ABCDEF00-2222-4222-8222-00000000000C';
    const insert = (swarmId: string, status: string, person: string) =>
      database.query(
        `insert into swarm (swarm_id, tenant_id, case_id, case_key, status, version, title, severity, language, restricted,
           owner_id, coordinator_id, coordinator_name, technologies, people, proposed_at)
         values ($1, 'folded', $1, $1, $2, 2, 'Title', 'high', 'ja', false, $3, $3, 'P', '{}', $4::text[], now())`,
        [swarmId, status, person, [person, id, 'somebody']],
      );
    await insert('f-old', 'resolved', braced);
    await insert('f-live', 'proposed', 'somebody');
    const event = (swarmId: string, version: number, told: object, actor: object) =>
      database.query(`insert into swarm_event values ($1, $2, now(), 'x', $3, '', $4)`, [
        ...[swarmId, version, JSON.stringify(actor), JSON.stringify(told)],
      ]);
    const by = { kind: 'person', person: { id: braced, name: 'Mika' } };
    const invited = { invitations: [{ id: 'i1', person: { id: upper, name: 'Mika' } }], step: `seat:${upper}` };
    // A number of a case that is a GUID is no person's, whatever its letters.
    await event('f-old', 1, { case: { id: guid, title: `${upper}?`, owner: { id: braced, name: 'Mika' } } }, by);
    await event('f-old', 2, invited, { kind: 'system', name: 'clock' });
    await event(
      'f-live',
      1,
      { plan: { ranking: [{ person: { id: upper, name: 'Mika' } }] } },
      { kind: 'system', name: 'x' },
    );
    await database.query(
      `insert into invitation (swarm_id, invitation_id, tenant_id, person_id, role, technologies, wave, state, invited_at, answer_by, live)
       values ('f-old', 'i1', 'folded', $1, 'expert', '{}', 1, 'waiting', now(), now(), false)`,
      [upper],
    );
    await migrateTo('0030_one_person_everywhere');
    const mika = { id, name: 'Mika' };
    expect(
      await database.query(`select actor, event from swarm_event where swarm_id like 'f-%' order by swarm_id, version`),
    ).toEqual([
      { actor: { kind: 'system', name: 'x' }, event: { plan: { ranking: [{ person: mika }] } } },
      { actor: { kind: 'person', person: mika }, event: { case: { id: guid, title: `${upper}?`, owner: mika } } },
      {
        actor: { kind: 'system', name: 'clock' },
        event: { invitations: [{ id: 'i1', person: mika }], step: `seat:${id}` },
      },
    ]);
    const [swarm] = await database.query(`select owner_id, coordinator_id, people from swarm where swarm_id = 'f-old'`);
    expect(swarm).toEqual({ owner_id: id, coordinator_id: id, people: [id, 'somebody'] });
    expect(await database.query(`select person_id from invitation where tenant_id = 'folded'`)).toEqual([
      { person_id: id },
    ]);
  });

  test('swarms that are stored stay as they are, and where their case lives is told of them from their next step on', async () => {
    await migrateTo('0052_swarm_by_case_home');
    const [swarm] = await database.query(`select case_id, case_home from swarm where swarm_id = 'f-old'`);
    expect(swarm).toEqual({ case_id: 'f-old', case_home: null });
  });
});

const byBytes = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));

async function openPglite(): Promise<Versioned> {
  const pglite = await loadImage('bare');
  await pglite.exec('create schema swarm; set search_path to swarm');
  return {
    migrate: (migrationsFolder) =>
      migratePglite(drizzlePglite(pglite), { migrationsFolder, migrationsSchema: 'swarm' }),
    query: async (text, values) => (await pglite.query<Record<string, unknown>>(text, values)).rows,
    drop: () => pglite.close(),
  };
}

/** `from`: rows from which on a table is large. */
async function openPostgres(from = 20_000): Promise<Versioned> {
  const url = process.env.TEST_DATABASE_URL ?? '';
  const schema = `swarm_test_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: url, options: `-c search_path=${schema}` });
  await client.connect();
  await client.query(`create schema ${schema}`);
  return {
    migrate: (folder) => migrateTables(client, { schema, folder, from }),
    query: async (text, values) => (await client.query(text, values)).rows,
    drop: async () => {
      await client.end();
      await dropSchema(url, schema);
    },
  };
}
