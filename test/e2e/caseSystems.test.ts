import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sign } from '../../src/cases/webhook.ts';
import type { SeenMessage } from '../../src/sandbox/people/persona.ts';
import { type CaseSystemKind, caseSystemKinds } from '../../src/sandbox/systems/caseSystemKind.ts';
import { customersView, idWithin } from '../../src/sandbox/systems/keptCase.ts';
import { cardText } from '../../src/sandbox/terminal/cardText.ts';
import { until } from '../until.ts';
import { makeWorld, type World } from './world.ts';

const patience = { timeout: 60_000 };
const english = { locale: 'en-US' };
const textOf = (message: SeenMessage): string => cardText(message.card).lines.join('\n');
const has = (verb: string, words: string) => (message: SeenMessage) =>
  message.actions.some((action) => action.verb === verb) && textOf(message).includes(words);

/** As each system numbers cases, and where people see them. */
const ownNumber = { dynamics: 'CAS-01213-V0K9Y0', servicenow: 'INC0012345', zendesk: '35436' };
const pathOf: Record<CaseSystemKind, (number: string) => string> = {
  dynamics: (number) => `main.aspx?etn=incident&pagetype=entityrecord&id=%7b${idWithin('incident', number)}%7d`,
  servicenow: (number) => `now/sow/record/incident/${idWithin('incident', number).replaceAll('-', '')}`,
  zendesk: (number) => `agent/tickets/${number}`,
};

/** The bot as it ships, signed in to each system as a tenant's would be; nobody sends it a case. */
describe.each(caseSystemKinds)('an organisation that keeps its cases in %s', (kind) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld('PGlite', {}, 'tables', kind);
  }, 300_000);
  afterAll(() => world?.end(), 120_000);
  const told = (number: string): string[] =>
    world.sandbox.caseSystem?.standIn.timeline(number).map(({ text }) => text) ?? [];
  const kept = (number: string) => world.sandbox.caseSystem?.standIn.cases.find((each) => each.number === number);

  test('has a case swarmed by naming it', async () => {
    const owner = world.people.as('owen.owner');
    await owner.say('/swarm 4711', english);
    const plan = await owner.waitForMessage(has('start-swarm', 'VPN Gateway drops'), patience);
    expect(textOf(plan)).toContain('Contoso');
    await plan.press('start-swarm', {}, english);
    const mika = world.people.as('mika.sato');
    await (await mika.waitForMessage(has('accept', 'VPN Gateway drops'), patience)).press('accept', {}, english);

    // The case tells its own people how it goes, once each, and its customer nothing.
    await until(() => told('4711').length >= 2, patience.timeout);
    expect(told('4711').filter((text) => text.includes('coordinates it'))).toEqual([
      expect.stringMatching(/Channel: http/),
    ]);
    expect(told('4711').filter((text) => text.includes('joined the swarm'))).toEqual([
      expect.stringContaining('佐藤 美香'),
    ]);
    const linked = () => JSON.stringify(kept('4711')?.columns).includes('/l/channel/');
    await until(linked, patience.timeout);
  }, 180_000);

  test('has a case swarmed by the number that its system gave it, and by its address', async () => {
    const mika = world.people.as('mika.sato');
    await mika.say(`/swarm ${ownNumber[kind]}`, english);
    const plan = await mika.waitForMessage(has('start-swarm', ownNumber[kind]), patience);
    expect(textOf(plan)).toContain('Application Gateway');
    const address = `${world.sandbox.caseSystem?.address}/${pathOf[kind](ownNumber[kind])}`;
    await mika.say(`${address}をお願いします`, english);
    await mika.waitForMessage(has('start-swarm', ownNumber[kind]), { ...patience, after: plan });
  }, 120_000);

  test('has none of its cases replaced by the webhook with one that lives elsewhere', async () => {
    const { botAddress, secret } = world;
    const post = async (url: string | null): Promise<{ status: number; said: unknown }> => {
      const { id, title, owner, created } = world.sandbox.organisation.cases.find((each) => each.id === '4711') ?? {};
      const body = JSON.stringify({ case: { id, title: `${title} (posted)`, owner, created, url }, version: 9 });
      const headers = { 'content-type': 'application/json', ...sign(secret, body, Date.now()) };
      const answer = await fetch(`${botAddress}/api/cases`, { method: 'POST', headers, body });
      return { status: answer.status, said: await answer.json() };
    };
    expect(await post('https://elsewhere.example/4711')).toEqual({
      status: 409,
      said: { errors: [{ path: 'case.url', message: expect.stringMatching(/\S/) }] },
    });
  });

  test('has its swarm told at once when the case changes there, by the system’s own push', async () => {
    const owner = world.people.as('owen.owner');
    const { id, name, mail } = world.sandbox.organisation.people.find(({ alias }) => alias === 'ravi.rao') ?? {
      ...{ id: '', name: '', mail: '' },
    };
    const pushed = await world.sandbox.caseSystem?.change('4711', { owner: { kind: 'person', id, name, mail } });
    expect(pushed).toEqual({ status: 202, tries: 1 });
    await owner.waitForMessage((message) => textOf(message).includes('belongs to Ravi Rao'), patience);
    await world.sandbox.caseSystem?.change('4711', { severity: 'low' });
    await owner.waitForMessage((message) => textOf(message).includes('Urgency of case 4711: Low'), patience);
  }, 120_000);

  test('has its swarm’s coordinator told when the case is closed there, and when it is open again', async () => {
    const owner = world.people.as('owen.owner');
    await world.sandbox.caseSystem?.change('4711', { state: 'closed' });
    await owner.waitForMessage((message) => textOf(message).includes('Case 4711 was closed'), patience);
    await world.sandbox.caseSystem?.change('4711', { state: 'open' });
    await owner.waitForMessage((message) => textOf(message).includes('Case 4711 is open again'), patience);
  }, 120_000);

  test('has its swarm’s coordinator told into which case the case was merged there', async () => {
    const owner = world.people.as('owen.owner');
    await world.sandbox.caseSystem?.change('4711', { state: 'merged', mergedInto: { number: '4713' } });
    const told = await owner.waitForMessage(
      (message) => textOf(message).includes('Case 4711 was merged into 4713'),
      patience,
    );
    await world.sandbox.caseSystem?.change('4711', { state: 'open' });
    const before = (message: SeenMessage) => textOf(message).includes('Case 4711 is open again');
    await owner.waitForMessage(before, { ...patience, after: { order: told.order } });
  }, 120_000);

  test('has its case told once what solved it, in the language of whom it belongs to, and its customer nothing', async () => {
    const owner = world.people.as('owen.owner');
    const status = await owner.waitForMessage(has('resolve', '佐藤 美香'), patience);
    await status.press('resolve', { rootCause: 'The certificate was replaced.', fix: 'Pinned the new one.' }, english);
    await until(() => told('4711').some((text) => text.includes('Pinned the new one.')), patience.timeout);
    expect(told('4711').filter((text) => text.includes('The certificate was replaced.'))).toEqual([
      expect.stringContaining('根本原因'),
    ]);
    const { caseSystem } = world.sandbox;
    expect(caseSystem && customersView(caseSystem.standIn, '4711')).toEqual([]);
  }, 120_000);

  test('has a swarm that was told in words linked to its case, which then tells its own people of it, and is followed', async () => {
    const mika = world.people.as('mika.sato');
    const number = ownNumber[kind];
    const live = await mika.waitForMessage(has('start-swarm', number), patience);
    await live.press('dismiss-plan', {}, english);
    await mika.say('/swarm The Azure VPN Gateway drops since its certificate was changed', english);
    const plan = await mika.waitForMessage(has('start-swarm', 'its certificate was changed'), patience);
    await plan.press('start-swarm', {}, english);
    await mika.waitForMessage(has('link-case', 'its certificate was changed'), patience);
    const [id = ''] = /T-\d+/.exec(textOf(plan)) ?? [];
    await mika.say(`/swarm link ${id} ${number}`, english);
    await mika.waitForMessage((message) => textOf(message).includes(`Linked to case ${number}`), patience);
    await until(() => told(number).some((text) => /https?:.*channel/.test(text)), patience.timeout);
    expect(told(number).filter((text) => text.includes(id) || text.includes('coordinates it'))).toHaveLength(
      told(number).filter((text) => text.includes('(Swarm ') || text.includes('coordinates it')).length,
    );
    await world.sandbox.caseSystem?.change(number, { severity: 'low' });
    await mika.waitForMessage((message) => textOf(message).includes(`Urgency of case ${number}: Low`), patience);
    const { caseSystem } = world.sandbox;
    expect(caseSystem && customersView(caseSystem.standIn, number)).toEqual([]);
  }, 180_000);

  test('has a confidential case swarmed as one', async () => {
    const owner = world.people.as('owen.owner');
    await owner.say('/swarm 4712', english);
    const plan = await owner.waitForMessage(has('start-swarm', '取扱注意'), patience);
    expect(textOf(plan)).toContain('Urgency: Critical');
    expect(textOf(plan)).toMatch(/restricted|private/i);
  }, 120_000);

  test('hears from the doctor that its cases can be read and that the mapping fits', async () => {
    const lead = world.people.as('sean.byrne');
    await lead.say('/swarm doctor', english);
    const told = await lead.waitForMessage((message) => textOf(message).includes('Case system'), patience);
    expect(textOf(told)).toContain('signed in, and cases can be read');
    expect(textOf(told)).toContain('the mapping fits');
    expect(textOf(told)).toContain('Changes of cases in');
    expect(textOf(told)).toContain('Writing into ');
  }, 120_000);

  test('finds no secret of its case system in the log, also of what went wrong there', async () => {
    const { caseSystem, faults } = world.sandbox;
    const rule = faults.add({ door: 'cases', does: 'refuse', status: 500, code: 'x', times: null });
    const owner = world.people.as('owen.owner');
    await owner.say('/swarm 4714', english);
    await owner.waitForMessage((message) => textOf(message).includes('cannot be read just now'), patience);
    faults.remove(rule);
    const secrets = Object.entries(caseSystem?.environment ?? {}).flatMap(([name, value]) =>
      name.endsWith('_SECRET') ? [value] : [],
    );
    expect(secrets.length).toBeGreaterThan(0);
    for (const secret of secrets) expect(world.log.join('\n')).not.toContain(secret);
    expect(world.log.join('\n')).not.toMatch(/Bearer [\w-]/);
  }, 120_000);
});
