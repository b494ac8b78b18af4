import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { shippedMappings } from '../../src/cases/systems/mapping.ts';
import { createCaseReading } from '../../src/cases/systems/reading.ts';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import type { KeptCase } from '../../src/sandbox/systems/keptCase.ts';
import { swarm as swarmTable } from '../../src/store/swarmTables.ts';
import { lookAtSwarms } from '../../src/swarm/service/wholeness.ts';
import { type SystemStage, systemsUnderTest } from '../cases/systems/stage.ts';
import { answersTo, has, type Office, openOffice, swarmOn, textOf } from './office.ts';

const english = { locale: 'en-US' };

/** A swarm was told in words, and its case is in a system all the while. */
describe.each(systemsUnderTest)('a swarm told in words, and its case of $name ($key)', (under) => {
  let office: Office;
  let stage: SystemStage;
  let mika: Persona;
  let number = '';
  let count = 70_000;
  const long = 600_000;
  let patience = long;

  beforeAll(async () => {
    stage = await under.open();
    const mapping = { restricted: [{ column: under.restricted.column, is: [under.restricted.is] }] };
    office = await openOffice({
      connectorLimits: 'off',
      queueRuns: false,
      linksTo: [under.name],
      caseSystems: (needs) =>
        createCaseReading({
          ...needs,
          systems: [stage.systemWith({ mapping })],
          mappings: {
            order: [under.key],
            of: { ...shippedMappings, [under.key]: { ...shippedMappings[under.key], ...mapping } },
          },
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
  function keep(change: Partial<KeptCase> = {}, of = number): void {
    const { id, name, mail } = person(0);
    const kept: KeptCase = {
      ...{ number: of, title: 'As the customer told it', description: 'Help.', customer: 'Northwind', product: null },
      ...{ severity: 'low', language: 'en', state: 'open', changes: 1, created: '2026-11-28T00:15:30.000Z' },
      owner: { kind: 'person', id, name, mail },
      ...change,
    };
    const at = stage.cases.findIndex((each) => each.number === of);
    stage.cases.splice(at < 0 ? stage.cases.length : at, 1, kept);
  }
  const restricted = { columns: { [under.restricted.column]: under.restricted.value } };

  async function answer(words: string, who = mika, locale = 'en-US'): Promise<SeenMessage> {
    const told = (await answersTo(who, words, locale)).at(-1);
    if (!told) throw new Error('The bot did not answer');
    return told;
  }
  const said = async (words: string, who = mika): Promise<string> => {
    const told = await answer(words, who);
    return textOf(told);
  };
  const stateOf = async (swarmId: string) => {
    const state = await office.swarms.load(swarmId);
    if (state.status === 'none') throw new Error('There is no such swarm');
    return state;
  };

  /** A swarm told in words, and the number that we gave it. */
  async function told(start = true): Promise<{ plan: SeenMessage; swarmId: string; id: string }> {
    const plan = await answer(`/swarm The Azure VPN Gateway drops, story ${letters(count)}`);
    const swarmId = swarmOn(plan);
    if (start) await plan.press('start-swarm', {}, english);
    return { plan, swarmId, id: (await stateOf(swarmId)).case.id };
  }

  test.each([
    ['its number', (of: string) => of],
    ['its address', (of: string) => stage.addressOf(of)],
    [
      'its number in other width and case',
      (of: string) => of.toLowerCase().replace(/\d/g, (n) => String.fromCharCode(n.charCodeAt(0) + 0xfee0)),
    ],
  ])('is linked to it by %s, in a command, and found by both numbers', async (_by, named) => {
    keep();
    const { id, swarmId } = await told();
    const card = await answer(`/swarm link ${id} ${named(number)}`);
    expect(textOf(card)).toContain(`Linked to case ${number}`);
    expect(textOf(card)).toContain('Urgency: Low');
    expect(await stateOf(swarmId)).toMatchObject({ case: { id: number, customer: 'Northwind' } });
    expect(swarmOn(await answer(`/swarm status ${number}`))).toBe(swarmId);
    expect(swarmOn(await answer(`/swarm status ${id}`))).toBe(swarmId);
    // Whoever tells the same again, or names either, is led to it.
    expect(swarmOn(await answer(`/swarm ${number}`))).toBe(swarmId);
    expect(swarmOn(await answer(`/swarm ${id}`))).toBe(swarmId);
    expect(swarmOn(await answer(`/swarm The Azure VPN Gateway drops, story ${letters(count)}`))).toBe(swarmId);
    // The measures count the case as swarmed, and what is stored is what the events tell.
    const [row] = await office.database.sql.select().from(swarmTable).where(eq(swarmTable.swarmId, swarmId));
    expect(row?.caseHome).toMatch(new RegExp(`^${under.key} `));
    expect((await lookAtSwarms(office.database.sql)).faults).toEqual([]);
    // Changes of the case are told of what is kept of it.
    expect(await office.stored.find(office.tenantId, number)).toMatchObject({ id: number });
  });

  test('is linked by a sentence, in either language', async () => {
    keep();
    const { id, swarmId } = await told();
    await answer(`Please link ${id} to ${number}`);
    expect((await stateOf(swarmId)).case.id).toBe(number);
    await answer(`/swarm unlink ${number}`);
    expect((await stateOf(swarmId)).case.id).toBe(id);
    await answer(`${id}を${number}に紐づけて`, mika, 'ja-JP');
    expect((await stateOf(swarmId)).case.id).toBe(number);
  });

  test('is linked by the button on the card of who leads it, corrected there, and the link taken back', async () => {
    keep();
    const other = under.number(count + 900);
    keep({}, other);
    const { plan, swarmId, id } = await told();
    const status = await mika.waitForMessage((message) => message.id === plan.id && has('link-case')(message));
    expect((await status.press('link-case', { linkedCase: '' }, english)).notice).toContain('Type the number');
    await status.press('link-case', { linkedCase: other }, english);
    expect((await stateOf(swarmId)).case.id).toBe(other);
    await status.press('link-case', { linkedCase: number }, english);
    expect((await stateOf(swarmId)).case.id).toBe(number);
    const linked = await answer(`/swarm status ${number}`);
    await linked.press('unlink-case', {}, english);
    expect((await stateOf(swarmId)).case.id).toBe(id);
    expect(await office.swarms.liveSwarmOf(other)).toBeNull();
    expect(await office.swarms.liveSwarmOf(number)).toBeNull();
  });

  test('is linked before it starts, and says that its link was taken back', async () => {
    keep();
    const { id, swarmId } = await told(false);
    expect(await said(`/swarm link ${id} ${number}`)).toContain(`Swarm plan for case ${number}`);
    expect((await stateOf(swarmId)).status).toBe('proposed');
    expect(await said(`/swarm unlink ${number}`)).toContain(`No longer linked to case ${number}`);
    expect(await said(`/swarm unlink ${id}`)).toContain(`${id} is not linked`);
  });

  test('is not linked to a case that has a swarm, and says who leads that', async () => {
    keep();
    await (await answer(`/swarm ${number}`)).press('start-swarm', {}, english);
    const { id, swarmId } = await told();
    expect(await said(`/swarm link ${id} ${number}`)).toMatch(
      /has a swarm already, coordinated by .*Nothing was changed/,
    );
    expect((await stateOf(swarmId)).case.id).toBe(id);
  });

  test('is not linked to a case whose swarm began in the very moment, and says so', async () => {
    keep();
    const { id, swarmId } = await told();
    const { id: ownerId, name } = person(0);
    const read = await office.swarms.load(swarmId);
    if (read.status === 'none') throw new Error('There is no such swarm');
    await office.swarms.propose(
      { ...read.case, id: number, owner: { id: ownerId, name } },
      { actor: { kind: 'system', name: 'test' }, cause: 'test' },
    );
    const home = { system: under.key, record: '1' };
    const late = office.swarms.execute(
      swarmId,
      { type: 'LinkCase', case: { ...read.case, id: number, home } },
      { actor: { kind: 'person', person: { id: ownerId, name } }, cause: 'test' },
    );
    await expect(late).rejects.toThrow();
    expect(await said(`/swarm link ${id} ${number}`)).toContain(`Case ${number} has a plan for a swarm already`);
  });

  test('of two that are linked to it by card in one moment is one, and who was slower hears who coordinates that', async () => {
    keep();
    const cards: SeenMessage[] = [];
    for (let n = 0; n < 2; n++) {
      count += 1;
      const { plan } = await told();
      cards.push(await mika.waitForMessage((message) => message.id === plan.id && has('link-case')(message)));
    }
    const pressed = await Promise.all(cards.map((card) => card.press('link-case', { linkedCase: number }, english)));
    const answers = pressed.map(({ notice }) => notice ?? 'linked').sort();
    expect(answers).toEqual([
      expect.stringMatching(/has a swarm already, coordinated by .*Nothing was changed/),
      'linked',
    ]);
  });

  test('keeps its link where what it was told as is another swarm’s by now, and says so', async () => {
    keep();
    const { id, swarmId } = await told();
    const read = await stateOf(swarmId);
    const linked = await answer(`/swarm link ${id} ${number}`);
    const origin = { actor: { kind: 'system', name: 'test' }, cause: 'test' } as const;
    await office.swarms.propose(read.case, origin);
    const why = `Case ${id} has a plan for a swarm already`;
    expect(await said(`/swarm unlink ${number}`)).toContain(why);
    expect((await linked.press('unlink-case', {}, english)).notice).toContain(why);
    expect((await stateOf(swarmId)).case.id).toBe(number);
  });

  test('tells nobody who leads the swarm of a case that is kept among few here, though no more in its system', async () => {
    keep();
    const { id, swarmId } = await told();
    const { case: known } = await stateOf(swarmId);
    const owner = { id: 'somebody', name: 'Somebody Else' };
    const origin = { actor: { kind: 'person', person: owner }, cause: 'test' } as const;
    const kept = { ...known, id: number, owner, restricted: true };
    const { state } = await office.swarms.propose(kept, origin);
    if (state.status === 'none') throw new Error('There is no plan');
    await office.swarms.execute(state.swarmId, { type: 'Start' }, origin);
    const answered = await said(`/swarm link ${id} ${number}`);
    expect(answered).toContain('Only the people in this swarm can see it');
    expect(answered).not.toContain(owner.name);
  });

  test('is told in a sentence of its own why a case is none to link: not there, no right, closed, nobody’s, no number', async () => {
    const { id, swarmId } = await told();
    const link = () => said(`/swarm link ${id} ${number}`);
    expect(await link()).toContain(`Case ${number} was not found`);
    stage.allow('no-role');
    expect(await link()).toMatch(/was not found|does not let Swarm read/);
    stage.allow('reads-cases');
    stage.faults.add({ door: 'cases', path: under.callsPath, does: 'unavailable', times: null });
    expect(await link()).toContain('cannot be read just now');
    stage.faults.clear();
    stage.moveOn(60_000);
    keep({ state: 'closed' });
    expect(await link()).toContain(`Case ${number} is resolved or closed in ${under.name}`);
    keep({ owner: { kind: 'group', name: 'Second line' } });
    stage.moveOn(60_000);
    expect(await link()).toContain('Nobody of your organisation owns case');
    expect(await said(`/swarm link ${id} PRB-77`)).toContain('No connected case system has numbers');
    expect((await stateOf(swarmId)).case.id).toBe(id);
  });

  test('may be linked by nobody who does not steer it, and by nobody to a restricted case of others', async () => {
    const alice = office.people.as('alice.byrne');
    const { id, swarmId } = await told();
    keep();
    stage.calls();
    expect(await said(`/swarm link ${id} ${number}`, alice)).not.toContain('Linked to case');
    expect(stage.calls()).toBe(0);
    const unknown = (await said(`/swarm link ${id} ${number}`.replace(number, under.number(count + 500)))).replace(
      /\d/g,
      '',
    );
    const { id: ownerId, name, mail } = person(2);
    keep({ ...restricted, owner: { kind: 'person', id: ownerId, name, mail } });
    stage.moveOn(60_000);
    expect((await said(`/swarm link ${id} ${number}`)).replace(/\d/g, '')).toBe(unknown);
    expect(await office.stored.find(office.tenantId, number)).toBeNull();
    expect((await stateOf(swarmId)).case.id).toBe(id);
  });

  test('linked to a case of somebody else who may be known is theirs from then on; a plan is not', async () => {
    const { id: ownerId, name, mail } = person(2);
    keep({ owner: { kind: 'person', id: ownerId, name, mail } });
    const { id, swarmId, plan } = await told(false);
    expect(await said(`/swarm link ${id} ${number}`)).toContain(`The case belongs to ${name} there`);
    await plan.press('start-swarm', {}, english);
    await answer(`/swarm link ${id} ${number}`);
    expect(await stateOf(swarmId)).toMatchObject({
      case: { owner: { id: ownerId } },
      coordinator: { id: person(0).id },
    });
  });

  test('waits for a slow system, and is linked as soon as that has answered', async () => {
    patience = 0;
    keep();
    const { id, swarmId } = await told();
    const rule = stage.faults.add({ door: 'cases', path: under.callsPath, does: 'hold' });
    const card = await answer(`/swarm link ${id} ${number}`);
    expect(textOf(card)).toContain('Reading case');
    stage.faults.release(rule);
    await mika.waitForMessage((message) => message.id === card.id && textOf(message).includes('Linked to case'));
    expect((await stateOf(swarmId)).case.id).toBe(number);
  });

  test('says how to link where a number is missing', async () => {
    const { id } = await told();
    expect(await said(`/swarm link ${id}`)).toContain(`/swarm link ${id} and the number`);
  });

  test('whose words name a case that its system could not be asked for says so, and links it with one press later', async () => {
    keep();
    stage.faults.add({ door: 'cases', path: under.callsPath, does: 'unavailable', times: null });
    const plan = await answer(
      `Case ${stage.addressOf(number)}: the Azure VPN Gateway drops again, story ${letters(count)}`,
    );
    expect(textOf(plan)).toContain(`${under.name} could not be asked for case`);
    expect(plan.actions.map(({ verb }) => verb)).toContain('start-swarm');
    expect((await plan.press('link-case', {}, english)).notice).toContain('cannot be read just now');
    stage.faults.clear();
    stage.moveOn(60_000);
    const read = await plan.press('link-case', {}, english);
    expect(JSON.stringify(read.card)).toContain(`Swarm plan for case ${number}`);
    expect(JSON.stringify(read.card)).not.toContain('could not be asked');
  });

  test('whose words name such a case and no product is asked about, and its plan still says so', async () => {
    keep();
    stage.faults.add({ door: 'cases', path: under.callsPath, does: 'unavailable', times: null });
    const asked = await answer(
      `/swarm ${stage.addressOf(number)} something is odd with it since noon, story ${letters(count)}`,
    );
    expect(textOf(asked)).toContain('cannot be asked for case');
    const made = await asked.press('plan-words', { productTyped: 'Azure VPN Gateway' }, english);
    expect(JSON.stringify(made.card)).toContain(`${under.name} could not be asked for case`);
  });
});

/** Of figures alone some number of a case might be meant. */
const letters = (count: number): string =>
  [...String(count)].map((figure) => 'abcdefghij'.charAt(Number(figure))).join('');
