import { describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { DatabaseUnusable } from '../../src/store/connection/databaseFault.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { openQueue } from '../../src/store/queue.ts';
import { engines, openMemory, openPostgresSchema } from './databases.ts';

const later = Date.parse('2031-05-06T00:00:00Z');

/** What a later version's migration leaves behind: a line in the list of those that ran. */
const updateTables = ({ sql: database, schema }: Database) =>
  database.execute(
    sql.raw(`insert into ${schema}.__drizzle_migrations (hash, created_at) values ('of a later version', ${later})`),
  );
const updateQueue = ({ sql: database, schema }: Database) =>
  database.execute(sql.raw(`update ${schema}_queue.version set version = version + 1`));

const refusal = (of: Promise<unknown>): Promise<string> =>
  of.then(
    () => 'started',
    (error: unknown) => (error instanceof DatabaseUnusable ? error.message : `no word for people: ${error}`),
  );

describe('a version on tables of a later one', () => {
  test('does not start, on PGlite: it says of which day they are, which it knows, and what to do', async () => {
    const database = await openMemory();
    await updateTables(database);
    const { sql: held } = database;
    // The same database again, as after a restart with the older version.
    const pglite = (held as unknown as { $client: import('@electric-sql/pglite').PGlite }).$client;
    const said = await refusal(openDatabase({ kind: 'memory', pglite }));
    expect(said).toMatch(
      /later version of Swarm \(its last migration is of 2031-05-06; the last that this version knows is \d{4}_\w+, of 20/,
    );
    expect(said).toContain('restore a backup from before the update');
    await database.drop();
  });

  (engines.length > 1 ? test : test.skip)('does not start on PostgreSQL, while those that run go on', async () => {
    const running = await openPostgresSchema();
    const queue = await openQueue(running, ['a'], () => {});
    await updateTables(running);
    const url = process.env.TEST_DATABASE_URL ?? '';
    expect(await refusal(openDatabase({ kind: 'postgres', url, schema: running.schema }))).toContain('2031-05-06');
    // The one that runs is replaced in its own time: its jobs are done until then.
    const done = Promise.withResolvers<void>();
    await queue.work('a', { concurrency: 1 }, async () => done.resolve());
    (await queue.enqueue(running.sql, [{ name: 'a', body: {} }]))();
    await done.promise;
    await queue.stop();
    await running.drop();
  });

  test.each(engines)('does not start on a later queue, on $name', async ({ open }) => {
    const database = await open();
    const queue = await openQueue(database, ['a'], () => {});
    await queue.stop();
    await updateQueue(database);
    expect(await refusal(openQueue(database, ['a'], () => {}))).toMatch(/queue's tables in \w+ are of a later version/);
    await database.drop();
  });

  test.each(engines)('starts on tables of its own version, on $name', async ({ open }) => {
    const database = await open();
    const queue = await openQueue(database, ['a'], () => {});
    await queue.stop();
    const again = openQueue(database, ['a'], () => {});
    expect(await refusal(again)).toBe('started');
    await (await again).stop();
    await database.drop();
  });
});
