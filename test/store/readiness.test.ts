import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { openQueue, type Queue } from '../../src/store/queue.ts';
import { createReadiness, type Readiness } from '../../src/store/readiness.ts';
import { until } from '../until.ts';
import { engines } from './databases.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { takeSchema } from './keptSchemas.ts';

const url = process.env.TEST_DATABASE_URL ?? '';

describe.each(engines)('a process on $name', ({ open }) => {
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

  test('is ready when a write goes through and no job is left lying', async () => {
    await queue.work('greet', { concurrency: 1 }, async () => {});
    const ready = createReadiness({ database, queue, changed: () => {} });
    expect(await ready()).toEqual({ database: true, queue: true });
  });

  test('writes once for all who ask at a time', async () => {
    const ready = createReadiness({ database, queue, changed: () => {}, limits: { fresh: 60_000 } });
    await Promise.all([ready(), ready(), ready()]);
    const written = sql`select at, xmin::text as by from readiness_probe`;
    const first = (await database.sql.execute(written)).rows;
    expect(first).toHaveLength(1);
    await ready();
    expect((await database.sql.execute(written)).rows).toEqual(first);
  });
});

(url === '' ? describe.skip : describe)('a process on a PostgreSQL that fails', () => {
  let schema: string;
  let giveBack: () => Promise<void>;
  let gateway: Gateway;
  let database: Database;
  let queue: Queue;
  let changes: [Readiness, readonly string[]][];
  beforeEach(async () => {
    ({ name: schema, giveBack } = await takeSchema());
    gateway = await openGateway(url);
    changes = [];
    const limits = { connect: 1_000, silence: 200, ask: 1_000, look: 50 };
    database = await openDatabase({ kind: 'postgres', url: gateway.url, schema, poolSize: 1, limits });
    queue = await openQueue(database, ['greet'], () => {});
    await queue.work('greet', { concurrency: 1 }, async () => {});
  });
  afterEach(async () => {
    await queue.stop();
    await database.close();
    await gateway.close();
    await giveBack();
  });
  const readiness = (due = 60_000) =>
    createReadiness({
      ...{ database, queue, limits: { answer: 1_000, fresh: 0, due } },
      changed: (...change) => changes.push(change),
    });

  test('is not ready while the server hangs, says so in time, and is ready again afterwards', async () => {
    const ready = readiness();
    gateway.hang(true);
    expect(await ready()).toEqual({ database: false, queue: false });
    expect(await ready()).toEqual({ database: false, queue: false });
    gateway.hang(false);
    await until(async () => (await ready()).database);
    expect(await ready()).toEqual({ database: true, queue: true });
    const told = changes.map(([change]) => change);
    expect(told[0]).toEqual({ database: false, queue: false });
    // Which of the two is answered first on the one new connection is chance; ready is said once, at the end.
    expect(told.map(({ database }) => database)).toEqual([...told.slice(1).map(() => false), true]);
  });

  test('is not ready on a server that only reads', async () => {
    await database.sql.execute(sql`set default_transaction_read_only = on`);
    expect(await readiness()()).toEqual({ database: false, queue: true });
  });

  test('is not ready while a due job is left lying although a worker has nothing to do, and names its queue', async () => {
    // Somebody has the row of the job: to the workers it is not there.
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query(`begin; set local lock_timeout = 0`);
    await database.sql.transaction(async (tx) => {
      await queue.enqueue(tx, [{ name: 'greet', body: {}, startAfter: new Date(Date.now() + 2_000).toISOString() }]);
    });
    await other.query(`select from ${schema}_queue.job where name = 'greet' for update`);
    const ready = readiness(100);
    await until(async () => !(await ready()).queue);
    expect(changes.at(-1)).toEqual([{ database: true, queue: false }, ['greet']]);
    await other.query('rollback');
    await other.end();
    await until(async () => (await ready()).queue);
  });
});

/** Whether this machine lets us have a disk of our own, as Linux does. */
const hasSmallDisk =
  spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

(hasSmallDisk ? test : test.skip)(
  'a process on PGlite is not ready while the disk is full, and ready again when it is not',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'swarm-disk-'));
    const node = join(import.meta.dirname, '../../node_modules/.bin/node');
    const command = 'mount -t tmpfs -o size=100m none "$DATA_FOLDER" && exec "$@"';
    const process = spawn(
      'unshare',
      [
        '--user',
        '--map-root-user',
        '--mount',
        'sh',
        '-c',
        command,
        'sh',
        node,
        join(import.meta.dirname, 'fullDisk.ts'),
      ],
      { env: { ...globalThis.process.env, DATA_FOLDER: folder }, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let said = '';
    process.stdout.on('data', (chunk) => (said += String(chunk)));
    await once(process, 'close');
    expect(said.trim().split('\n')).toEqual([
      'empty: {"database":true,"queue":true}',
      'full: {"database":false,"queue":true}',
      'emptied: {"database":true,"queue":true}',
    ]);
    await rm(folder, { recursive: true });
  },
  60_000,
);
