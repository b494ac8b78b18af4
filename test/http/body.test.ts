import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { type BodyReading, readBody } from '../../src/http/body.ts';
import { type BodyPool, bodyOverhead, createBodyPool } from '../../src/http/bodyPool.ts';
import { createStopping } from '../../src/http/stopping.ts';
import { dial, head } from './doors.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

test('of a body that is not read nothing counts, whatever kept it from being read', async () => {
  const limit = 10_000;
  const hour = 3_600_000;
  const stopping = createStopping();
  const most = 1024 * 1024;
  const real = createBodyPool({ most, ofOne: most });
  let sentAway = 0;
  const pool: BodyPool = {
    enter: (holder, giveWay) =>
      real.enter(holder, () => {
        sentAway++;
        giveWay();
      }),
  };
  const read = (request: IncomingMessage): Promise<BodyReading> => {
    const longest = request.url === '/slow' ? 20 : hour;
    const pace = { grace: longest, bytesPerSecond: 1, longest, whenStopping: 0 };
    return readBody(request, { limit, pace, pool, holder: 'x', begin: () => {}, stopping });
  };
  const readings: BodyReading[] = [];
  let look = (): void => {};
  const server = createServer(async (request, response) => {
    // Already gone when it is read.
    if (request.url === '/gone') await new Promise((resolve) => request.once('close', resolve));
    if (request.url === '/stopping') setImmediate(() => stopping.begin());
    readings.push(await read(request));
    look();
    response.writeHead(400, { Connection: 'close' });
    response.end();
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const half = (path: string, ...headers: string[]) => `${head(`POST ${path}`, 'content-length: 9000', ...headers)}{`;
  const callers: [code: string, bytes: string, leaves: boolean][] = [
    ['broken-off', half('/broken'), true],
    ['broken-off', half('/gone'), true],
    ['too-slow', half('/slow'), false],
    ['encoded', half('/', 'content-encoding: gzip'), false],
    ['too-large', head('POST /', 'content-length: 20000') + 'x'.repeat(20_000), false],
    ['too-large', head('POST /', 'content-length: 20000000'), false],
    ['stopping', half('/stopping'), false],
    ['stopping', half('/'), false],
  ];
  for (const [code, bytes, leaves] of callers) {
    const before = readings.length;
    const caller = await dial(port);
    await caller.send(bytes);
    if (leaves) caller.socket.destroy();
    while (readings.length === before)
      await new Promise<void>((resolve) => {
        look = resolve;
      });
    expect(readings.at(-1)).toEqual({ ok: false, code });
  }
  expect(real.enter('all of it', () => {})?.grow(most - bodyOverhead)).toBe(true);
  expect(sentAway).toBe(0);
});
