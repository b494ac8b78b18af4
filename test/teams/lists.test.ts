import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { caseSchema } from '../../src/cases/case.ts';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import { wasStarted } from '../../src/swarm/state.ts';
import { until } from '../until.ts';
import { has, type Office, openOffice, swarmOn, textOf } from './office.ts';

/** From a list to a swarm's card; and what is heard where somebody cannot be told, or a card stands in its own channel. */

let office: Office;
let mika: Persona;
let alice: Persona;
beforeAll(async () => {
  office = await openOffice({ connectorLimits: 'off' });
  mika = office.people.as('mika.sato');
  alice = office.people.as('alice.byrne');
});
afterAll(() => office?.close());

const english = { locale: 'en-US' };

async function started(words: string): Promise<{ swarmId: string; plan: SeenMessage }> {
  await mika.say(`critical: ${words}`, english);
  const plan = await mika.waitForMessage((message) => has('start-swarm')(message) && has(words)(message));
  await plan.press('start-swarm', {}, english);
  const swarmId = swarmOn(plan);
  await office.until(swarmId, (state) => wasStarted(state) && state.briefing !== null);
  return { swarmId, plan };
}

describe('the list of one’s swarms', () => {
  test('opens the card of each below: how it stands for who leads it, the invitation for who is asked', async () => {
    const { swarmId } = await started('Azure VPN Gateway is on a list');
    await alice.waitForMessage((message) => has('"verb":"accept"')(message) && has(swarmId)(message));
    for (const [who, offers] of [
      [mika, 'cancel'],
      [alice, 'accept'],
    ] as const) {
      await who.say('/swarm mine', english);
      const list = await who.waitForMessage(has('open-card'));
      const done = await list.press('open-card', {}, english);
      expect(done.notice).toBe('The card is in a new message below.');
      const opened = await who.waitForMessage(
        (message) => message.actions.some(({ verb }) => verb === offers) && has(swarmId)(message),
        { after: list },
      );
      // The list is still there, for the next.
      expect(has('open-card')(await list.read())).toBe(true);
      if (who === alice) await opened.press('accept', {}, english);
    }
    await office.until(
      swarmId,
      (state) => wasStarted(state) && state.invitations.some(({ answer }) => answer.state === 'accepted'),
    );
  });
});

test('an invitation opened from the list is kept true, and the first says where it is', async () => {
  const { swarmId, plan } = await started('Azure VPN Gateway is opened from a list');
  const first = await alice.waitForMessage((message) => has('"verb":"accept"')(message) && has(swarmId)(message));
  await alice.say('/swarm mine', english);
  const list = await alice.waitForMessage((message) => has('open-card')(message) && has(swarmId)(message));
  const row = list.actions.find(({ verb, data }) => verb === 'open-card' && JSON.stringify(data).includes(swarmId));
  await list.press('open-card', row?.data as Record<string, unknown>, english);
  const opened = await alice.waitForMessage(
    (message) => message.actions.some(({ verb }) => verb === 'accept') && has(swarmId)(message),
    { after: list },
  );
  const line = await alice.waitForMessage(
    (message) => message.id === first.id && has('A newer card is further down')(message),
  );
  expect(line.actions).toEqual([]);
  await (await plan.read()).press('cancel', { cancelReason: 'it was a cable' }, english);
  await alice.waitForMessage(
    (message) => message.id === opened.id && !message.actions.some(({ verb }) => verb === 'accept'),
  );
});

test('a card in its own channel has no button that leads there; in a chat it has', async () => {
  const { swarmId } = await started('Azure VPN Gateway has a room');
  const state = await office.swarms.load(swarmId);
  if (!wasStarted(state) || state.channel.status === 'opening') throw new Error('It has no channel');
  const { channelId } = state.channel.channel;
  const leadsThere = (message: SeenMessage) =>
    message.actions.some(({ type, title }) => type === 'Action.OpenUrl' && title === 'Open the channel');
  await mika.say('/swarm status', { ...english, conversation: channelId, slash: true });
  const isStatus = (message: SeenMessage) =>
    has('Coordinator')(message) && has('"card":"plan"')(message) && has(swarmId)(message);
  const there = await mika.waitForMessage((message) => message.conversation === channelId && isStatus(message));
  expect(leadsThere(there)).toBe(false);
  await there.press('refresh', {}, english);
  expect(leadsThere(await there.read())).toBe(false);
  await mika.say(`/swarm status ${state.case.id}`, english);
  const inChat = await mika.waitForMessage(
    (message) => message.conversation !== channelId && isStatus(message) && leadsThere(message),
  );
  expect(textOf(inChat)).toContain(state.case.id);
});

test('what somebody without the app was to hear is told to who owns the case, to tell them', async () => {
  const { swarmId, plan } = await started('Azure DNS is handed to somebody without Swarm');
  const ravi = office.people.as('ravi.rao');
  await ravi.uninstall();
  office.sandbox.faults.add({
    ...{
      door: 'graph',
      method: 'POST',
      path: '/teamwork/installedApps$',
      does: 'refuse',
      status: 403,
      code: 'Forbidden',
    },
  });
  try {
    const card = await plan.read();
    await card.press('hand-over', { handOverTo: '', handOverToTyped: 'Ravi Rao' }, english);
    const told = await mika.waitForMessage(
      (message) => has('Ravi Rao could not be reached')(message) && has('They were to hear')(message),
    );
    expect(textOf(told)).toContain('tell them yourself');
    expect(await office.swarms.load(swarmId)).toMatchObject({ coordinator: { name: 'Ravi Rao' } });
  } finally {
    office.sandbox.faults.set({ limits: 'off' });
    await ravi.install();
  }
});

test('whoever leads a swarm and has Swarm only since has the panel in its channel at once', async () => {
  const { swarmId } = await started('Azure DNS is handed to somebody of whom Teams has told nothing');
  const state = await office.until(swarmId, (now) => wasStarted(now) && now.briefing !== null);
  if (!wasStarted(state) || !state.briefing) throw new Error('It has no briefing');
  const { conversationId, activityId } = state.briefing;
  const carol = [...office.sandbox.tenant.people.values()].find(({ profile }) => profile.alias === 'carol.quinn');
  if (!carol) throw new Error('There is no Carol');
  const inRoom = () => {
    const [channelId = ''] = conversationId.split(';');
    return JSON.stringify(office.sandbox.tenant.conversations.get(channelId)?.messages.get(activityId)?.card);
  };
  office.sandbox.faults.add({
    ...{ door: 'graph', method: 'POST', path: '/teamwork/installedApps$' },
    ...{ does: 'refuse', status: 403, code: 'Forbidden' },
  });
  const to = { id: carol.id, name: carol.profile.name };
  const actor = { kind: 'person', person: state.case.owner } as const;
  await office.swarms.execute(swarmId, { type: 'HandOver', to }, { actor, cause: 'test' });
  await until(() => inRoom().includes(`${carol.profile.name}`));
  expect(inRoom()).not.toContain(carol.mri);
  office.sandbox.faults.set({ limits: 'off' });
  await office.people.as('carol.quinn').install();
  await until(() => inRoom().includes(carol.mri));
});

test('a plan that a rule made for somebody without the app is told to a lead, and is the first they see once they have it', async () => {
  const ravi = office.people.as('ravi.rao');
  await ravi.uninstall();
  office.sandbox.faults.add({
    ...{ door: 'graph', method: 'POST', path: '/teamwork/installedApps$' },
    ...{ does: 'refuse', status: 403, code: 'Forbidden' },
  });
  const owner = [...office.sandbox.tenant.people.values()].find(({ profile }) => profile.alias === 'ravi.rao')?.profile;
  const theCase = caseSchema.parse({
    ...{ id: 'R-77', title: 'Azure DNS of a rule', created: '2026-11-20T00:00:00Z' },
    owner: { id: owner?.id, name: owner?.name },
  });
  const origin = { actor: { kind: 'system', name: 'rule' }, cause: 'test' } as const;
  const { state } = await office.swarms.propose(theCase, origin);
  if (state.status !== 'proposed') throw new Error('It was not proposed');
  await mika.waitForMessage((message) => has('Ravi Rao')(message) && has('/swarm R-77')(message));
  expect(await office.swarms.load(state.swarmId)).toMatchObject({ status: 'proposed', planCard: null });
  office.sandbox.faults.set({ limits: 'off' });
  await ravi.install();
  const plan = await ravi.waitForMessage((message) => has('start-swarm')(message) && has('R-77')(message));
  await plan.press('start-swarm', {}, english);
  await office.until(state.swarmId, wasStarted);
});
