import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createFaults } from '../../src/sandbox/doors/faults.ts';
import { connectPeople } from '../../src/sandbox/people/persona.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { hostTeamId, smallOrganisation } from './smallOrganisation.ts';

let sandbox: Sandbox;
let token: string;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-faults-'));
  sandbox = await startSandbox({
    organisation: smallOrganisation(),
    botEndpoint: 'http://127.0.0.1:9/nobody',
    graphLog: join(folder, 'graph.jsonl'),
  });
  token = await sandbox.tokens.forApp('https://graph.microsoft.com', sandbox.permissions.application);
});
afterAll(async () => {
  await sandbox.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => sandbox.faults.set({ limits: 'off' }));

const graph = (method: string, path: string, body?: object): Promise<Response> =>
  fetch(`${sandbox.addresses.graph}/v1.0${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const createChannel = (displayName: string): Promise<Response> =>
  graph('POST', `/teams/${hostTeamId}/channels`, { displayName });
const names = (): string[] =>
  [...(sandbox.tenant.teams.get(hostTeamId)?.channels.values() ?? [])].map((channel) => channel.name);
const overHttp = (method: string, path: string, body?: object): Promise<Response> =>
  fetch(`${sandbox.addresses.people}/sandbox/faults${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

describe('faults', () => {
  test('the next calls that fit are throttled, and no others', async () => {
    sandbox.faults.add({
      door: 'graph',
      method: 'POST',
      path: '/channels$',
      does: 'throttle',
      retryAfter: 7,
      times: 2,
    });
    expect((await graph('GET', `/teams/${hostTeamId}`)).status).toBe(200);
    const struck = await createChannel('T1');
    expect([struck.status, struck.headers.get('retry-after')]).toEqual([429, '7']);
    expect([(await createChannel('T1')).status, (await createChannel('T1')).status]).toEqual([429, 201]);
  });

  test('an answer can be lost after the work was done', async () => {
    sandbox.faults.add({ door: 'graph', method: 'POST', path: '/channels$', does: 'lose-answer' });
    await expect(createChannel('Lost')).rejects.toThrow();
    expect(names()).toContain('Lost');
  });

  test('a call can be held until it is released', async () => {
    const rule = sandbox.faults.add({ door: 'graph', method: 'POST', path: '/channels$', does: 'hold' });
    const calling = createChannel('Held');
    await sandbox.faults.untilHeld(rule);
    expect(names()).not.toContain('Held');
    sandbox.faults.release(rule);
    expect((await calling).status).toBe(201);
  });

  test('a call held after its work has done it already', async () => {
    const rule = sandbox.faults.add({ door: 'graph', method: 'POST', path: '/channels$', does: 'hold', when: 'after' });
    const calling = createChannel('Done but held');
    await sandbox.faults.untilHeld(rule);
    expect(names()).toContain('Done but held');
    sandbox.faults.clear();
    expect((await calling).status).toBe(201);
  });

  test('a name can be taken by a deleted channel, and members given at creation ignored', async () => {
    sandbox.faults.set({ limits: 'off', namesTakenByDeletedChannels: ['Taken'], membersAtCreationIgnored: true });
    expect((await createChannel('taken')).status).toBe(400);
    const mika = {
      '@odata.type': '#microsoft.graph.aadUserConversationMember',
      roles: ['owner'],
      'user@odata.bind': "https://x/users('22222222-2222-4222-8222-000000000001')",
    };
    const alice = { ...mika, roles: [], 'user@odata.bind': "https://x/users('22222222-2222-4222-8222-000000000002')" };
    await graph('POST', `/teams/${hostTeamId}/members/add`, { values: [alice] });
    const made = (await (
      await graph('POST', `/teams/${hostTeamId}/channels`, {
        displayName: 'Private',
        membershipType: 'private',
        members: [mika, alice],
      })
    ).json()) as { id: string };
    const roster = (await (await graph('GET', `/teams/${hostTeamId}/channels/${made.id}/members`)).json()) as {
      value: unknown[];
    };
    expect(roster.value).toHaveLength(1);
  });

  test('people can be kept without the app, whatever Graph is asked', async () => {
    sandbox.faults.set({ limits: 'off', withoutApp: ['alice.byrne'] });
    const app = { 'teamsApp@odata.bind': `https://x/appCatalogs/teamsApps/${sandbox.tenant.app.catalogId}` };
    const alice = '/users/22222222-2222-4222-8222-000000000002/teamwork/installedApps';
    expect(await (await graph('GET', alice)).json()).toMatchObject({ value: [] });
    expect((await graph('POST', alice, app)).status).toBe(403);
  });

  test('new channels can start hidden, and operations take their time', async () => {
    sandbox.faults.set({ limits: 'off', hiddenChannels: true, operationsTakeMs: 60_000 });
    const made = (await (await createChannel('Hidden')).json()) as { id: string };
    const people = connectPeople(sandbox.addresses.people);
    const seen = (await people.as('mika.sato').conversations()).find((one) => one.id === made.id);
    expect(seen?.hidden).toBe(true);
    const archiving = await graph('POST', `/teams/${hostTeamId}/channels/${made.id}/archive`);
    const operation = await graph('GET', archiving.headers.get('location') ?? '');
    expect(await operation.json()).toMatchObject({ status: 'inProgress' });
  });

  test('every activity can be sent to the bot twice', async () => {
    sandbox.faults.set({ limits: 'off', deliverTwice: 'new-id' });
    const { deliveries } = await connectPeople(sandbox.addresses.people).as('mika.sato').say('hello');
    // Nobody listens there: what matters is that two were sent.
    expect(deliveries.map(({ status }) => status)).toEqual([0, 0]);
    expect(deliveries[0]?.activityId).not.toBe(deliveries[1]?.activityId);
  });

  test('all of it can be switched over HTTP', async () => {
    expect(
      (await overHttp('PUT', '', { rules: [{ door: 'graph', does: 'unavailable', times: null }], limits: 'off' }))
        .status,
    ).toBe(200);
    expect((await createChannel('Never')).status).toBe(503);
    expect((await overHttp('PUT', '', { latencies: 3 })).status).toBe(400);
    expect(await (await overHttp('DELETE', '')).json()).toMatchObject({ rules: [], limits: 'off' });
    expect((await createChannel('At last')).status).toBe(201);
  });

  test('the same seed strikes the same calls', () => {
    const struck = (seed: number): boolean[] => {
      const faults = createFaults({ seed, rules: [{ door: 'graph', does: 'unavailable', times: null, chance: 0.5 }] });
      return Array.from({ length: 40 }, () => faults.strike('graph', 'GET', '/') !== null);
    };
    expect(struck(7)).toEqual(struck(7));
    expect(struck(7)).not.toEqual(struck(8));
  });

  test('every call to Graph is in the log, without its token', async () => {
    await createChannel('Logged');
    const log = await readFile(join(folder, 'graph.jsonl'), 'utf8');
    const lines = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.find((line) => line.body?.displayName === 'Logged')).toMatchObject({
      method: 'POST',
      status: 201,
      headers: { authorization: 'Bearer' },
    });
    expect(log).not.toContain(token);
  });
});
