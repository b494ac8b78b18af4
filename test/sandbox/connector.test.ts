import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { adaptiveCardType } from '../../src/sandbox/connector/messages.ts';
import { connectPeople, type People } from '../../src/sandbox/people/persona.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { addChannel } from '../../src/sandbox/tenant/founding.ts';
import type { Person, Team } from '../../src/sandbox/tenant/tenant.ts';
import { hostTeamId, smallOrganisation } from './smallOrganisation.ts';

let now = Date.parse('2026-11-20T09:00:00Z');
let sandbox: Sandbox;
let people: People;
let token: string;
let team: Team;
let mika: Person;
let alice: Person;
let carol: Person;

beforeAll(async () => {
  sandbox = await startSandbox({
    organisation: smallOrganisation(),
    now: () => now,
    botEndpoint: 'http://127.0.0.1:9/nobody',
  });
  people = connectPeople(sandbox.addresses.people);
  token = await sandbox.tokens.forApp('https://api.botframework.com', []);
  const known = (alias: string): Person => {
    const person = sandbox.tenant.byAlias.get(alias);
    if (person === undefined) throw new Error(`${alias} is not in the small organisation`);
    return person;
  };
  [mika, alice, carol] = [known('mika.sato'), known('alice.byrne'), known('carol.quinn')];
  const host = sandbox.tenant.teams.get(hostTeamId);
  if (host === undefined) throw new Error('the small organisation has no host team');
  team = host;
  team.members.set(alice.id, { person: alice, owner: false });
});
afterAll(async () => {
  people.close();
  await sandbox.stop();
});
beforeEach(() => {
  now += 3_600_000;
  sandbox.faults.set({});
});

async function call(
  method: string,
  path: string,
  body?: object,
  bearer = token,
): Promise<{
  status: number;
  headers: Headers;
  body: Record<string, unknown> & { id?: string; error?: { code: string } };
}> {
  const response = await fetch(`${sandbox.addresses.serviceUrl}v3${path}`, {
    method,
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
}
const message = (text: string): object => ({ type: 'message', text });
const activities = (id: string): string => `/conversations/${encodeURIComponent(id)}/activities`;
const openChat = (id: string): ReturnType<typeof call> =>
  call('POST', '/conversations', { members: [{ id }], channelData: { tenant: { id: sandbox.tenant.id } } });
const statusAndCode = (answer: Awaited<ReturnType<typeof call>>): [number, string | undefined] => [
  answer.status,
  answer.body.error?.code,
];

describe('conversations', () => {
  test('a chat opens by MRI or by Entra id, and is the same', async () => {
    const byMri = await openChat(mika.mri);
    const byId = await openChat(mika.id);
    expect(byMri.status).toBe(201);
    expect(byId.body.id).toBe(byMri.body.id);
    expect((await call('POST', activities(byMri.body.id ?? ''), message('hello'))).status).toBe(201);
    expect((await people.as('mika.sato').waitForMessage((seen) => seen.text === 'hello')).from).toBeNull();
  });

  test('a thread in a channel gives its conversation and its first message, and is answered inside', async () => {
    const made = await call('POST', '/conversations', {
      isGroup: true,
      channelData: { channel: { id: team.general.id } },
      activity: message('Briefing'),
    });
    expect(made.body.id).toBe(`${team.general.id};messageid=${made.body.activityId}`);
    await call('POST', activities(made.body.id ?? ''), message('inside'));
    await call('POST', activities(team.general.id), message('a thread of its own'));
    const { messages } = await people.as('alice.byrne').conversation(team.general.id);
    expect(messages.map((seen) => [seen.text, seen.thread === made.body.activityId])).toEqual([
      ['Briefing', true],
      ['inside', true],
      ['a thread of its own', false],
    ]);
  });

  test('a targeted message is seen by its one recipient, and for a day', async () => {
    await call('POST', `${activities(team.general.id)}?isTargetedActivity=true`, {
      ...message('for Alice'),
      recipient: { id: alice.mri },
    });
    const seenBy = async (who: string) =>
      (await people.as(who).conversation(team.general.id)).messages.some((seen) => seen.text === 'for Alice');
    expect([await seenBy('alice.byrne'), await seenBy('mika.sato')]).toEqual([true, false]);
    const stranger = await call('POST', `${activities(team.general.id)}?isTargetedActivity=true`, {
      ...message('for Carol'),
      recipient: { id: carol.mri },
    });
    expect(stranger.status).toBe(400);
    now += 24 * 3_600_000;
    expect(await seenBy('alice.byrne')).toBe(false);
  });

  test('a mention reaches the activity feed, and unread messages are counted', async () => {
    const before = (await people.as('alice.byrne').conversations()).find((one) => one.id === team.general.id)?.unread;
    await call('POST', activities(team.general.id), {
      ...message('<at>Alice</at> look'),
      entities: [{ type: 'mention', text: '<at>Alice</at>', mentioned: { id: alice.mri, name: 'Alice' } }],
    });
    expect((await people.as('alice.byrne').activity()).at(-1)?.text).toBe('<at>Alice</at> look');
    const after = (await people.as('alice.byrne').conversations()).find((one) => one.id === team.general.id)?.unread;
    expect(after).toBe((before ?? 0) + 1);
  });

  test('its own messages are updated and deleted, those of others are not', async () => {
    const { body } = await call('POST', activities(mika.chat.id), message('first'));
    expect((await call('PUT', `${activities(mika.chat.id)}/${body.id}`, message('second'))).body.id).toBe(body.id);
    expect((await people.as('mika.sato').conversation()).messages.at(-1)?.text).toBe('second');
    const card = { contentType: adaptiveCardType, content: { type: 'AdaptiveCard', version: '1.5', body: [] } };
    const both = { ...message('third'), attachments: [card] };
    expect(statusAndCode(await call('PUT', `${activities(mika.chat.id)}/${body.id}`, both))).toEqual([
      400,
      'BadSyntax',
    ]);
    expect((await call('DELETE', `${activities(mika.chat.id)}/${body.id}`)).status).toBe(200);
    expect(statusAndCode(await call('PUT', `${activities(mika.chat.id)}/${body.id}`, message('third')))).toEqual([
      404,
      'ActivityNotFoundInConversation',
    ]);
  });

  test('members come in pages, and one by one', async () => {
    const paged = await call('GET', `/conversations/${encodeURIComponent(team.thread)}/pagedmembers?pageSize=50`);
    expect(paged.body).toMatchObject({
      members: [
        { aadObjectId: mika.id, id: mika.mri, userPrincipalName: 'mika.sato@swarm.example' },
        { aadObjectId: alice.id },
      ],
    });
    expect((await call('GET', `/conversations/${encodeURIComponent(mika.chat.id)}/members/${mika.id}`)).body.name).toBe(
      '佐藤 美香',
    );
    expect((await call('GET', `/teams/${encodeURIComponent(team.thread)}`)).body.aadGroupId).toBe(hostTeamId);
  });
});

describe('refusals', () => {
  test('a person without the app, and one who blocked the bot, cannot be written to', async () => {
    expect(statusAndCode(await openChat(carol.id))).toEqual([403, 'ForbiddenOperationException']);
    await people.as('mika.sato').block();
    expect(statusAndCode(await call('POST', activities(mika.chat.id), message('hello')))).toEqual([
      403,
      'ConversationBlockedByUser',
    ]);
    await people.as('mika.sato').block(false);
    await people.as('mika.sato').uninstall();
    expect(statusAndCode(await call('POST', activities(mika.chat.id), message('hello')))).toEqual([
      403,
      'ForbiddenOperationException',
    ]);
    await people.as('mika.sato').install();
    expect((await call('POST', activities(mika.chat.id), message('hello'))).status).toBe(201);
  });

  test('a private channel takes posts once the app is enabled in it', async () => {
    const channel = addChannel(sandbox.tenant, team, {
      name: 'Restricted',
      description: '',
      kind: 'private',
      members: [{ person: mika, owner: true }],
    });
    expect(statusAndCode(await call('POST', activities(channel.id), message('x')))).toEqual([
      403,
      'BotNotInConversationRoster',
    ]);
    channel.appEnabled = true;
    expect((await call('POST', activities(channel.id), message('x'))).status).toBe(201);
    channel.archived = true;
    expect((await call('POST', activities(channel.id), message('x'))).status).toBe(403);
    expect((await people.as('alice.byrne').conversations()).some((one) => one.id === channel.id)).toBe(false);
  });

  test('nothing can be written in an archived team, by nobody', async () => {
    team.archived = true;
    const { id } = team.general;
    expect(statusAndCode(await call('POST', activities(id), message('x')))).toEqual([403, 'MessageWritesBlocked']);
    await expect(people.as('alice.byrne').say('hello', { conversation: id })).rejects.toThrow('archived');
    team.archived = false;
    expect((await call('POST', activities(id), message('x'))).status).toBe(201);
  });

  test('a new channel refuses posts for as long as it is told to', async () => {
    sandbox.faults.set({ newChannelRefuses: { ms: 5_000, status: 404 } });
    const channel = addChannel(sandbox.tenant, team, { name: 'Fresh', description: '', kind: 'standard' });
    expect(statusAndCode(await call('POST', activities(channel.id), message('x')))).toEqual([
      404,
      'ConversationNotFound',
    ]);
    now += 5_000;
    expect((await call('POST', activities(channel.id), message('x'))).status).toBe(201);
  });

  test('a message of more than 100 KB is too big', async () => {
    expect(statusAndCode(await call('POST', activities(mika.chat.id), message('あ'.repeat(51_200))))).toEqual([
      413,
      'MessageSizeTooBig',
    ]);
    expect((await call('POST', activities(mika.chat.id), message('あ'.repeat(51_000)))).status).toBe(201);
  });

  test('seven messages a second in one thread, the eighth must wait', async () => {
    const statuses: number[] = [];
    for (let sent = 0; sent < 8; sent += 1)
      statuses.push((await call('POST', activities(mika.chat.id), message(`${sent}`))).status);
    expect(statuses).toEqual([201, 201, 201, 201, 201, 201, 201, 429]);
    now += 2_000;
    expect((await call('POST', activities(mika.chat.id), message('again'))).status).toBe(201);
  });

  test('without a token for the connector, nothing', async () => {
    const forGraph = await sandbox.tokens.forApp('https://graph.microsoft.com', []);
    expect((await call('POST', activities(mika.chat.id), message('x'), forGraph)).status).toBe(401);
  });
});
