import type pg from 'pg';
import { DatabaseUnusable } from './databaseFault.ts';

/**
 * Whether a session is as we set it up, and stays ours from one statement to the next. Throws DatabaseUnusable otherwise:
 * behind a pooler that drops `options` tables would be made in another schema, and behind one that lends its sessions
 * for a transaction alone, locks and prepared statements would be somebody else's.
 */
export async function checkSessions(pool: pg.Pool, client: pg.PoolClient, schema: string): Promise<void> {
  const { rows } = await client.query<{ schema: string | null; path: string; pid: number }>(
    `select current_schema() as schema, current_setting('search_path') as path, pg_backend_pid() as pid`,
  );
  const [session] = rows;
  if (session?.schema !== schema) {
    const path = session?.path ?? '';
    throw new DatabaseUnusable(
      path === schema
        ? `The database's user may not use the schema ${schema} (DATABASE_SCHEMA). Grant it USAGE and CREATE on it, or make it the owner.`
        : `The database does not take search_path=${schema} from the address: it has ${path}. A pooler that ignores the parameter \`options\` stands between (ignore_startup_parameters). ${instead}`,
    );
  }
  // Who greets with another number than the server's process is a pooler.
  const greeted: unknown = Reflect.get(client, 'processID');
  if (greeted !== session.pid && pool.options.max > 1 && (await isLent(pool, client, session.pid)))
    throw new DatabaseUnusable(
      `DATABASE_URL leads to a pooler that lends a session for one transaction (pool_mode=transaction): what a session is set to, its locks and its prepared statements are lost with it. ${instead}`,
    );
}

const instead = 'Give the server’s own address, or that of a pool in session mode which lets `options` through.';

/** While another session is held in a transaction, one that is lent anew for each has to take another of the server's. */
async function isLent(pool: pg.Pool, client: pg.PoolClient, before: number): Promise<boolean> {
  const other = await pool.connect();
  try {
    await other.query('begin');
    await other.query('select');
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return rows[0]?.pid !== before;
  } finally {
    await other.query('rollback').catch(() => {});
    other.release();
  }
}
