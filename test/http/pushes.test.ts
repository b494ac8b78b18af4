import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PushRead } from '../../src/cases/systems/caseSystem.ts';
import { openPushDoors } from '../../src/cases/systems/systems.ts';
import { createCallRate } from '../../src/http/callRate.ts';
import { pushRoutes } from '../../src/http/pushRoutes.ts';
import { dynamicsWebhook } from '../../src/sandbox/systems/dynamics/webhook.ts';
import { idWithin, type KeptCase } from '../../src/sandbox/systems/keptCase.ts';
import { createPushing, type PushRequest, type PushWriting } from '../../src/sandbox/systems/pushing.ts';
import { serviceNowBusinessRule } from '../../src/sandbox/systems/servicenow/businessRule.ts';
import { sysId } from '../../src/sandbox/systems/servicenow/records.ts';
import { zendeskWebhook } from '../../src/sandbox/systems/zendesk/webhook.ts';
import { openMemory } from '../store/databases.ts';
import { caseBody, dial, openDoors } from './doors.ts';

const secret = 'the secret of the webhook';
const connected = { url: 'https://contoso.example', id: 'swarm', secret: 'of the client' };
const systems: {
  name: 'dynamics' | 'servicenow' | 'zendesk';
  number: string;
  record: string;
  key: string;
  writing: (secret: string) => PushWriting;
  /** Whether its bodies are signed, so that one that was changed on its way is known. */
  isSigned: boolean;
  /** How often it sends what hears 503 with a short wait. */
  tries: number;
}[] = [
  {
    ...{ name: 'dynamics', number: 'CAS-00001-V0K9Y0', key: 'dynamics', isSigned: false, tries: 2 },
    record: idWithin('incident', 'CAS-00001-V0K9Y0'),
    writing: (key) => dynamicsWebhook({ key, audience: 'https://contoso.crm7.dynamics.com' }),
  },
  {
    ...{ name: 'servicenow', number: 'INC0000001', key: 'servicenow-incident', isSigned: true, tries: 1 },
    record: sysId('incident', 'INC0000001'),
    writing: (of) => serviceNowBusinessRule({ secret: of }),
  },
  {
    ...{ name: 'zendesk', number: '35436', record: '35436', key: 'zendesk', isSigned: true, tries: 4 },
    writing: (of) => zendeskWebhook({ secret: of }),
  },
];

let database: Awaited<ReturnType<typeof openMemory>>;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database?.drop());

describe.each(systems)('a push of $name', ({ name, number, record, key, writing, isSigned, tries }) => {
  let doors: Awaited<ReturnType<typeof openDoors>>;
  let heard: Extract<PushRead, { kind: 'changed' }>[];
  let isAway = false;
  let ahead = 0;
  beforeEach(async () => {
    heard = [];
    isAway = false;
    ahead = 0;
    doors = await open();
  });
  afterEach(() => doors.server.close(1_000));

  const open = (patience: Parameters<typeof openDoors>[1] = {}) =>
    openDoors(database, {
      ...patience,
      routes: pushRoutes({
        doors: openPushDoors({
          ...{ dynamics: { url: connected.url }, servicenow: connected, zendesk: connected, mappingFile: null },
          pushSecrets: {
            ...{ dynamics: [], servicenow: [], zendesk: [] },
            [name]: ['the one before, of another', secret],
          },
        }),
        heard: async (change) => {
          if (isAway) throw new Error('the database is away');
          heard.push(change);
          return 'noted';
        },
        log: { warn: () => {} },
        clock: () => Date.now() + ahead,
        steady: () => ahead,
      }),
    });

  const kept = (change: Partial<KeptCase> = {}): KeptCase => ({
    ...{ number, title: 'VPN が切れる 🚨', description: '１時間ごと\r\nに', customer: null, product: null },
    ...{ severity: 'high', language: 'ja', owner: { kind: 'group', name: '二次' }, state: 'open', changes: 1 },
    created: new Date().toISOString(),
    ...change,
  });
  const request = (of = secret, change: Partial<KeptCase> = {}, now = Date.now()): PushRequest => {
    const written = writing(of).write(kept(change), 'somebody', now);
    if (!written) throw new Error('Nothing was written');
    return written;
  };
  const post = async ({ path, headers, body }: PushRequest) =>
    (await fetch(`${doors.address}${path}`, { method: 'POST', headers, body })).status;
  const pushing = (pause?: (ms: number) => Promise<void>) =>
    createPushing({
      writing: writing(secret),
      botAddress: () => doors.address,
      now: Date.now,
      ...(pause ? { pause } : {}),
    });

  test('names the case, and nothing else of it is heard', async () => {
    expect(await pushing().push(kept())).toEqual({ status: 202, tries: 1 });
    expect(heard).toEqual([{ kind: 'changed', system: key, record, by: heard[0]?.by ?? null, mergedInto: null }]);
  });

  test('of a merge names the case that goes on, in the system that says it', async () => {
    const state = { state: 'merged', mergedInto: { number: '35440' } } as const;
    expect(await post(request(secret, state))).toBe(202);
    expect(heard.map(({ mergedInto }) => mergedInto)).toEqual([key === 'zendesk' ? '35440' : null]);
  });

  test('with either of two secrets is taken, while the one takes the other’s place', async () => {
    expect(await post(request('the one before, of another'))).toBe(202);
    expect(await post(request())).toBe(202);
  });

  test('that drips keeps out no other, and no case; it gives way, and is taken when it is sent again', async () => {
    const hour = 3_600_000;
    const roomy = { most: 64 * 1024 * 1024, ofOne: 64 * 1024 * 1024 };
    await doors.server.close(0);
    doors = await open({
      patience: {
        bodyPace: { grace: hour, bytesPerSecond: 1, longest: hour, whenStopping: 50 },
        pools: {
          ...{ activities: roomy, people: roomy, cases: roomy, imports: roomy },
          pushes: { most: 512 * 1024, ofOne: 256 * 1024 },
        },
      },
    });
    // Heads as the system writes them: of what is signed, nobody can tell yet whether it is right.
    const { path, headers } = request();
    const lines = Object.entries({ ...headers, host: 'x', 'content-length': '400000' });
    const opening = `POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
    const drips = [];
    for (let at = 0; at < 40; at++) {
      const line = await dial(doors.port);
      await line.send(`${opening}{${' '.repeat(20_000)}`);
      drips.push(line);
    }
    for (const line of drips) await line.send(' ');
    expect(await drips[0]?.closed).toMatch(/^HTTP\/1.1 503 [\s\S]*Retry-After: 5/);
    const pushes = await Promise.all(Array.from({ length: 30 }, () => post(request())));
    expect(pushes).toEqual(Array(30).fill(202));
    expect((await doors.sendSigned('/api/cases', caseBody(`beside ${name}`))).status).toBe(201);
    for (const line of drips) line.socket.destroy();
    expect(await post(request())).toBe(202);
  });

  test('of who knows no secret is refused', async () => {
    expect(await post(request('a secret that somebody guessed'))).toBe(401);
    const { path, body } = request();
    expect(await post({ path, body, headers: { 'content-type': 'application/json' } })).toBe(401);
    expect(heard).toEqual([]);
  });

  if (isSigned) {
    test('that was changed on its way is refused', async () => {
      const { body, ...rest } = request();
      expect(await post({ ...rest, body: `${body} ` })).toBe(401);
    });

    test('that is older than five minutes is refused, whoever kept it, and one from the future', async () => {
      const kept = request();
      ahead = 301_000;
      expect(await post(kept)).toBe(401);
      ahead = -302_000;
      expect(await post(kept)).toBe(401);
      expect(heard).toEqual([]);
    });

    test('whose signature is in no form of its is refused before its body is read', async () => {
      const { headers, ...rest } = request();
      const odd = Object.keys(headers).find((each) => each.endsWith('timestamp')) ?? '';
      expect(await post({ ...rest, headers: { ...headers, [odd]: 'yesterday' } })).toBe(401);
    });
  }

  test('that comes twice, late and in another order names the same case, which is read as it is then', async () => {
    const sends = pushing();
    sends.twice(true);
    sends.hold();
    const all = [sends.push(kept()), sends.push(kept({ changes: 2, state: 'closed' }))];
    sends.release();
    expect(await Promise.all(all)).toEqual([
      { status: 202, tries: 1 },
      { status: 202, tries: 1 },
    ]);
    expect(new Set(heard.map((each) => each.record))).toEqual(new Set([record]));
    expect(heard).toHaveLength(4);
  });

  test('of a very long case names it, too', async () => {
    expect(await post(request(secret, { description: '長'.repeat(60_000) }))).toBe(202);
    expect(await post(request(secret, { description: 'x'.repeat(300_000) }))).toBe(202);
    expect(heard.map((each) => each.record)).toEqual([record, record]);
  });

  test('that is larger than any is refused', async () => {
    const { headers, path } = request();
    expect(await post({ path, headers, body: 'x'.repeat(600_000) })).toBe(413);
  });

  /** The same head, with another body that is signed as right. */
  function saying(body: string): PushRequest {
    const { headers, path } = request();
    const signed = (text: string) => createHmac('sha256', secret).update(text).digest('base64');
    if (name === 'servicenow')
      return {
        path,
        body,
        headers: { ...headers, 'x-swarm-signature': signed(`${headers['x-swarm-timestamp']}.${body}`) },
      };
    if (name === 'zendesk') {
      const at = headers['x-zendesk-webhook-signature-timestamp'] ?? '';
      return { path, body, headers: { ...headers, 'x-zendesk-webhook-signature': signed(at + body) } };
    }
    return { path, body, headers };
  }

  test.each([
    '',
    '[]',
    '{"PrimaryEntityId":1,"sys_id":"^ORDERBY","ticket_id":"1 or 1"}',
    '{"a":',
    'null',
    '{"table":"incident"}',
  ])('that is malformed is told so: %j', async (body) => {
    expect(await post(saying(body))).toBe(400);
    expect(heard).toEqual([]);
  });

  test.each([-1, '-1', '', 'system', { id: 1 }, [], null, 1e30])(
    'that tells in no known form whose change it was (%j) is heard all the same',
    async (who) => {
      const { body } = request();
      const told = JSON.parse(body);
      const odd = {
        dynamics: { ...told, UserId: who, InitiatingUserId: who },
        servicenow: { ...told, by: who },
        zendesk: { ...told, detail: { ...told.detail, actor_id: who } },
      }[name];
      expect(await post(saying(JSON.stringify(odd)))).toBe(202);
      expect(heard).toEqual([{ kind: 'changed', system: key, record, by: null, mergedInto: null }]);
    },
  );

  test.each([{ id: '^1' }, { id: null }, {}, []])(
    'of a case that names it by %j is malformed, and not of nothing',
    async (detail) => {
      const id = 'id' in detail ? detail.id : undefined;
      const odd = {
        dynamics: { PrimaryEntityName: 'incident', PrimaryEntityId: id },
        servicenow: { table: 'incident', sys_id: id },
        zendesk: { type: 'zen:event-type:ticket.status_changed', detail },
      }[name];
      expect(await post(saying(JSON.stringify(odd)))).toBe(400);
      expect(heard).toEqual([]);
    },
  );

  test('gets through although somebody sends forged ones without end from the same address', async () => {
    const forged = request('a secret that somebody guessed');
    for (let sent = 0; sent < 1_100; sent += 50)
      expect(new Set(await Promise.all(Array.from({ length: 50 }, () => post(forged))))).toEqual(new Set([401]));
    expect(await post(request())).toBe(202);
  });

  test('of something that is no case is taken, and comes to nothing', async () => {
    const body = {
      dynamics: { PrimaryEntityName: 'annotation', PrimaryEntityId: idWithin('annotation', '1') },
      servicenow: { table: 'problem', sys_id: sysId('problem', 'PRB1') },
      zendesk: { type: 'zen:event-type:user.created', detail: { id: '1' } },
    }[name];
    expect(await post(saying(JSON.stringify(body)))).toBe(202);
    expect(heard).toEqual([]);
  });

  test('that cannot be noted now is sent again as the system does, and the poll finds what it does not', async () => {
    isAway = true;
    const pauses: number[] = [];
    const sends = pushing(async (ms) => {
      pauses.push(ms);
    });
    expect(await sends.push(kept())).toEqual({ status: 503, tries });
    isAway = false;
    expect(await sends.push(kept())).toMatchObject({ status: 202 });
  });

  test('from one address that sends without end is put off, until it has been quiet', async () => {
    const all = await Promise.all(Array.from({ length: 700 }, () => post(request())));
    expect(all).toContain(503);
    expect(new Set(all)).toEqual(new Set([202, 503]));
    ahead = 30_000;
    expect(await post(request(secret, {}, Date.now() + ahead))).toBe(202);
  });
});

test('Zendesk’s own example of a signature is right', async () => {
  const zendesk = { secret: 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==', at: '2026-11-28T00:00:00Z' };
  const [door] = openPushDoors({
    ...{ dynamics: null, servicenow: null, zendesk: connected, mappingFile: null },
    pushSecrets: { dynamics: [], servicenow: [], zendesk: [zendesk.secret] },
  });
  const push = {
    headers: {
      'x-zendesk-webhook-signature-timestamp': zendesk.at,
      'x-zendesk-webhook-signature': 'A1D8kbqh1gv1NvxDTeLznRdjk7NNLyNJU7FmiWdOdVM=',
    },
    query: new URLSearchParams(),
    body: new TextEncoder().encode('{"ticket_id":"35436","件名":"障害"}'),
  };
  expect(door?.parsePush(push, Date.parse(zendesk.at))).toEqual({
    ...{ kind: 'changed', system: 'zendesk', record: '35436', by: null, mergedInto: null },
  });
});

test('what one caller is refused costs the others nothing', () => {
  let now = 0;
  const rate = createCallRate({
    all: { burst: 10, perSecond: 1 },
    each: { burst: 2, perSecond: 1 },
    steady: () => now,
  });
  expect([rate('a'), rate('a'), rate('a')]).toEqual([{ ok: true }, { ok: true }, { ok: false, retryAfter: 1 }]);
  for (const who of ['b', 'c', 'd', 'e']) expect([rate(who), rate(who)]).toEqual([{ ok: true }, { ok: true }]);
  expect(rate('f')).toEqual({ ok: false, retryAfter: 1 });
  now = 1_000;
  expect(rate('f')).toEqual({ ok: true });
});
