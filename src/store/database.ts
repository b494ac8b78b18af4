import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import type { Db as QueueDb } from 'pg-boss';
import type { Client } from './beside/beside.ts';
import { isReadOnly, TransactionLost } from './connection/databaseFault.ts';
import { openSessions } from './connection/sessions.ts';
import { type SessionLimits, usualLimits } from './connection/sessionWatch.ts';
import { checkEncoding, checkSchema, checkSessions } from './connection/usable.ts';
import { migrateTables } from './migrating.ts';
import { checkVersion } from './version.ts';

type Answer<Row> = { rows: (Row & Record<string, unknown>)[] };
interface Rows extends PgQueryResultHKT {
  readonly type: Answer<this['row']>;
}

/** The database as queries see it: the same type for both engines, in or out of a transaction. */
export type Sql = PgDatabase<Rows, Record<string, never>>;

/** An open database. `queueDb` is what pg-boss runs on: sessions of its own, so that jobs never wait for those of turns. */
export type Database = {
  /** Its `transaction` rejects whenever PostgreSQL did not store what was done in it, whoever swallowed the error. */
  sql: Sql;
  engine: 'pglite' | 'postgres';
  schema: string;
  queueDb: QueueDb;
  /** Whether there is a schema of this name already, so that nobody need have the right to make it. */
  hasSchema(name: string): Promise<boolean>;
  /** Runs a statement of the turns' path as it stands; the server keeps one with a name prepared, and plans it once. */
  run(statement: Statement, values: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /**
   * Whether no other process has a session with these tables at this moment. One that lives may just have lost all of
   * its, so that a single yes says nothing.
   */
  isAlone(): Promise<boolean>;
  close(): Promise<void>;
};

/**
 * `text` has `$1`, `$2`, … for its values and never changes under one name. Only a statement whose best plan does not
 * depend on how much the tables hold has a name: it may have been planned when they were empty.
 */
export type Statement = { name?: string; text: string };

/** Where the data is: a PostgreSQL by its address, a folder (PGlite), or a PGlite that runs already. */
export type DatabaseLocation =
  | { kind: 'postgres'; url: string; schema: string; poolSize?: number; limits?: Partial<SessionLimits> }
  | { kind: 'folder'; folder: string }
  | { kind: 'memory'; pglite: PGlite };

export type DatabaseTold = {
  /** Is told how many sessions with the database were lost without a word, and given up. */
  lost?: (sessions: number) => void;
  /** Takes a line for the log on what an update of the tables waits for. */
  heldUp?: (line: string) => void;
};

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

/**
 * Opens the database and brings its tables to this version. Throws when it cannot be reached, or when another
 * process has the folder open (PGlite is one process's; two would corrupt it).
 */
export async function openDatabase(location: DatabaseLocation, told: DatabaseTold = {}): Promise<Database> {
  return location.kind === 'postgres' ? openPostgres(location, told) : openPglite(location);
}

async function openPostgres(
  { url, schema, poolSize, limits }: Extract<DatabaseLocation, { kind: 'postgres' }>,
  { lost = () => {}, heldUp = () => {} }: DatabaseTold,
): Promise<Database> {
  if (!/^[a-z_][a-z0-9_]{0,40}$/.test(schema)) throw new Error(`DATABASE_SCHEMA must be a plain name, not '${schema}'`);
  const ours = `swarm ${schema} `;
  const name = `${ours}${randomBytes(4).toString('hex')}`;
  const needs = { url, name, limits: { ...usualLimits, ...limits }, lost };
  const { pool, close } = openSessions({ ...needs, most: poolSize ?? 10, settings: { ...ofTables(schema), ...ofAll } });
  const ofQueue = openSessions({ ...needs, most: 10, settings: ofAll });
  try {
    await migrate(pool, schema, heldUp);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    sql: Object.assign(drizzlePg(pool) as unknown as Sql, { transaction: sound(transactionOn(pool)) }),
    engine: 'postgres',
    schema,
    queueDb: { executeSql: (text, values) => ofQueue.pool.query(text, values) },
    hasSchema: (name) => isThere(ofQueue.pool, name),
    run: async (statement, values) => (await pool.query({ ...statement, values: [...values] })).rows,
    async isAlone() {
      const { rows } = await ofQueue.pool.query<{ alone: boolean }>(
        `select not exists (select from pg_stat_activity
          where datname = current_database() and starts_with(application_name, $1) and application_name <> $2) as alone`,
        [ours, name],
      );
      return rows[0]?.alone === true;
    },
    async close() {
      await Promise.all([close(), ofQueue.close()]);
    },
  };
}

const ofTables = (schema: string): Record<string, string> => ({
  search_path: schema,
  // Compiling takes longer than any statement here runs. To today's disks one page is as near as another: by the
  // default the planner would rather go through thousands of rows in order than gather a person's two thousand.
  jit: 'off',
  random_page_cost: '1.1',
});

/**
 * What a session of ours may hold up: a bot that was cut off in a transaction keeps its locks no longer than this, and
 * nobody waits longer for one. Who waits for a turn is answered long before (seams.ts); an import that is
 * behind another may wait. The server finds us gone as we find it.
 */
const ofAll: Record<string, string> = {
  // A role may have a stricter one by default; then who writes beside another is refused, where ours wait.
  default_transaction_isolation: 'read committed',
  lock_timeout: '60s',
  idle_in_transaction_session_timeout: '60s',
  tcp_keepalives_idle: '10',
  tcp_keepalives_interval: '5',
  tcp_keepalives_count: '3',
  tcp_user_timeout: '30s',
};

/** Several processes may start at once; the first migrates, the others wait. The lock ends with the session. */
async function migrate(pool: pg.Pool, schema: string, say: (line: string) => void): Promise<void> {
  const client = await pool.connect();
  try {
    await checkSessions(pool, client);
    await checkEncoding(client, schema);
    await client.query('set lock_timeout = 0; set idle_in_transaction_session_timeout = 0');
    await lockMigrations(client, schema);
    if (!(await isThere(client, schema))) await client.query(`create schema if not exists ${schema}`);
    await checkSchema(client, schema);
    await checkVersion((text) => client.query(text), schema, migrationsFolder);
    const session: Client = { query: client.query.bind(client), say };
    await migrateTables(session, { schema, folder: migrationsFolder });
  } finally {
    client.release(true);
  }
}

/** Whether the database has a schema. Who may make none may still be given those there are. */
async function isThere(client: Pick<pg.PoolClient, 'query'>, schema: string): Promise<boolean> {
  const { rows } = await client.query('select from pg_namespace where nspname = $1', [schema]);
  return rows.length > 0;
}

/** Asks again and again: who waited in the server would keep an index from being made beside those who serve. */
async function lockMigrations(client: pg.PoolClient, schema: string): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock(hashtext($1)) as held', [
      `swarm migrations ${schema}`,
    ]);
    if (rows[0]?.held) return;
    await pause(200);
  }
}

/** drizzle's own gives a session back to the pool in whatever state it is, and hides the first error by its rollback's. */
function transactionOn(pool: pg.Pool): Sql['transaction'] {
  return async (work, config) => {
    const client = await pool.connect();
    const faults: unknown[] = [];
    const noted = (error: unknown): never => {
      faults.push(error);
      throw faults[0];
    };
    try {
      const database = drizzlePg(client) as unknown as Sql;
      return await database.transaction((tx) => work(tx).catch(noted), config).catch(noted);
    } finally {
      client.release(client.getTransactionStatus() !== 'I' || faults.some(isReadOnly));
    }
  };
}

async function openPglite(location: Exclude<DatabaseLocation, { kind: 'postgres' }>): Promise<Database> {
  // A server in WebAssembly, which a bot with PostgreSQL need not load.
  const embedded = await import('./connection/pglite.ts');
  const place = location.kind === 'folder' ? { folder: location.folder } : { pglite: location.pglite };
  const { pglite, orm, queueDb, close } = await embedded.openPglite(place, migrationsFolder);
  return {
    sql: Object.assign(orm as unknown as Sql, {
      transaction: sound(orm.transaction.bind(orm) as unknown as Sql['transaction']),
    }),
    engine: 'pglite',
    schema: 'swarm',
    queueDb,
    hasSchema: async () => false,
    run: async ({ text }, values) => (await pglite.query<Record<string, unknown>>(text, [...values])).rows,
    isAlone: async () => true,
    close,
  };
}

/**
 * Transactions that end as they say. drizzle's own resolve when an error in them was swallowed, although PostgreSQL
 * answers their commit with a rollback; a statement it refuses to take then.
 */
function sound(transaction: Sql['transaction']): Sql['transaction'] {
  return (work, config) =>
    transaction(async (tx) => {
      const result = await work(tx);
      await tx.execute(sql`select`).catch((cause: unknown) => {
        throw new TransactionLost('Nothing of the transaction is stored: a statement in it had failed', { cause });
      });
      return result;
    }, config);
}
