import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createAccess } from '../../src/history/routes/access.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import { app, publicUrl, startEntra } from './entra.ts';
import { organisation } from './organisation.ts';

describe('while Entra’s keys cannot be had', () => {
  let entra: Awaited<ReturnType<typeof startEntra>>;
  let broken: Server;
  beforeEach(async () => {
    entra = await startEntra();
    broken = createServer((_request, response) => {
      response.statusCode = 503;
      response.end('busy');
    }).listen(0, '127.0.0.1');
    await once(broken, 'listening');
  });
  afterEach(async () => {
    await entra.stop();
    await new Promise((resolve) => broken.close(resolve));
  });

  const now = Date.parse('2026-11-20T02:00:00Z');
  const opened = (authorityHost: string) => {
    const told: string[] = [];
    const snapshot = createSnapshot(organisation);
    const access = createAccess({
      ...{ app, authorityHost, publicUrl, snapshot, administrators: () => [], clock: () => now },
      keysFailed: (words) => told.push(words),
    });
    return { access, told };
  };
  const hostOf = (server: Server): string => `127.0.0.1:${(server.address() as AddressInfo).port}`;

  test('nobody is refused for good: they are told to try again, and operators which host, and why', async () => {
    const authorization = `Bearer ${await entra.token('mika', now)}`;
    const { access, told } = opened(`http://${hostOf(broken)}`);
    expect(await access(authorization, 'engineer')).toMatchObject({
      status: 503,
      code: 'sign-in-unchecked',
      retryAfter: 10,
    });
    expect(told).toEqual([expect.stringContaining(hostOf(broken))]);
  });

  test('that nobody answers is told in our words', async () => {
    const authorization = `Bearer ${await entra.token('mika', now)}`;
    const host = hostOf(broken);
    await new Promise((resolve) => broken.close(resolve));
    const { access, told } = opened(`http://${host}`);
    expect(await access(authorization, 'engineer')).toMatchObject({ status: 503 });
    expect(told).toEqual([expect.stringMatching(/nobody answers there.*ECONNREFUSED/)]);
    broken.listen(0, '127.0.0.1');
    await once(broken, 'listening');
  });

  test('who is known by keys that came before is let in', async () => {
    const authorization = `Bearer ${await entra.token('mika', now)}`;
    const { access, told } = opened(entra.authorityHost);
    expect(await access(authorization, 'engineer')).toMatchObject({ ok: true, caller: { id: 'mika' } });
    expect(told).toEqual([]);
  });
});
