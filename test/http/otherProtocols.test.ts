import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sign } from '../../src/cases/webhook.ts';
import type { Database } from '../../src/store/database.ts';
import { openMemory } from '../store/databases.ts';
import { caseBody, dial, head, openDoors, secret } from './doors.ts';

describe('callers who ask for more than requests and answers', () => {
  let database: Database & { drop(): Promise<void> };
  let doors: Awaited<ReturnType<typeof openDoors>>;

  beforeAll(async () => {
    database = await openMemory();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    doors = await openDoors(database);
  });
  afterEach(() => doors.server.close(0));

  const websocket = [
    'connection: Upgrade',
    'upgrade: websocket',
    'sec-websocket-version: 13',
    'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
  ];
  const http2 = ['connection: Upgrade, HTTP2-Settings', 'upgrade: h2c', 'http2-settings: AAMAAABkAAQAAP__'];

  test.each([
    ['a web socket', websocket, 'GET /healthz', 200],
    ['a web socket where nothing is', websocket, 'GET /socket', 404],
    ['HTTP/2', http2, 'GET /healthz', 200],
    ['a web socket without a signature', websocket, 'GET /api/registry', 401],
  ])('are answered as if they had not when they ask for %s', async (_what, headers, line, status) => {
    const caller = await dial(doors.port);
    await caller.send(head(line, ...headers));
    expect(await caller.hears(/\r\n\r\n.+/)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    // The line goes on as it was.
    caller.socket.write(head('GET /readyz', 'connection: close'));
    expect(await caller.closed).toMatch(/"ready"/);
  });

  test('a case that asks for HTTP/2 on the way is stored', async () => {
    const body = Buffer.from(caseBody('upgraded'));
    const signed = Object.entries(sign(secret, body, Date.now())).map(([name, value]) => `${name}: ${value}`);
    const caller = await dial(doors.port);
    const headers = [...http2, ...signed, `content-length: ${body.length}`];
    await caller.send(`POST /api/cases HTTP/1.1\r\nhost: x\r\n${headers.join('\r\n')}\r\n\r\n`);
    await caller.send(body);
    expect(await caller.hears(/"outcome"/)).toMatch(/^HTTP\/1.1 201 /);
  });

  test('are hung up on when they take us for a proxy', async () => {
    const caller = await dial(doors.port);
    await caller.send('CONNECT graph.microsoft.com:443 HTTP/1.1\r\nhost: graph.microsoft.com:443\r\n\r\n');
    expect(await caller.closed).toBe('');
  });

  test('are told no before they send their body, when they ask first', async () => {
    const asking = ['expect: 100-continue', 'content-length: 1000000'];
    for (const [line, status] of [
      ['POST /nowhere', 404],
      ['DELETE /api/cases', 405],
      ['GET /healthz', 413],
    ]) {
      const caller = await dial(doors.port);
      await caller.send(head(String(line), ...asking));
      expect(await caller.closed).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    }
    const unsigned = await dial(doors.port);
    await unsigned.send(`POST /api/cases HTTP/1.1\r\nhost: x\r\n${asking.join('\r\n')}\r\n\r\n`);
    expect(await unsigned.closed).toMatch(/^HTTP\/1.1 401 /);
    const tooLong = await dial(doors.port);
    await tooLong.send(head('POST /api/cases', 'expect: 100-continue', 'content-length: 1000000000'));
    expect(await tooLong.closed).toMatch(/^HTTP\/1.1 413 /);
  });

  test('are told to go on when they ask first and may', async () => {
    const caller = await dial(doors.port);
    await caller.send(head('POST /api/messages', 'expect: 100-continue', 'content-length: 2'));
    expect(await caller.hears(/\r\n\r\n/)).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    await caller.send('{}');
    expect(await caller.hears(/ 200 /)).toMatch(/HTTP\/1.1 200 /);
  });

  test('are told when they expect what nobody knows', async () => {
    const caller = await dial(doors.port);
    await caller.send(head('POST /api/messages', 'expect: a miracle', 'content-length: 2', 'connection: close'));
    expect(await caller.hears(/\r\n\r\n/)).toMatch(/^HTTP\/1.1 417 /);
  });

  test('hold up no stop, wherever they are', async () => {
    const begun = [
      '',
      'GET /heal',
      head('GET /healthz', ...websocket),
      head('GET /healthz', ...http2),
      'CONNECT x:1 HTTP/1.1\r\nhost: x:1\r\n\r\n',
      head('GET /healthz'),
      head('POST /nowhere', 'content-length: 1000'),
      'nonsense\r\n\r\n',
    ];
    const callers = [];
    for (const bytes of begun) {
      const caller = await dial(doors.port);
      if (bytes !== '') await caller.send(bytes);
      callers.push(caller);
    }
    for (const at of [2, 3, 5]) await callers[at]?.hears(/"ok"/);
    // Longer than a test may take: it ends since nothing is under way.
    await doors.server.close(3_600_000);
    await Promise.all(callers.map(({ closed }) => closed));
  });
});
