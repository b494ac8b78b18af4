import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createProxy, type Server as ProxyServer, type Socket } from 'node:net';
import type { TokenCredential } from '@azure/identity';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createCalls } from '../../../src/teams/connector/calls.ts';
import { type Connector, createConnector } from '../../../src/teams/connector/connector.ts';
import { wordsMessage } from '../../../src/teams/connector/message.ts';
import { unpaced } from '../../../src/teams/connector/pacing.ts';

/** What the bot makes of what may go wrong between it and the connector. */

let server: Server;
let serviceUrl: string;
/** What the connector does with a request whose body it has. */
let answer: (response: ServerResponse, request: IncomingMessage) => void;
let asked: { path: string; signed: string; body: unknown }[];
let sockets: number;

beforeEach(async () => {
  asked = [];
  sockets = 0;
  server = createServer(async (request, response) => {
    const body: unknown = JSON.parse(Buffer.concat(await request.toArray()).toString());
    asked.push({ path: `${request.method} ${request.url}`, signed: request.headers.authorization ?? '', body });
    answer(response, request);
  });
  server.on('connection', () => sockets++);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/emea/`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const signedIn: TokenCredential = {
  getToken: async () => ({ token: 'ours', expiresOnTimestamp: Date.now() + 3_000_000 }),
};
const connectorOf = (longest = 10_000, longestIdle = 30_000, credential = signedIn): Connector =>
  createConnector({
    callConnector: createCalls({
      credential,
      oauthScope: 'https://api.botframework.com/.default',
      anonymousLoopback: false,
      ...{ longest, longestIdle },
    }),
    ...{ appId: 'swarm', tenantId: 'tenant', pacing: unpaced, clock: Date.now },
  });
const words = wordsMessage('会議が落ちる');
const thread = () => ({ serviceUrl, conversationId: '19:abc@thread.tacv2;messageid=1' });
const taken = (response: ServerResponse) => response.end('{"id":"17"}');
/** By its fields: once restify is loaded, `writeHead` of every response of the process returns nothing (restify 12). */
const answering = (status: number, text: string) => (response: ServerResponse) => {
  response.statusCode = status;
  response.end(text);
};

describe('a message', () => {
  test('goes to its conversation with the bot’s token, letter for letter', async () => {
    answer = taken;
    expect(await connectorOf().send(thread(), words)).toEqual({ ok: true, message: { ...thread(), activityId: '17' } });
    const path = 'POST /emea/v3/conversations/19%3Aabc%40thread.tacv2%3Bmessageid%3D1/activities';
    expect(asked).toEqual([{ path, signed: 'Bearer ours', body: words }]);
  });

  test('goes out over the connection that the one before has left', async () => {
    answer = taken;
    const connector = connectorOf();
    for (let nth = 0; nth < 5; nth++) expect(await connector.send(thread(), words)).toMatchObject({ ok: true });
    expect(sockets).toBe(1);
  });

  test('goes out over a new connection after one that was left idle, which something between may have dropped', async () => {
    answer = taken;
    // The server closes none, and says of none how long it keeps it.
    server.keepAliveTimeout = 0;
    const closed = once(server, 'connection').then(([socket]) => once(socket, 'close'));
    const connector = connectorOf(10_000, 20);
    expect(await connector.send(thread(), words)).toMatchObject({ ok: true });
    await closed;
    expect(await connector.send(thread(), words)).toMatchObject({ ok: true });
    expect(sockets).toBe(2);
  });

  test('waits for its answer for longer than an idle connection is kept', async () => {
    answer = (response) => void setTimeout(() => taken(response), 60);
    expect(await connectorOf(10_000, 20).send(thread(), words)).toMatchObject({ ok: true });
  });

  test('of one person, and its updates, are marked as theirs', async () => {
    answer = taken;
    const connector = connectorOf();
    const sent = await connector.sendTargeted(thread(), '29:mika', words);
    if (sent.ok) await connector.update(sent.message, words);
    expect(asked.map(({ path }) => path.replace(/^(\S+) .*activities/, '$1 '))).toEqual([
      'POST ?isTargetedActivity=true',
      'PUT /17?isTargetedActivity=true',
    ]);
  });
});

describe('a call that goes wrong', () => {
  test.each([503, 500, 408, 429])(
    'is not made again in hiding, since what it asked may be done (%d)',
    async (status) => {
      answer = answering(status, '{"error":{"code":"Gone wrong","message":"Sorry"}}');
      expect(await connectorOf().send(thread(), words)).toEqual({
        ...{ ok: false, status, code: 'Gone wrong', message: 'Sorry', retryAt: null },
      });
      expect(asked).toHaveLength(1);
    },
  );

  test('is told by its status where the answer is a page of a gateway', async () => {
    answer = answering(502, '<html>Bad gateway</html>');
    expect(await connectorOf().send(thread(), words)).toMatchObject({ ok: false, status: 502, code: 'Unknown' });
  });

  test.each([
    ['is hung up on', (response: ServerResponse) => void response.destroy()],
    [
      'is answered by half of an answer',
      (response: ServerResponse) => {
        response.writeHead(201, { 'Content-Length': 100 });
        response.write('{"id":"1', () => response.destroy());
      },
    ],
  ])('and %s may have been done', async (_, goesWrong) => {
    answer = goesWrong;
    expect(await connectorOf().send(thread(), words)).toMatchObject({ ok: false, status: null, code: 'Unreachable' });
    expect(asked).toHaveLength(1);
  });

  test('is given up when no answer comes in time, also after its first letters', async () => {
    answer = (response) => {
      response.statusCode = 201;
      response.write('{"id":');
    };
    expect(await connectorOf(50).send(thread(), words)).toMatchObject({ ok: false, status: null, code: 'Unreachable' });
    answer = () => {};
    expect(await connectorOf(50).send(thread(), words)).toMatchObject({ ok: false, status: null, code: 'Unreachable' });
  });

  test('is given up when no token comes in time', async () => {
    const credential: TokenCredential = { getToken: () => new Promise(() => {}) };
    const sent = await connectorOf(50, 50, credential).send(thread(), words);
    expect(sent).toMatchObject({ ok: false, status: null, code: 'Unreachable' });
  });

  test('is none where nobody knows where to', async () => {
    const sent = await connectorOf().send({ ...thread(), serviceUrl: '' }, words);
    expect(sent).toMatchObject({ ok: false, status: null });
  });

  test('is over when the other side goes on in another protocol, or without an end', async () => {
    answer = (response) =>
      void response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n');
    expect(await connectorOf().send(thread(), words)).toMatchObject({ ok: false, status: null, code: 'Unreachable' });
    answer = (response) => response.end('x'.repeat(1_000_001));
    expect(await connectorOf().send(thread(), words)).toMatchObject({ ok: false, status: null });
  });

  test('ends when its job does', async () => {
    const stop = new AbortController();
    answer = () => stop.abort();
    const sent = await connectorOf().send(thread(), words, { signal: stop.signal });
    expect(sent).toMatchObject({ ok: false, status: null, message: expect.stringMatching(/aborted/) });
  });

  describe('on its way through a proxy', () => {
    const before = process.env['HTTPS_PROXY'];
    const over: (() => void)[] = [];
    async function proxied(met: (socket: Socket) => void): Promise<ProxyServer> {
      const proxy = createProxy((socket) => {
        over.push(() => socket.destroy());
        met(socket);
      }).listen(0, '127.0.0.1');
      over.push(() => proxy.close());
      await once(proxy, 'listening');
      process.env['HTTPS_PROXY'] = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
      return proxy;
    }
    afterEach(() => {
      for (const end of over.splice(0)) end();
      if (before === undefined) delete process.env['HTTPS_PROXY'];
      else process.env['HTTPS_PROXY'] = before;
    });
    const secure = () => ({ ...thread(), serviceUrl: 'https://smba.example/emea/' });

    test('is given up when the proxy is silent, and when its job ends', async () => {
      const proxy = await proxied(() => {});
      const unanswered = { ok: false, status: null };
      expect(await connectorOf(50).send(secure(), words)).toMatchObject({ ...unanswered, code: 'Unreachable' });
      const stop = new AbortController();
      proxy.once('connection', () => stop.abort());
      expect(await connectorOf().send(secure(), words, { signal: stop.signal })).toMatchObject(unanswered);
    });

    test('says so when the proxy lets nobody through', async () => {
      await proxied((socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
      const sent = await connectorOf().send(secure(), words);
      expect(sent).toMatchObject({
        ok: false,
        message: expect.stringMatching(/smba\.example: the proxy .*HTTPS_PROXY/),
      });
    });

    test.each(['http://', 'http://user:p%zz@proxy:3128'])('names the setting that is no address: %s', (address) => {
      process.env['HTTPS_PROXY'] = address;
      expect(() => connectorOf()).toThrow(/HTTPS_PROXY is no address of a proxy/);
    });
  });

  test.each(['', '[]', '{}', 'ok'])('brings no message when its success names none (%j)', async (text) => {
    answer = (response) => response.end(text);
    expect(await connectorOf().send(thread(), words)).toMatchObject({ ok: false, status: null, code: 'NoReceipt' });
  });
});
