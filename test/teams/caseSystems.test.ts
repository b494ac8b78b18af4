import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { shippedMappings } from '../../src/cases/systems/mapping.ts';
import { createCaseReading } from '../../src/cases/systems/reading.ts';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import type { KeptCase } from '../../src/sandbox/systems/keptCase.ts';
import { type SystemStage, systemsUnderTest } from '../cases/systems/stage.ts';
import { answersTo, has, type Office, openOffice, swarmOn, textOf } from './office.ts';

/** Nothing was ever pushed here: the case is in its system alone, until somebody names it. */
describe.each(systemsUnderTest)('/swarm and a case of $name ($key)', (under) => {
  let office: Office;
  let stage: SystemStage;
  let mika: Persona;
  let number = '';
  let count = 40_000;
  /** However much else the machine has to do, a system is slow where a test says so alone. */
  const long = 600_000;
  let patience = long;

  beforeAll(async () => {
    stage = await under.open();
    const order = [under.key];
    const mapping = { restricted: [{ column: under.restricted.column, is: [under.restricted.is] }] };
    office = await openOffice({
      connectorLimits: 'off',
      queueRuns: false,
      outsiders: ['ravi.rao'],
      caseSystems: (needs) =>
        createCaseReading({
          ...needs,
          systems: [stage.systemWith({ mapping })],
          mappings: { order, of: { ...shippedMappings, [under.key]: { ...shippedMappings[under.key], ...mapping } } },
          log: () => {},
          patience: () => patience,
        }),
    });
    mika = office.people.as('mika.sato');
  });
  afterAll(async () => {
    await office?.close();
    await stage?.close();
  });
  beforeEach(() => {
    patience = long;
    stage.faults.clear();
    stage.allow('reads-cases');
    stage.moveOn(3_600_000);
    count += 1;
    number = under.number(count);
  });

  const person = (at: number) => office.sandbox.organisation.people[at] ?? { id: '', name: '', mail: '' };
  function keep(change: Partial<KeptCase> = {}): void {
    const { id, name, mail } = person(0);
    const kept: KeptCase = {
      number,
      title: `The Azure VPN Gateway drops, case ${count}`,
      description: 'Every hour, since the router was replaced.',
      customer: 'Northwind',
      product: 'Azure VPN Gateway',
      severity: 'high',
      language: 'en',
      owner: { kind: 'person', id, name, mail },
      created: '2026-11-28T00:15:30.000Z',
      state: 'open',
      changes: 1,
      ...change,
    };
    const at = stage.cases.findIndex((each) => each.number === number);
    stage.cases.splice(at < 0 ? stage.cases.length : at, 1, kept);
  }

  const restricted = { columns: { [under.restricted.column]: under.restricted.value } };

  /** The bot's answer to words, which come as themselves or after /swarm. */
  async function answer(words: string, who = mika, locale = 'en-US'): Promise<SeenMessage> {
    const told = (await answersTo(who, words, locale)).at(-1);
    if (!told) throw new Error('The bot did not answer');
    return told;
  }

  test.each([
    ['its number', (of: string) => `/swarm ${of}`],
    ['its number in other width and case', (of: string) => `/swarm 【${wide(of.toLowerCase())}】`],
    ['its address', (of: string) => `/swarm ${stage.addressOf(of)}`],
    ['its address among words', (of: string) => `${stage.addressOf(of)} をお願いします`],
    ['what its record is called there', (of: string) => stage.copiedOf(of).records[0] ?? of],
    [
      'its address in a guarded mail',
      (of: string) => `https://guard.example/?u=${encodeURIComponent(stage.addressOf(of))}`,
    ],
    ['its number in a question about it', (of: string) => `${of} について教えてください`],
    ['its number among words that ask for help', (of: string) => `Hi team, need help with ${of} asap!!`],
    ['its number in a plea in Japanese', (of: string) => `お疲れさまです。${of} の件、助けてください`],
    ['its number for which people are asked', (of: string) => `${of} - stuck, could we get some eyes on it?`],
    ['its number, called a case, for which anybody is asked', (of: string) => `ケース${of}、誰か見てもらえますか`],
    [
      'its number, called a case, with more said of it',
      (of: string) => `Hey, case ${of} is down again since the change`,
    ],
  ])('by %s becomes the plan for its owner', async (_by, words) => {
    keep();
    const plan = await answer(words(number));
    expect(textOf(plan)).toContain(`case ${count}`);
    expect(plan.actions.map(({ verb }) => verb)).toContain('start-swarm');
    expect(textOf(plan)).toContain('Urgency: High');
  });

  test('of others that is restricted is nothing but words, with more said of it', async () => {
    const alice = office.people.as('alice.byrne');
    keep(restricted);
    // As a number that is unknown, it is a part of the problem that they tell; also where it is kept here since its owner named it.
    const isTold = async (words: string) => {
      const told = textOf(await answer(words, alice));
      expect(told).toContain('Swarm plan for case T-');
      expect(told).not.toContain('Northwind');
    };
    await isTold(`case ${number} is down again, the Azure VPN Gateway drops`);
    await answer(`/swarm ${number}`);
    expect(await office.stored.find(office.tenantId, number)).toMatchObject({ restricted: true });
    await isTold(`case ${number} is down, the Azure VPN Gateway drops`);
    await isTold(`the Azure VPN Gateway drops at ${number} once more`);
  });

  test('as it is now in its system, not as it was when it was read before', async () => {
    keep();
    await answer(`/swarm ${number}`);
    keep({ severity: 'low', changes: 2 });
    stage.moveOn(60_000);
    expect(await office.stored.find(office.tenantId, number)).toMatchObject({ severity: 'high' });
    await answer(`/swarm ${number}`);
    expect(await office.stored.find(office.tenantId, number)).toMatchObject({ severity: 'low' });
  });

  test('of another owner tells whose it is, and nothing else', async () => {
    keep({ owner: { kind: 'person', ...person(2) } });
    const told = textOf(await answer(`/swarm ${number}`, office.people.as('alice.byrne')));
    expect(told).toContain('Ravi Rao');
    expect(told).not.toContain('VPN');
    expect(await office.stored.find(office.tenantId, number)).toBeNull();
  });

  test.each([
    ['open', {}],
    ['closed', { state: 'closed' }],
    ['without an owner', { owner: { kind: 'group', name: 'Second line' } }],
  ] as const)('that is restricted and %s is to others a number that its system does not know', async (_how, change) => {
    const alice = office.people.as('alice.byrne');
    const unknown = textOf(await answer(`/swarm ${number}`, alice));
    keep({ ...restricted, ...change });
    expect(textOf(await answer(`/swarm ${number}`, alice))).toBe(unknown);
  });

  test('that is restricted and has a plan is to others no case, and told under its number gets another one', async () => {
    const alice = office.people.as('alice.byrne');
    const unknown = textOf(await answer(`/swarm ${number}`, alice));
    keep(restricted);
    expect(textOf(await answer(`/swarm ${number}`))).toContain('start-swarm');
    const form = await answer(`/swarm ${number}`, alice);
    expect(textOf(form)).toBe(unknown);
    const made = JSON.stringify((await form.press('ask-text', { caseTitle: 'Azure DNS answers nobody' })).card);
    expect(made).toContain('start-swarm');
    expect(made).not.toContain(number);
  });

  test('which a group has is told to be nobody’s, and which group only to who stands in for owners', async () => {
    keep({ owner: { kind: 'group', name: 'Second line' } });
    const told = textOf(await answer(`/swarm ${number}`, office.people.as('alice.byrne')));
    expect(told).toContain(`Nobody owns case ${number}`);
    expect(told).not.toContain('Second line');
    expect(textOf(await answer(`/swarm ${number}`))).toContain('Second line');
  });

  test('for its owner, engineer or not', async () => {
    keep({ owner: { kind: 'person', ...person(2) } });
    expect(textOf(await answer(`/swarm ${number}`, office.people.as('ravi.rao')))).toContain(`case ${count}`);
  });

  test('that there is not says so, and asks for the problem in own words', async () => {
    const told = await answer(`/swarm ${number}`);
    expect(textOf(told)).toContain(`Case ${number} was not found`);
    expect(textOf(told)).toContain(under.name);
    const made = await told.press('ask-text', { caseTitle: 'Azure DNS answers nobody' }, { locale: 'en-US' });
    expect(JSON.stringify(made.card)).toContain('start-swarm');
  });

  test('that is closed, that nobody owns, or that may not be read: each in its own words', async () => {
    keep({ state: 'closed' });
    const closed = await answer(`/swarm ${number}`);
    expect(textOf(closed)).toContain(`Case ${number} is closed`);
    // A form would begin a swarm under this number, which its system refuses at its start.
    expect(closed.actions).toEqual([]);
    keep({ owner: { kind: 'group', name: 'Second line' } });
    expect(textOf(await answer(`/swarm ${number}`))).toContain('it belongs to “Second line”');
    stage.allow('no-role');
    expect(textOf(await answer(`/swarm ${number}`))).toContain(`Case ${number} cannot be read`);
    expect(textOf(await answer(`/swarm ${number}`, mika, 'ja-JP'))).toContain(`ケース ${number} を読み取れません`);
  });

  test('of a system that is down or busy can be asked for again, or told in own words', async () => {
    keep();
    stage.faults.add({ door: 'cases', path: under.callsPath, does: 'unavailable', times: null });
    const told = await answer(`/swarm ${stage.addressOf(number)}`);
    expect(textOf(told)).toContain('cannot be read just now');
    expect(told.actions.flatMap(({ verb }) => verb ?? [])).toEqual(['take-case', 'ask-text']);
    stage.faults.clear();
    const again = await told.press('take-case', {}, { locale: 'en-US' });
    expect(JSON.stringify(again.card)).toContain('start-swarm');

    stage.faults.add({ door: 'cases', path: under.callsPath, does: 'throttle', retryAfter: 60 });
    expect(textOf(await answer(`/swarm ${under.number(count + 500)}`))).toMatch(
      /takes no more questions from Swarm until/,
    );
  });

  test('that was read before is planned also while its system is down', async () => {
    keep();
    await answer(`/swarm ${number}`);
    stage.faults.add({ door: 'cases', path: under.callsPath, does: 'unavailable', times: null });
    stage.moveOn(60_000);
    expect(textOf(await answer(`/swarm ${number}`))).toContain(`case ${count}`);
  });

  test('of a slow system is told to be read, and becomes the plan by itself', async () => {
    keep();
    const rule = stage.faults.add({ door: 'cases', path: under.callsPath, does: 'hold' });
    patience = 0;
    const told = await answer(`/swarm ${number}`);
    expect(textOf(told)).toContain(`Reading case ${number}`);
    stage.faults.release(rule);
    const plan = await mika.waitForMessage((message) => message.id === told.id && has('start-swarm')(message));
    expect(textOf(plan)).toContain(`case ${count}`);
  });

  test('of a slow system, named among more words, becomes its plan; one that there is not, the plan of the words', async () => {
    patience = 0;
    for (const [said, isThere] of [
      [(of: string) => `${stage.addressOf(of)} Azure VPN Gateway drops again since noon`, true],
      [(of: string) => `Case ${of}: Azure VPN Gateway drops again`, true],
      [(of: string) => `${stage.addressOf(of)} Azure VPN Gateway drops again since this morning`, false],
      [(of: string) => `Case ${of}: Azure VPN Gateway drops every night`, false],
    ] as const) {
      count += 1;
      number = under.number(count);
      if (isThere) keep();
      const rule = stage.faults.add({ door: 'cases', path: under.callsPath, does: 'hold' });
      const told = await answer(said(number));
      expect(textOf(told)).toContain('Reading case');
      stage.faults.release(rule);
      const plan = await mika.waitForMessage((message) => message.id === told.id && has('start-swarm')(message));
      expect(textOf(plan)).toContain(isThere ? `case ${count}` : 'Swarm plan for case T-');
    }
  });

  test('is read once more at Start: a case that is over, moved or confidential meanwhile starts nothing in the open', async () => {
    keep();
    const plan = await answer(`/swarm ${number}`);
    const start = async (change: Partial<KeptCase>) => {
      keep(change);
      stage.moveOn(60_000);
      return plan.press('start-swarm', {}, { locale: 'en-US' });
    };
    expect((await start({ state: 'closed' })).notice).toContain('resolved, closed or merged');
    expect((await office.swarms.load(swarmOn(plan))).status).toBe('proposed');
    const { id, name, mail } = person(1);
    await start({ owner: { kind: 'person', id, name, mail }, changes: 2 });
    expect((await office.swarms.load(swarmOn(plan))).status).toBe('lapsed');
  });

  test('is not looked for at Start by who may not start it', async () => {
    keep();
    const plan = await answer(`/swarm ${number}`);
    keep({ state: 'closed' });
    stage.moveOn(60_000);
    stage.calls();
    const data = { swarmId: swarmOn(plan), version: 1 };
    const action = { type: 'Action.Execute', verb: 'start-swarm', data };
    const told = await office.people
      .as('alice.byrne')
      .sendCrafted({ action, trigger: 'manual' }, { invoke: 'adaptiveCard/action', locale: 'en-US' });
    expect(JSON.stringify(told.deliveries[0]?.body)).toContain('Only the case owner');
    expect(stage.calls()).toBe(0);
  });

  test('told under a number that its system does not know starts, whatever that system has under it later', async () => {
    const form = await answer(`/swarm ${number}`);
    const made = await form.press('ask-text', { caseTitle: 'Azure DNS answers nobody' }, { locale: 'en-US' });
    expect(JSON.stringify(made.card)).toContain('start-swarm');
    keep({ state: 'closed' });
    stage.moveOn(60_000);
    const plan = await mika.waitForMessage((message) => message.id === form.id && has('start-swarm')(message));
    await plan.press('start-swarm', {}, { locale: 'en-US' });
    expect((await office.swarms.load(swarmOn(plan))).status).toBe('running');
  });

  test('that was closed in the moment after its owner had the plan is told as closed, and shows no plan', async () => {
    keep();
    await answer(`/swarm ${number}`);
    keep({ state: 'closed', changes: 2 });
    const told = await answer(`/swarm ${number}`);
    expect(textOf(told)).toContain(`Case ${number} is closed`);
    expect(told.actions.map(({ verb }) => verb)).not.toContain('start-swarm');
  });

  test('that was closed after its plan lapsed is not planned again', async () => {
    keep();
    const plan = await answer(`/swarm ${number}`);
    await plan.press('dismiss-plan', {}, { locale: 'en-US' });
    keep({ state: 'closed' });
    stage.moveOn(60_000);
    const lapsed = await mika.waitForMessage((message) => message.id === plan.id && has('plan-again')(message));
    const told = await lapsed.press('plan-again', {}, { locale: 'en-US' });
    expect(told.notice).toContain('resolved, closed or merged');
  });

  test('starts also while its system is down', async () => {
    keep();
    const plan = await answer(`/swarm ${number}`);
    stage.faults.add({ door: 'cases', path: under.callsPath, does: 'unavailable', times: null });
    stage.moveOn(60_000);
    await plan.press('start-swarm', {}, { locale: 'en-US' });
    expect((await office.swarms.load(swarmOn(plan))).status).toBe('running');
  });

  test('named within a whole problem that it does not help with leaves the problem to be planned', async () => {
    const words = `The Azure VPN Gateway to Osaka drops every hour, as in ${under.number(99_999)}`;
    expect((await answer(words)).actions.map(({ verb }) => verb)).toContain('start-swarm');
  });
});

const wide = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
