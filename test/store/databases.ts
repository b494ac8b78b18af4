import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { takeMemory } from './keptMemory.ts';

/** The engines the tests run on: PGlite always, PostgreSQL when one answers at TEST_DATABASE_URL. */
export const engines: { name: string; open(): Promise<Database & { drop(): Promise<void> }> }[] = [
  { name: 'PGlite', open: openMemory },
  ...(process.env.TEST_DATABASE_URL ? [{ name: 'PostgreSQL', open: openPostgresSchema }] : []),
];

/** A PGlite in memory with this version's tables and the queue's, and nothing in them; `drop` gives it back. */
export async function openMemory() {
  const { pglite, giveBack } = await takeMemory();
  const database = await openDatabase({ kind: 'memory', pglite });
  return { ...database, drop: giveBack };
}

/** A schema of its own for each use, gone afterwards. */
export async function openPostgresSchema(): Promise<Database & { drop(): Promise<void> }> {
  const url = process.env.TEST_DATABASE_URL ?? '';
  const schema = `swarm_test_${randomBytes(6).toString('hex')}`;
  const database = await openDatabase({ kind: 'postgres', url, schema });
  return {
    ...database,
    drop: async () => {
      await database.close();
      await dropSchema(url, schema);
    },
  };
}

export async function dropSchema(url: string, schema: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`drop schema if exists ${schema} cascade; drop schema if exists ${schema}_queue cascade`);
  await client.end();
}
