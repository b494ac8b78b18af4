import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres';
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import pg from 'pg';
import { fromPglite, type Db as QueueDb } from 'pg-boss';
import { type Embedded, openEmbedded } from './embedded.ts';

type Answer<Row> = { rows: (Row & Record<string, unknown>)[] };
interface Rows extends PgQueryResultHKT {
  readonly type: Answer<this['row']>;
}

/** The database as queries see it: the same type for both engines, in or out of a transaction. */
export type Sql = PgDatabase<Rows, Record<string, never>>;

/** An open database. `queueDb` is what pg-boss runs on; null lets it open its own pool at `connectionString`. */
export type Database = {
  sql: Sql;
  engine: 'pglite' | 'postgres';
  schema: string;
  connectionString: string | null;
  queueDb: QueueDb | null;
  /** Runs a statement of the turns' path as it stands; the server keeps one with a name prepared, and plans it once. */
  run(statement: Statement, values: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** Says that this process lives, until released; `alone`: no other process did when it was called. */
  holdAlive(): Promise<{ alone: boolean; release(): Promise<void> }>;
  close(): Promise<void>;
};

/**
 * `text` has `$1`, `$2`, … for its values and never changes under one name. Only a statement whose best plan does not
 * depend on how much the tables hold has a name: it may have been planned when they were empty.
 */
export type Statement = { name?: string; text: string };

/** Where the data is: a PostgreSQL by its address, or a folder (PGlite); `image` loads a dumped PGlite into memory. */
export type DatabaseLocation =
  | { kind: 'postgres'; url: string; schema: string; poolSize?: number }
  | { kind: 'folder'; folder: string }
  | { kind: 'memory'; image?: Blob };

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

/**
 * Opens the database and brings its tables to this version. Throws when it cannot be reached, or when another
 * process has the folder open (PGlite is one process's; two would corrupt it).
 */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  return location.kind === 'postgres' ? openPostgres(location) : openPglite(location);
}

async function openPostgres(location: Extract<DatabaseLocation, { kind: 'postgres' }>): Promise<Database> {
  const { url, schema } = location;
  if (!/^[a-z_][a-z0-9_]{0,40}$/.test(schema)) throw new Error(`DATABASE_SCHEMA must be a plain name, not '${schema}'`);
  const pool = new pg.Pool({
    connectionString: url,
    max: location.poolSize ?? 10,
    // Compiling takes longer than any statement here runs. To today's disks one page is as near as another: by the
    // default the planner would rather go through thousands of rows in order than gather a person's two thousand.
    options: `-c search_path=${schema} -c jit=off -c random_page_cost=1.1`,
    application_name: 'swarm',
  });
  // A lost idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  const database = drizzlePg(pool);
  const client = await pool.connect();
  try {
    // Several processes may start at once; the first migrates, the others wait here.
    await client.query('select pg_advisory_lock(hashtext($1))', [`swarm migrations ${schema}`]);
    await client.query(`create schema if not exists ${schema}`);
    await migratePg(database, { migrationsFolder, migrationsSchema: schema });
  } finally {
    await client.query('select pg_advisory_unlock(hashtext($1))', [`swarm migrations ${schema}`]);
    client.release();
  }
  return {
    sql: database as unknown as Sql,
    engine: 'postgres',
    schema,
    connectionString: url,
    queueDb: null,
    run: async (statement, values) => (await pool.query({ ...statement, values: [...values] })).rows,
    holdAlive: () => holdAlive(pool, schema),
    close: () => pool.end(),
  };
}

async function openPglite(location: Exclude<DatabaseLocation, { kind: 'postgres' }>): Promise<Database> {
  const { pglite, close } =
    location.kind === 'folder' ? await openEmbedded(location.folder) : await openMemory(location.image);
  const database = drizzlePglite(pglite);
  await pglite.exec('create schema if not exists swarm; set search_path to swarm');
  await migratePglite(database, { migrationsFolder, migrationsSchema: 'swarm' });
  return {
    sql: database as unknown as Sql,
    engine: 'pglite',
    schema: 'swarm',
    connectionString: null,
    queueDb: fromPglite(pglite),
    run: async ({ text }, values) => (await pglite.query<Record<string, unknown>>(text, [...values])).rows,
    holdAlive: async () => ({ alone: true, release: async () => {} }),
    close,
  };
}

async function openMemory(image: Blob | undefined): Promise<Embedded> {
  const pglite = await PGlite.create(image ? { loadDataDir: image } : {});
  return { pglite, close: () => pglite.close() };
}

async function holdAlive(pool: pg.Pool, schema: string) {
  const client = await pool.connect();
  const key = `swarm alive ${schema}`;
  const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock(hashtext($1)) as alone', [key]);
  const alone = rows[0]?.alone === true;
  await client.query('select pg_advisory_lock_shared(hashtext($1))', [key]);
  if (alone) await client.query('select pg_advisory_unlock(hashtext($1))', [key]);
  // The lock lives as long as its session: it ends with the process, also with a killed one.
  return { alone, release: async () => client.release(true) };
}

/** Whether the database answers, for readiness. */
export async function databaseAnswers(database: Database): Promise<boolean> {
  return database.sql.execute(sql`select 1`).then(
    () => true,
    () => false,
  );
}
