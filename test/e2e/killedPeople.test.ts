import { expect, test } from '@jest/globals';
import type { SandboxOrganisation } from '../../src/sandbox/organisation/organisation.ts';
import type { SeenMessage } from '../../src/sandbox/people/persona.ts';
import { changeAccount } from '../../src/sandbox/tenant/accounts.ts';
import { messages } from '../../src/teams/languages/language.ts';
import { eitherEngine } from '../store/botDatabases.ts';
import { until } from '../until.ts';
import { alwaysThere } from './alwaysThere.ts';
import { killedAround } from './killedAround.ts';
import { makeWorld, type World } from './world.ts';

const patience = { timeout: 120_000 };
const english = { locale: 'en-US' };
const has =
  (words: string) =>
  (message: unknown): boolean =>
    JSON.stringify(message).includes(words);

/** Holds the calls of a kind, once before their work and once after it. */
function heldAround(
  { sandbox: { faults } }: World,
  call: { door: 'graph' | 'entra' | 'connector'; path: string; body?: string },
) {
  const rule = { ...call, does: 'hold', times: 1 } as const;
  return [faults.add({ ...rule, when: 'before' }), faults.add({ ...rule, when: 'after' })];
}

/** Two who are on call in turn by a feed. */
function withRota(): SandboxOrganisation {
  const organisation = alwaysThere();
  const [like] = organisation.people;
  if (!like) throw new Error('there is nobody');
  const more = ['hiroshi.yamada', 'deepa.joshi'].map((alias, place) => ({
    ...{ ...like, id: `22222222-2222-4222-8222-00000000009${place}`, alias, name: `Rota ${place}` },
    mail: `${alias}@swarm.example`,
  }));
  const exchange = organisation.technologies.map((each) =>
    each.id === 'exchange' ? { ...each, id: 'exchange-online' } : each,
  );
  const skills = organisation.skills.filter(({ technology }) => technology !== 'exchange');
  return { ...organisation, people: [...organisation.people, ...more], technologies: exchange, skills };
}

test.concurrent('a bot killed around each call by which it hears who left, and tells it, loses nobody and goes on', async () => {
  const world = await makeWorld(eitherEngine, {}, 'tables', undefined, false, { rota: true });
  const { faults, tenant, feed } = world.sandbox;
  faults.set({ limits: 'off' });
  try {
    // Following begins with who is there now.
    await until(() => feed.wireLog().some(has('/users/delta')), patience.timeout, 50);
    const mika = tenant.byAlias.get('mika.sato');
    if (!mika) throw new Error('There is no Mika');
    const calls = [
      ...heldAround(world, { door: 'graph', path: '/users/delta' }),
      ...heldAround(world, { door: 'connector', path: '/activities$', body: mika.profile.name }),
    ];
    changeAccount(tenant, mika, 'disabled');
    await killedAround(world, calls, () => {});

    const lead = world.people.as('sean.byrne');
    const told = await lead.waitForMessage(has('"verb":"bring-back"'), patience);
    const copies = async (): Promise<SeenMessage[]> =>
      (await lead.conversation(undefined, { peek: true })).messages.filter(has('"verb":"bring-back"'));
    const answer = await told.press('hand-on', { heir0: tenant.byAlias.get('ravi.rao')?.id }, english);
    expect(JSON.stringify(answer.card)).toContain('Ravi Rao owns it now');
    // An answer that was lost tells it twice at most; read again from where it was, Entra tells it no more.
    const deltas = () => feed.wireLog().filter(has('/users/delta')).length;
    const before = deltas();
    await until(() => deltas() > before, patience.timeout, 50);
    expect((await copies()).length).toBeLessThanOrEqual(2);

    const owner = world.people.as('owen.owner');
    await owner.say('/swarm the VPN gateway drops', english);
    const plan = await owner.waitForMessage(has('"verb":"start-swarm"'), patience);
    expect(JSON.stringify(plan.card)).toContain('Ravi Rao');
    expect(JSON.stringify(plan.card)).not.toContain(mika.profile.name);
  } finally {
    faults.clear();
    await world.end();
  }
}, 900_000);

test.concurrent('a bot killed around each call by which it reads a feed of who is on call knows them all the same', async () => {
  const world = await makeWorld(eitherEngine, {}, 'tables', undefined, false, { rota: true, organisation: withRota() });
  const { faults, feed } = world.sandbox;
  faults.set({ limits: 'off' });
  try {
    const last = await killedAround(
      world,
      heldAround(world, { door: 'entra', path: 'exchange-oncall\\.ics' }),
      () => {},
    );
    await until(
      () => feed.wireLog().some((call) => call.number > last && has('exchange-oncall.ics')(call)),
      patience.timeout,
      50,
    );
    const lead = world.people.as('sean.byrne');
    let order = 0;
    // What was read is taken over a moment later.
    await until(
      async () => {
        await lead.say('/swarm doctor', english);
        const told = await lead.waitForMessage(has(messages('en').doctor.title), { ...patience, after: { order } });
        order = told.order;
        return /shifts of 2 engineers are known/.test(JSON.stringify(told.card));
      },
      patience.timeout,
      2_000,
    );
  } finally {
    faults.clear();
    await world.end();
  }
}, 900_000);
