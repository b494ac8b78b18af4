import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Persona } from '../../src/sandbox/people/persona.ts';
import { changeAccount } from '../../src/sandbox/tenant/accounts.ts';
import { addPerson } from '../../src/sandbox/tenant/founding.ts';
import { peopleCard } from '../../src/store/doorTables.ts';
import { wasStarted } from '../../src/swarm/state.ts';
import { until } from '../until.ts';
import { has, type Office, openOffice, swarmOn, textOf } from './office.ts';

/** Mika leads; Alice owns Azure VPN Gateway, Ravi knows it at level 4 and is in the swarms. */

/** Several people, their chats and a queue: a busy machine takes its time. */
jest.setTimeout(120_000);

let office: Office;
let mika: Persona;
const english = { locale: 'en-US' };

beforeAll(async () => {
  office = await openOffice();
  office.sandbox.permissions.application.push('User.Read.All');
  mika = office.people.as('mika.sato');
  await mika.say('help', english);
  await office.followPeople();
});
afterAll(() => office?.close());

const account = (alias: string) => {
  const person = office.sandbox.tenant.byAlias.get(alias);
  if (!person) throw new Error(`There is no ${alias}`);
  return person;
};
const alice = () => account('alice.byrne').id;
/** A press of a card as a client has it that nothing was told since. */
const pressed = async (who: Persona, verb: string, data: object): Promise<string> => {
  const value = { action: { type: 'Action.Execute', verb, data } };
  return JSON.stringify(await who.sendCrafted(value, { ...english, invoke: 'adaptiveCard/action' }));
};
const cardOf = (title: string) => mika.waitForMessage(has(title));

describe('an owner of a technology who leaves', () => {
  test('is replaced where they were asked; their lead is told, and asked who owns it now', async () => {
    await mika.say('critical: Azure VPN Gateway drops', english);
    const plan = await mika.waitForMessage((message) => has('start-swarm')(message) && has('VPN')(message));
    expect(textOf(plan)).toContain('Alice Byrne');
    await plan.press('start-swarm', {}, english);
    await office.until(swarmOn(plan), (state) => wasStarted(state) && state.invitations.length > 0);

    changeAccount(office.sandbox.tenant, account('alice.byrne'), 'disabled');
    await office.followPeople();
    const swarm = await office.until(
      swarmOn(plan),
      (state) =>
        wasStarted(state) &&
        state.invitations.some(({ person, answer }) => person.id === alice() && answer.state === 'unreachable'),
    );
    expect(wasStarted(swarm) && swarm.invitations.some(({ person }) => person.name === 'Ravi Rao')).toBe(true);

    const card = await cardOf('Alice Byrne has left');
    expect(textOf(card)).toContain('may no longer sign in');
    expect(textOf(card)).toContain('Azure VPN Gateway (no owner any more)');
    const answer = await card.press('hand-on', { heir0: account('ravi.rao').id }, english);
    expect(JSON.stringify(answer.card)).toContain('Ravi Rao owns it now');
    expect(office.registry.snapshot.skillsOf(account('ravi.rao').id)).toEqual(
      expect.arrayContaining([expect.objectContaining({ technology: 'azure-vpn-gateway', owner: true })]),
    );
    const ravi = office.people.as('ravi.rao');
    expect(textOf(await ravi.waitForMessage(has('you own Azure VPN Gateway')))).toContain('佐藤 美香');
    // The same card in another window: it was decided.
    const again = { leaver: alice(), handedOn: 'azure-vpn-gateway', heir0: 'open' };
    expect(await pressed(mika, 'hand-on', again)).toContain('decided already');
  });

  test('is proposed no more, cannot be asked by name, and a file that names them does not bring them back', async () => {
    await mika.say('critical: Azure VPN Gateway is slow again', english);
    const plan = await mika.waitForMessage((message) => has('start-swarm')(message) && has('slow again')(message));
    expect(textOf(plan)).not.toContain('Alice Byrne');
    const { registry } = office;
    const summary = await registry.importAll({
      ...(await registry.export()),
      engineers: [{ ...existing(registry.snapshot.left(alice())?.entry?.engineer) }],
    });
    expect(summary.leftOut).toEqual(['Alice Byrne']);
    expect(registry.snapshot.listed(alice())).toBeUndefined();
  });

  test('is decided of by their leads alone', async () => {
    const before = office.registry.snapshot.left(alice());
    const ravi = office.people.as('ravi.rao');
    for (const [verb, data] of [
      ['bring-back', { leaver: alice() }],
      ['hand-on', { leaver: alice(), handedOn: 'azure-vpn-gateway', heir0: 'open' }],
      ['add-joiner', { joiner: alice() }],
    ] as const) {
      expect(await pressed(ravi, verb, data)).toContain('leads of their team');
    }
    expect(office.registry.snapshot.left(alice())).toEqual(before);
  });

  test('gets all back by one press when their account is back', async () => {
    changeAccount(office.sandbox.tenant, account('alice.byrne'), 'enabled');
    await office.followPeople();
    const card = await cardOf('Alice Byrne is back');
    const answer = await card.press('bring-back', {}, english);
    expect(JSON.stringify(answer.card)).toContain('is back in the registry');
    expect(office.registry.snapshot.skillsOf(alice())).toMatchObject([
      { technology: 'azure-vpn-gateway', level: 5, owner: true },
    ]);
    expect(office.registry.snapshot.left(alice())).toBeUndefined();
    expect(await pressed(mika, 'bring-back', { leaver: alice() })).toContain('back already');
  });
});

describe('a coordinator who leaves', () => {
  test('is told to the owner of the case, who opens its card', async () => {
    const ravi = office.people.as('ravi.rao');
    await ravi.say('critical: Azure DNS is wrong', english);
    const plan = await ravi.waitForMessage((message) => has('start-swarm')(message) && has('DNS is wrong')(message));
    await plan.press('start-swarm', {}, english);
    const swarmId = swarmOn(plan);
    const to = { id: alice(), name: 'Alice Byrne' };
    const actor = { kind: 'person' as const, person: { id: account('ravi.rao').id, name: 'Ravi Rao' } };
    await office.swarms.execute(swarmId, { type: 'HandOver', to }, { actor, cause: 'test' });
    changeAccount(office.sandbox.tenant, account('alice.byrne'), 'deleted');
    await office.followPeople();
    const told = await ravi.waitForMessage(has('Alice Byrne coordinated'));
    expect(textOf(told)).toContain('DNS is wrong');
    await told.press('open-card', {}, english);
    changeAccount(office.sandbox.tenant, account('alice.byrne'), 'enabled');
  });
});

describe('somebody new', () => {
  test('is told to the lead to whom they report, who adds them; they are not written to', async () => {
    const { tenant } = office.sandbox;
    const team = {
      id: 'network',
      name: { en: 'Network', ja: 'ネットワーク' },
      leads: [account('mika.sato').id],
      deputies: [],
    };
    const rest = { hostTeams: [], technologies: [], sites: [], languages: [] };
    await office.registry.save([{ kind: 'team', team: { ...team, ...rest } }]);
    const { profile } = account('ravi.rao');
    const id = '44444444-4444-4444-8444-000000000099';
    const nora = addPerson(tenant, {
      ...profile,
      id,
      alias: 'nora.quinn',
      name: 'Nora Quinn',
      mail: 'nora.quinn@swarm.example',
    });
    nora.account = { ...nora.account, created: Date.now(), manager: account('mika.sato').id };
    changeAccount(tenant, nora, 'enabled');
    await office.followPeople();
    await office.followPeople();
    const card = await cardOf('Nora Quinn is new');
    const answer = await card.press('add-joiner', {}, english);
    expect(JSON.stringify(answer.card)).toContain('is in the registry');
    expect(office.registry.snapshot.listed(id)?.engineer).toMatchObject({
      name: 'Nora Quinn',
      zone: 'Asia/Tokyo',
      team: 'network',
    });
    expect(office.registry.snapshot.skillsOf(id)).toEqual([]);
    expect((await office.people.as('nora.quinn').conversation(undefined, { peek: true })).messages).toEqual([]);
  });
});

describe('what several leads hold of the same person', () => {
  const owner = '44444444-4444-4444-8444-000000000098';
  let ravi: Persona;
  const seenBy = (lead: Persona, ...words: string[]) =>
    lead.waitForMessage((message) => words.every((each) => has(each)(message)));

  beforeAll(async () => {
    const { registry, sandbox } = office;
    ravi = office.people.as('ravi.rao');
    const { profile } = account('ravi.rao');
    const omar = addPerson(sandbox.tenant, {
      ...{ ...profile, id: owner, alias: 'omar.hale', name: 'Omar Hale', mail: 'omar.hale@swarm.example' },
    });
    changeAccount(sandbox.tenant, omar, 'enabled');
    const ofRavi = existing(registry.snapshot.listed(account('ravi.rao').id)?.engineer);
    const team = {
      id: 'core',
      name: { en: 'Core', ja: 'コア' },
      hostTeams: [],
      technologies: [],
      sites: [],
      languages: [],
    };
    const skill = { technology: 'azure-dns', wantsToLearn: false, confirmedAt: null };
    await registry.save([
      { kind: 'team', team: { ...team, leads: [account('mika.sato').id, account('ravi.rao').id], deputies: [] } },
      { kind: 'engineer', engineer: { ...ofRavi, id: owner, name: 'Omar Hale', team: 'core', lead: false } },
      { kind: 'skill', skill: { ...skill, person: owner, level: 5, owner: true } },
      { kind: 'skill', skill: { ...skill, person: account('ravi.rao').id, level: 4, owner: false } },
    ]);
    changeAccount(sandbox.tenant, omar, 'disabled');
    await office.followPeople();
  });

  test('tells by itself what another of them decided', async () => {
    await seenBy(mika, 'Omar Hale has left', 'no owner any more');
    const card = await seenBy(ravi, 'Omar Hale has left');
    await card.press('hand-on', { heir0: account('ravi.rao').id }, english);
    const told = await seenBy(mika, 'Omar Hale has left', 'Ravi Rao owns it now');
    expect(textOf(told)).not.toContain('no owner any more');
    expect(told.actions.map(({ verb }) => verb)).toEqual(['bring-back']);
  });

  test('tells who owns a technology where a file has said so, and that they are back', async () => {
    const { registry } = office;
    const skill = { technology: 'azure-dns', wantsToLearn: false, confirmedAt: null };
    await registry.changeLeft(owner, (entry) => ({ entry: { ...entry, settled: [] } }));
    await registry.save([
      { kind: 'skill', skill: { ...skill, person: account('mika.sato').id, level: 4, owner: true } },
      { kind: 'skill', skill: { ...skill, person: account('ravi.rao').id, level: 4, owner: false } },
    ]);
    await office.renewPeopleCards();
    await seenBy(mika, 'Omar Hale has left', 'still owned by 佐藤 美香');
    await seenBy(ravi, 'Omar Hale has left', 'still owned by 佐藤 美香');

    changeAccount(office.sandbox.tenant, account('omar.hale'), 'enabled');
    await office.followPeople();
    const { messages } = await office.people.as('mika.sato').conversation();
    const first = existing(messages.find(has('Omar Hale')));
    await mika.waitForMessage((message) => message.id === first.id && has('Omar Hale is back')(message));
  });

  test('is one line once they are in the registry again, and nothing is kept of where it lies', async () => {
    const back = await seenBy(ravi, 'Omar Hale is back');
    await back.press('bring-back', {}, english);
    for (const lead of [mika, ravi])
      await lead.waitForMessage(
        (message) => has('Omar Hale is back in the registry')(message) && message.actions.length === 0,
      );
    const about = async () =>
      (await office.database.sql.select().from(peopleCard)).filter(({ ofId }) => ofId === owner);
    await office.renewPeopleCards();
    await until(async () => (await about()).length === 0, 20_000);
    const { messages } = await mika.conversation();
    expect(messages.filter((message) => has('Omar Hale')(message) && message.actions.length > 0)).toEqual([]);
  });
});

describe('an owner of a restricted case who leaves, and whose lead nothing reaches', () => {
  test('is told to another lead, who reads nothing of the case and can hand it over or end it', async () => {
    const { registry, sandbox } = office;
    changeAccount(sandbox.tenant, account('alice.byrne'), 'enabled');
    await office.followPeople();
    if (registry.snapshot.left(alice())) await registry.bringBack(alice());
    // Who was brought back before knows as much as Ravi does; here it is about him.
    for (const engineer of [...registry.snapshot.engineers()].filter(({ name }) => name === 'Omar Hale'))
      await registry.save([{ kind: 'engineer', engineer: { ...engineer, awayUntil: '2099-01-01T00:00:00Z' } }]);
    const { id: raviId } = account('ravi.rao');
    const [ofRavi, ofAlice] = [raviId, alice()].map((id) => existing(registry.snapshot.listed(id)?.engineer));
    const rest = { hostTeams: [], technologies: [], sites: [], languages: [] };
    const leads = { leads: [account('mika.sato').id], deputies: [] };
    await registry.save([
      { kind: 'team', team: { id: 'cloud', name: { en: 'Cloud', ja: 'クラウド' }, ...leads, ...rest } },
      { kind: 'engineer', engineer: { ...existing(ofRavi), lead: true } },
      { kind: 'engineer', engineer: { ...existing(ofAlice), team: 'cloud' } },
    ]);
    office.cases.set('7002', {
      ...{ id: '7002', title: 'Azure DNS answers the takeover', description: 'Azure DNS.', severity: 'high' },
      ...{ language: 'en', restricted: true, owner: { id: alice(), name: 'Alice Byrne' } },
      ...{ customer: 'Contoso', product: null, created: '2026-11-20T00:00:00Z', url: null },
    });
    const owner = office.people.as('alice.byrne');
    await owner.say('7002', english);
    const plan = await owner.waitForMessage((message) => has('start-swarm')(message) && has('7002')(message));
    await plan.press('start-swarm', {}, english);

    await mika.uninstall();
    const install = { door: 'graph', method: 'POST', path: '/teamwork/installedApps$' } as const;
    sandbox.faults.add({ ...install, does: 'refuse', status: 403, code: 'Forbidden', times: null });
    changeAccount(sandbox.tenant, account('alice.byrne'), 'deleted');
    await office.followPeople();
    const ravi = office.people.as('ravi.rao');
    const told = await ravi.waitForMessage((message) => has('still coordinates')(message) && has('7002')(message));
    expect(textOf(told)).toContain('Restricted case');
    expect(JSON.stringify(told.card)).not.toMatch(/takeover|Contoso/);
    // Asked for it as well, he has an invitation, too.
    const swarm = await office.swarms.load(swarmOn(plan));
    expect(wasStarted(swarm) && swarm.invitations.some(({ person }) => person.id === raviId)).toBe(true);
    await told.press({ verb: 'open-card', data: { swarmId: swarmOn(plan) } }, {}, english);
    const opened = await ravi.waitForMessage(
      (message) => has('7002')(message) && message.actions.some(({ verb }) => verb === 'cancel'),
    );
    expect(JSON.stringify(opened.card)).not.toMatch(/takeover|Contoso/);
    await opened.press('cancel', { cancelReason: 'Alice has left' }, english);
    await office.until(swarmOn(plan), ({ status }) => status === 'cancelled');
  });
});

function existing<Thing>(thing: Thing | null | undefined): Thing {
  if (thing === null || thing === undefined) throw new Error('It is not there');
  return thing;
}
