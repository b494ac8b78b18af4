import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { staticRoutes } from '../../src/history/routes/staticFiles.ts';
import { json, type Route } from '../../src/http/route.ts';
import type { ServerNeeds } from '../../src/http/server.ts';
import type { Database } from '../../src/store/database.ts';
import { openMemory } from '../store/databases.ts';
import { dial, head, openDoors } from './doors.ts';

describe('readers of an answer', () => {
  let database: Database & { drop(): Promise<void> };
  let doors: Awaited<ReturnType<typeof openDoors>>;

  beforeAll(async () => {
    database = await openMemory();
  });
  afterAll(() => database.drop());
  afterEach(() => doors.server.close(0));

  type Content = string | Uint8Array | AsyncIterable<string>;
  const start = async (content: (signal: AbortSignal) => Content, change: Partial<ServerNeeds> = {}) => {
    const route: Route = {
      method: 'GET',
      path: '/export',
      rule: {
        kind: 'open',
        because: 'a test',
        answer: async ({ signal }) => ({ status: 200, body: { type: 'text/csv', content: content(signal) } }),
      },
    };
    doors = await openDoors(database, { routes: [route], ...change });
  };
  const faults = () => doors.logged.filter(({ message }) => message === 'A request ended in a fault');

  /** Content that never ends; `ended` resolves when nobody asks for more of it. */
  function endless() {
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    async function* lines() {
      try {
        for (;;) yield 'x'.repeat(65_536);
      } finally {
        resolve();
      }
    }
    return { lines, ended };
  }

  test('who leave an export end it, and that is no fault of ours', async () => {
    const content = endless();
    let signal: AbortSignal | undefined;
    await start((given) => {
      signal = given;
      return content.lines();
    });
    const reader = await dial(doors.port);
    await reader.send(head('GET /export'));
    await reader.hears(/xxx/);
    reader.socket.resetAndDestroy();
    await content.ended;
    await doors.ended(1);
    expect(signal?.aborted).toBe(true);
    expect(faults()).toEqual([]);
  });

  test('who take nothing of it are hung up on, and it ends', async () => {
    const content = endless();
    await start(() => content.lines(), { patience: { answerPatience: 50 } });
    const reader = await dial(doors.port);
    reader.socket.pause();
    await reader.send(head('GET /export'));
    await content.ended;
    await doors.ended(1);
    expect(faults()).toEqual([]);
  });

  test('who take nothing of a long answer are hung up on', async () => {
    await start(() => Buffer.alloc(32 * 1024 * 1024, 'x'), { patience: { answerPatience: 50 } });
    const reader = await dial(doors.port);
    reader.socket.pause();
    await reader.send(head('GET /export'));
    await doors.ended(1);
    await doors.server.close(3_600_000);
  });

  test('of the tab’s files share one copy, however many take nothing of it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'swarm-files-'));
    await mkdir(join(folder, 'assets'));
    const size = 8 * 1024 * 1024;
    await writeFile(join(folder, 'assets', 'index.js'), Buffer.alloc(size, 'x'));
    await start(() => '', { routes: staticRoutes({ folder, authorityHost: 'https://login.example' }) });
    const before = process.memoryUsage().arrayBuffers;
    const readers = await Promise.all(Array.from({ length: 20 }, () => dial(doors.port)));
    await Promise.all(
      readers.map(async (reader) => {
        reader.socket.once('data', () => reader.socket.pause());
        await reader.send(head('GET /tab/assets/index.js'));
        expect(await reader.hears(/xxx/)).toMatch(/^HTTP\/1.1 200 /);
      }),
    );
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10 * size);
    await rm(folder, { recursive: true });
  });

  test('who leave while the next lines are awaited are not waited for', async () => {
    const awaited = Promise.withResolvers<void>();
    await start(async function* () {
      yield 'first\n';
      await awaited.promise;
      yield 'second\n';
    });
    const reader = await dial(doors.port);
    await reader.send(head('GET /export'));
    await reader.hears(/first/);
    reader.socket.destroy();
    await doors.ended(1);
    awaited.resolve();
    expect(faults()).toEqual([]);
  });

  test('of an export that fails see that it is not whole, and the fault is logged', async () => {
    const read = Promise.withResolvers<void>();
    await start(async function* () {
      yield 'first\n';
      await read.promise;
      throw new Error('the database is gone');
    });
    const reader = await dial(doors.port);
    await reader.send(head('GET /export'));
    await reader.hears(/first/);
    read.resolve();
    const heard = await reader.closed;
    expect(heard).toContain('first');
    // The last chunk of a whole answer says that nothing follows.
    expect(heard).not.toMatch(/\r\n0\r\n\r\n$/);
    await doors.ended(1);
    expect(faults()).toHaveLength(1);
  });

  test('who ask for the head alone get it, and the content is not made', async () => {
    let made = false;
    await start(async function* () {
      made = true;
      yield 'first\n';
    });
    const answer = await fetch(`${doors.address}/export`, { method: 'HEAD' });
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, 'text/csv', '']);
    expect(made).toBe(false);
  });

  test('of health and readiness may ask by HEAD: as GET, without the body', async () => {
    let ready = true;
    await start(() => '', { ready: async () => ({ database: ready }) });
    for (const [path, status] of [
      ['/healthz', 200],
      ['/readyz', 200],
      ['/readyz', 503],
    ] as const) {
      ready = status === 200;
      const [got, headOnly] = await Promise.all([
        fetch(`${doors.address}${path}`),
        fetch(`${doors.address}${path}`, { method: 'HEAD' }),
      ]);
      expect([got.status, headOnly.status, await headOnly.text()]).toEqual([status, status, '']);
      for (const name of ['content-type', 'content-length', 'cache-control', 'x-content-type-options'])
        expect([name, headOnly.headers.get(name)]).toEqual([name, got.headers.get(name)]);
    }
    expect((await fetch(`${doors.address}/api/cases`, { method: 'HEAD' })).status).toBe(405);
  });

  test('who are judged are judged by HEAD too', async () => {
    const route: Route = {
      method: 'GET',
      path: '/api/history',
      rule: {
        kind: 'person',
        pool: 'people',
        bodyLimit: 0,
        authenticate: async () => ({ ok: false, status: 401, code: 'token-missing', message: 'Sign in.' }),
        answer: async () => json(200, {}),
      },
    };
    await start(() => '', { routes: [route] });
    for (const path of ['/api/history', '/api/registry'])
      expect((await fetch(`${doors.address}${path}`, { method: 'HEAD' })).status).toBe(401);
  });
});
