import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import { answering, type Listener, listen } from '../../src/sandbox/doors/listener.ts';
import type { Answer, Call } from '../../src/sandbox/doors/routes.ts';
import { loadOrganisation } from '../../src/sandbox/organisation/organisation.ts';
import { feedRoutes, rotaOf } from '../../src/sandbox/organisation/rota.ts';
import { dial } from '../http/doors.ts';

let listener: Listener;
let answer: (call: Call) => Promise<Answer>;
beforeEach(async () => {
  answer = async () => ({ status: 200, body: { heard: true } });
  listener = await listen((call) => answer(call), { name: 'sandbox', port: 0 });
});
afterEach(() => listener.close());

test('who asks for another protocol is answered in this one, and holds up no stop', async () => {
  const caller = await dial(listener.port);
  await caller.send('GET /v1.0/me HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n');
  expect(await caller.hears(/heard/)).toMatch(/^HTTP\/1.1 200 /);
  await listener.close();
  await caller.closed;
});

test('who breaks off harms nobody', async () => {
  const caller = await dial(listener.port);
  await caller.send('POST /v1.0/me HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n\r\n{"half');
  caller.socket.resetAndDestroy();
  expect((await fetch(listener.address, { method: 'POST', body: '{}' })).status).toBe(200);
});

test('a stream is not begun for who has hung up', async () => {
  const asked = Promise.withResolvers<Call>();
  const go = Promise.withResolvers<void>();
  let begun = false;
  answer = async (call) => {
    asked.resolve(call);
    await go.promise;
    return {
      status: 200,
      stream: () => {
        begun = true;
      },
    };
  };
  const caller = await dial(listener.port);
  await caller.send('GET /sandbox/stream HTTP/1.1\r\nhost: x\r\n\r\n');
  const call = await asked.promise;
  caller.socket.resetAndDestroy();
  await caller.closed;
  answer = async () => ({ status: 200 });
  while (!call.isAbandoned()) await fetch(listener.address);
  go.resolve();
  await fetch(listener.address);
  expect(begun).toBe(false);
});

test('what fails once its answer has begun ends that answer alone', async () => {
  answer = async () => ({
    status: 200,
    stream: () => {
      throw new Error('It had begun');
    },
  });
  await expect(fetch(listener.address).then((response) => response.text())).rejects.toThrow();
  answer = async () => ({ status: 200, body: 'there' });
  expect(await (await fetch(listener.address)).text()).toBe('there');
});

test('the feeds of who is on call are given out at the addresses that the registry has', async () => {
  const organisation = await loadOrganisation();
  answer = answering(feedRoutes(organisation));
  const { feeds } = z
    .object({ feeds: z.object({ address: z.string() }).array() })
    .parse(rotaOf(organisation, listener.address));
  expect(feeds).toHaveLength(2);
  for (const { address } of feeds) {
    const told = await fetch(address);
    expect(told.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(await told.text()).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*SUMMARY:On call - /);
  }
});
