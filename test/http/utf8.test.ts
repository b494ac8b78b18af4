import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { sign } from '../../src/cases/webhook.ts';
import { readBody } from '../../src/history/routes/route.ts';
import { readRegistryFiles } from '../../src/registry/files/registryFile.ts';
import type { Database } from '../../src/store/database.ts';
import { openMemory } from '../store/databases.ts';
import { caseBody, openDoors, secret } from './doors.ts';

/** Bytes that a name in Shift_JIS, a cut-off character and half of a pair are in UTF-8: none. */
const wrong = (json: string) => [
  Buffer.from(json.replace('VPN', 'VPN \u00ff'), 'latin1'),
  Buffer.concat([Buffer.from(json.slice(0, -2)), Buffer.from([0xe7, 0xbe]), Buffer.from(json.slice(-2))]),
  Buffer.concat([Buffer.from(json.slice(0, -2)), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from(json.slice(-2))]),
];

describe('bytes that are no UTF-8 are refused with a sentence, and nothing is done', () => {
  let database: Database & { drop(): Promise<void> };
  let doors: Awaited<ReturnType<typeof openDoors>>;
  let heard = 0;
  beforeAll(async () => {
    database = await openMemory();
    doors = await openDoors(database, {
      admitActivity: async () => ({
        ok: true,
        process: async () => {
          heard++;
          return { status: 200 };
        },
      }),
    });
  });
  afterAll(async () => {
    await doors.server.close(0);
    await database.drop();
  });
  const post = (path: string, body: Uint8Array, headers: Record<string, string> = {}) =>
    fetch(`${doors.address}${path}`, { method: 'POST', body: Uint8Array.from(body), headers });

  test('from Teams', async () => {
    for (const body of wrong('{"text":"VPN"}')) {
      const answer = await post('/api/messages', body);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ error: { message: 'The body must be JSON in UTF-8.' } });
    }
    expect(heard).toBe(0);
  });

  test('from a case system', async () => {
    for (const body of wrong(caseBody('4711'))) {
      const answer = await post('/api/cases', body, sign(secret, body, Date.now()));
      expect([answer.status, await answer.json()]).toEqual([
        400,
        { errors: [{ path: '', message: 'is not JSON in UTF-8' }] },
      ]);
    }
  });

  test('from the tab', () => {
    const schema = z.object({ text: z.string() });
    for (const body of wrong('{"text":"VPN"}'))
      expect(readBody(schema, body)).toMatchObject({ ok: false, answer: { status: 400 } });
    expect(readBody(schema, Buffer.from('{"text":"美香"}'))).toEqual({ ok: true, value: { text: '美香' } });
  });

  test('in a file of a registry', () => {
    const known = { engineers: () => [], technologies: () => [] } as unknown as Parameters<typeof readRegistryFiles>[1];
    for (const content of wrong('{"engineers":[],"technologies":[{"id":"VPN"}],"skills":[]}'))
      expect(readRegistryFiles([{ name: 'body.json', content }], known)).toMatchObject({ ok: false });
  });

  test('in an address', async () => {
    for (const address of ['/healthz?words=%ff', '/healthz?words=%e7%be', '/healthz?words=%']) {
      const answer = await fetch(`${doors.address}${address}`);
      expect(answer.status).toBe(400);
    }
    expect((await fetch(`${doors.address}/healthz?words=${encodeURIComponent('美香')}`)).status).toBe(200);
  });
});
