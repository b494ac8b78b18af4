import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Database } from '../../src/store/database.ts';
import { appendEvents, loadEvents } from '../../src/store/eventLog.ts';
import { openQueue, type Queue } from '../../src/store/queue.ts';
import { until } from '../until.ts';
import { engines } from './databases.ts';

const event = (swarmId: string, version: number) => ({
  swarmId,
  version,
  at: '2026-11-20T01:02:03.000Z',
  actor: { kind: 'system', name: 'test' },
  cause: 'test',
  event: { type: 'SwarmStarted' },
});

/** Until a statement waits for a lock of another transaction. */
async function untilOneWaits({ sql: database, schema }: Database): Promise<void> {
  const waiting = sql`select 1 from pg_stat_activity where starts_with(application_name, ${`swarm ${schema} `})
    and wait_event_type = 'Lock' and query like '%shown_card%'`;
  await until(async () => (await database.execute(waiting)).rows.length > 0);
}

describe.each(engines)('the event log and the queue on $name', ({ name, open }) => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  async function opened(): Promise<{ database: Database; queue: Queue }> {
    const database = await open();
    closing.push(database.drop);
    const queue = await openQueue(database, ['greet', 'lead'], (problem) => {
      throw problem;
    });
    closing.push(() => queue.stop());
    return { database, queue };
  }

  test('a job stored with events runs when they commit', async () => {
    const { database, queue } = await opened();
    const ran = Promise.withResolvers<unknown>();
    await queue.work('greet', { concurrency: 1 }, async ([job]) => ran.resolve(job?.body));
    const { statements, committed } = await queue.statements([{ name: 'greet', body: { who: '美香' } }]);
    const conflict = await appendEvents(database.sql, [event('s1', 1)], statements);
    committed();
    expect(conflict).toBeNull();
    expect(await ran.promise).toEqual({ who: '美香' });
    expect(await loadEvents(database.sql, 's1')).toEqual([event('s1', 1)]);
  });

  test('a job waits as long as it should, also where our clock is not the database’s', async () => {
    const { database, queue } = await opened();
    const ourClock = Date.now() - 30_000;
    const behind = jest.spyOn(Date, 'now').mockImplementation(() => ourClock);
    const startAfter = new Date(ourClock + 60_000).toISOString();
    const { statements } = await queue.statements([{ name: 'greet', body: {}, startAfter }]).finally(() => {
      behind.mockRestore();
    });
    for (const statement of statements) await database.sql.execute(statement);
    const job = sql.raw(`${database.schema}_queue.job`);
    const { rows } = await database.sql.execute<{ waits: number }>(
      sql`select extract(epoch from start_after - created_on)::float8 as waits from ${job} where name = 'greet'`,
    );
    expect(rows).toEqual([{ waits: 60 }]);
  });

  test('when the version is taken, neither the events nor the jobs exist', async () => {
    const { database, queue } = await opened();
    await appendEvents(database.sql, [event('s1', 1)], []);
    const { statements } = await queue.statements([{ name: 'greet', body: {} }]);
    const conflict = await appendEvents(database.sql, [event('s1', 1), event('s1', 2)], statements);
    expect(conflict).toBe('changed-meanwhile');
    expect(await loadEvents(database.sql, 's1')).toHaveLength(1);
    expect(await queue.depth()).toEqual({ greet: 0, lead: 0 });
  });

  test('a fault beside the events undoes them', async () => {
    const { database } = await opened();
    const brokenRow = sql`insert into shown_card (swarm_id, card, version) values ('s1', 'plan', null)`;
    await expect(appendEvents(database.sql, [event('s1', 1)], [brokenRow])).rejects.toThrow();
    const brokenThen = appendEvents(database.sql, [event('s1', 1)], [], async () => {
      throw new Error('the past case broke');
    });
    await expect(brokenThen).rejects.toThrow('the past case broke');
    expect(await loadEvents(database.sql, 's1')).toEqual([]);
  });

  // PGlite has one connection: nothing happens beside a transaction there.
  if (name === 'PostgreSQL')
    test('who appends waits for who is taking the version, and holds nothing that they need', async () => {
      const { database } = await opened();
      const noted = (version: number) =>
        sql`insert into shown_card (swarm_id, card, version) values ('s1', 'plan', ${version})
          on conflict (swarm_id, card) do update set version = excluded.version`;
      await database.sql.execute(noted(1));
      const append = await database.sql.transaction(async (tx) => {
        expect(await appendEvents(tx, [event('s1', 1)], [])).toBeNull();
        const waiting = appendEvents(database.sql, [event('s1', 1)], [noted(2)]);
        await untilOneWaits(database);
        await tx.execute(noted(3));
        return { waiting };
      });
      expect(await append.waiting).toBe('changed-meanwhile');
      expect((await database.sql.execute(sql`select version from shown_card`)).rows).toEqual([{ version: 3 }]);
    });

  test('jobs that have piled up run one after the other, without a pause between them', async () => {
    const { database, queue } = await opened();
    const piled = Array.from({ length: 30 }, (_, number) => ({ name: 'greet', body: { number } }));
    await database.sql.transaction((tx) => queue.enqueue(tx, piled));
    const all = Promise.withResolvers<void>();
    let ran = 0;
    // With a pause of the poll's two seconds after each this would outlast the test's patience by far.
    await queue.work('greet', { concurrency: 1 }, async () => {
      ran++;
      if (ran === piled.length) all.resolve();
    });
    await all.promise;
    expect(ran).toBe(30);
  }, 30_000);

  /** Four jobs of which each waits for all: one worker, or one woken late, would leave the others waiting for good. */
  async function fourThatWaitForEachOther() {
    const { database, queue } = await opened();
    const together = Promise.withResolvers<void>();
    let begun = 0;
    await queue.work('greet', { concurrency: 4 }, async () => {
      begun++;
      if (begun === 4) together.resolve();
      await together.promise;
    });
    const four = Array.from({ length: 4 }, () => ({ name: 'greet', body: {} }));
    const committed = await database.sql.transaction((tx) => queue.enqueue(tx, four));
    return { committed, allBegun: together.promise.then(() => begun) };
  }

  test('each of several jobs stored together has a worker of its own at once', async () => {
    const { committed, allBegun } = await fourThatWaitForEachOther();
    committed();
    expect(await allBegun).toBe(4);
  });

  test('jobs of a process that could tell nobody of them, as it died or is another, all find a worker', async () => {
    const { allBegun } = await fourThatWaitForEachOther();
    expect(await allBegun).toBe(4);
  });

  test('a job that gives way begins after one stored later for which somebody waits', async () => {
    const { database, queue } = await opened();
    const begun: string[] = [];
    const both = Promise.withResolvers<void>();
    const note = (name: string) => async () => {
      begun.push(name);
      if (begun.length === 2) both.resolve();
    };
    await queue.work('greet', { concurrency: 1, givesWay: 500 }, note('greet'));
    await queue.work('lead', { concurrency: 1 }, note('lead'));
    for (const name of ['greet', 'lead'])
      (await database.sql.transaction((tx) => queue.enqueue(tx, [{ name, body: {} }])))();
    await both.promise;
    expect(begun).toEqual(['lead', 'greet']);
  });

  test('a worker that throws gets its job again, marked as repeated', async () => {
    const { database, queue } = await opened();
    const second = Promise.withResolvers<boolean>();
    let calls = 0;
    await queue.work('greet', { concurrency: 1 }, async ([job]) => {
      calls++;
      if (calls === 1) throw new Error('once');
      second.resolve(job?.repeated ?? false);
    });
    await queue.enqueue(database.sql, [{ name: 'greet', body: {} }]);
    expect(await second.promise).toBe(true);
  });
});
