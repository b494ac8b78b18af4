import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { sign } from '../../src/cases/webhook.ts';
import { json, type Route } from '../../src/http/route.ts';
import type { ServerNeeds } from '../../src/http/server.ts';
import type { Database } from '../../src/store/database.ts';
import { openMemory } from '../store/databases.ts';
import { caseBody, dial, forPeople, head, openDoors, secret } from './doors.ts';

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;
/** Longer than a test may take, in milliseconds. */
const hour = 3_600_000;

describe('strangers who are slow', () => {
  let database: Database & { drop(): Promise<void> };
  let doors: Awaited<ReturnType<typeof openDoors>>;

  beforeAll(async () => {
    database = await openMemory();
  });
  afterAll(() => database.drop());
  afterEach(() => doors.server.close(0));

  /** Nothing ends because somebody lost patience, but where a test is about that. */
  const start = async ({ patience, ...change }: Partial<ServerNeeds> = {}) => {
    const bodyPace = { grace: hour, bytesPerSecond: 1, longest: hour, whenStopping: 50 };
    doors = await openDoors(database, { patience: { bodyPace, ...patience }, ...change });
  };

  /** One who begins a body, sends so much of it, and then nothing; resolves when the server reads it. */
  async function begin(line: string, announced: number, sent: number, from?: string) {
    const stranger = await dial(doors.port, from === undefined ? {} : { from });
    await stranger.send(head(line, `content-length: ${announced}`, 'expect: 100-continue'));
    await stranger.hears(/ 100 Continue\r\n\r\n/);
    await stranger.send('x'.repeat(sent));
    return stranger;
  }
  const casesIn = async (count: number, name: string) => {
    const answers = await Promise.all(
      Array.from({ length: count }, (_, at) => doors.sendSigned('/api/cases', caseBody(`${name}-${at}`))),
    );
    return answers.filter(({ status }) => status === 201).length;
  };

  test.each([
    ['have announced a megabyte', 1],
    ['have sent most of it', megabyte - 1],
  ])('keep no case out, however many of them %s', async (_what, sent) => {
    await start();
    for (let at = 0; at < 80; at++) await begin('POST /api/cases', megabyte, sent);
    expect(await casesIn(50, `slow-${sent}`)).toBe(50);
  });

  test('keep no case out from behind the balancer that cases come through, whatever they say of where they are', async () => {
    await start({ patience: { pools: pools({ cases: { most: 2 * megabyte, ofOne: megabyte } }) } });
    for (let at = 0; at < 30; at++) {
      const stranger = await dial(doors.port);
      await stranger.send(head('POST /api/cases', 'content-length: 1048576', `x-forwarded-for: 198.51.100.${at}`));
      await stranger.send('x'.repeat(200_000));
    }
    expect(await casesIn(50, 'balancer')).toBe(50);
  });

  test('of one address give way before the others do', async () => {
    await start({ patience: { pools: pools({ cases: { most: 3 * megabyte, ofOne: megabyte } }) } });
    const body = Buffer.from(caseBody('slow but honest', { description: 'x'.repeat(40_000) }));
    const signed = Object.entries(sign(secret, body, Date.now())).map(([name, value]) => `${name}: ${value}\r\n`);
    const honest = await dial(doors.port);
    await honest.send(
      `POST /api/cases HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n${signed.join('')}\r\n`,
    );
    await honest.send(body.subarray(0, 20_000));
    const strangers = [];
    for (let at = 0; at < 12; at++)
      strangers.push(await begin('POST /api/cases', megabyte, 500_000, `127.0.0.${at < 10 ? 2 : 3}`));
    await Promise.all(strangers.slice(0, 2).map(({ closed }) => closed));
    expect(strangers[0]?.heard()).toMatch(/ 503 [\s\S]*Retry-After: 5[\s\S]*"busy"/);
    await honest.send(body.subarray(20_000));
    expect(await honest.hears(/"outcome"/)).toMatch(/^HTTP\/1.1 201 /);
  });

  test('at the imports keep no case out, nor long imports that are carried out', async () => {
    const carriedOut = Promise.withResolvers<void>();
    let waiting = 0;
    const three = Promise.withResolvers<void>();
    await start({
      async importRegistry() {
        waiting++;
        if (waiting === 3) three.resolve();
        await carriedOut.promise;
        return { ok: true, summary: {} };
      },
    });
    for (let at = 0; at < 20; at++) await begin('POST /api/past-cases', 20 * megabyte, 60_000);
    const imports = ['a', 'b', 'c'].map((name) => doors.sendSigned('/api/registry', name.repeat(19 * megabyte)));
    await three.promise;
    expect(await casesIn(20, 'beside imports')).toBe(20);
    carriedOut.resolve();
    expect((await Promise.all(imports)).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test('keep out neither Teams nor people; one person’s uploads keep out no other, nor Teams', async () => {
    await start();
    for (let at = 0; at < 40; at++) await begin('POST /api/cases', megabyte, megabyte - 1);
    for (let at = 0; at < 8; at++) await begin('POST /api/registry', 20 * megabyte, 60_000);
    for (let at = 0; at < 260; at++) await begin('PUT /api/me', 128 * kilobyte, 127 * kilobyte);
    expect((await doors.send('/api/messages', '{"text":"help"}')).status).toBe(200);
    expect((await doors.send('/api/me', '{}', { authorization: 'Bearer another' })).status).toBe(200);
    expect((await doors.send('/api/me', '{}')).status).toBe(200);
  });

  test('to take their answer hold no room for that', async () => {
    const most = 100 * kilobyte;
    let processed = 0;
    const first = Promise.withResolvers<void>();
    const never = Promise.withResolvers<void>();
    await start({
      patience: { pools: pools({ activities: { most, ofOne: most } }) },
      routes: [forPeople(() => never.promise.then(() => json(200, {})))],
      admitActivity: async () => ({
        ok: true,
        async process() {
          if (++processed === 1) first.resolve();
          return json(200, {});
        },
      }),
    });
    const activity = JSON.stringify({ text: 'x'.repeat(80 * kilobyte) });
    const stranger = await dial(doors.port);
    // The second answer stands in line behind one that does not come.
    await stranger.send(`${head('PUT /api/me', 'content-length: 2')}{}`);
    await stranger.send(`${head('POST /api/messages', `content-length: ${activity.length}`)}${activity}`);
    await first.promise;
    expect((await doors.send('/api/messages', activity)).status).toBe(200);
    never.resolve();
  });

  test('are hung up on when too little comes; who sends steadily has more time', async () => {
    const bodyPace = { grace: 1_000, bytesPerSecond: 1, longest: hour, whenStopping: 50 };
    await start({ patience: { bodyPace } });
    const idle = await begin('POST /api/cases', megabyte, 0);
    expect(await idle.closed).toMatch(/HTTP\/1.1 408 [\s\S]*body-too-slow/);
    const steady = await begin('POST /api/cases', 120, 100);
    // Another whose time is over later than the steady one's would be, had nothing come of it.
    await (await begin('POST /api/cases', megabyte, 0)).closed;
    await steady.send('x'.repeat(20));
    expect(await steady.hears(/ 40\d /)).toMatch(/ 401 /);
    await doors.server.close(0);
    await start({ patience: { bodyPace: { ...bodyPace, longest: 100 } } });
    expect(await (await begin('POST /api/cases', megabyte, 1000)).closed).toMatch(/ 408 /);
  });

  test('hold up no stop: what is still to come of a body is not waited for long, and may be sent again', async () => {
    await start();
    const slow = await begin('POST /api/cases', megabyte, 1000);
    const closed = doors.server.close(hour);
    expect(await slow.closed).toMatch(/ 503 [\s\S]*"stopping"/);
    await closed;
  });

  test('at a door that takes no body are not waited for', async () => {
    await start({ routes: [{ ...route, path: '/api/history' }] });
    for (const line of ['GET /healthz', 'GET /readyz', 'GET /api/registry', 'GET /api/history']) {
      for (const body of ['content-length: 5', 'transfer-encoding: chunked']) {
        const stranger = await dial(doors.port);
        await stranger.send(head(line, body));
        expect(await stranger.closed).toMatch(/^HTTP\/1.1 413 /);
      }
    }
  });

  test('and address nothing that is there are not listened to any further', async () => {
    await start();
    for (const [line, status] of [
      ['POST /nowhere', 404],
      ['PUT /api/cases', 405],
    ]) {
      const stranger = await dial(doors.port);
      await stranger.send(head(String(line), 'content-length: 1000000000'));
      expect(await stranger.closed).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    }
  });

  test('who have asked too often are told before their body is read', async () => {
    const tooOften: Route = {
      ...route,
      path: '/api/often',
      rule: {
        kind: 'person',
        pool: 'people',
        bodyLimit: megabyte,
        authenticate: async () => ({ ok: false, status: 429, code: 'too-many-requests', message: '…', retryAfter: 7 }),
        answer: async () => json(200, {}),
      },
    };
    await start({ routes: [tooOften] });
    const person = await dial(doors.port);
    await person.send(head('GET /api/often', 'content-length: 100000'));
    expect(await person.closed).toMatch(/^HTTP\/1.1 429 [\s\S]*Retry-After: 7/);
  });
});

const route: Route = {
  method: 'GET',
  path: '/',
  rule: {
    kind: 'person',
    pool: 'people',
    bodyLimit: 0,
    authenticate: async () => ({ ok: true, caller: { id: 'p1', name: '佐藤' } }),
    answer: async () => json(200, {}),
  },
};

type Pools = NonNullable<NonNullable<ServerNeeds['patience']>['pools']>;
const pools = (change: Partial<Pools>): Pools => {
  const roomy = { most: 64 * megabyte, ofOne: 64 * megabyte };
  return { activities: roomy, people: roomy, cases: roomy, pushes: roomy, imports: roomy, ...change };
};
