import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createCaller } from '../../../src/cases/systems/calls/caller.ts';
import { clientCredentials } from '../../../src/cases/systems/calls/tokens.ts';

describe('the tokens and calls of a client', () => {
  let server: Server;
  let address = '';
  let asked = 0;
  let answer: { status: number; headers?: Record<string, string>; body?: object } | null = null;
  let now = 0;
  beforeAll(async () => {
    server = createServer((_request, response) => {
      asked += 1;
      const { status, headers, body } = answer ?? { status: 200, body: { access_token: `token ${asked}` } };
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body ?? {}));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    asked = 0;
    answer = null;
  });
  const tokens = () => clientCredentials({ address, id: 'swarm', secret: 'secret', as: 'json' }, () => now);
  const tokenOf = async (of: ReturnType<typeof tokens>) => {
    const granted = await of.get();
    return granted.kind === 'ok' ? granted.token : granted.kind;
  };

  test('are asked for anew when theirs was refused, and not when an older one was refused late', async () => {
    const of = tokens();
    expect(await tokenOf(of)).toBe('token 1');
    of.renew('token 1');
    expect(await tokenOf(of)).toBe('token 2');
    of.renew('token 1');
    expect(await tokenOf(of)).toBe('token 2');
    expect(asked).toBe(2);
  });

  test('are not asked for at each message while they are refused', async () => {
    const of = tokens();
    answer = { status: 401, body: { error: 'invalid_client' } };
    expect([await tokenOf(of), await tokenOf(of)]).toEqual(['broken', 'broken']);
    expect(asked).toBe(1);
    answer = null;
    now += 11_000;
    expect(await tokenOf(of)).toBe('token 2');
  });

  test('are not asked for until the instant that a busy system names', async () => {
    const of = tokens();
    answer = { status: 429, headers: { 'retry-after': '60' } };
    const until = new Date(now + 60_000).toISOString();
    expect(await of.get()).toEqual({ kind: 'busy', until });
    answer = null;
    now += 59_000;
    expect(await of.get()).toEqual({ kind: 'busy', until });
    now += 2_000;
    expect(await tokenOf(of)).toBe('token 2');
  });

  /** Instants are in whole seconds since 1970 where a header tells one. */
  const start = Date.parse('2026-11-28T00:00:00Z');
  const inSeconds = (seconds: number) => String(start / 1_000 + seconds);
  const rule = { 'x-ratelimit-limit': '10', 'x-ratelimit-rule': '0123456789abcdef0123456789abcdef' };
  test.each<[string, number, Record<string, string>, number]>([
    ['Dynamics 365 in seconds', 429, { 'retry-after': '37', 'x-ms-ratelimit-burst-remaining-xrm-requests': '0' }, 37],
    ['Dynamics 365 that is down for a while', 503, { 'retry-after': '12' }, 12],
    ['any of them, by a date', 429, { 'retry-after': 'Sat, 28 Nov 2026 00:01:30 GMT' }, 90],
    ['ServiceNow in seconds', 429, { ...rule, 'retry-after': '120', 'x-ratelimit-reset': inSeconds(3_000) }, 120],
    ['ServiceNow by the instant of its rule alone', 429, { ...rule, 'x-ratelimit-reset': inSeconds(1_800) }, 1_800],
    ['Zendesk in seconds', 429, { 'retry-after': '93', 'x-rate-limit': '700', 'ratelimit-reset': '95' }, 93],
    ['Zendesk by the seconds until its reset alone', 429, { 'ratelimit-remaining': '0', 'ratelimit-reset': '41' }, 41],
    ['Zendesk where that header cannot be read', 429, { 'retry-after': 'soon', 'ratelimit-reset': '41' }, 41],
    ['one that does not say how long', 429, {}, 30],
    ['one whose instant is past', 429, { ...rule, 'x-ratelimit-reset': inSeconds(-50) }, 1],
    ['one that says an absurd time', 429, { 'retry-after': '999999999' }, 3_600],
  ])(
    'are not made again until the time is over that a busy system tells, and then succeed: %s',
    async (_who, status, headers, seconds) => {
      const caller = createCaller({
        tokens: { get: async () => ({ kind: 'ok', token: 'a token' }), renew() {} },
        clock: () => now,
      });
      now = start;
      answer = { status, headers };
      const until = new Date(start + 1_000 * seconds).toISOString();
      expect(await caller.get(address)).toEqual({ kind: 'busy', until });
      answer = { status: 200, body: { result: 'read' } };
      now = start + 1_000 * seconds - 1;
      expect(await caller.get(address)).toEqual({ kind: 'busy', until });
      expect(asked).toBe(1);
      now = start + 1_000 * seconds;
      expect(await caller.get(address)).toMatchObject({ kind: 'ok', body: { result: 'read' } });
      expect(asked).toBe(2);
    },
  );
});
