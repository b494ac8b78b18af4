import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
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
    const real = join(import.meta.dirname, '../../src/store/migrations');
    await cp(real, folder, { recursive: true });
    const journal = JSON.parse(await readFile(join(folder, 'meta', '_journal.json'), 'utf8'));
    const upTo = async (last: string) => {
      const at = journal.entries.findIndex(({ tag }: { tag: string }) => tag === last);
      await writeFile(
        join(folder, 'meta', '_journal.json'),
        JSON.stringify({ ...journal, entries: journal.entries.slice(0, at + 1) }),
      );
    };
    await upTo('0010_forgotten_swarms');
    await run(1);
    const swarm = (id: string, at: string) =>
      `insert into swarm_search values ('${id}', 't', ${at}, '証明書の期限切れ', array_to_tsvector(array['証明', '明書']))`;
    await client.query(
      `insert into swarm_search select lpad(n::text, 6, '0'), 't', now() - interval '9 days', '証明書の期限切れ', array_to_tsvector(array['証明', '明書']) from generate_series(1, 2500) n`,
    );
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
});
