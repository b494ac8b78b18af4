import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createSeenSignatures } from '../../src/cases/seenSignatures.ts';
import { createStoredCases, type StoredCases } from '../../src/cases/storedCases.ts';
import { sign } from '../../src/cases/webhook.ts';
import { type AdmitActivity, type HttpAnswer, json, type Route } from '../../src/http/route.ts';
import { createServer, type Server, type ServerNeeds } from '../../src/http/server.ts';
import { opened } from '../../src/registry/files/excel/workbook.ts';
import { type Mails, readWithMails } from '../../src/registry/files/mails.ts';
import { readRegistryFiles } from '../../src/registry/files/registryFile.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import { storedCase } from '../../src/store/caseTables.ts';
import type { Database } from '../../src/store/database.ts';
import { seenSignature } from '../../src/store/doorTables.ts';
import { engineer } from '../registry/sample.ts';
import { engines } from '../store/databases.ts';

const secret = 'a secret of the case system, 32+ characters';
const tenantId = '6f1c2f0e-7a55-4f0e-9a6e-0d0d5f3c1111';
const theCase = {
  id: '4711',
  title: 'VPN が福岡で切れる',
  owner: { id: '3B8E2C1A-0000-4000-8000-000000000001', name: '佐藤 美香' },
  created: '2026-11-20T01:02:03Z',
};
const admitting =
  (process: (activity: unknown) => Promise<HttpAnswer>): AdmitActivity =>
  async () => ({ ok: true, process });
const body = (version: number, change: object = {}) => JSON.stringify({ case: { ...theCase, ...change }, version });

describe.each(engines)('the HTTP server on $name', ({ open }) => {
  let database: Database & { drop(): Promise<void> };
  let cases: StoredCases;
  let server: Server;
  let address: string;
  let logged: object[];
  let now: number;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.sql.delete(storedCase);
    await database.sql.delete(seenSignature);
    now = Date.parse('2026-11-20T09:00:00Z');
    logged = [];
    await start();
  });
  afterEach(() => server.close(0));

  async function start(change: Partial<ServerNeeds> = {}): Promise<void> {
    const note = (facts: object): void => void logged.push(facts);
    const clock = () => now;
    cases = createStoredCases({ database: database.sql, clock });
    server = createServer({
      secret,
      seen: createSeenSignatures({ database: database.sql, clock }),
      log: { info: note, warn: note, error: note },
      clock,
      admitActivity: admitting(async (activity) =>
        json(200, { heard: z.object({ text: z.string() }).parse(activity).text }),
      ),
      cases,
      findPerson: async () => null,
      tenantId,
      importRegistry: async (_content, alongside) => {
        await database.sql.transaction((tx) => alongside(tx, { added: 1 }));
        return { ok: true, summary: { added: 1 } };
      },
      importPastCases: async () => ({ ok: true, summary: { taken: 1, unchanged: 0 } }),
      exportRegistry: async (alongside) => {
        await database.sql.transaction(alongside);
        return Readable.from(['{"engineers":[]}']);
      },
      ready: async () => ({ database: true, queue: true }),
      ...change,
    });
    address = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
  }

  async function restart(change: Partial<ServerNeeds>): Promise<void> {
    await server.close(0);
    await start(change);
  }

  const post = (path: string, content: string, headers: Record<string, string> = {}) =>
    fetch(`${address}${path}`, {
      method: 'POST',
      body: content,
      headers: { 'content-type': 'application/json', ...headers },
    });
  const postSigned = (path: string, content: string) => post(path, content, sign(secret, content, now));

  test('a signed case is stored, and found by its id', async () => {
    const answer = await postSigned('/api/cases', body(1));
    expect(answer.status).toBe(201);
    expect(await cases.find(tenantId, '4711')).toMatchObject({
      title: 'VPN が福岡で切れる',
      severity: 'normal',
      owner: { id: '3b8e2c1a-0000-4000-8000-000000000001' },
    });
    expect(await cases.find('another tenant', '4711')).toBeNull();
  });

  test('the same version again, or an older one, changes nothing', async () => {
    await postSigned('/api/cases', body(2));
    now += 1000;
    expect((await postSigned('/api/cases', body(2, { title: 'changed' }))).status).toBe(200);
    expect((await postSigned('/api/cases', body(1, { title: 'older' }))).status).toBe(200);
    expect((await cases.find(tenantId, '4711'))?.title).toBe(theCase.title);
    expect((await postSigned('/api/cases', body(3, { title: 'newer' }))).status).toBe(201);
    expect((await cases.find(tenantId, '4711'))?.title).toBe('newer');
  });

  test('every wrong field is named by its path, and nothing is stored', async () => {
    const wrong = JSON.stringify({
      case: { ...theCase, title: '', severity: 'urgent', owner: { id: 'x' }, colour: 'red' },
      version: 'two',
    });
    const answer = await postSigned('/api/cases', wrong);
    expect(answer.status).toBe(400);
    const { errors } = (await answer.json()) as { errors: { path: string }[] };
    expect(errors.map(({ path }) => path).sort()).toEqual([
      'case.colour',
      'case.owner.name',
      'case.severity',
      'case.title',
      'version',
    ]);
    expect(await cases.find(tenantId, '4711')).toBeNull();
    expect((await postSigned('/api/cases', '{"case":')).status).toBe(400);
  });

  test('text that the database cannot keep is stored without what it cannot keep', async () => {
    const answer = await postSigned(
      '/api/cases',
      JSON.stringify({ case: { ...theCase, description: 'a\u0000b\ud800c' }, version: 1 }),
    );
    expect(answer.status).toBe(201);
    expect((await cases.find(tenantId, '4711'))?.description).toBe('ab\ufffdc');
    expect(await answer.json()).toMatchObject({
      outcome: 'stored',
      dropped: [{ path: 'case.description', message: expect.stringContaining('NUL') }],
    });
  });

  test('a request without, with a wrong, an old or a malformed signature is refused, and nothing is stored', async () => {
    const content = body(1);
    const signed = sign(secret, content, now);
    const refused: [string, Record<string, string>][] = [
      ['unsigned', {}],
      ['unsigned', { 'x-swarm-signature': signed['x-swarm-signature'] }],
      ['malformed', { ...signed, 'x-swarm-signature': 'sha256=zz' }],
      ['malformed', { ...signed, 'x-swarm-timestamp': 'today' }],
      ['wrong', sign('another secret', content, now)],
      ['wrong', sign(secret, `${content} `, now)],
      ['wrong', { ...signed, 'x-swarm-timestamp': String(Number(signed['x-swarm-timestamp']) + 1) }],
      ['old', sign(secret, content, now - 301_000)],
      ['old', sign(secret, content, now + 301_000)],
    ];
    for (const [code, headers] of refused) {
      const answer = await post('/api/cases', content, headers);
      expect([code, answer.status, await answer.json()]).toEqual([
        code,
        401,
        { error: { code, message: expect.any(String) } },
      ]);
    }
    expect(await cases.find(tenantId, '4711')).toBeNull();
  });

  test('a request that comes again byte for byte gets what it got before, also hours later, and does nothing', async () => {
    const content = body(1);
    const headers = sign(secret, content, now);
    const first = await post('/api/cases', content, headers);
    expect(first.status).toBe(201);
    const got = await first.json();
    expect((await postSigned('/api/cases', body(2, { title: 'newer' }))).status).toBe(201);
    for (const later of [0, 360_000, 20 * 3_600_000]) {
      now += later;
      const again = await post('/api/cases', content, headers);
      expect([again.status, await again.json()]).toEqual([200, got]);
    }
    expect((await cases.find(tenantId, '4711'))?.title).toBe('newer');
    // A day later nobody remembers it, and its time is long past.
    now += 24 * 3_600_000;
    expect(await (await post('/api/cases', content, headers)).json()).toMatchObject({ error: { code: 'old' } });
  });

  test('a request that was carried out cannot be replayed on another signed route, and an export on none', async () => {
    const content = body(1);
    const headers = sign(secret, content, now);
    expect((await post('/api/cases', content, headers)).status).toBe(201);
    const elsewhere = await post('/api/registry', content, headers);
    expect([elsewhere.status, await elsewhere.json()]).toEqual([
      401,
      { error: { code: 'replayed', message: expect.any(String) } },
    ]);
    const asked = { headers: sign(secret, '', now) };
    expect((await fetch(`${address}/api/registry`, asked)).status).toBe(200);
    expect((await fetch(`${address}/api/registry`, asked)).status).toBe(401);
  });

  test('of the same request sent many times at once, one is carried out, and all hear of it', async () => {
    const content = body(1);
    const headers = sign(secret, content, now);
    const answers = await Promise.all(Array.from({ length: 6 }, () => post('/api/cases', content, headers)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
  });

  test('a signature is used up with the case or not at all', async () => {
    let fail = true;
    const breaking = createStoredCases({
      database: database.sql,
      clock: () => now,
      alongside: async () => {
        if (fail) throw new Error('killed here');
        return () => {};
      },
    });
    await restart({ cases: breaking });
    const content = body(1);
    const headers = sign(secret, content, now);
    expect((await post('/api/cases', content, headers)).status).toBe(500);
    expect(await cases.find(tenantId, '4711')).toBeNull();
    fail = false;
    expect((await post('/api/cases', content, headers)).status).toBe(201);
    expect(await cases.find(tenantId, '4711')).not.toBeNull();
  });

  test('a signature in base64, or without its prefix, is the same signature', async () => {
    const content = body(1);
    const headers = sign(secret, content, now);
    const hex = headers['x-swarm-signature'].slice('sha256='.length);
    const base64 = Buffer.from(hex, 'hex').toString('base64');
    expect((await post('/api/cases', content, { ...headers, 'x-swarm-signature': base64 })).status).toBe(201);
    for (const form of [
      `sha256=${base64}`,
      base64.replace(/=$/, ''),
      Buffer.from(hex, 'hex').toString('base64url'),
      hex,
    ])
      expect((await post('/api/cases', content, { ...headers, 'x-swarm-signature': form })).status).toBe(200);
    const other = Buffer.from(base64, 'base64').reverse().toString('base64');
    expect((await post('/api/cases', content, { ...headers, 'x-swarm-signature': other })).status).toBe(401);
  });

  test.each([
    ['2026-04-01T09:00:00.000+0900', undefined, '2026-04-01T00:00:00.000Z'],
    ['2026-04-01T00:00:00.000+0000', undefined, '2026-04-01T00:00:00.000Z'],
    ['2026-04-01 00:00:00', 'UTC', '2026-04-01T00:00:00.000Z'],
    ['2026/04/01 9:00', 'Tokyo Standard Time', '2026-04-01T00:00:00.000Z'],
    ['2026-04-01T09:00:00Z', 'Asia/Tokyo', '2026-04-01T09:00:00.000Z'],
  ])('a case created at %s in zone %s was created at %s', async (created, zone, instant) => {
    const content = JSON.stringify({ case: { ...theCase, created }, version: 1, zone });
    expect((await postSigned('/api/cases', content)).status).toBe(201);
    expect((await cases.find(tenantId, '4711'))?.created).toBe(instant);
  });

  test('a time without a zone that nobody declares, or in a zone that is none, is refused with what to do', async () => {
    const refused = async (zone?: string) => {
      const content = JSON.stringify({ case: { ...theCase, created: '2026-04-01 00:00:00' }, version: 1, zone });
      const answer = await postSigned('/api/cases', content);
      expect(answer.status).toBe(400);
      return answer.text();
    };
    expect(await refused()).toContain('tells no time zone: write +09:00 or Z after it');
    for (const zone of ['IST', 'Etc/GMT-9']) expect(await refused(zone)).toContain('is a time zone by area and city');
  });

  test.each(['1774998000000', '4831838208', '9223372036854775807', '"9223372036854775807"', '"7"'])(
    'versions go up to those of a 64-bit count: %s',
    async (version) => {
      const content = JSON.stringify({ case: theCase, version: 'V' }).replace('"V"', version);
      const answer = await postSigned('/api/cases', content);
      const digits = version.replaceAll('"', '');
      expect([answer.status, String(((await answer.json()) as { case: { version: unknown } }).case.version)]).toEqual([
        201,
        digits,
      ]);
      now += 1000;
      expect((await postSigned('/api/cases', content)).status).toBe(200);
    },
  );
  test.each(['9223372036854775808', '-1', '1.5', '"x"', '1e30', 'null'])('a version %s is refused', async (version) => {
    const content = JSON.stringify({ case: theCase, version: 'V' }).replace('"V"', version);
    expect((await postSigned('/api/cases', content)).status).toBe(400);
  });

  test('null where a case system has nothing to say is nothing, but not where it must say something', async () => {
    const nothing = {
      description: null,
      customer: null,
      product: null,
      severity: null,
      language: null,
      restricted: null,
    };
    expect((await postSigned('/api/cases', body(1, { ...nothing, url: null }))).status).toBe(201);
    expect(await cases.find(tenantId, '4711')).toMatchObject({
      description: '',
      severity: 'normal',
      restricted: false,
    });
    expect((await postSigned('/api/cases', body(2, { title: null }))).status).toBe(400);
  });

  test('an owner by mail address is looked up, and refused by name when it is nobody', async () => {
    const asked: string[] = [];
    const findPerson = async (mail: string) => {
      asked.push(mail);
      if (mail === 'away@contoso.example') throw new Error('no answer');
      return mail === 'owner@contoso.example' ? { id: theCase.owner.id, name: 'Owen' } : null;
    };
    await restart({ findPerson });
    const sent = async (id: string) => {
      now += 1000;
      const answer = await postSigned('/api/cases', body(now, { owner: { id, name: 'Somebody' } }));
      return [answer.status, await answer.text()] as const;
    };
    expect((await sent('Owen Owner <Owner@contoso.example>'))[0]).toBe(201);
    expect((await cases.find(tenantId, '4711'))?.owner).toEqual({ id: theCase.owner.id, name: 'Somebody' });
    expect(await sent('gone@contoso.example')).toEqual([
      400,
      expect.stringContaining('gone@contoso.example is nobody'),
    ]);
    expect(await sent('away@contoso.example')).toEqual([503, expect.stringContaining('directory-away')]);
    expect((await sent('Owen Owner'))[0]).toBe(400);
    expect((await sent(`{${theCase.owner.id.toUpperCase()}}`))[0]).toBe(201);
    expect((await cases.find(tenantId, '4711'))?.owner.id).toBe(theCase.owner.id.toLowerCase());
    expect(asked).toEqual(['owner@contoso.example', 'gone@contoso.example', 'away@contoso.example']);
  });

  test('a registry with mail addresses is taken up as it was sent once they can be looked up again', async () => {
    let away = true;
    const findPerson = async () => {
      if (away) throw new Error('no answer');
      return { id: theCase.owner.id.toLowerCase() };
    };
    const file = JSON.stringify({
      engineers: [{ ...engineer('a'), id: 'mika@contoso.example' }],
    });
    await restart({
      importRegistry: async (content, alongside) => {
        const files = await opened([{ name: 'registry.json', content }]);
        const read = (mails: Mails) => readRegistryFiles(files, createSnapshot(), { mails });
        const reading = await readWithMails(read, findPerson);
        if (!reading.ok) return reading;
        const summary = { engineers: reading.registry.engineers };
        await database.sql.transaction((tx) => alongside(tx, summary));
        return { ok: true, summary };
      },
    });
    const refused = await postSigned('/api/registry', file);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30']);
    expect(await refused.text()).toMatch(/directory-away.*Nothing was imported. Send it again/s);
    away = false;
    expect(await (await postSigned('/api/registry', file)).json()).toMatchObject({
      engineers: [{ id: theCase.owner.id.toLowerCase() }],
    });
  });

  test('a request that failed on our side may be sent again as it is', async () => {
    let fail = true;
    await restart({
      cases: {
        save: async (...given) => {
          if (fail) throw new Error('the disk is full of secrets');
          return cases.save(...given);
        },
      },
    });
    const content = body(1);
    const headers = sign(secret, content, now);
    const failed = await post('/api/cases', content, headers);
    expect(failed.status).toBe(500);
    expect(await failed.text()).not.toContain('disk');
    fail = false;
    expect((await post('/api/cases', content, headers)).status).toBe(201);
  });

  test('probes may ask for the head alone', async () => {
    for (const path of ['/healthz', '/readyz']) {
      const answer = await fetch(`${address}${path}`, { method: 'HEAD' });
      expect([path, answer.status, await answer.text()]).toEqual([path, 200, '']);
    }
  });

  test('the registry is imported and exported by who signs', async () => {
    expect((await postSigned('/api/registry', '{}')).status).toBe(200);
    expect((await fetch(`${address}/api/registry`)).status).toBe(401);
    const exported = await fetch(`${address}/api/registry`, { headers: sign(secret, '', now) });
    expect([exported.status, await exported.json()]).toEqual([200, { engineers: [] }]);
  });

  test('a registry with problems is refused with every problem by its line', async () => {
    const problem = {
      file: 'registry.json',
      line: 7,
      path: 'engineers[0].zone',
      code: 'missing',
      expected: { kind: 'text', least: 1, most: null },
      came: '',
    } as const;
    await restart({ importRegistry: async () => ({ ok: false, problems: [problem] }) });
    const answer = await postSigned('/api/registry', '{}');
    const message = {
      en: 'registry.json, line 7, engineers[0].zone: This is missing. It should be a text of at least 1 character.',
      ja: 'registry.json、7 行目、engineers[0].zone: 値がありません。1 文字以上の文字列を指定してください。',
    };
    expect([answer.status, await answer.json()]).toEqual([400, { errors: [{ ...problem, message }] }]);
  });

  test('an activity is handed on as JSON, within 256 KB', async () => {
    expect(await (await post('/api/messages', '{"text":"こんにちは"}')).json()).toEqual({ heard: 'こんにちは' });
    // What the database cannot keep would fail the turn, however often Teams delivers it again.
    const unstorable = await post('/api/messages', String.raw`{"text":"half \ud83d, nothing \u0000"}`);
    expect(await unstorable.json()).toEqual({ heard: 'half \ufffd, nothing ' });
    expect((await post('/api/messages', 'not json')).status).toBe(400);
    const large = await post('/api/messages', JSON.stringify({ text: 'x'.repeat(256 * 1024) }));
    expect([large.status, await large.json()]).toEqual([
      413,
      { error: { code: 'body-too-large', message: expect.any(String) } },
    ]);
  });

  test('a case over 1 MB is refused, whatever its signature', async () => {
    expect((await postSigned('/api/cases', body(1, { description: 'x'.repeat(1024 * 1024) }))).status).toBe(413);
  });

  test('a compressed body is refused', async () => {
    expect(
      (await post('/api/cases', body(1), { 'content-encoding': 'gzip', ...sign(secret, body(1), now) })).status,
    ).toBe(415);
  });

  test('health says that the process runs; readiness, whether its parts answer', async () => {
    expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ status: 'ok' });
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    await restart({ ready: async () => ({ database: false, queue: true }) });
    const answer = await fetch(`${address}/readyz`);
    expect([answer.status, await answer.json()]).toEqual([
      503,
      { status: 'not-ready', checks: { database: false, queue: true } },
    ]);
  });

  test('however many ask whether it is ready, its parts are looked at once at a time', async () => {
    let looks = 0;
    await restart({
      async ready() {
        looks++;
        // All that came in one go has been heard by then.
        await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
        return { database: looks < 2 };
      },
    });
    const request = 'GET /readyz HTTP/1.1\r\nhost: x\r\n';
    const answers = await raw(`${`${request}\r\n`.repeat(20)}${request}connection: close\r\n\r\n`);
    expect([answers.match(/ 200 OK/g)?.length, looks]).toEqual([21, 1]);
    expect((await fetch(`${address}/readyz`)).status).toBe(503);
  });

  test('an unknown address and a wrong method are told in the same form, with the same headers', async () => {
    for (const [answer, status, code] of [
      [await fetch(`${address}/nowhere?secret=1`), 404, 'not-found'],
      [await fetch(`${address}/api/cases`), 405, 'method-not-allowed'],
    ] as const) {
      expect([answer.status, await answer.json()]).toEqual([status, { error: { code, message: expect.any(String) } }]);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  test('the log holds neither secrets nor the text of a case', async () => {
    const content = body(1, { description: 'the password is hunter2' });
    const headers = sign(secret, content, now);
    await post('/api/cases?token=hunter2', content, headers);
    await post('/api/cases', content, { ...headers, authorization: 'Bearer hunter2' });
    const text = JSON.stringify(logged);
    expect(text).toContain('/api/cases');
    for (const hidden of ['hunter2', '福岡', secret, headers['x-swarm-signature']]) expect(text).not.toContain(hidden);
  });

  test('a fault of the database is logged without the text of the case it was about', async () => {
    await restart({
      cases: {
        // Too large for its column: the database's error quotes the statement and its values.
        save: (tenant, content, version) => cases.save(tenant, content, version + 2n ** 63n),
      },
    });
    expect((await postSigned('/api/cases', body(1))).status).toBe(500);
    const text = JSON.stringify(logged);
    expect(text).toContain('"fault"');
    expect(text).not.toContain('福岡');
    expect(text).not.toContain('佐藤');
  });

  test('a route without a rule keeps the server from starting, and so does one that stands there twice', () => {
    const answer = async () => json(200, {});
    const needs = { ...({} as ServerNeeds), log: { info() {}, warn() {}, error() {} }, clock: () => now };
    const bare = { method: 'GET', path: '/api/history', answer } as unknown as Route;
    expect(() => createServer({ ...needs, routes: [bare] })).toThrow('GET /api/history has no rule');
    const open: Route = { method: 'GET', path: '/healthz', rule: { kind: 'open', because: 'a test', answer } };
    expect(() => createServer({ ...needs, routes: [open] })).toThrow('GET /healthz stands in the table twice');
  });

  test('a route for people answers only whom its rule lets in, and may stream', async () => {
    const caller = { id: 'p1', name: '佐藤 美香' };
    const route: Route = {
      method: 'GET',
      path: '/api/history/:swarm',
      rule: {
        kind: 'person',
        pool: 'people',
        bodyLimit: 0,
        authenticate: async ({ headers }) =>
          headers.authorization === 'Bearer good'
            ? { ok: true, caller }
            : { ok: false, status: 401, code: 'no-token', message: 'Sign in.' },
        answer: async ({ params, query }, who) => ({
          status: 200,
          headers: { 'Content-Security-Policy': "default-src 'self'" },
          body: {
            type: 'text/csv; charset=utf-8',
            content: (async function* () {
              yield `${params.swarm},${query.get('words')}\n`;
              yield who.name;
            })(),
          },
        }),
      },
    };
    await restart({ routes: [route] });
    const refused = await fetch(`${address}/api/history/s1`);
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    const path = `/api/history/s%201?words=${encodeURIComponent('福岡')}`;
    const answer = await fetch(`${address}${path}`, { headers: { authorization: 'Bearer good' } });
    expect(await answer.text()).toBe('s 1,福岡\n佐藤 美香');
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'self'");
  });

  test('a fault on our side tells nothing of our insides', async () => {
    await restart({
      admitActivity: admitting(async () => {
        throw new Error('postgres://user:password@host');
      }),
    });
    const answer = await post('/api/messages', '{}');
    expect([answer.status, await answer.json()]).toEqual([
      500,
      { error: { code: 'fault', message: expect.any(String) } },
    ]);
  });

  test('stopping lets requests under way end, and takes no more', async () => {
    const begun = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    await restart({
      admitActivity: admitting(async () => {
        begun.resolve();
        await go.promise;
        return json(200, { late: true });
      }),
    });
    const answer = post('/api/messages', '{}');
    await begun.promise;
    const closed = server.close();
    await expect(fetch(`${address}/healthz`)).rejects.toThrow();
    go.resolve();
    expect(await (await answer).json()).toEqual({ late: true });
    await closed;
  });

  describe('a stranger', () => {
    beforeEach(() =>
      restart({ admitActivity: async () => ({ ok: false, answer: { status: 401 } }), routes: [forPeople] }),
    );
    const forPeople: Route = {
      method: 'PUT',
      path: '/api/me',
      rule: {
        kind: 'person',
        pool: 'people',
        bodyLimit: 1024,
        authenticate: async () => ({ ok: false, status: 401, code: 'token-missing', message: 'Sign in.' }),
        answer: async () => json(200, {}),
      },
    };

    test.each([
      ['POST', '/api/messages', 'content-length: 1000000000', 'an announced gigabyte'],
      ['POST', '/api/messages', 'transfer-encoding: chunked', 'a body that never comes'],
      ['POST', '/api/cases', 'content-length: 1000000000', 'an announced gigabyte'],
      ['POST', '/api/registry', 'transfer-encoding: chunked', 'a body that never comes'],
      ['PUT', '/api/me', 'content-length: 1000', 'a body that never comes'],
    ])('of %s %s is told 401 before a byte of the body, and hung up on: %s, %s', async (method, path, header) => {
      const answer = await raw(`${method} ${path} HTTP/1.1\r\nhost: x\r\n${header}\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1.1 401 /);
    });
  });

  describe('a body', () => {
    const signed = Object.entries(sign(secret, 'another body', Date.parse('2026-11-20T09:00:00Z')))
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
    const head = (more: string) => `POST /api/cases HTTP/1.1\r\nhost: x\r\n${signed}${more}\r\n\r\n`;

    test('that comes too slowly is not waited for, whoever sends it', async () => {
      await restart({
        patience: { bodyPace: { grace: 50, bytesPerSecond: 1_000_000, longest: 50, whenStopping: 50 } },
      });
      expect(await raw(`${head('content-length: 500')}{"case":`)).toMatch(/^HTTP\/1.1 408 [\s\S]*body-too-slow/);
      const activity = 'POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n';
      expect(await raw(`${activity}{`)).toMatch(/^HTTP\/1.1 408 /);
    });

    test('that says it is far too long is not read', async () => {
      expect(await raw(head('content-length: 1000000000'))).toMatch(/^HTTP\/1.1 413 [\s\S]*body-too-large/);
    });

    test('that never ends is read to a little beyond its limit', async () => {
      const socket = connect(Number(new URL(address).port), '127.0.0.1');
      const chunk = Buffer.alloc(65_536, 'x');
      const line = Buffer.from(`${chunk.length.toString(16)}\r\n`);
      const feed = () => {
        while (socket.writable && socket.write(Buffer.concat([line, chunk, Buffer.from('\r\n')])));
      };
      socket.on('drain', feed).on('error', () => {});
      let answer = '';
      socket.on('data', (data) => {
        answer += data.toString();
      });
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.write(head('transfer-encoding: chunked'));
      feed();
      await closed;
      expect(answer === '' || answer.startsWith('HTTP/1.1 413 ')).toBe(true);
      // The limit of 1 MB, 4 MB more, and what the two ends of the line hold.
      expect(socket.bytesWritten).toBeLessThan(16 * 1024 * 1024);
    });
  });

  /** What the server answers to bytes of ours; resolves when it hangs up. */
  async function raw(bytes: string): Promise<string> {
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString();
    });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(bytes);
    await closed;
    return answer;
  }

  test('a caller that breaks off harms nobody', async () => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    const headers = Object.entries(sign(secret, body(1), now)).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`POST /api/cases HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n${headers.join('')}\r\n{"case":`);
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.destroy();
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
  });
});
