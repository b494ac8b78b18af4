import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type pg from 'pg';
import { z } from 'zod';
import { besides } from './besideServing.ts';

/** A table with as many rows is gone through beside a bot that serves; a smaller one is done before anybody notices. */
const large = 20_000;

/**
 * Brings the tables of a schema to the version of a folder of migrations, by a session that holds the lock of migrations and finds
 * the schema first. Each migration is a transaction of its own, kept with it: what takes long holds no lock for those after it, and
 * who is killed goes on where they were. On a large table, first and without a lock that a bot would wait for: indexes
 * are made, and what changes every row is done in slices (besideServing.ts). `from`: rows from which on a table is large.
 */
export async function migrateTables(
  client: Pick<pg.ClientBase, 'query'>,
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
    const statements: string[] = [];
    const beside = besides[tags.get(folderMillis) ?? ''];
    const isBeside = beside !== undefined && (await isLarge(client, beside.table, from));
    if (isBeside) await beside.prepare(client);
    for (const statement of sql) {
      if (isBeside && beside.replaces(statement)) statements.push(...beside.instead);
      else statements.push(await indexedBeside(client, statement, from));
    }
    await inTransaction(client, [
      ...statements.map((text) => ({ text })),
      { text: `insert into ${kept} (hash, created_at) values ($1, $2)`, values: [hash, folderMillis] },
    ]);
  }
}

async function inTransaction(
  client: Pick<pg.ClientBase, 'query'>,
  statements: readonly { text: string; values?: unknown[] }[],
): Promise<void> {
  await client.query('begin');
  try {
    for (const { text, values } of statements) await client.query(text, values);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

const journalSchema = z.object({ entries: z.array(z.object({ tag: z.string(), when: z.number() })) });
async function tagsIn(folder: string): Promise<ReadonlyMap<number, string>> {
  const journal = journalSchema.parse(JSON.parse(await readFile(join(folder, 'meta', '_journal.json'), 'utf8')));
  return new Map(journal.entries.map(({ tag, when }) => [when, tag]));
}

/** Whether a table is there, and has so many rows: counted, for what the planner believes may be of another day. */
async function isLarge(client: Pick<pg.ClientBase, 'query'>, table: string, from: number): Promise<boolean> {
  const { rows: there } = await client.query('select to_regclass($1) is not null as there', [`"${table}"`]);
  if (!there[0]?.there) return false;
  const { rows } = await client.query(
    `select count(*)::int as count from (select from "${table}" limit ${Math.max(1, from)}) as first`,
  );
  return Number(rows[0]?.count) >= from;
}

/**
 * Makes the index of a statement under another name while bots write the table, and gives the statement that gives it its own; where that
 * cannot be (its column is yet to come, what is twice is yet to be mended), the statement itself.
 */
async function indexedBeside(client: Pick<pg.ClientBase, 'query'>, statement: string, from: number): Promise<string> {
  const [, unique = '', name = '', rest = '', table = ''] =
    /^\s*CREATE (UNIQUE )?INDEX "(\w+)" (ON "(\w+)"[^;]*);?\s*$/.exec(statement) ?? [];
  if (name === '' || !(await isLarge(client, table, from))) return statement;
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
