import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client, HTTPMessageHandler, ResponseType } from '@microsoft/microsoft-graph-client';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { startProcess } from './bots/runProcess.ts';
import { hostTeamId, smallOrganisation } from './smallOrganisation.ts';

const [mika, alice, ravi] = [1, 2, 3].map((number) => `22222222-2222-4222-8222-00000000000${number}`);
let now = Date.parse('2026-11-20T09:00:00Z');
let sandbox: Sandbox;
let graph: (path: string) => ReturnType<Client['api']>;

beforeAll(async () => {
  sandbox = await startSandbox({
    organisation: smallOrganisation(),
    now: () => now,
    botEndpoint: 'http://127.0.0.1:9/nobody',
    permissions: { application: [...everything] },
  });
  const token = await sandbox.tokens.forApp('https://graph.microsoft.com', sandbox.permissions.application);
  const client = Client.initWithMiddleware({ baseUrl: sandbox.addresses.graph, middleware: new HTTPMessageHandler() });
  graph = (path) => client.api(path).header('Authorization', `Bearer ${token}`);
});
afterAll(() => sandbox.stop());
// Each rule begins with all limits unused.
beforeEach(() => {
  now += 3_600_000;
  sandbox.faults.set({});
});

const everything = [
  'Team.Create',
  'TeamMember.ReadWrite.All',
  'ChannelSettings.ReadWrite.All',
  'ChannelMember.ReadWrite.All',
  'TeamsAppInstallation.ManageSelectedForTeam.All',
  'TeamsAppInstallation.ReadWriteSelfForUser.All',
  'AppCatalog.Read.All',
  'Presence.Read.All',
  'MailboxSettings.Read',
  'User.Read.All',
  'TeamsTab.ReadWriteSelfForTeam.All',
];
const channels = `/teams/${hostTeamId}/channels`;
const member = (id: string | undefined, roles: string[] = []) => ({
  '@odata.type': '#microsoft.graph.aadUserConversationMember',
  roles,
  'user@odata.bind': `https://graph.microsoft.com/v1.0/users('${id}')`,
});
/** What Graph answered, as the client gives it without reading it. */
async function raw(
  sending: Promise<Response>,
): Promise<{ status: number; headers: Headers; body: { error: { code: string; message: string } } }> {
  const response = await sending;
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}
const post = (path: string, body: object) => raw(graph(path).responseType(ResponseType.RAW).post(body));

describe('channels', () => {
  test('a standard channel is made, found by name, renamed and archived', async () => {
    const made = await graph(channels).post({ displayName: "SW-1 Case O'Neil".replace("'", ''), description: 'd' });
    expect(made).toMatchObject({ displayName: 'SW-1 Case ONeil', membershipType: 'standard', isArchived: false });
    expect(made.id).toMatch(/^19:.+@thread\.tacv2$/);
    now += 5_000;
    const found = await graph(channels).filter("displayName eq 'sw-1 case oneil'").get();
    expect(found.value.map((channel: { id: string }) => channel.id)).toEqual([made.id]);
    now += 5_000;
    await graph(`${channels}/${made.id}`).patch({ displayName: 'SW-1 renamed' });
    now += 5_000;
    const archived = await raw(graph(`${channels}/${made.id}/archive`).responseType(ResponseType.RAW).post({}));
    expect(archived.status).toBe(202);
    now += 5_000;
    const operation = await graph(archived.headers.get('location') ?? '').get();
    expect(operation).toMatchObject({ status: 'succeeded', operationType: 'archiveChannel' });
  });

  test('a shared channel answers 202 with the operation to ask about', async () => {
    const answer = await post(channels, {
      displayName: 'Shared one',
      membershipType: 'shared',
      members: [member(mika, ['owner'])],
    });
    expect(answer.status).toBe(202);
    expect(answer.body).toBeNull();
    now += 5_000;
    expect(await graph(answer.headers.get('content-location') ?? '').get()).toMatchObject({
      operationType: 'createChannel',
      status: 'succeeded',
    });
  });

  test.each([
    ['a name of 51 characters', { displayName: 'x'.repeat(51) }, 'should not exceed 50'],
    ['a forbidden character', { displayName: 'a:b' }, 'invalid characters'],
    ['a reserved name', { displayName: 'CON' }, 'reserved'],
    ['a name that ends with a dot', { displayName: 'Case.' }, 'begins or ends'],
    [
      'a private channel without members',
      { displayName: 'P1', membershipType: 'private' },
      'no members specified when calling from an Application',
    ],
    [
      'a private channel with somebody twice',
      { displayName: 'P2', membershipType: 'private', members: [member(mika, ['owner']), member(mika)] },
      'CreateThreadS2SRequest',
    ],
    [
      'a private channel with somebody who is not in the team',
      { displayName: 'P3', membershipType: 'private', members: [member(mika, ['owner']), member(ravi)] },
      'not a member of the team',
    ],
    [
      'a shared channel with two owners',
      { displayName: 'S2', membershipType: 'shared', members: [member(mika, ['owner']), member(alice, ['owner'])] },
      'exactly one owner',
    ],
    [
      'a member without a type',
      {
        displayName: 'P4',
        membershipType: 'private',
        members: [{ roles: ['owner'], 'user@odata.bind': `https://x/users('${mika}')` }],
      },
      "'odata.type' must be specified",
    ],
  ])('refuses %s', async (_what, body, message) => {
    const answer = await post(channels, body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({ code: 'BadRequest', message: expect.stringContaining(message) });
  });

  test('a deleted channel keeps its name for 30 days', async () => {
    const made = await graph(channels).post({ displayName: 'Held name' });
    now += 5_000;
    await graph(`${channels}/${made.id}`).delete();
    now += 5_000;
    expect((await post(channels, { displayName: 'held NAME' })).body.error).toMatchObject({
      innerError: { code: 'NameAlreadyExists' },
    });
    now += 30 * 24 * 3_600_000;
    expect((await post(channels, { displayName: 'held NAME' })).status).toBe(201);
  });

  test('a team holds 1,000 channels, deleted ones counted', async () => {
    sandbox.faults.set({ limits: 'off' });
    const team = sandbox.tenant.teams.get(hostTeamId);
    let made = 0;
    for (let status = 201; status === 201; made += 1) {
      const answer = await post(channels, { displayName: `Full ${made}` });
      status = answer.status;
      if (made === 0) await graph(`${channels}/${(answer.body as unknown as { id: string }).id}`).delete();
    }
    expect((team?.channels.size ?? 0) + (team?.deleted.length ?? 0)).toBe(1_000);
    for (const channel of [...(team?.channels.values() ?? [])].filter((one) => one.name.startsWith('Full')))
      team?.channels.delete(channel.id);
  });
});

describe('members', () => {
  test('a bulk answers 207 when some of it failed', async () => {
    const good = await post(`/teams/${hostTeamId}/members/add`, { values: [member(alice)] });
    expect(good.status).toBe(200);
    now += 60_000;
    const mixed = await post(`/teams/${hostTeamId}/members/add`, {
      values: [member(ravi), member('00000000-0000-4000-8000-000000000000')],
    });
    expect(mixed.status).toBe(207);
    expect(mixed.body).toMatchObject({ value: [{ userId: ravi, error: null }, { error: { code: 'NotFound' } }] });
  });

  test('four requests a minute for a team, the fifth is told to wait', async () => {
    for (let sent = 0; sent < 4; sent += 1) {
      expect((await post(`/teams/${hostTeamId}/members/add`, { values: [member(alice)] })).status).toBe(200);
      now += 2_000;
    }
    const fifth = await post(`/teams/${hostTeamId}/members/add`, { values: [member(alice)] });
    expect(fifth.status).toBe(429);
    expect(Number(fifth.headers.get('retry-after'))).toBe(52);
    now += 52_000;
    expect((await post(`/teams/${hostTeamId}/members/add`, { values: [member(alice)] })).status).toBe(200);
  });

  test('only private and shared channels have members of their own', async () => {
    sandbox.faults.set({ limits: 'off' });
    const open = await graph(channels).post({ displayName: 'Open room' });
    expect((await post(`${channels}/${open.id}/members`, member(alice))).status).toBe(400);
    await post(`/teams/${hostTeamId}/members/add`, { values: [member(alice)] });
    const closed = await graph(channels).post({
      displayName: 'Closed room',
      membershipType: 'private',
      members: [member(mika, ['owner'])],
    });
    expect((await post(`${channels}/${closed.id}/members`, member(alice))).status).toBe(201);
    expect((await post(`${channels}/${closed.id}/members`, member(alice))).status).toBe(409);
    const roster = await graph(`${channels}/${closed.id}/members`).get();
    expect(roster.value.map((one: { userId: string }) => one.userId)).toEqual([mika, alice]);
  });
});

describe('an archived team', () => {
  test('lets its members be changed, and nothing else', async () => {
    sandbox.faults.set({ limits: 'off' });
    const team = sandbox.tenant.teams.get(hostTeamId);
    const room = await graph(channels).post({
      displayName: 'Private room',
      membershipType: 'private',
      members: [member(mika, ['owner'])],
    });
    if (team) team.archived = true;
    expect(await graph(`${channels}/${room.id}`).get()).toMatchObject({ isArchived: true });
    expect((await post(`/teams/${hostTeamId}/members/add`, { values: [member(ravi)] })).status).toBe(200);
    expect((await post(`${channels}/${room.id}/members`, member(ravi))).status).toBe(201);
    const app = {
      '@odata.id': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${sandbox.tenant.app.catalogId}`,
    };
    const enabling = await raw(
      graph(`${channels}/${room.id}/enabledApps/$ref`).version('beta').responseType(ResponseType.RAW).post(app),
    );
    expect(enabling.status).toBe(400);
    expect((await post(channels, { displayName: 'One more' })).status).toBe(400);
    if (team) team.archived = false;
    expect(await graph(`${channels}/${room.id}`).get()).toMatchObject({ isArchived: false });
  });
});

describe('a guest', () => {
  test('owns no team and no channel, and gets no app', async () => {
    sandbox.faults.set({ limits: 'off' });
    const guest = sandbox.tenant.people.get(ravi ?? '');
    if (!guest) throw new Error('Ravi is not in the organisation');
    Object.assign(guest, { guest: true, installation: null });
    const owner = member(ravi, ['owner']);
    expect((await post(`/teams/${hostTeamId}/members`, owner)).status).toBe(400);
    await post(`/teams/${hostTeamId}/members`, member(ravi));
    expect(
      (await post(channels, { displayName: 'A room of a guest', membershipType: 'private', members: [owner] })).status,
    ).toBe(400);
    const room = await graph(channels).post({
      displayName: 'A room with a guest',
      membershipType: 'private',
      members: [member(mika, ['owner'])],
    });
    expect((await post(`${channels}/${room.id}/members`, owner)).status).toBe(400);
    expect((await post(`${channels}/${room.id}/members`, member(ravi))).status).toBe(201);
    const app = `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${sandbox.tenant.app.catalogId}`;
    expect((await post(`/users/${ravi}/teamwork/installedApps`, { 'teamsApp@odata.bind': app })).status).toBe(403);
    guest.guest = false;
  });
});

describe('apps and people', () => {
  test('the app is found in the catalogue, installed for a person once, and gives a chat', async () => {
    const {
      value: [app],
    } = await graph('/appCatalogs/teamsApps').filter(`externalId eq '${sandbox.tenant.app.id}'`).get();
    const carol = '22222222-2222-4222-8222-000000000004';
    const body = { 'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${app.id}` };
    expect((await post(`/users/${carol}/teamwork/installedApps`, body)).status).toBe(201);
    expect((await post(`/users/${carol}/teamwork/installedApps`, body)).status).toBe(409);
    const {
      value: [installation],
    } = await graph(`/users/${carol}/teamwork/installedApps`)
      .expand('teamsApp')
      .filter(`teamsApp/id eq '${app.id}'`)
      .get();
    expect(installation.teamsApp.externalId).toBe(sandbox.tenant.app.id);
    const chat = await graph(`/users/${carol}/teamwork/installedApps/${installation.id}/chat`).get();
    expect(sandbox.tenant.conversations.get(chat.id)).toBe(sandbox.tenant.people.get(carol)?.chat);
  });

  test('says who somebody is, what they select, where and when they work, and whether they are there', async () => {
    expect(await graph(`/users/${mika}`).select('id,displayName').get()).toEqual({
      '@odata.context': expect.any(String),
      id: mika,
      displayName: '佐藤 美香',
    });
    expect(await graph(`/users/${mika}/mailboxSettings`).get()).toMatchObject({
      workingHours: { startTime: '09:00:00.0000000', timeZone: { name: 'Tokyo Standard Time' } },
    });
    const presences = await graph('/communications/getPresencesByUserId').post({ ids: [mika, alice] });
    expect(presences.value).toMatchObject([{ id: mika, availability: 'Available' }, { id: alice }]);
    expect((await post('/communications/getPresencesByUserId', { ids: Array(651).fill(mika) })).status).toBe(400);
    const found = await graph('/users')
      .header('ConsistencyLevel', 'eventual')
      .query({ $search: '"displayName:byrne"', $count: 'true' })
      .get();
    expect(found.value.map((user: { id: string }) => user.id)).toEqual([alice]);
  });

  test('a batch answers each part by itself, in any order', async () => {
    const { responses } = await graph('/$batch').post({
      requests: [
        { id: '1', method: 'GET', url: `/users/${mika}` },
        { id: '2', method: 'GET', url: '/users/nobody' },
        { id: '3', method: 'GET', url: `/users/${alice}`, dependsOn: ['2'] },
      ],
    });
    const status = Object.fromEntries(
      responses.map((response: { id: string; status: number }) => [response.id, response.status]),
    );
    expect(status).toEqual({ 1: 200, 2: 404, 3: 424 });
  });

  test('a new team has the owner it was made with', async () => {
    const answer = await post('/teams', {
      'template@odata.bind': "https://graph.microsoft.com/v1.0/teamsTemplates('standard')",
      displayName: 'Swarms 2',
      members: [member(mika, ['owner'])],
    });
    expect(answer.status).toBe(202);
    const operation = await graph(answer.headers.get('location') ?? '').get();
    expect(operation.status).toBe('succeeded');
    expect(sandbox.tenant.teams.get(operation.targetResourceId)?.members.get(mika ?? '')?.owner).toBe(true);
  });
});

describe('who may call', () => {
  test('nobody without a good token for Graph', async () => {
    const ask = (token: string) =>
      fetch(`${sandbox.addresses.graph}/v1.0/users/${mika}`, { headers: { authorization: `Bearer ${token}` } });
    const forConnector = await sandbox.tokens.forApp('https://api.botframework.com', []);
    const person = sandbox.tenant.byAlias.get('mika.sato');
    const signIn = person === undefined ? '' : await sandbox.tokens.signIn(person);
    expect(
      await Promise.all([forConnector, signIn, 'nonsense'].map(async (token) => (await ask(token)).status)),
    ).toEqual([401, 401, 401]);
  });

  test('an app that was not granted what a call needs is told what is missing', async () => {
    const poor = await sandbox.tokens.forApp('https://graph.microsoft.com', ['User.ReadBasic.All']);
    const ask = (path: string) =>
      fetch(`${sandbox.addresses.graph}/v1.0${path}`, { headers: { authorization: `Bearer ${poor}` } });
    const presence = await ask(`/users/${mika}/presence`);
    expect(presence.status).toBe(403);
    expect(await presence.text()).toContain("API requires one of 'Presence.Read.All'");
    // Consented to in the teams where the app is installed.
    expect((await ask(channels)).status).toBe(200);
    expect(await (await ask(`/users/${mika}?$select=displayName,jobTitle`)).json()).toMatchObject({
      displayName: '佐藤 美香',
      jobTitle: null,
    });
  });

  test('@azure/identity signs in over https with the secret, and with no other', async () => {
    const environment = sandbox.botEnvironment();
    const good = await startProcess('graphCaller.ts', environment);
    await good.stop();
    expect(JSON.parse(good.firstLine)).toMatchObject({ displayName: 'Swarms' });
    const bad = await startProcess('graphCaller.ts', { ...environment, MICROSOFT_APP_PASSWORD: 'guess' });
    await bad.stop();
    expect(bad.firstLine).toContain('AADSTS7000215');
  });
});
