import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Names the schemas that this run of the tests makes in PostgreSQL, so that its end finds them, whichever process made them. */
export function beginRun(): void {
  process.env.SWARM_TEST_RUN ??= randomBytes(4).toString('hex');
}

/** A name for a schema of this run. */
export const newSchemaName = (): string => `swarm_test_${process.env.SWARM_TEST_RUN}_${randomBytes(4).toString('hex')}`;

/** Databases of runs are named by the hour they were made in, since 1970: what an interrupted run leaves is so found. */
const ofRuns = 'swarm_test_run_';
const thisHour = (): number => Math.floor(Date.now() / 3_600_000);
const hoursKept = 24;

/**
 * Gives this run a database of its own, where the server lets us make one, and TEST_DATABASE_URL its address. Its commits
 * do not wait for the disk: a test stores much and keeps nothing. The rules about what outlives a server are checked
 * on servers of their own (clusters.ts).
 */
export async function makeRunDatabase(): Promise<void> {
  const { TEST_DATABASE_URL: url, SWARM_TEST_RUN: run } = process.env;
  if (!url || !run) return;
  const address = new URL(url);
  const name = `${ofRuns}${thisHour()}_${run}`;
  if (address.pathname === `/${name}`) return;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ like: string }>(
      `select format('encoding %L lc_collate %L lc_ctype %L', pg_encoding_to_char(encoding), datcollate, datctype) as like
        from pg_database where datname = current_database()`,
    );
    await client.query(`create database ${name} template template0 ${rows[0]?.like}`);
    await client.query(`alter database ${name} set synchronous_commit to off`);
    await dropInterrupted(client);
  } catch (fault) {
    // insufficient_privilege: whose user may make no databases has their tests in the one that they named.
    if (!(fault instanceof pg.DatabaseError && fault.code === '42501')) throw fault;
    return;
  } finally {
    await client.end();
  }
  process.env.SWARM_TEST_SERVER = url;
  address.pathname = `/${name}`;
  process.env.TEST_DATABASE_URL = address.href;
}

async function dropInterrupted(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [ofRuns],
  );
  for (const { datname } of rows)
    if (Number(datname.slice(ofRuns.length).split('_')[0]) < thisHour() - hoursKept)
      await client.query(`drop database if exists ${datname} with (force)`);
}

/** Drops this run's database, or all its schemas where it has none. */
export async function endRun(): Promise<void> {
  const { TEST_DATABASE_URL: url, SWARM_TEST_SERVER: server, SWARM_TEST_RUN: run } = process.env;
  if (!url || !run) return;
  const client = new pg.Client({ connectionString: server ?? url });
  await client.connect();
  if (server !== undefined)
    await client.query(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);
  else await dropSchemas(client, `swarm_test_${run}_`);
  await client.end();
}

async function dropSchemas(client: pg.Client, ours: string): Promise<void> {
  const { rows } = await client.query<{ nspname: string }>(
    'select nspname from pg_namespace where starts_with(nspname, $1)',
    [ours],
  );
  // One after the other: all at once take more locks than a server has.
  for (const { nspname } of rows) await client.query(`drop schema if exists ${nspname} cascade`);
}
