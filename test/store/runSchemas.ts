import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Names the schemas that this run of the tests makes in PostgreSQL, so that its end finds them, whichever process made them. */
export function beginRun(): void {
  process.env.SWARM_TEST_RUN ??= randomBytes(4).toString('hex');
}

/** A name for a schema of this run. */
export const newSchemaName = (): string => `swarm_test_${process.env.SWARM_TEST_RUN}_${randomBytes(4).toString('hex')}`;

/** Drops all schemas of this run. */
export async function endRun(): Promise<void> {
  const { TEST_DATABASE_URL: url, SWARM_TEST_RUN: run } = process.env;
  if (!url || !run) return;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const ours = `swarm_test_${run}_`;
  const { rows } = await client.query<{ nspname: string }>(
    'select nspname from pg_namespace where starts_with(nspname, $1)',
    [ours],
  );
  // One after the other: all at once take more locks than a server has.
  for (const { nspname } of rows) await client.query(`drop schema if exists ${nspname} cascade`);
  await client.end();
}
