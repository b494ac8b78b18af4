import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { inBatches, ofTurns } from '../../src/store/batches.ts';
import { isAway, TransactionLost } from '../../src/store/connection/databaseFault.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { until } from '../until.ts';
import { engines } from './databases.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { takeSchema } from './keptSchemas.ts';

const url = process.env.TEST_DATABASE_URL ?? '';
/** A tenth of what the product takes, so that a test need not wait for it. */
const soon = { connect: 1_000, silence: 200, ask: 1_000, look: 50 };

(url === '' ? describe.skip : describe)('sessions with a PostgreSQL that are lost', () => {
  let schema: string;
  let giveBack: () => Promise<void>;
  let gateway: Gateway;
  let database: Database;
  let lost: number;
  const closing: (() => Promise<void>)[] = [];
  beforeEach(async () => {
    ({ name: schema, giveBack } = await takeSchema());
    gateway = await openGateway(url);
    lost = 0;
    database = await open();
    await database.sql.execute(sql`create table note (text text)`);
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
    await gateway.close();
    await giveBack();
  });

  async function open(poolSize = 3): Promise<Database> {
    const location = { kind: 'postgres', url: gateway.url, schema, poolSize, limits: soon } as const;
    const opened = await openDatabase(location, {
      lost: (sessions) => {
        lost += sessions;
      },
    });
    closing.push(opened.close);
    return opened;
  }

  /** An administrator ends every session of these tests' schema, and what they say at their end has come; gives how many. */
  async function terminateAll(): Promise<number> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rowCount } = await client.query(
      'select pg_terminate_backend(pid, 5000) from pg_stat_activity where starts_with(application_name, $1)',
      [`swarm ${schema} `],
    );
    await client.end();
    // By the way that theirs came: it is the last.
    const after = new pg.Client({ connectionString: gateway.url });
    await after.connect();
    await after.end();
    return rowCount ?? 0;
  }
  const notes = async (): Promise<unknown[]> => (await database.sql.execute(sql`select text from note`)).rows;
  const note = (text: string) => sql`insert into note values (${text})`;
  const refusal = (asked: Promise<unknown>): Promise<unknown> =>
    asked.then(
      () => 'it resolved',
      (error) => error,
    );

  test('end no process: idle ones are replaced unseen', async () => {
    await Promise.all([1, 2, 3].map(() => database.sql.execute(sql`select pg_sleep(0.01)`)));
    await database.queueDb.executeSql('select 1');
    expect(await terminateAll()).toBe(4);
    await database.sql.execute(note('after'));
    expect(await notes()).toEqual([{ text: 'after' }]);
    expect((await database.queueDb.executeSql('select 2 as two')).rows).toEqual([{ two: 2 }]);
  });

  test('end the statement under way with an error that says the database is away', async () => {
    const sleeping = refusal(database.sql.execute(sql`select pg_sleep(60)`));
    await untilAtWork('pg_sleep');
    await terminateAll();
    expect(isAway(await sleeping)).toBe(true);
    expect(await notes()).toEqual([]);
  });

  test.each([
    ['is told', false],
    ['swallows the error', true],
  ])('end the transaction that was open, and nothing of it is stored, when who runs it %s', async (_, swallows) => {
    const transaction = database.sql.transaction(async (tx) => {
      await tx.execute(note('before'));
      await terminateAll();
      await tx.execute(note('after')).catch((error) => {
        if (!swallows) throw error;
      });
    });
    expect(isAway(await refusal(transaction))).toBe(true);
    expect(await notes()).toEqual([]);
  });

  test('are found out although no connection was closed, and the next statement has a new session', async () => {
    await Promise.all([1, 2, 3].map(() => database.sql.execute(sql`select pg_sleep(0.01)`)));
    gateway.forget();
    expect(isAway(await refusal(database.sql.execute(note('into the dark'))))).toBe(true);
    // The others were idle, and are let go with it: nobody else runs into one.
    await Promise.all(['one', 'two', 'three'].map((text) => database.sql.execute(note(text))));
    expect(await notes()).toHaveLength(3);
    expect(lost).toBe(1);
  });

  test('are found out in the middle of a transaction, which rejects and gives its session to nobody', async () => {
    const transaction = database.sql.transaction(async (tx) => {
      await tx.execute(note('before'));
      gateway.forget();
      await tx.execute(note('into the dark'));
    });
    expect(isAway(await refusal(transaction))).toBe(true);
    expect(await notes()).toEqual([]);
  });

  test('are found out in the middle of a statement that takes long', async () => {
    const sleeping = refusal(database.sql.execute(sql`select pg_sleep(1)`));
    await untilAtWork('pg_sleep');
    gateway.forget();
    expect(isAway(await sleeping)).toBe(true);
  });

  test('are told from slow ones: a statement that the server is at is waited for', async () => {
    const { rows } = await database.sql.execute(sql`select 'slow' as was from pg_sleep(1)`);
    expect(rows).toEqual([{ was: 'slow' }]);
    // One that waits for a lock is slow as well.
    const holds = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const holder = database.sql.transaction(async (tx) => {
      await tx.execute(sql`lock table note`);
      held.resolve();
      await holds.promise;
    });
    await held.promise;
    const waiting = database.sql.execute(note('at last'));
    await database.sql.execute(sql`select pg_sleep(0.8)`);
    holds.resolve();
    await Promise.all([holder, waiting]);
    expect(await notes()).toEqual([{ text: 'at last' }]);
    expect(lost).toBe(0);
  });

  test('are waited for in vain while the server hangs: each statement fails soon, until it goes on', async () => {
    gateway.hang(true);
    const tried = await Promise.all(
      ['one', 'two', 'three', 'four', 'five'].map((text) => refusal(database.sql.execute(note(text)))),
    );
    expect(tried.map(isAway)).toEqual([true, true, true, true, true]);
    gateway.hang(false);
    await database.sql.execute(note('six'));
    expect(await notes()).toEqual([{ text: 'six' }]);
  });

  test('fail what is asked together as one: nobody waits for a dead database in turn', async () => {
    gateway.hang(true);
    let journeys = 0;
    const ask = inBatches(async (tasks: readonly number[]) => {
      journeys++;
      await database.run({ text: 'select 1' }, []);
      return [...tasks];
    }, ofTurns);
    const tried = await Promise.all([1, 2, 3, 4, 5].map((task) => refusal(ask(task))));
    expect(tried.map(isAway)).toEqual([true, true, true, true, true]);
    expect(journeys).toBe(1);
  });

  test('are not waited for without end when all are taken', async () => {
    const narrow = await open(1);
    const holds = Promise.withResolvers<void>();
    const holder = narrow.sql.transaction(() => holds.promise);
    expect(isAway(await refusal(narrow.sql.execute(note('no room'))))).toBe(true);
    holds.resolve();
    await holder;
    await narrow.sql.execute(note('room'));
  });

  test('of a server that takes no writes any more are given up, so that the next may be with one that does', async () => {
    const narrow = await open(1);
    await narrow.sql.execute(sql`set default_transaction_read_only = on`);
    const refused = await refusal(narrow.sql.transaction((tx) => tx.execute(note('to a standby'))));
    expect(isAway(refused)).toBe(true);
    await narrow.sql.transaction((tx) => tx.execute(note('to a primary')));
    expect(await notes()).toEqual([{ text: 'to a primary' }]);
  });

  async function untilAtWork(words: string): Promise<void> {
    const isAtWork = sql`
      select 1 from pg_stat_activity where state = 'active' and starts_with(application_name, ${`swarm ${schema} `})
        and query like ${`select ${words}%`}`;
    await until(async () => (await database.sql.execute(isAtWork)).rows.length > 0);
  }
});

describe.each(engines)('a transaction on $name', ({ open }) => {
  let database: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => {
    database = await open();
    await database.sql.execute(sql`create table note (text text primary key)`);
  });
  afterEach(() => database.drop());

  test('rejects when a statement in it failed, although whoever ran it took no notice', async () => {
    const transaction = database.sql.transaction(async (tx) => {
      await tx.execute(sql`insert into note values ('one')`);
      await tx.execute(sql`insert into note values ('one')`).catch(() => {});
      return 'stored';
    });
    await expect(transaction).rejects.toThrow(TransactionLost);
    expect((await database.sql.execute(sql`select * from note`)).rows).toEqual([]);
  });

  test('stores what was done when the failure was in a part of it that was undone', async () => {
    const stored = await database.sql.transaction(async (tx) => {
      await tx.execute(sql`insert into note values ('one')`);
      await tx.transaction((part) => part.execute(sql`insert into note values ('one')`)).catch(() => {});
      return 'stored';
    });
    expect(stored).toBe('stored');
    expect((await database.sql.execute(sql`select * from note`)).rows).toEqual([{ text: 'one' }]);
  });

  test("rejects with the error of who ran it, which it doesn't hide", async () => {
    const broken = database.sql.transaction(async (tx) => {
      await tx.execute(sql`insert into note values ('one')`);
      throw new Error('thought better of it');
    });
    await expect(broken).rejects.toThrow('thought better of it');
    expect((await database.sql.execute(sql`select * from note`)).rows).toEqual([]);
  });
});
