import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { wasStarted } from '../../src/swarm/state.ts';
import { messages } from '../../src/teams/languages/language.ts';
import { findPersonJob } from '../../src/teams/lookUps.ts';
import { has, type Office, openOffice, swarmOn, textOf } from './office.ts';

const carol = '22222222-2222-4222-8222-000000000004';
const nobody = '22222222-2222-4222-8222-00000000000f';
const { replies } = messages('en');
const en = { locale: 'en-US' };

/** A plan of Mika's in an organisation whose registry does not know Carol. */
async function planned(office: Office) {
  await office.registry.save([{ kind: 'engineer-gone', id: carol }]);
  const mika = office.people.as('mika.sato');
  await mika.say('/swarm Azure VPN Gateway drops every hour', en);
  const plan = await mika.waitForMessage(has('start-swarm'));
  const press = async (data: object) => {
    const before = await office.swarms.load(swarmOn(plan));
    const version = before.status === 'none' ? 0 : before.version;
    const kept = { keepTechnologies: 'azure-vpn-gateway', keepPeople: '' };
    const action = {
      type: 'Action.Execute',
      verb: 'revise-plan',
      data: { swarmId: swarmOn(plan), version, ...kept, ...data },
    };
    const done = await mika.sendCrafted({ action }, { invoke: 'adaptiveCard/action', ...en });
    return JSON.stringify(done.deliveries[0]?.body);
  };
  return { press, plan, mika };
}

describe('someone the registry does not know', () => {
  let office: Office;
  let press: (data: object) => Promise<string>;
  beforeAll(async () => {
    office = await openOffice();
    ({ press } = await planned(office));
  });
  afterAll(() => office?.close());

  test('can be asked when chosen in the people picker, by the name the organisation has for them', async () => {
    expect(await press({ addPeople: carol.toUpperCase() })).toContain('Carol Quinn');
  });

  test('can be asked by mail address, together with others', async () => {
    const told = await press({ addPeopleTyped: 'carol.quinn@swarm.example, Ravi Rao' });
    expect(told).toContain('Carol Quinn');
    expect(told).toContain('Ravi Rao');
  });

  test('who is nobody is said so, without the id', async () => {
    const told = await press({ addPeople: nobody });
    expect(told).toContain(replies.personGone);
    expect(told).not.toContain(nobody);
    expect(await press({ addPeopleTyped: 'nobody@swarm.example' })).toContain(
      replies.unknownPerson('nobody@swarm.example'),
    );
  });

  test('is invited like anyone else', async () => {
    const mika = office.people.as('mika.sato');
    const plan = await mika.waitForMessage(has('start-swarm'));
    await plan.press('start-swarm', {}, en);
    const state = await office.until(
      swarmOn(plan),
      (each) =>
        wasStarted(each) &&
        each.invitations.some(({ person, deliveredAt }) => person.name === 'Carol Quinn' && deliveredAt !== null),
    );
    expect(state.status).toBe('running');
    expect(textOf(await office.people.as('carol.quinn').waitForMessage(has('"verb":"accept"')))).toContain('佐藤 美香');
  });
});

describe('while the directory does not answer', () => {
  test('the person is asked to press again, and nothing has changed', async () => {
    const office = await openOffice({ queueRuns: false });
    try {
      const { press, plan } = await planned(office);
      const before = (await office.swarms.history(swarmOn(plan))).length;
      expect(await press({ addPeople: carol })).toContain(replies.lookingUp);
      expect((await office.swarms.history(swarmOn(plan))).length).toBe(before);
    } finally {
      await office.close();
    }
  });

  test('nobody has it asked for hundreds of people, neither at once nor press by press', async () => {
    const office = await openOffice({ queueRuns: false });
    try {
      const { press, plan, mika } = await planned(office);
      const made = (many: number, named: (id: string) => string = (id) => id) =>
        Array.from({ length: many }, () => named(randomUUID())).join(',');
      const form = () => ({ addPeople: made(20), addPeopleTyped: made(20, (id) => `${id.slice(0, 8)}@x.co`) });
      for (const told of await Promise.all([press(form()), press(form())])) expect(told).toContain(replies.lookingUp);
      expect(await office.waiting(findPersonJob)).toBe(60);
      // Those who solved it are in it: whom we do not know is not.
      const credits = {
        swarmId: swarmOn(plan),
        rootCause: 'x',
        fix: 'y',
        resolvedTechnologies: '',
        credits: made(200),
      };
      const action = { type: 'Action.Execute', verb: 'resolve', data: credits };
      const done = await mika.sendCrafted({ action }, { invoke: 'adaptiveCard/action', ...en });
      expect(JSON.stringify(done.deliveries[0]?.body)).toContain(replies.personGone);
      expect(await office.waiting(findPersonJob)).toBe(60);
    } finally {
      await office.close();
    }
  });
});
