import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Case } from '../../src/cases/case.ts';
import type { Persona } from '../../src/sandbox/people/persona.ts';
import { hostTeamId } from '../sandbox/smallOrganisation.ts';
import { has, type Office, openOffice, swarmOn, textOf } from './office.ts';

let office: Office;
let mika: Persona;
let alice: Persona;
let general: string;

beforeAll(async () => {
  office = await openOffice();
  mika = office.people.as('mika.sato');
  alice = office.people.as('alice.byrne');
  general = office.sandbox.tenant.teams.get(hostTeamId)?.general.id ?? '';
  const token = await office.sandbox.tokens.forApp(
    'https://graph.microsoft.com',
    office.sandbox.permissions.application,
  );
  const graph = office.sandbox.addresses.graph;
  await fetch(`${graph}/v1.0/teams/${hostTeamId}/members`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      '@odata.type': '#microsoft.graph.aadUserConversationMember',
      roles: [],
      'user@odata.bind': `${graph}/v1.0/users('22222222-2222-4222-8222-000000000002')`,
    }),
  });
  const owner = { id: '22222222-2222-4222-8222-000000000001', name: '佐藤 美香' };
  const known = (id: string, more: Partial<Case>): [string, Case] => [
    id,
    {
      id,
      title: `Azure DNS zone of case ${id} is stale`,
      description: 'Tailspin sees old records.',
      customer: 'Tailspin',
      product: null,
      severity: 'normal',
      language: 'en',
      restricted: false,
      owner,
      created: '2026-11-20T01:00:00Z',
      url: null,
      ...more,
    },
  ];
  for (const [id, each] of [
    known('4711', {}),
    known('4712', { restricted: true }),
    known('4713', {}),
    known('4714', {}),
  ])
    office.cases.set(id, each);
});
afterAll(() => office?.close());

const inGeneral = { locale: 'en-US' } as const;
const seenIn = async (who: Persona, conversation?: string) =>
  (await who.conversation(conversation, { peek: true })).messages.filter((message) => message.from === null);

describe('an answer', () => {
  test('to a slash command in a channel is seen by who asked alone', async () => {
    await mika.say('/swarm 4711', { conversation: general, ...inGeneral });
    const plan = await mika.waitForMessage(
      (message) => message.conversation === general && has('start-swarm')(message),
    );
    expect(plan.targeted).toBe(true);
    expect((await seenIn(alice, general)).filter(has('4711'))).toEqual([]);
  });

  test.each(['4712', '4713'])('that shows a plan never stands in a channel for everyone: case %s', async (id) => {
    await mika.say(id, { conversation: general, mentionBot: true, ...inGeneral });
    await mika.waitForMessage(has('I have answered in our personal chat.'));
    const plan = await mika.waitForMessage((message) => message.conversation !== general && has(`case ${id}`)(message));
    expect(textOf(plan)).toContain('start-swarm');
    expect((await seenIn(alice, general)).filter(has(id))).toEqual([]);
  });

  test('fit for everyone is said in the thread it was asked in', async () => {
    const asked = await alice.say('who azure dns', { conversation: general, mentionBot: true, locale: 'en-IE' });
    const answer = await alice.waitForMessage(has('Who knows Azure DNS?'));
    expect(answer.thread).toBe(asked.message?.id);
    expect(textOf(answer)).toContain('Ravi Rao');
  });

  test('comes in the language of who asks', async () => {
    await mika.say('/swarm ヘルプ', { conversation: general, locale: 'ja-JP' });
    const answer = await mika.waitForMessage((message) => message.targeted && has('入力')(message));
    expect(textOf(answer)).toContain('"lang":"ja"');
  });

  test.each([
    ['4711', 'This is a case of'],
    ['4712', 'Case 4712 was not found'],
  ])(
    'to somebody who is not the owner of case %s does not tell of it, nor of a restricted one whose it is',
    async (caseId, told) => {
      await alice.say(caseId, { locale: 'en-IE' });
      const answer = await alice.waitForMessage(has(told));
      expect(textOf(answer)).not.toMatch(/Tailspin|stale/);
    },
  );
});

describe('a case number nobody knows', () => {
  test('asks for the text, and plans from it under that number', async () => {
    await mika.say('9999', { locale: 'en-US' });
    const form = await mika.waitForMessage(has('ask-text'));
    const done = await form.press(
      'ask-text',
      {
        caseTitle: 'Kubernetes pods do not start',
        caseText: 'Since noon.',
        caseSeverity: 'high',
        caseRestricted: 'true',
      },
      { locale: 'en-US' },
    );
    expect(JSON.stringify(done.card)).toContain('start-swarm');
    const plan = await mika.waitForMessage((message) => message.id === form.id && has('start-swarm')(message));
    const state = await office.swarms.load(swarmOn(plan));
    expect(state).toMatchObject({
      room: 'private',
      case: { id: '9999', title: 'Kubernetes pods do not start', severity: 'high', restricted: true },
      planCard: { activityId: form.id },
    });
  });
});

describe('a case number told again by its owner, now to be kept among few', () => {
  test.each(['proposed', 'running'] as const)('is restricted when it is %s in the open', async (status) => {
    const caseId = status === 'running' ? '9997' : '9998';
    await mika.say(caseId, { locale: 'en-US' });
    const form = await mika.waitForMessage((message) => has('ask-text')(message) && has(caseId)(message));
    const data = { caseId, caseTitle: 'Key Vault refuses a certificate', caseText: '', caseSeverity: 'normal' };
    const tell = (caseRestricted: string) =>
      mika.sendCrafted(
        { action: { type: 'Action.Execute', verb: 'ask-text', data: { ...data, caseRestricted } } },
        { invoke: 'adaptiveCard/action', message: form.id, locale: 'en-US' },
      );
    await tell('false');
    const before = (await office.swarms.liveSwarmOf(caseId)) ?? '';
    const person = { id: '22222222-2222-4222-8222-000000000001', name: '佐藤 美香' };
    if (status === 'running')
      await office.swarms.execute(before, { type: 'Start' }, { actor: { kind: 'person', person }, cause: 'test' });
    expect(await office.swarms.load(before)).toMatchObject({ status, room: 'standard' });

    await tell('true');
    const live = (await office.swarms.liveSwarmOf(caseId)) ?? '';
    expect(live === before).toBe(status === 'running');
    expect(await office.swarms.load(live)).toMatchObject({ status, room: 'private', case: { restricted: true } });
  });

  test('stays restricted when its plan is dropped and an old card, of the open plan, plans it again', async () => {
    const caseId = '9996';
    await mika.say(caseId, { locale: 'en-US' });
    const form = await mika.waitForMessage((message) => has('ask-text')(message) && has(caseId)(message));
    const send = (verb: string, data: object) =>
      mika.sendCrafted(
        { action: { type: 'Action.Execute', verb, data } },
        { invoke: 'adaptiveCard/action', message: form.id, locale: 'en-US' },
      );
    const told = { caseId, caseTitle: 'Key Vault refuses a certificate', caseText: '', caseSeverity: 'normal' };
    await send('ask-text', { ...told, caseRestricted: 'false' });
    const open = (await office.swarms.liveSwarmOf(caseId)) ?? '';
    await send('ask-text', { ...told, caseRestricted: 'true' });
    const restricted = (await office.swarms.liveSwarmOf(caseId)) ?? '';
    await send('dismiss-plan', { swarmId: restricted });
    expect(await office.swarms.liveSwarmOf(caseId)).toBeNull();

    await send('plan-again', { swarmId: open });
    const again = (await office.swarms.liveSwarmOf(caseId)) ?? '';
    expect([open, restricted]).not.toContain(again);
    expect(await office.swarms.load(again)).toMatchObject({ room: 'private', case: { restricted: true } });
  });
});

describe('a case that its system restricts while a plan is made for it', () => {
  test('has no plan for an open room', async () => {
    const { cases } = office;
    const open = cases.get('4711');
    if (!open) throw new Error('no case 4711');
    const [caseId, get] = ['4715', cases.get];
    cases.set(caseId, { ...open, id: caseId });
    cases.get = (id) => {
      const read = get.call(cases, id);
      if (read && id === caseId) cases.set(id, { ...read, restricted: true });
      return read;
    };
    await mika.say(caseId, { locale: 'en-US' });
    await mika.waitForMessage((message) => has(`case ${caseId}`)(message) && has('start-swarm')(message));
    cases.get = get;
    const live = (await office.swarms.liveSwarmOf(caseId)) ?? '';
    expect(await office.swarms.load(live)).toMatchObject({ room: 'private', case: { restricted: true } });
  });
});

describe('another’s case', () => {
  test('cannot be taken by telling it anew under its number', async () => {
    await alice.say('8888', { locale: 'en-IE' });
    const form = await alice.waitForMessage(has('ask-text'));
    for (const [caseId, isRestricted] of [
      ['4711', false],
      ['4714', false],
      ['9999', true],
    ] as const) {
      const data = { caseId, caseTitle: 'mine now', caseSeverity: 'high', caseRestricted: 'false' };
      const done = await alice.sendCrafted(
        { action: { type: 'Action.Execute', verb: 'ask-text', data } },
        { invoke: 'adaptiveCard/action', message: form.id, locale: 'en-IE' },
      );
      const told = JSON.stringify(done.deliveries[0]?.body);
      // Of a restricted one nobody hears that there is one: what was told gets a number of its own.
      expect(told).toMatch(isRestricted ? /plan for case T-\d+/ : /This is a case of/);
      if (isRestricted) expect(told).not.toContain(caseId);
    }
  });
});

describe('a second word about a case', () => {
  test('leads to the swarm it has', async () => {
    await mika.say('4711', { locale: 'en-US' });
    const again = await mika.waitForMessage(
      (message) => message.conversation !== general && has('case 4711')(message) && has('start-swarm')(message),
    );
    const targeted = (await seenIn(mika, general)).find((message) => message.targeted && has('4711')(message));
    expect(swarmOn(again)).toBe(targeted && swarmOn(targeted));
  });
});

describe('/swarm in the channel of a swarm', () => {
  test('shows the coordinator the panel, and a stranger nothing', async () => {
    const plan = await mika.waitForMessage((message) => message.conversation !== general && has('case 4711')(message));
    await plan.press('start-swarm');
    const swarmId = swarmOn(plan);
    const briefing = await mika.waitForMessage(
      (message) => has(swarmId)(message) && message.mentions.some((each) => each.name === '佐藤 美香'),
    );
    await mika.say('/swarm', { conversation: briefing.conversation, locale: 'en-US' });
    const panel = await mika.waitForMessage((message) => message.targeted && has('"verb":"resolve"')(message));
    expect(swarmOn(panel)).toBe(swarmId);
    await mika.say('/swarm status', { conversation: briefing.conversation, locale: 'en-US' });
    await mika.waitForMessage(
      (message) => message.targeted && has('Give')(message) === false && has('Deliver the invitations')(message),
    );
    await mika.say('/swarm explain', { conversation: briefing.conversation, locale: 'en-US' });
    await mika.waitForMessage((message) => message.targeted && has('owns Azure DNS')(message));
    await alice.say('status 4711', { locale: 'en-IE' });
    await alice.waitForMessage(has('Only those who are in it can see it.'));
  });
});

describe('“Swarm this” on a message', () => {
  test('opens a dialog with its words, and makes a plan in the personal chat', async () => {
    const said = await alice.say('Azure VPN Gateway <drops> & comes back', { conversation: general });
    const opened = await said.message?.runCommand('swarmThis', { locale: 'en-IE' });
    expect(JSON.stringify(opened?.dialog?.card)).toContain('Azure VPN Gateway <drops> & comes back');
    const sent = await opened?.dialog?.submit({
      caseSeverity: 'critical',
      caseCustomer: 'Contoso',
      caseRestricted: 'true',
    });
    expect(sent?.notice).toBe('I have answered in our personal chat.');
    const plan = await alice.waitForMessage(
      (message) => message.conversation !== general && has('start-swarm')(message),
    );
    const state = await office.swarms.load(swarmOn(plan));
    expect(state).toMatchObject({
      room: 'private',
      case: { severity: 'critical', customer: 'Contoso', restricted: true, owner: { name: 'Alice Byrne' } },
    });
  });

  test('asks for the product that its words do not name, and keeps restricted what was to be', async () => {
    const said = await alice.say('It is slow since this morning', { conversation: general });
    const opened = await said.message?.runCommand('swarmThis', { locale: 'en-IE' });
    await opened?.dialog?.submit({ caseSeverity: 'high', caseCustomer: 'Contoso', caseRestricted: 'true' });
    const asked = await alice.waitForMessage(
      (message) => message.conversation !== general && has('plan-words')(message),
    );
    const made = await asked.press('plan-words', { products: 'azure-dns' }, { locale: 'en-IE' });
    const swarmId = /"swarmId":"([^"]+)"/.exec(JSON.stringify(made.card))?.[1] ?? '';
    expect(await office.swarms.load(swarmId)).toMatchObject({
      room: 'private',
      case: { severity: 'high', customer: 'Contoso', restricted: true, product: 'Azure DNS' },
    });
  });

  test.each(['proposed', 'running'] as const)(
    'restricts a case of these very words that is %s in the open',
    async (status) => {
      const words = `Kubernetes certificate renewal fails, ${status} in the open`;
      await alice.say(`/swarm ${words}`);
      const open = await alice.waitForMessage(
        (message) => has('start-swarm')(message) && JSON.stringify(message.card).includes(words),
      );
      const before = swarmOn(open);
      if (status === 'running') await open.press('start-swarm');
      expect(await office.swarms.load(before)).toMatchObject({ status, room: 'standard' });

      const said = await alice.say(words, { conversation: general });
      const opened = await said.message?.runCommand('swarmThis', { locale: 'en-IE' });
      await opened?.dialog?.submit({ caseSeverity: 'normal', caseRestricted: 'true' });

      const state = await office.swarms.load(before);
      const caseId = state.status === 'none' ? '' : state.case.id;
      const live = (await office.swarms.liveSwarmOf(caseId)) ?? '';
      expect(live === before).toBe(status === 'running');
      expect(await office.swarms.load(live)).toMatchObject({ status, room: 'private', case: { restricted: true } });
    },
  );

  test.each([
    ['ja', 'Kubernetes 504', () => mika],
    ['en', 'Kubernetes 503', () => alice],
  ])('of words that are no prose is a case in the language of who presses it: %s', async (language, words, who) => {
    const said = await who().say(words, { conversation: general });
    const opened = await said.message?.runCommand('swarmThis');
    await opened?.dialog?.submit({ caseSeverity: 'normal', caseRestricted: 'false' });
    const made = await who().waitForMessage(
      (message) => has('start-swarm')(message) && JSON.stringify(message.card).includes(words),
    );
    expect(await office.swarms.load(swarmOn(made))).toMatchObject({ case: { language } });
  });

  test.each([{ commandId: 'other' }, {}, null])('made up as %j changes nothing', async (value) => {
    const done = await alice.sendCrafted(value, { invoke: 'composeExtension/submitAction', locale: 'en-IE' });
    expect(done.deliveries[0]?.body).toMatchObject({ task: { type: 'message' } });
  });
});

test('only administrators and leads have the installation checked; everybody else hears whom to ask', async () => {
  const leads = [...office.registry.snapshot.engineers()].filter(({ lead }) => lead);
  const [lead] = leads;
  if (!lead) throw new Error('The organisation has no lead');
  const personas = await Promise.all([mika, alice].map(async (who) => ({ who, id: (await who.profile())['id'] })));
  for (const { who, id } of personas) {
    const mayLook = leads.some((each) => each.id === id);
    await who.say('doctor', { locale: 'en-IE' });
    await who.waitForMessage(
      has(
        mayLook
          ? 'All checks passed'
          : `Ask a lead (${leads
              .slice(0, 3)
              .map(({ name }) => name)
              .join(', ')}`,
      ),
    );
  }
});

test('who is told that a host team is nearly full reads it in their own chat and language: how full, and what to do', async () => {
  const at = new Date().toISOString();
  const team = { name: 'Swarms', taken: 812, deleted: 30, most: 1000, countedAt: at };
  const told = async (who: Persona, locale: string, words: string) => {
    const personId = String((await who.profile())['id']);
    await who.say('help', { locale });
    await office.tellHostTeam({ personId, since: at, team }, AbortSignal.timeout(20_000));
    return textOf(await who.waitForMessage(has(words)));
  };
  const english = await told(alice, 'en-IE', 'The host team Swarms is 81% full');
  for (const each of [
    '812 of 1000',
    'room for 188',
    '30 channels of swarms deleted',
    'HOST_TEAM_IDS',
    'docs/operations.md',
  ])
    expect(english).toContain(each);
  const japanese = await told(mika, 'ja-JP', 'ホスト チーム Swarms のチャネル使用率が 81% に達しました');
  // The space before a number does not break.
  expect(japanese).toMatch(/残りは\s188\s個/);
  for (const each of ['HOST_TEAM_IDS', 'docs/operations.md']) expect(japanese).toContain(each);
});
