import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { bodyOverhead } from '../../src/http/bodyPool.ts';
import { json } from '../../src/http/route.ts';
import type { ServerNeeds } from '../../src/http/server.ts';
import type { Database } from '../../src/store/database.ts';
import { openMemory } from '../store/databases.ts';
import { caseBody, dial, forPeople, head, openDoors } from './doors.ts';

/** Longer than a test may take, in milliseconds. */
const hour = 3_600_000;

describe('callers who break off', () => {
  let database: Database & { drop(): Promise<void> };
  let doors: Awaited<ReturnType<typeof openDoors>>;

  beforeAll(async () => {
    database = await openMemory();
  });
  afterAll(() => database.drop());
  afterEach(() => doors.server.close(0));

  /** Nothing ends because somebody lost patience. */
  const start = async ({ patience, ...change }: Partial<ServerNeeds> = {}) => {
    const bodyPace = { grace: hour, bytesPerSecond: 1, longest: hour, whenStopping: hour };
    doors = await openDoors(database, { patience: { bodyPace, answerPatience: hour, ...patience }, ...change });
  };

  test('eight strangers who announce megabytes, send a byte and hang up keep no case out', async () => {
    await start();
    const strangers = [
      ...Array(3).fill(head('POST /api/registry', 'content-length: 20971520')),
      ...Array(5).fill(head('POST /api/cases', 'content-length: 1048576')),
    ];
    for (const stranger of strangers) {
      const line = await dial(doors.port);
      await line.send(`${stranger}x`);
      line.socket.destroy();
    }
    await doors.ended(strangers.length);
    expect((await doors.sendSigned('/api/cases', caseBody('broken-1'))).status).toBe(201);
  });

  test('who hangs up while they are judged, or while their answer is made, is waited for by nobody', async () => {
    const judging = waitingRoom();
    const making = waitingRoom();
    await start({
      async admitActivity() {
        await judging.enter();
        return { ok: true, process: () => making.enter().then(() => json(200, {})) };
      },
    });
    const request = `${head('POST /api/messages', 'content-length: 2')}{}`;
    const early = await dial(doors.port);
    await early.send(request);
    await judging.has(1);
    early.socket.resetAndDestroy();
    const late = await dial(doors.port);
    await late.send(request);
    await judging.has(2);
    judging.open();
    await making.has(1);
    late.socket.resetAndDestroy();
    making.open();
    await doors.ended(2);
    await doors.server.close(hour);
    expect(doors.logged.filter(({ message }) => message === 'A request ended in a fault')).toEqual([]);
  });

  test('requests in line on one socket end with it, and each gives back what it holds', async () => {
    const waiting = waitingRoom();
    const most = 2 * 16_450 + bodyOverhead;
    await start({
      patience: { pools: { activities: { most, ofOne: most }, people: { most, ofOne: most }, ...roomy } },
      routes: [forPeople(() => waiting.enter().then(() => json(200, {})))],
    });
    const caller = await dial(doors.port);
    // The second is answered while the first, which goes out before it, waits.
    await caller.send(`${head('PUT /api/me', 'content-length: 16384')}${large}`);
    await waiting.has(1);
    await caller.send(`${head('POST /api/messages', `content-length: ${activity.length}`)}${activity}`);
    await caller.send(`${head('GET /healthz')}${head('GET /api/nowhere')}`);
    caller.socket.destroy();
    await doors.ended(2);
    waiting.open();
    await doors.ended(3);
    expect((await doors.send('/api/messages', activity)).status).toBe(200);
    await doors.server.close(hour);
  });

  test('who hangs up while their answer stands in line behind another is waited for by nobody', async () => {
    const waiting = waitingRoom();
    const answered = Promise.withResolvers<void>();
    await start({
      routes: [forPeople(() => waiting.enter().then(() => json(200, {})))],
      admitActivity: async () => ({
        ok: true,
        async process() {
          // The answer is handed over before anything else comes to its turn.
          setImmediate(answered.resolve);
          return json(200, {});
        },
      }),
    });
    const caller = await dial(doors.port);
    await caller.send(`${head('PUT /api/me', 'content-length: 2')}{}`);
    await waiting.has(1);
    await caller.send(`${head('POST /api/messages', 'content-length: 2')}{}`);
    await answered.promise;
    caller.socket.destroy();
    // The first still waits; of the second nothing is left.
    await doors.ended(1);
    waiting.open();
    await doors.ended(2);
  });

  const large = 'x'.repeat(16_384);
  const activity = JSON.stringify({ text: 'x'.repeat(16_384 - '{"text":""}'.length) });
  test.each([
    ['bot', 'POST /api/messages', () => doors.send('/api/messages', activity)],
    ['signed', 'POST /api/registry', () => doors.sendSigned('/api/registry', large + Math.random())],
    ['person', 'PUT /api/me', () => doors.send('/api/me', large)],
  ])('after a thousand broken uploads of a %s rule there is room for as much as before', async (_kind, line, send) => {
    const waiting = waitingRoom();
    // Two whole bodies may wait for their answer at once: what was not given back would be missed.
    const small = { most: 2 * 16_450 + bodyOverhead, ofOne: 16_384 };
    await start({
      patience: { pools: { activities: small, people: small, cases: small, pushes: small, imports: small } },
      admitActivity: async () => ({ ok: true, process: () => waiting.enter().then(() => json(200, {})) }),
      importRegistry: () => waiting.enter().then(() => ({ ok: true, summary: {} })),
      routes: [forPeople(() => waiting.enter().then(() => json(200, {})))],
    });
    waiting.open();
    for (let round = 0; round < 50; round++)
      await Promise.all(Array.from({ length: 20 }, (_, at) => breakOff(line, waysToBreakOff[at % 4] ?? 'at once')));
    await doors.ended(1000);

    waiting.close();
    const two = [send(), send()];
    await waiting.has(2);
    expect((await send()).status).toBe(503);
    waiting.open();
    expect((await Promise.all(two)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await send()).status).toBe(200);
    expect(doors.logged.filter(({ message }) => message === 'A request ended in a fault')).toEqual([]);
  });

  const roomy = {
    cases: { most: 1e6, ofOne: 1e6 },
    pushes: { most: 1e6, ofOne: 1e6 },
    imports: { most: 1e6, ofOne: 1e6 },
  };
  const waysToBreakOff = ['while awaited', 'in the middle', 'half closed', 'at once'] as const;
  async function breakOff(line: string, way: (typeof waysToBreakOff)[number]): Promise<void> {
    const caller = await dial(doors.port);
    switch (way) {
      case 'while awaited':
        await caller.send(head(line, 'content-length: 16384', 'expect: 100-continue'));
        expect(await caller.hears(/\r\n\r\n/)).toMatch(/^HTTP\/1.1 100 /);
        caller.socket.resetAndDestroy();
        return;
      case 'in the middle':
        await caller.send(head(line, 'content-length: 16384') + large.slice(0, 9000));
        caller.socket.destroy();
        return;
      case 'half closed':
        await caller.send(`${head(line, 'transfer-encoding: chunked')}10\r\nxxx`);
        caller.socket.end();
        await caller.closed;
        return;
      case 'at once':
        await caller.send(head(line, 'content-length: 16384') + large);
        caller.socket.destroy();
        return;
      default:
        return way satisfies never;
    }
  }
});

/** Where requests wait for their answer while it is closed. */
function waitingRoom() {
  let opened = Promise.withResolvers<void>();
  let inside = 0;
  let look = (): void => {};
  return {
    async enter(): Promise<void> {
      inside++;
      look();
      await opened.promise;
      inside--;
    },
    open: (): void => opened.resolve(),
    close: (): void => {
      opened = Promise.withResolvers<void>();
    },
    /** Resolves when so many wait. */
    async has(count: number): Promise<void> {
      while (inside < count)
        await new Promise<void>((resolve) => {
          look = resolve;
        });
    },
  };
}
