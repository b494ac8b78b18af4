import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { z } from 'zod';
import type { Client } from './beside/beside.ts';
import { briefly } from './beside/briefly.ts';
import { besides } from './besideServing.ts';

/** A table with as many rows is gone through beside a bot that serves; a smaller one is done before anybody notices. */
const large = 20_000;

/**
 * Brings the tables of a schema to the version of a folder of migrations, by a session that holds the lock of migrations and finds
 * the schema first. Each migration is a transaction of its own, kept with it: what takes long holds no lock for those after it, and
 * who is killed goes on where they were. On a large table, first and without a lock that a bot would wait for: indexes
 * are made, and what changes every row is done in slices (besideServing.ts). Whoever reads or writes a table that is to be changed is
 * let by. `from`: rows from which on a table is large.
 */
export async function migrateTables(
  client: Client,
  { schema, folder, from = large }: { schema: string; folder: string; from?: number },
): Promise<void> {
  const kept = `"${schema}".__drizzle_migrations`;
  // As drizzle makes it, whose own migrator read it before.
  await client.query(
    `create table if not exists ${kept} (id serial primary key, hash text not null, created_at bigint)`,
  );
  const { rows } = await client.query(`select max(created_at)::float8 as made from ${kept}`);
  const made = z.object({ made: z.number().nullable() }).parse(rows[0]).made ?? -1;
  const tags = await tagsIn(folder);
  for (const { sql, folderMillis, hash } of readMigrationFiles({ migrationsFolder: folder })) {
    if (folderMillis <= made) continue;
    const beside = besides[tags.get(folderMillis) ?? ''];
    const statements: string[] = [];
    if (beside !== undefined && (await isLarge(client, beside.table, from))) {
      await beside.prepare(client, sql);
      statements.push(...beside.instead(sql), ...sql.filter((statement) => !beside.replaces(statement)));
    } else statements.push(...sql);
    await briefly(client, [
      ...(await indexedBeside(client, statements.map(addedOnce), from)).map((text) => ({ text })),
      { text: `insert into ${kept} (hash, created_at) values ($1, $2)`, values: [hash, folderMillis] },
    ]);
  }
}

const journalSchema = z.object({ entries: z.array(z.object({ tag: z.string(), when: z.number() })) });
async function tagsIn(folder: string): Promise<ReadonlyMap<number, string>> {
  const journal = journalSchema.parse(JSON.parse(await readFile(join(folder, 'meta', '_journal.json'), 'utf8')));
  return new Map(journal.entries.map(({ tag, when }) => [when, tag]));
}

/** Whether a table is there, and has so many rows: counted, for what the planner believes may be of another day. */
async function isLarge(client: Client, table: string, from: number): Promise<boolean> {
  const { rows: there } = await client.query('select to_regclass($1) is not null as there', [`"${table}"`]);
  if (!there[0]?.there) return false;
  const { rows } = await client.query(
    `select count(*)::int as count from (select from "${table}" limit ${Math.max(1, from)}) as first`,
  );
  return Number(rows[0]?.count) >= from;
}

/** A column may have come before the transaction of its migration, which was killed then. */
const addedOnce = (statement: string): string =>
  statement.replace(/^(\s*ALTER TABLE "\w+" ADD COLUMN )(?=")/, '$1IF NOT EXISTS ');

/** Makes the indexes of a migration beside bots that write, where their tables are large; gives its statements with what is left to do. */
async function indexedBeside(client: Client, statements: readonly string[], from: number): Promise<string[]> {
  const done: string[] = [];
  for (const statement of statements) {
    const { table } = indexOf(statement);
    if (table === '' || !(await isLarge(client, table, from))) {
      done.push(statement);
      continue;
    }
    // An index can be made beside others only of columns that are there.
    const columns = statements.filter((each) => each.trimStart().startsWith(`ALTER TABLE "${table}" ADD COLUMN `));
    if (columns.length > 0)
      await briefly(
        client,
        columns.map((text) => ({ text })),
      );
    done.push(await madeBeside(client, statement));
  }
  return done;
}

/**
 * Makes the index of a statement under another name while bots write the table, and gives the statement that gives it its own; where that
 * cannot be (what is twice is yet to be mended), the statement itself.
 */
async function madeBeside(client: Client, statement: string): Promise<string> {
  const { unique, name, rest } = indexOf(statement);
  const beside = `${name}_beside`;
  // Of one who was killed in the middle an index is left that nothing uses.
  await client.query(`drop index concurrently if exists "${beside}"`);
  try {
    await client.query(`create ${unique}index concurrently "${beside}" ${rest}`);
  } catch {
    await client.query(`drop index concurrently if exists "${beside}"`);
    return statement;
  }
  return `alter index "${beside}" rename to "${name}"`;
}

/** What a statement makes an index of; empty texts where it makes none. */
function indexOf(statement: string): Record<'unique' | 'name' | 'rest' | 'table', string> {
  const [, unique = '', name = '', rest = '', table = ''] =
    /^\s*CREATE (UNIQUE )?INDEX "(\w+)" (ON "(\w+)"[^;]*);?\s*$/.exec(statement) ?? [];
  return { unique, name, rest, table };
}
