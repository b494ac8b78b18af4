import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { whoHoldsUp } from '../../src/store/beside/whoHoldsUp.ts';
import { besides } from '../../src/store/besideServing.ts';
import { migrateTables } from '../../src/store/migrating.ts';
import { dropSchema } from './keptSchemas.ts';

const url = process.env.TEST_DATABASE_URL ?? '';

(url === '' ? describe.skip : describe)('migrations on PostgreSQL', () => {
  let schema: string;
  let folder: string;
  let client: pg.Client;
  /** What a bot that serves does, in a session of its own. */
  let bot: pg.Client;
  const asked: string[] = [];

  beforeEach(async () => {
    schema = `swarm_test_${randomBytes(6).toString('hex')}`;
    folder = await mkdtemp(join(tmpdir(), 'swarm-migrating-'));
    const settings = { connectionString: url, options: `-c search_path=${schema}` };
    client = new pg.Client(settings);
    bot = new pg.Client(settings);
    await client.connect();
    await bot.connect();
    await client.query(`create schema ${schema}`);
    asked.length = 0;
  });
  afterEach(async () => {
    await client.end();
    await bot.end();
    await dropSchema(url, schema);
    await rm(folder, { recursive: true });
  });

  async function write(...migrations: string[]): Promise<void> {
    await mkdir(join(folder, 'meta'), { recursive: true });
    const tags = migrations.map((_, at) => `000${at}_some`);
    for (const [at, text] of migrations.entries()) await writeFile(join(folder, `${tags[at]}.sql`), text);
    const entries = tags.map((tag, idx) => ({ idx, version: '7', when: idx + 1, tag, breakpoints: true }));
    await writeFile(
      join(folder, 'meta', '_journal.json'),
      JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
    );
  }
  /** Notes each statement, and may do something before it. */
  const run = (from: number, before: (text: string) => Promise<void> = async () => {}) =>
    migrateTables(
      {
        query: (async (text: string, values?: unknown[]) => {
          asked.push(text);
          await before(text);
          return client.query(text, values);
        }) as pg.ClientBase['query'],
      },
      { schema, folder, from },
    );
  const indexes = async (): Promise<string[]> =>
    (
      await client.query(
        `select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
          where i.indisvalid and c.relnamespace = $1::regnamespace and c.relname like 'm\\_%' order by 1`,
        [schema],
      )
    ).rows.map(({ name }) => name);
  /** From now on these migrations of ours alone are there. */
  const upTo = async (last: string) => {
    const real = join(import.meta.dirname, '../../src/store/migrations');
    await cp(real, folder, { recursive: true });
    const file = join(folder, 'meta', '_journal.json');
    const journal = JSON.parse(await readFile(file, 'utf8'));
    const at = journal.entries.findIndex(({ tag }: { tag: string }) => tag === last);
    await writeFile(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at + 1) }));
  };
  const pastSwarms = (count: number) =>
    `insert into swarm_search select lpad(n::text, 6, '0'), 't', now() - interval '9 days', '証明書の期限切れ',
       array_to_tsvector(array['証明', '明書']) from generate_series(1, ${count}) n`;
  const table = 'CREATE TABLE "mark" ("id" int NOT NULL, "size" int);';
  const filled = `${table}\n--> statement-breakpoint\nINSERT INTO "mark" SELECT n, n FROM generate_series(1, 100) n;`;
  const index = 'CREATE INDEX "m_size" ON "mark" USING btree ("size");';

  test('index a large table while a bot writes it, and a small one in their transaction', async () => {
    await write(filled, index);
    const written: number[] = [];
    await run(100, async (text) => {
      if (!/^create index concurrently/.test(text)) return;
      // Somebody is in the middle of writing the table: an index in the usual way would keep the next from doing so.
      await bot.query('insert into mark values (101, 101)');
      written.push(101);
    });
    expect([written, await indexes()]).toEqual([[101], ['m_size']]);
    expect(asked.some((text) => text.includes('concurrently "m_size_beside"'))).toBe(true);
    asked.length = 0;
    await write(filled, index, 'CREATE INDEX "m_id" ON "mark" USING btree ("id");');
    await run(1000);
    expect(await indexes()).toEqual(['m_id', 'm_size']);
    expect(asked.some((text) => text.includes('concurrently'))).toBe(false);
  });

  test('let those by who serve, while somebody reads the table for hours', async () => {
    await write(filled);
    await run(1000);
    await write(filled, 'ALTER TABLE "mark" ADD COLUMN "weight" int;');
    const dump = new pg.Client({ connectionString: url, options: `-c search_path=${schema}` });
    await dump.connect();
    try {
      await dump.query('begin');
      await dump.query('select from mark');
      const migrated = run(1000);
      await heldUp();
      await bot.query(`set lock_timeout = '5s'`);
      await bot.query('insert into mark values (101, 101)');
      await dump.query('commit');
      await migrated;
    } finally {
      await dump.end();
    }
    const { rows } = await client.query('select count(*)::int as marks, count(weight)::int as weighed from mark');
    expect(rows).toEqual([{ marks: 101, weighed: 0 }]);
  });

  /** Until the migrations wait for a table. */
  async function heldUp(): Promise<void> {
    const { rows } = await bot.query('select from pg_locks where not granted and relation = $1::regclass', ['mark']);
    if (rows.length === 0) await heldUp();
  }

  test('index a column that they add themselves beside a bot that writes', async () => {
    await write(
      filled,
      `ALTER TABLE "mark" ADD COLUMN "weight" int;\n--> statement-breakpoint\nCREATE INDEX "m_weight" ON "mark" ("weight");`,
    );
    const written: number[] = [];
    await run(100, async (text) => {
      if (!/^create index concurrently/.test(text)) return;
      await bot.query('insert into mark values (101, 101)');
      written.push(101);
    });
    expect([written, await indexes()]).toEqual([[101], ['m_weight']]);
    expect(asked).toContain('alter index "m_weight_beside" rename to "m_weight"');
  });

  test('that were killed while they indexed go on, and leave nothing that is not used', async () => {
    await write(filled, index);
    const killed = run(100, async (text) => {
      if (text.startsWith('begin') && asked.some((each) => each.includes('concurrently'))) throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await indexes()).toEqual(['m_size_beside']);
    await run(100);
    expect(await indexes()).toEqual(['m_size']);
  });

  test.each([
    [
      'of a column that they add themselves',
      `ALTER TABLE "mark" ADD COLUMN "weight" int;\n--> statement-breakpoint\nCREATE INDEX "m_weight" ON "mark" ("weight");`,
      'm_weight',
    ],
    [
      'of what is twice until they mend it',
      `UPDATE "mark" SET "size" = "id";\n--> statement-breakpoint\nCREATE UNIQUE INDEX "m_once" ON "mark" ("size");`,
      'm_once',
    ],
  ])('make an index %s in their transaction', async (_, migration, name) => {
    await write(`${filled}\n--> statement-breakpoint\nUPDATE "mark" SET "size" = 1;`, migration);
    await run(100);
    expect(await indexes()).toEqual([name]);
  });

  test('are each kept with what they did: what fails undoes itself alone', async () => {
    await write(filled, index, 'SELECT 1 / 0;');
    await expect(run(1000)).rejects.toThrow('division by zero');
    expect(await indexes()).toEqual(['m_size']);
    await write(filled, index, 'SELECT 1;');
    await run(1000);
    const { rows } = await client.query(`select count(*)::int as count from ${schema}.__drizzle_migrations`);
    expect(rows).toEqual([{ count: 3 }]);
  });

  test('go through the words of many swarms in slices, and a bot plans on meanwhile', async () => {
    await upTo('0010_forgotten_swarms');
    await run(1);
    const swarm = (id: string, at: string) =>
      `insert into swarm_search values ('${id}', 't', ${at}, '証明書の期限切れ', array_to_tsvector(array['証明', '明書']))`;
    await client.query(pastSwarms(2500));
    await upTo('0011_search_by_triples');
    let slices = 0;
    await run(1, async (text) => {
      if (!text.includes('japanese_triples_beside"("words")') || !text.startsWith('with')) return;
      slices++;
      // An older bot plans one swarm where the slices have been, and gives up waiting at once.
      await bot.query(`set lock_timeout = '1s'`);
      await bot.query(swarm(`000000-${slices}`, 'now()'));
    });
    expect(slices).toBe(4);
    const { rows } = await client.query(
      `select count(*)::int as all, count(*) filter (where '~証明書' = any(tsvector_to_array(tokens)))::int as found from swarm_search`,
    );
    expect(rows).toEqual([{ all: 2504, found: 2504 }]);
    expect(asked.some((text) => besides['0011_search_by_triples']?.replaces(text))).toBe(false);
  });

  test('that were killed among the slices go on where they were', async () => {
    await upTo('0010_forgotten_swarms');
    await run(1);
    await client.query(pastSwarms(2500));
    await upTo('0011_search_by_triples');
    const isSlice = (text: string) => text.includes('japanese_triples_beside"("words")') && text.startsWith('with');
    let slices = 0;
    const killed = run(1, async (text) => {
      if (isSlice(text) && ++slices > 2) throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    asked.length = 0;
    await run(1);
    // The last 500, and none.
    expect(asked.filter(isSlice).length).toBe(2);
    const { rows } = await client.query(
      `select count(*)::int as found from swarm_search where '~証明書' = any(tsvector_to_array(tokens))`,
    );
    expect(rows).toEqual([{ found: 2500 }]);
  });

  test('leave rows to who holds them, all of the slice, and come back to them', async () => {
    await upTo('0010_forgotten_swarms');
    await run(1);
    await client.query(pastSwarms(1500));
    await upTo('0011_search_by_triples');
    await bot.query('begin');
    await bot.query(`select from swarm_search where swarm_id = '000500' for update`);
    let rollbacks = 0;
    await run(1, async (text) => {
      if (text !== 'rollback' || ++rollbacks > 1) return;
      // Nobody waits for the rows before it any more, once it gave up.
      await client.query('rollback');
      await bot.query(`update swarm_search set words = words where swarm_id < '000100'`);
      await bot.query('commit');
    });
    expect(rollbacks).toBe(1);
    const { rows } = await client.query(
      `select count(*)::int as found from swarm_search where '~証明書' = any(tsvector_to_array(tokens))`,
    );
    expect(rows).toEqual([{ found: 1500 }]);
  });

  test('fold the ids of people in slices, and what an older bot writes meanwhile', async () => {
    const before = readdirSync(join(import.meta.dirname, '../../src/store/migrations')).find((name) =>
      /^0029_/.test(name),
    );
    await upTo(before?.replace('.sql', '') ?? '');
    await run(1_000);
    const id = '44444444-4444-4444-8444-00000000000';
    const event = (swarm: string, at: string) =>
      `insert into swarm_event values ('${swarm}', 1, ${at}, 'x', '{"kind":"system","name":"x"}', 'c',
         '{"owner":{"id":"${id}A","name":"Mika"}}')`;
    await client.query(event('old', `now() - interval '9 days'`));
    await upTo('0030_one_person_everywhere');
    let isWritten = false;
    await run(1, async (text) => {
      if (isWritten || !text.startsWith('create table "id_to_fold"')) return;
      isWritten = true;
      await bot.query(event('new', 'now()'));
    });
    const { rows } = await client.query(`select swarm_id, event->'owner'->>'id' as id from swarm_event order by 1`);
    expect(rows).toEqual(['new', 'old'].map((swarm_id) => ({ swarm_id, id: `${id}a` })));
    expect(
      (await client.query(`select to_regclass('id_found_beside') as left, to_regclass('id_fold_began') as since`)).rows,
    ).toEqual([{ left: null, since: null }]);
  });

  test('that are held up say by whom, and what ends it', async () => {
    await bot.query(`set application_name = 'a forgotten window'`);
    await bot.query('begin');
    await bot.query('select');
    const { rows } = await bot.query<{ pid: number }>('select pg_backend_pid() as pid');
    // Others' sessions may be open for longer, and three are named.
    const said = await whoHoldsUp(
      {
        query: ((text: string, values: unknown[]) =>
          client.query(text.replace('limit 3', ''), values)) as pg.ClientBase['query'],
      },
      0,
    );
    expect(said).toContain(`session ${rows[0]?.pid} (a forgotten window, idle in transaction, open for `);
    expect(said).toContain('pg_terminate_backend');
    await bot.query('commit');
  });

  test('give each swarm the key of its case in slices, and a bot that knows no keys plans on meanwhile', async () => {
    await upTo('0016_mailboxes');
    await run(1);
    const planned = (id: string, caseId: string, status: string) =>
      `insert into swarm (swarm_id, tenant_id, case_id, status, version, title, severity, language, restricted, owner_id,
         coordinator_id, coordinator_name, technologies, people, proposed_at)
       select ${id}, 't', ${caseId}, '${status}', 1, '', 'low', 'en', false, 'o', 'o', 'O', '{}', '{}', now()`;
    await client.query(`${planned(`lpad(n::text, 6, '0')`, `'CS ' || n`, 'resolved')} from generate_series(1, 2500) n`);
    await client.query(
      `insert into stored_case select 't', 'CS ' || n, 1, '{}', now() from generate_series(1, 2500) n`,
    );
    await upTo('0017_one_case_many_spellings');
    let slices = 0;
    await run(1, async (text) => {
      if (!text.startsWith('with slice')) return;
      slices++;
      await bot.query(`set lock_timeout = '1s'`);
      // As older bots do it: null for each column that they do not name.
      await bot.query(
        planned(`'000000-${slices}'`, `'ＴＫ ${slices}'`, 'proposed')
          .replace('proposed_at)', 'proposed_at, case_key)')
          .concat(', null'),
      );
      await bot.query(`insert into stored_case values ('t', '0 ${slices}', 1, '{}', now())`);
    });
    expect(slices).toBe(8);
    const { rows } = await client.query(
      `select count(*)::int as all, count(*) filter (where case_key = 'cs' || substr(case_id, 4))::int as past,
         count(*) filter (where case_key = 'tk' || substr(case_id, 4))::int as planned from swarm`,
    );
    expect(rows).toEqual([{ all: 2508, past: 2500, planned: 8 }]);
    const stored = await client.query(`select count(*)::int as bare from stored_case where case_key = ''`);
    expect(stored.rows).toEqual([{ bare: 0 }]);
    const left = await client.query(
      `select proname as name from pg_proc where pronamespace = $1::regnamespace
       union all select tgname from pg_trigger where tgname like '%beside' union all select relname from pg_class
         where relnamespace = $1::regnamespace and relname like '%beside%'`,
      [schema],
    );
    expect(left.rows).toEqual([]);
  });

  test('widen a column in slices, and a bot writes cases meanwhile', async () => {
    await upTo('0019_turn_taken');
    await run(1);
    const told = (id: string, version: string) =>
      `insert into stored_case values ('t', ${id}, ${version}, '{}', now(), '')`;
    await client.query(
      `${told('n::text', 'n').replace('values (', 'select ').slice(0, -1)} from generate_series(1, 1500) n`,
    );
    await upTo('0020_webhook_retries');
    let slices = 0;
    await run(1, async (text) => {
      if (!text.startsWith('with slice')) return;
      slices++;
      await bot.query(`set lock_timeout = '1s'`);
      await bot.query(told(`'0-${slices}'`, '7'));
      await bot.query(`update stored_case set version = 9 where case_id = '1'`);
    });
    expect(slices).toBe(3);
    await client.query(
      told(`'wide'`, '5000000000').replace(
        ' values',
        ' (tenant_id, case_id, version, body, received_at, case_key) values',
      ),
    );
    const { rows } = await client.query(
      `select count(*)::int as all, count(*) filter (where version = case when case_id = '1' then 9 when case_id ~ '^[0-9]+$' then case_id::int
         when case_id = 'wide' then 5000000000 else 7 end)::int as right from stored_case`,
    );
    expect(rows).toEqual([{ all: 1504, right: 1504 }]);
    await expect(client.query(`update stored_case set version = null`)).rejects.toThrow('not-null');
    expect(asked.some((text) => besides['0020_webhook_retries']?.replaces(text))).toBe(false);
  });

  test('count what was reopened before they close anything', async () => {
    await upTo('0041_people_who_left');
    await run(1);
    await client.query(
      `insert into swarm_event select 's1', n, now(), case when n > 1 then 'SwarmReopened' else 'SwarmProposed' end, '{}', '', '{}'
         from generate_series(1, 3) n`,
    );
    await client.query(
      `insert into swarm (swarm_id, tenant_id, case_id, case_key, status, version, title, severity, language, restricted, owner_id,
         coordinator_id, coordinator_name, technologies, people, proposed_at)
       values ('s1', 't', 'c', 'c', 'running', 1, '', 'low', 'en', false, 'o', 'o', 'O', '{}', '{}', now())`,
    );
    await upTo('0042_after_the_end');
    await run(1, async (text) => {
      // An older bot reopens it once more, after it was counted.
      if (text === 'begin' && asked.some((each) => each.includes('SET "reopened"')))
        await bot.query(
          `insert into swarm_event values ('s1', 4, now(), 'SwarmReopened', '{}', '', '{}') on conflict do nothing`,
        );
    });
    expect((await client.query('select reopened from swarm')).rows).toEqual([{ reopened: 3 }]);
  });
});
