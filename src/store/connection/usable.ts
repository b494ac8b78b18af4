import type pg from 'pg';
import { DatabaseUnusable } from './databaseFault.ts';

/**
 * Whether a session stays ours from one statement to the next. Throws DatabaseUnusable otherwise: behind a pooler that
 * lends its sessions for a transaction or a statement alone, tables would be made in another schema, and locks and prepared
 * statements would be somebody else's. Asked before anything is locked or made.
 */
export async function checkSessions(pool: pg.Pool, client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  // Who greets with another number than the server's process is a pooler.
  const greeted: unknown = Reflect.get(client, 'processID');
  const pid = rows[0]?.pid;
  if (pid !== undefined && greeted !== pid && pool.options.max > 1 && (await isLent(pool, client, pid)))
    throw new DatabaseUnusable(
      'DATABASE_URL leads to a pooler that lends a session for one transaction (pool_mode=transaction): what a session is set to, its locks and its prepared statements are lost with it. Give the server’s own address, or that of a pool in session mode.',
    );
}

/**
 * Whether the database can keep whatever people write. Throws DatabaseUnusable otherwise, before the first table is made: a server
 * that was set up without a language makes databases of SQL_ASCII, which knows no letters but English ones, and EUC_JP has no
 * place for 😀 or 𠮷. Where there are tables already, they are used as they are.
 */
export async function checkEncoding(client: pg.PoolClient, schema: string): Promise<void> {
  const { rows } = await client.query<{ encoding: string; used: boolean }>(
    `select current_setting('server_encoding') as encoding,
      exists (select from pg_tables where schemaname = $1) as used`,
    [schema],
  );
  const [database] = rows;
  if (database === undefined || database.used || database.encoding === 'UTF8') return;
  throw new DatabaseUnusable(
    `The database's encoding is ${database.encoding}, which cannot keep all that people write. Make one in UTF8 (create database … encoding 'UTF8' template template0) and name it in DATABASE_URL.`,
  );
}

/** Whether tables are made where they belong: in a schema that the user may use. Throws DatabaseUnusable otherwise. */
export async function checkSchema(client: pg.PoolClient, schema: string): Promise<void> {
  const { rows } = await client.query<{ schema: string | null; path: string }>(
    `select current_schema() as schema, current_setting('search_path') as path`,
  );
  const [session] = rows;
  if (session?.schema === schema) return;
  const path = session?.path ?? '';
  throw new DatabaseUnusable(
    path === schema
      ? `The database's user may not use the schema ${schema} (DATABASE_SCHEMA). Grant it USAGE and CREATE on it, or make it the owner.`
      : `The sessions of the database do not keep search_path=${schema}: they have ${path}. Is it set in DATABASE_URL (options), or does a pooler stand between?`,
  );
}

/** While another session is held in a transaction, one that is lent anew for each has to take another of the server's. */
async function isLent(pool: pg.Pool, client: pg.PoolClient, before: number): Promise<boolean> {
  const other = await pool.connect();
  try {
    const begun = await other.query('begin').then(
      () => true,
      () => false,
    );
    // Where a session is lent for one statement there are no transactions.
    if (!begun) return true;
    await other.query('select');
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return rows[0]?.pid !== before;
  } finally {
    await other.query('rollback').catch(() => {});
    other.release();
  }
}
