import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { openQueue, type Queue } from '../../src/store/queue.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { takeSchema } from './keptSchemas.ts';

const url = process.env.TEST_DATABASE_URL ?? '';

(url === '' ? describe.skip : describe)('the queue of a process that loses its sessions', () => {
  let schema: string;
  let giveBack: () => Promise<void>;
  let gateway: Gateway;
  let database: Database;
  let queue: Queue;
  beforeEach(async () => {
    ({ name: schema, giveBack } = await takeSchema());
    gateway = await openGateway(url);
    const limits = { connect: 1_000, silence: 200, ask: 1_000, look: 50 };
    database = await openDatabase({ kind: 'postgres', url: gateway.url, schema, limits });
    queue = await openQueue(database, ['greet'], () => {});
  });
  afterEach(async () => {
    await queue.stop();
    await database.close();
    await gateway.close();
    await giveBack();
  });

  const losses: [string, (gateway: Gateway) => void][] = [
    ['without a word', (it) => it.forget()],
    [
      'as the server restarts',
      (it) => {
        it.shut(true);
        it.shut(false);
      },
    ],
  ];

  test.each(losses)('%s: goes on with the jobs that wait', async (_, lose) => {
    const done: unknown[] = [];
    const all = Promise.withResolvers<void>();
    await queue.work('greet', { concurrency: 2 }, async ([job]) => {
      done.push(job?.body);
      if (done.length === 20) all.resolve();
    });
    // Stored by another process, over sessions that live.
    const other = await openDatabase({ kind: 'postgres', url, schema });
    const jobs = Array.from({ length: 20 }, (_, number) => ({ name: 'greet', body: { number } }));
    lose(gateway);
    await other.sql.transaction((tx) => queue.enqueue(tx, jobs));
    await all.promise;
    await other.close();
  });

  test.each(losses)('%s: goes on with what is done every so often', async (_, lose) => {
    const ran = Promise.withResolvers<void>();
    await queue.every('tidy', '0 0 1 1 *', async () => ran.resolve());
    lose(gateway);
    const other = await openDatabase({ kind: 'postgres', url, schema });
    await other.sql.execute(sql`insert into ${sql.raw(`${schema}_queue.job`)} (name) values ('tidy')`);
    await other.close();
    await ran.promise;
  });

  // When it is due is pg-boss's to find out, every half minute: here only what it is told.
  test('has a run made up for, once, that was due while nobody could see to it', async () => {
    await queue.every('tidy', '0 0 1 1 *', async () => {});
    const stored = sql`select options ->> 'missed' as missed from ${sql.raw(`${schema}_queue.schedule`)}`;
    expect((await database.sql.execute(stored)).rows).toEqual([{ missed: 'once' }]);
  });
});
