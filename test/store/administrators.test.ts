import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { storedCase } from '../../src/store/caseTables.ts';
import { DatabaseUnusable, describeFault, isAway } from '../../src/store/connection/databaseFault.ts';
import { openDatabase } from '../../src/store/database.ts';
import { openQueue } from '../../src/store/queue.ts';
import { tellable } from '../../src/store/tellable.ts';
import { openMemory } from './databases.ts';
import { dropSchema } from './keptSchemas.ts';
import { findPooler, startPooler } from './pooler.ts';

const url = process.env.TEST_DATABASE_URL ?? '';
const pooler = await findPooler();

(url === '' ? describe.skip : describe)('a database as administrators hand it out', () => {
  const role = `app_${randomBytes(4).toString('hex')}`;
  let admin: pg.Client;
  let schema: string;
  const asRole = () => {
    const address = new URL(url);
    address.username = role;
    return address.href;
  };

  beforeAll(async () => {
    admin = new pg.Client({ connectionString: url });
    await admin.connect();
    await admin.query(`create role ${role} login password 'app'`);
  });
  afterEach(() => dropSchema(url, schema));
  afterAll(async () => {
    await admin.query(`drop role ${role}`);
    await admin.end();
  });
  const named = () => {
    schema = `swarm_test_${randomBytes(6).toString('hex')}`;
    return schema;
  };

  test('works without the right to make schemas, when they are there', async () => {
    await admin.query(
      `create schema ${named()} authorization ${role}; create schema ${schema}_queue authorization ${role}`,
    );
    for (const start of ['first', 'again']) {
      const database = await openDatabase({ kind: 'postgres', url: asRole(), schema });
      const queue = await openQueue(database, ['a'], () => {});
      expect([start, await database.sql.select().from(storedCase)]).toEqual([start, []]);
      await queue.stop();
      await database.close();
    }
  });

  test('without the right and without the schemas is refused with what to grant', async () => {
    const opened = openDatabase({ kind: 'postgres', url: asRole(), schema: named() });
    const fault = await opened.catch((error: unknown) => error);
    expect(describeFault(fault)).toContain('make the schemas of DATABASE_SCHEMA and <DATABASE_SCHEMA>_queue');
  });

  test('with a schema that its user may not use is refused, and nothing is made elsewhere', async () => {
    await admin.query(`create schema ${named()}`);
    await expect(openDatabase({ kind: 'postgres', url: asRole(), schema })).rejects.toThrow(
      `may not use the schema ${schema}`,
    );
  });

  test('whose role has transactions of its own kind by default works with those that Swarm needs', async () => {
    await admin.query(
      `create schema ${named()} authorization ${role}; create schema ${schema}_queue authorization ${role};
       alter role ${role} set default_transaction_isolation = 'serializable'`,
    );
    const database = await openDatabase({ kind: 'postgres', url: asRole(), schema });
    const { rows } = await database.sql.execute(sql`select current_setting('transaction_isolation') as isolation`);
    expect(rows).toEqual([{ isolation: 'read committed' }]);
    await database.close();
    await admin.query(`alter role ${role} reset default_transaction_isolation`);
  });

  test.each(['SQL_ASCII', 'EUC_JP'])('in %s is refused before anything is made in it', async (encoding) => {
    const name = `swarm_test_${randomBytes(6).toString('hex')}`;
    named();
    await admin.query(`create database ${name} encoding '${encoding}' lc_collate 'C' lc_ctype 'C' template template0`);
    try {
      const address = new URL(url);
      address.pathname = name;
      await expect(openDatabase({ kind: 'postgres', url: address.href, schema })).rejects.toThrow(
        `The database's encoding is ${encoding}`,
      );
    } finally {
      await admin.query(`drop database ${name} with (force)`);
    }
  });

  (pooler ? test : test.skip).each([
    ['transaction', ''],
    ['transaction', 'options'],
    ['statement', ''],
  ])('behind a pooler in %s mode (ignoring "%s") is refused at once with the reason', async (mode, ignored) => {
    named();
    const bouncer = await startPooler(url, { mode, ignored });
    try {
      const fault: unknown = await openDatabase({ kind: 'postgres', url: bouncer.url, schema }).catch((error) => error);
      expect(isAway(fault)).toBe(false);
      expect(fault instanceof DatabaseUnusable ? fault.message : fault).toContain('pool_mode=transaction');
      const { rows } = await admin.query(`select nspname from pg_namespace where nspname = $1`, [schema]);
      expect(rows).toEqual([]);
      const { rows: locks } = await admin.query(
        `select locktype from pg_locks where locktype = 'advisory' and objid::bigint =
          (hashtext($1)::bigint & 4294967295)`,
        [`swarm migrations ${schema}`],
      );
      expect(locks).toEqual([]);
    } finally {
      await bouncer.stop();
    }
  });

  (pooler ? test : test.skip).each(['', 'options'])(
    'behind a pooler in session mode (ignoring "%s") works as on the server itself, also one session after the other',
    async (ignored) => {
      named();
      const bouncer = await startPooler(url, { mode: 'session', ignored });
      try {
        for (const start of ['first', 'again']) {
          const database = await openDatabase({ kind: 'postgres', url: bouncer.url, schema });
          const queue = await openQueue(database, ['a'], () => {});
          const done = Promise.withResolvers<void>();
          await queue.work('a', { concurrency: 1 }, async () => done.resolve());
          (await queue.enqueue(database.sql, [{ name: 'a', body: {} }]))();
          await done.promise;
          const { rows } = await database.sql.execute(
            sql`select current_schema() as schema, current_setting('jit') as jit, current_setting('lock_timeout') as wait`,
          );
          expect([start, rows]).toEqual([start, [{ schema, jit: 'off', wait: '1min' }]]);
          await queue.stop();
          await database.close();
        }
      } finally {
        await bouncer.stop();
      }
    },
  );

  (pooler ? test : test.skip)(
    'with `options` in the address, which a pooler does not take, is refused with what to do',
    async () => {
      named();
      const bouncer = await startPooler(url, { mode: 'session', ignored: '' });
      try {
        const address = `${bouncer.url}?options=${encodeURIComponent('-c work_mem=7MB')}`;
        const fault: unknown = await openDatabase({ kind: 'postgres', url: address, schema }).catch((error) => error);
        expect(isAway(fault)).toBe(false);
        expect(describeFault(fault)).toContain('does not take the `options` in DATABASE_URL');
      } finally {
        await bouncer.stop();
      }
    },
  );
});

test('of a statement that failed nothing is told of its values', async () => {
  const database = await openMemory();
  const secret = 'the customer’s words';
  const fault: unknown = await database.sql
    .insert(storedCase)
    .values({ tenantId: 't', caseId: `${secret}\0`, caseKey: '1', version: 1n, body: {}, receivedAt: 'never' })
    .catch((error: unknown) => error);
  await database.drop();
  expect(String(fault)).toContain(secret);
  expect(tellable(fault)).not.toContain(secret);
  expect(tellable(fault)).toMatch(/^The database refused a statement \(\w{5}\)/);
  expect(tellable(new Error('No such file'))).toBe('No such file');
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5999'), {
    code: 'ECONNREFUSED',
    syscall: 'connect',
  });
  const nothing = 'The database: nothing listens there. Is it running, and is the port right?';
  expect(tellable(refused)).toBe(nothing);
  expect(tellable(new AggregateError([refused]))).toBe(nothing);
  expect(tellable(new TypeError('fetch failed', { cause: refused }))).toBe('fetch failed');
  const ours = 'The database db/swarm (DATABASE_URL): there is no such database.';
  expect(tellable(new DatabaseUnusable(ours, { cause: fault }))).toBe(ours);
});
