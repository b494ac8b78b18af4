import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { caseSchema } from '../../src/cases/case.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import type { Persona } from '../../src/sandbox/people/persona.ts';
import { createRegistryPlanner } from '../../src/swarm/planning/registryPlanner.ts';
import { wasStarted } from '../../src/swarm/state.ts';
import { has, type Office, openOffice, swarmOn, textOf } from './office.ts';

/** Who may start a swarm, for themselves and for somebody else. */

let office: Office;
let lead: Persona;
let alice: Persona;
let outsider: Persona;
const english = { locale: 'en-US' };
const at = '2026-11-20T02:00:00.000Z';

beforeAll(async () => {
  office = await openOffice({ outsiders: ['ravi.rao'] });
  lead = office.people.as('mika.sato');
  alice = office.people.as('alice.byrne');
  outsider = office.people.as('ravi.rao');
});
afterAll(() => office?.close());

const aliceId = () => office.sandbox.organisation.people[1]?.id ?? '';
const caseOf = (id: string, restricted = false) =>
  caseSchema.parse({
    id,
    title: 'Azure DNS answers NXDOMAIN',
    description: 'Azure DNS, since noon.',
    severity: 'high',
    language: 'en',
    restricted,
    owner: { id: aliceId(), name: 'Alice Byrne' },
    created: '2026-11-20T00:00:00Z',
  });

describe('somebody who is no engineer of the registry', () => {
  test.each(['critical: Azure VPN Gateway drops', '990011'])(
    'gets the form to ask their support contact instead of a plan: %s',
    async (words) => {
      await outsider.say(words, english);
      const answer = await outsider.waitForMessage(has('Ask your support contact'));
      expect(textOf(answer)).toContain('佐藤 美香');
      expect(answer.actions.map(({ verb }) => verb)).toEqual(['ask-contacts']);
    },
  );

  test('may all the same start the swarm of a case that the case system says is theirs', async () => {
    const id = office.sandbox.organisation.people[2]?.id ?? '';
    office.cases.set('5001', { ...caseOf('5001'), owner: { id, name: 'Ravi Rao' } });
    await outsider.say('5001', english);
    await outsider.waitForMessage(has('start-swarm'));
  });
});

describe('a lead', () => {
  test('starts a swarm for the owner of a case, and leads it until the owner takes over', async () => {
    office.cases.set('5002', caseOf('5002'));
    await lead.say('5002', english);
    const plan = await lead.waitForMessage((message) => has('start-swarm')(message) && has('5002')(message));
    expect(textOf(plan)).toContain('This is a case of Alice Byrne.');
    await plan.press('start-swarm', {}, english);
    const swarmId = swarmOn(plan);
    const state = await office.swarms.load(swarmId);
    expect(wasStarted(state) && state.coordinator.name).toBe('佐藤 美香');
    const told = await alice.waitForMessage(has('was started for you'));
    const answer = await told.press('hand-over', {}, english);
    expect(answer.error).toBeNull();
    const after = await office.swarms.load(swarmId);
    expect(wasStarted(after) && after.coordinator.name).toBe('Alice Byrne');
  });

  test('whose right is gone since the card was shown starts, hands over and ends nothing by it, nor sees how it stands', async () => {
    for (const id of ['5005', '5006']) office.cases.set(id, caseOf(id));
    await alice.say('5005', english);
    const own = await alice.waitForMessage((message) => has('start-swarm')(message) && has('5005')(message));
    await own.press('start-swarm', {}, english);
    await lead.say('/swarm status 5005', english);
    const status = await lead.waitForMessage((message) => has('hand-over')(message) && has('5005')(message));
    await lead.say('5006', english);
    const plan = await lead.waitForMessage((message) => has('start-swarm')(message) && has('5006')(message));
    const registry = office.registry.snapshot.registry();
    const withLead = (isLead: boolean) =>
      office.registry.importAll({
        ...registry,
        engineers: registry.engineers.map((each) => (each.name === '佐藤 美香' ? { ...each, lead: isLead } : each)),
      });
    await withLead(false);

    const press = async (message: typeof status, verb: string, typed: object = {}) => {
      const action = message.actions.find((each) => each.verb === verb);
      expect(action).toBeDefined();
      const crafted = { ...action, data: { ...Object(action?.data), ...typed } };
      const { deliveries } = await lead.sendCrafted(
        { action: crafted, trigger: 'manual' },
        { ...english, invoke: 'adaptiveCard/action' },
      );
      return JSON.stringify(deliveries.map(({ body }) => body));
    };
    const answers = [
      await press(status, 'hand-over', { handOverTo: '', handOverToTyped: 'Ravi Rao' }),
      await press(status, 'cancel', { cancelReason: 'not mine' }),
      await press(status, 'refresh'),
      await press(plan, 'start-swarm'),
    ];
    await withLead(true);
    for (const answer of answers) expect(answer).not.toContain('AdaptiveCard');
    const running = await office.swarms.load(swarmOn(own));
    expect(wasStarted(running) && [running.status, running.coordinator.name]).toEqual(['running', 'Alice Byrne']);
    expect((await office.swarms.load(swarmOn(plan))).status).toBe('proposed');
  });

  test('hears of a restricted case of others what is said of a number that nobody knows', async () => {
    office.cases.set('5003', caseOf('5003', true));
    await lead.say('5003', english);
    const answer = await lead.waitForMessage(has('Case 5003'));
    await lead.say('5004', english);
    const unknown = await lead.waitForMessage(has('Case 5004'));
    expect(textOf(answer).replaceAll('5003', '5004')).toBe(textOf(unknown));
    const told = await answer.press('ask-text', { caseTitle: 'Kubernetes pods do not start' }, english);
    expect(JSON.stringify(told.card)).toContain('start-swarm');
    expect(JSON.stringify(told.card)).not.toMatch(/5003|NXDOMAIN|Alice/);
  });
});

test('the policy lets everybody start, and names who stands in beside the leads', () => {
  const snapshot = createSnapshot({ technologies: [], engineers: [], skills: [] });
  const shipped = createRegistryPlanner(snapshot);
  expect([shipped.mayStart('somebody'), shipped.standsIn('somebody', 'owner', at)]).toEqual([false, false]);
  const open = createRegistryPlanner(snapshot, undefined, () => ({ whoMayStart: 'everyone', standIns: ['deputy'] }));
  expect([open.mayStart('somebody'), open.standsIn('somebody', 'owner', at)]).toEqual([true, false]);
  expect(open.standsIn('deputy', 'owner', at)).toBe(true);
});
