import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { clientCredentials } from '../../../src/cases/systems/calls/tokens.ts';

describe('the tokens of a client', () => {
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
});
