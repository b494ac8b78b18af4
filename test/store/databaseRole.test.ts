import { expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { lookAtDatabaseRole } from '../../src/store/databaseRole.ts';
import { engines } from './databases.ts';

test.each(engines)('a role that may do more than Swarm needs is named, on $name', async ({ name, open }) => {
  const database = await open();
  if (name === 'PGlite') expect(await lookAtDatabaseRole(database)).toMatchObject({ result: 'ok' });
  else {
    expect(await lookAtDatabaseRole(database)).toMatchObject({ result: 'failed', fact: { code: 'role-all-powerful' } });
    await database.sql.transaction(async (tx) => {
      await tx.execute(sql`set local role pg_monitor`);
      const role = await lookAtDatabaseRole({ sql: tx, engine: 'postgres' });
      expect(role).toEqual({ result: 'ok', fact: { code: 'role', name: 'pg_monitor' } });
    });
  }
  await database.drop();
});
