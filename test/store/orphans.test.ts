import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { type DeliveredJob, openQueue, type Queue } from '../../src/store/queue.ts';
import { until } from '../until.ts';
import { engines, openMemory } from './databases.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { takeSchema } from './keptSchemas.ts';

const url = process.env.TEST_DATABASE_URL ?? '';
const soon = { connect: 1_000, silence: 200, ask: 1_000, look: 50 };
/** Less than the product takes, but well beyond the half second in which who lost their sessions here has others. */
const limits = { beat: 100, look: 50, late: 500, still: 3_000, stillAlone: 2_500 };

(url === '' ? describe.skip : describe)('a job whose process loses its sessions', () => {
  let schema: string;
  let giveBack: () => Promise<void>;
  /** Of the process that runs the job, and of both processes' server. */
  let gateway: Gateway;
  let server: Gateway;
  const closing: (() => Promise<void>)[] = [];
  /** Lets every job end; the first thing when a test is over. */
  let over: PromiseWithResolvers<void>;
  beforeEach(async () => {
    over = Promise.withResolvers();
    ({ name: schema, giveBack } = await takeSchema());
    server = await openGateway(url);
    gateway = await openGateway(server.url);
  });
  afterEach(async () => {
    over.resolve();
    for (const close of closing.splice(0).reverse()) await close();
    await gateway.close();
    await server.close();
    await giveBack();
  });

  type Process = { database: Database; queue: Queue; begun: DeliveredJob[]; looks(): number };

  /** A process with one worker that takes the job, and lets it go on until told to end. */
  async function process(address: string, goesOn: Promise<void>): Promise<Process> {
    const opened = await openDatabase({ kind: 'postgres', url: address, schema, limits: soon });
    closing.push(opened.close);
    let looks = 0;
    const isAlone = async () => {
      const alone = await opened.isAlone();
      looks++;
      return alone;
    };
    const database = { ...opened, isAlone };
    const queue = await openQueue(database, ['greet'], () => {}, limits);
    closing.push(() => queue.stop());
    const begun: DeliveredJob[] = [];
    await queue.work('greet', { concurrency: 1 }, async ([job]) => {
      if (job) begun.push(job);
      await goesOn;
    });
    return { database, queue, begun, looks: () => looks };
  }
  const store = async ({ database, queue }: Process): Promise<void> =>
    (await database.sql.transaction((tx) => queue.enqueue(tx, [{ name: 'greet', body: {} }])))();
  const table = () => sql.raw(`${schema}_queue.job`);

  /** Stores a job whose process is dead, and waits until it is given back: by then, what was watched longer would be. */
  async function orphanIsGivenBack({ database }: Process): Promise<void> {
    const { rows } = await database.sql.execute(sql`
      insert into ${table()} (name, state, retry_limit, started_on, heartbeat_on, heartbeat_seconds)
      values ('greet', 'active', 1, now(), now(), 3600) returning id`);
    const given = sql`select 1 from ${table()} where id = ${rows[0]?.id} and state <> 'active'`;
    await until(async () => (await database.sql.execute(given)).rows.length > 0);
  }
  const stateOf = async ({ database }: Process, job: DeliveredJob | undefined): Promise<unknown> =>
    (await database.sql.execute(sql`select state, retry_count from ${table()} where id = ${job?.id}`)).rows[0];
  const running = { state: 'active', retry_count: 0 };

  test.each([
    ['as a server does that restarts', (it: Gateway) => it.shut(true), (it: Gateway) => it.shut(false)],
    ['by a failover that closes no connection', (it: Gateway) => it.hang(true), (it: Gateway) => it.hang(false)],
  ])(
    '%s, is not taken for an orphan by another that starts meanwhile',
    async (_, lose, restore) => {
      const held = Promise.withResolvers<void>();
      const first = await process(gateway.url, held.promise);
      await store(first);
      await until(() => first.begun.length === 1);
      lose(gateway);
      const second = await process(server.url, over.promise);
      await until(() => second.looks() > 3);
      restore(gateway);
      await orphanIsGivenBack(second);
      expect(await stateOf(second, first.begun[0])).toEqual(running);
      held.resolve();
      // Its end is stored by the process that ran it, over a session it has opened anew.
      const done = sql`select 1 from ${table()} where id = ${first.begun[0]?.id} and state = 'completed'`;
      await until(async () => (await second.database.sql.execute(done)).rows.length > 0);
      // The job of the dead process, which is given back meanwhile, may go to either.
      const [job] = first.begun;
      expect([...first.begun, ...second.begun].filter(({ id }) => id === job?.id)).toEqual([job]);
    },
    60_000,
  );

  test('as the server is away for longer than a heart may stand still, is taken for an orphan by nobody', async () => {
    const first = await process(gateway.url, over.promise);
    await store(first);
    await until(() => first.begun.length === 1);
    const second = await process(server.url, over.promise);
    const someLooks = async (): Promise<void> => {
      const before = second.looks();
      await until(() => second.looks() > before + 2);
    };
    // The one that runs the job is the first that the server is lost to, and the last to have it back.
    gateway.hang(true);
    await someLooks();
    server.hang(true);
    const began = performance.now();
    await until(() => performance.now() - began > limits.still);
    server.hang(false);
    await someLooks();
    gateway.hang(false);
    await orphanIsGivenBack(second);
    expect(await stateOf(second, first.begun[0])).toEqual(running);
  }, 60_000);

  test('for good, as it is killed, is done again by another', async () => {
    const first = await process(gateway.url, over.promise);
    await store(first);
    await until(() => first.begun.length === 1);
    const second = await process(server.url, Promise.resolve());
    gateway.shut(true);
    await until(() => second.begun.length === 1);
    expect(second.begun[0]).toMatchObject({ id: first.begun[0]?.id, repeated: true });
  }, 60_000);
});

test('on PGlite whatever runs when a process begins is an orphan: nobody else can have the folder', async () => {
  const database = await openMemory();
  const before = await openQueue(database, ['greet'], () => {});
  await before.stop();
  await database.sql.execute(sql`
    insert into swarm_queue.job (name, state, retry_limit, started_on, heartbeat_on, heartbeat_seconds)
    values ('greet', 'active', 1, now(), now(), 3600)`);
  const queue = await openQueue(database, ['greet'], () => {});
  const given = Promise.withResolvers<DeliveredJob | undefined>();
  await queue.work('greet', { concurrency: 1 }, async ([job]) => given.resolve(job));
  expect(await given.promise).toMatchObject({ repeated: true });
  await queue.stop();
  await database.drop();
});

describe.each(engines)('the work of a queue on $name', ({ open }) => {
  let database: Awaited<ReturnType<typeof open>>;
  let queue: Queue;
  beforeEach(async () => {
    database = await open();
    queue = await openQueue(database, ['greet'], () => {});
  });
  afterEach(async () => {
    await queue.stop();
    await database.drop();
  });

  const store = (body: object, group?: string) =>
    database.sql.transaction((tx) => queue.enqueue(tx, [{ name: 'greet', body, ...(group ? { group } : {}) }]));

  test('is not stuck while no job is due', async () => {
    await queue.work('greet', { concurrency: 1 }, async () => {});
    expect(await queue.stuck()).toEqual({});
  });

  test('is not stuck while a job waits for another of its group, or all workers are busy', async () => {
    const held = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    await queue.work('greet', { concurrency: 2, oneOfGroup: true }, async () => {
      begun.resolve();
      await held.promise;
    });
    await store({}, 'one');
    await begun.promise;
    await store({}, 'one');
    expect(await queue.stuck()).toEqual({});
    held.resolve();
  });
});
