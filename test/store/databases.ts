import { type Database, openDatabase } from '../../src/store/database.ts';
import { takeMemory } from './keptMemory.ts';
import { takeSchema } from './keptSchemas.ts';

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

/** A schema of PostgreSQL with the same; `drop` gives it back. */
export async function openPostgresSchema(): Promise<Database & { drop(): Promise<void> }> {
  const { name, giveBack } = await takeSchema();
  const database = await openDatabase({ kind: 'postgres', url: process.env.TEST_DATABASE_URL ?? '', schema: name });
  return {
    ...database,
    drop: async () => {
      await database.close();
      await giveBack();
    },
  };
}
