import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { connectPeople, type People } from '../../src/sandbox/people/persona.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { startProcess } from './bots/runProcess.ts';
import { hostTeamId, smallOrganisation } from './smallOrganisation.ts';

let sandbox: Sandbox;
let bot: Awaited<ReturnType<typeof startProcess>>;
let people: People;
let general: string;

beforeAll(async () => {
  sandbox = await startSandbox({ organisation: smallOrganisation(), faults: { limits: 'off' } });
  bot = await startProcess('echoBot.ts', sandbox.botEnvironment());
  people = connectPeople(sandbox.addresses.people);
  general = sandbox.tenant.teams.get(hostTeamId)?.general.id ?? '';
});
afterAll(async () => {
  people?.close();
  await bot?.stop();
  await sandbox?.stop();
});

const statuses = (done: { deliveries: { status: number }[] }): number[] => done.deliveries.map(({ status }) => status);

describe('a bot of production make beside the sandbox', () => {
  test('answers what a person says in their chat, in their own language', async () => {
    const mika = people.as('mika.sato');
    const done = await mika.say('こんにちは');
    expect(statuses(done)).toEqual([200]);
    const answer = await mika.waitForMessage((message) => message.text.includes('こんにちは') && message.from === null);
    expect(answer.text).toBe('you said: こんにちは (ja-JP)');
  });

  test('hears of a channel message only when it is mentioned, and answers in its thread', async () => {
    const mika = people.as('mika.sato');
    expect(statuses(await mika.say('nobody listens', { conversation: general }))).toEqual([]);
    const done = await mika.say('are you there', { conversation: general, mentionBot: true, locale: 'en-US' });
    expect(statuses(done)).toEqual([200]);
    const answer = await mika.waitForMessage((message) => message.text === 'you said: are you there (en-US)');
    expect(answer.thread).toBe(done.message?.id);
  });

  test('is told that a slash command is for it alone', async () => {
    const mika = people.as('mika.sato');
    const done = await mika.say('/swarm 4711', { conversation: general });
    expect(done.message?.targeted).toBe(true);
    await mika.waitForMessage((message) => message.text === 'privately: swarm 4711 (ja-JP)');
  });

  test('a card it returns changes only the view of who pressed', async () => {
    const [mika, alice] = [people.as('mika.sato'), people.as('alice.byrne')];
    const chat = await mika.createGroupChat(['alice.byrne'], { topic: 'Case 4711' });
    await mika.say('card', { conversation: chat.id, mentionBot: true });
    const card = await alice.waitForMessage((message) => message.conversation === chat.id && message.card !== null);
    const done = await card.press('Greet', { note: 'hi' });
    expect(JSON.stringify(done.card)).toContain('greet {\\"swarm\\":\\"s1\\",\\"note\\":\\"hi\\"} for Alice Byrne');
    const asMika = await mika.conversation(chat.id, { peek: true });
    expect(JSON.stringify(asMika.messages.at(-1)?.card)).not.toContain('Alice');
    expect(asMika.messages.at(-1)?.ownView).toBe(false);
  });

  test('a card is refreshed for those it names when they look at it, and an update is the new base for all', async () => {
    const [mika, alice] = [people.as('mika.sato'), people.as('alice.byrne')];
    const chat = await mika.createGroupChat(['alice.byrne']);
    await mika.say('card', { conversation: chat.id, mentionBot: true });
    const posted = await mika.waitForMessage((message) => message.conversation === chat.id && message.card !== null);
    expect(JSON.stringify((await posted.read()).card)).toContain('refresh {} for');
    const asAlice = await alice.conversation(chat.id);
    expect(asAlice.messages.at(-1)?.ownView).toBe(false);

    await mika.say(`update ${posted.id}`, { conversation: chat.id, mentionBot: true });
    const updated = await mika.waitForMessage((message) => message.id === posted.id && message.revision === 1);
    expect(JSON.stringify(updated.card)).toContain('updated');
    expect(updated.ownView).toBe(false);
  });

  test('a card that is updated while it is looked at shows the person their view of the update', async () => {
    const mika = people.as('mika.sato');
    await mika.say('card restless');
    const posted = await mika.waitForMessage((message) => JSON.stringify(message.card).includes('card restless'));
    const seen = await posted.read();
    expect([seen.revision, seen.ownView]).toEqual([1, true]);
    expect(JSON.stringify(seen.card)).toContain('refresh {} for');
  });

  test('a dialog opens from a button and is submitted, required inputs first', async () => {
    const mika = people.as('mika.sato');
    await mika.say('card please');
    const card = await mika.waitForMessage((message) => message.actions.some((action) => action.title === 'Open'));
    const opened = await card.press('Open');
    expect(opened.dialog?.title).toBe('Dialog');
    await expect(opened.dialog?.submit({})).rejects.toThrow('Required inputs are empty: why');
    const sent = await opened.dialog?.submit({ why: 'busy' });
    expect(sent?.notice).toBe('task/submit {"from":"dialog","why":"busy"}');
  });

  test('a message action gets the message it was run on', async () => {
    const mika = people.as('mika.sato');
    const said = await mika.say('VPN <down> since 9', { conversation: general });
    const opened = await said.message?.runCommand('swarmThis');
    expect(opened?.dialog?.title).toContain('VPN &lt;down> since 9');
    const sent = await opened?.dialog?.submit({ why: 'x' });
    expect(sent?.notice).toBe('composeExtension/submitAction {"from":"dialog","why":"x"}');
  });

  test.each([
    'no-token',
    'unsigned',
    'wrong-key',
    'wrong-audience',
    'wrong-issuer',
    'expired',
    'wrong-service-url',
  ] as const)('an activity with a token that is %s is refused, and nothing is answered', async (forged) => {
    const ravi = people.as('ravi.rao');
    const done = await ravi.say(`forged ${forged}`, { delivery: { forged } });
    // The library itself answers 500 to a wrong signature (platform.md 7.2 o).
    expect([401, 500]).toContain(statuses(done)[0]);
    const chat = await ravi.conversation(undefined, { peek: true });
    expect(chat.messages.filter((message) => message.from === null && message.text.includes(forged))).toEqual([]);
  });

  test('somebody may send what no card of theirs offers, but only in their own name', async () => {
    const value = {
      action: { type: 'Action.Execute', verb: 'answer', data: { invitation: 'of another' } },
      trigger: 'manual',
    };
    const done = await people.as('ravi.rao').sendCrafted(value, { invoke: 'adaptiveCard/action' });
    expect(JSON.stringify(done.deliveries[0]?.body)).toContain('of another\\"} for Ravi Rao');
  });

  test('an activity can be delivered twice, with the same id or a new one', async () => {
    const alice = people.as('alice.byrne');
    const same = await alice.say('same', { delivery: { twice: 'same-id' } });
    expect(new Set(same.deliveries.map((delivery) => delivery.activityId)).size).toBe(1);
    const other = await alice.say('other', { delivery: { twice: 'new-id' } });
    expect(new Set(other.deliveries.map((delivery) => delivery.activityId)).size).toBe(2);
    expect([...statuses(same), ...statuses(other)]).toEqual([200, 200, 200, 200]);
  });

  test('is told of new channels, new members and installations', async () => {
    const token = await sandbox.tokens.forApp('https://graph.microsoft.com', sandbox.permissions.application);
    const create = (path: string, body: object) =>
      fetch(`${sandbox.addresses.graph}/v1.0${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await create(`/teams/${hostTeamId}/channels`, { displayName: 'Case 4712' });
    await create(`/teams/${hostTeamId}/members`, {
      '@odata.type': '#microsoft.graph.aadUserConversationMember',
      roles: [],
      'user@odata.bind': `${sandbox.addresses.graph}/v1.0/users('22222222-2222-4222-8222-000000000002')`,
    });
    await people.as('carol.quinn').install();
    await sandbox.deliveries.settled();
    const updates = updatesSchema.parse(
      await (await fetch(sandbox.bot.endpoint.replace('/api/messages', '/updates'))).json(),
    );
    const told = updates.map((update) => update.action ?? update.channelData.eventType ?? update.membersAdded?.[0]?.id);
    expect(told).toEqual(
      expect.arrayContaining(['channelCreated', 'teamMemberAdded', 'add', sandbox.tenant.app.botMri]),
    );
  });
});

const updatesSchema = z.array(
  z.object({
    action: z.string().optional(),
    membersAdded: z.array(z.object({ id: z.string() })).optional(),
    channelData: z.object({ eventType: z.string().optional() }),
  }),
);
