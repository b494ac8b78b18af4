import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import { type SwarmState, wasStarted } from '../../src/swarm/state.ts';
import { has, type Office, openOffice, swarmOn, textOf } from './office.ts';

let office: Office;
let mika: Persona;

beforeAll(async () => {
  office = await openOffice();
  mika = office.people.as('mika.sato');
});
afterEach(() => office.sandbox.faults.set({ limits: 'off' }));
afterAll(() => office?.close());

/** A swarm whose only expert for Kubernetes is Carol, who has no app; for VPN it is Alice. */
async function start(words: string): Promise<{ swarmId: string; plan: SeenMessage }> {
  await mika.say(`critical: ${words}`, { locale: 'en-US' });
  const plan = await mika
    .waitForMessage((message) => has('start-swarm')(message) && has(words)(message))
    .catch((error: Error) => {
      throw new Error(`${JSON.stringify(office.logged.slice(-5))} ${error.message}`);
    });
  await plan.press('start-swarm', {}, { locale: 'en-US' });
  return { swarmId: swarmOn(plan), plan };
}

const briefed = (state: SwarmState) => wasStarted(state) && state.briefing !== null;

describe('an invitation', () => {
  test('reaches somebody who has no app yet: it is installed for them, and no greeting comes before it', async () => {
    await start('Kubernetes nodes are not ready');
    const carol = office.people.as('carol.quinn');
    const invitation = await carol.waitForMessage(has('"verb":"accept"'));
    expect(textOf(invitation)).toContain('Kubernetes');
    const { messages } = await carol.conversation(undefined, { peek: true });
    expect(messages.filter((message) => message.from === null)).toHaveLength(1);
  });

  test('waits for somebody whose app nobody but they can install: they see it as soon as they have', async () => {
    const carol = office.people.as('carol.quinn');
    await carol.uninstall();
    office.sandbox.faults.add({
      door: 'graph',
      method: 'POST',
      path: '/teamwork/installedApps$',
      does: 'refuse',
      status: 403,
      code: 'Forbidden',
      times: 1,
    });
    const { swarmId } = await start('Kubernetes pods are evicted');
    await office.until(
      swarmId,
      (state) => wasStarted(state) && state.invitations.some(({ answer }) => answer.state === 'unreachable'),
    );
    await carol.install();
    const invitation = await carol.waitForMessage(
      (message) => has('"verb":"accept"')(message) && has(swarmId)(message),
    );
    await invitation.press('accept', {}, { locale: 'en-US' });
    const state = await office.until(
      swarmId,
      (now) => wasStarted(now) && now.invitations.some(({ answer }) => answer.state === 'accepted'),
    );
    // It is kept true from then on.
    expect(wasStarted(state) && state.invitations[0]?.message?.activityId).toBe(invitation.id);
  });

  test('to somebody who blocked the app is told to the coordinator', async () => {
    const ravi = office.people.as('ravi.rao');
    await ravi.say('help');
    await ravi.block();
    const { swarmId } = await start('Azure DNS answers NXDOMAIN');
    const notice = await mika.waitForMessage(has('Ravi Rao could not be reached'));
    expect(textOf(notice)).toContain('blocked');
    const state = await office.swarms.load(swarmId);
    expect(wasStarted(state) && state.invitations[0]?.answer).toEqual({ state: 'unreachable', cause: 'blocked' });
    await ravi.block(false);
  });

  test('to a guest, whom no app can be given, is told to the coordinator', async () => {
    const ravi = office.people.as('ravi.rao');
    await ravi.uninstall();
    const guest = office.sandbox.tenant.byAlias.get('ravi.rao');
    if (!guest) throw new Error('Ravi is not in the organisation');
    guest.guest = true;
    try {
      const { swarmId } = await start('Azure DNS zone is gone');
      // In a message of its own: on the plan's card it stands in a line of a list.
      await mika.waitForMessage(
        (message) =>
          has('They are a guest, and Swarm cannot write to guests')(message) &&
          textOf(message).includes('Ravi Rao could not be reached'),
      );
      const state = await office.swarms.load(swarmId);
      expect(wasStarted(state) && state.invitations[0]?.answer).toEqual({ state: 'unreachable', cause: 'guest' });
    } finally {
      guest.guest = false;
      await ravi.install();
    }
  });

  test('to a guest is told in the language of who leads', async () => {
    const ravi = office.people.as('ravi.rao');
    await ravi.uninstall();
    const guest = office.sandbox.tenant.byAlias.get('ravi.rao');
    if (!guest) throw new Error('Ravi is not in the organisation');
    guest.guest = true;
    const japanese = { locale: 'ja-JP' };
    try {
      await mika.say('最高: Azure DNS のゾーンが消えました', japanese);
      const plan = await mika.waitForMessage(
        (message) => has('start-swarm')(message) && has('ゾーンが消えました')(message),
      );
      await plan.press('start-swarm', {}, japanese);
      const notice = await mika.waitForMessage(has('ゲストには Swarm からメッセージを送れません'));
      expect(notice.card).toMatchObject({ lang: 'ja' });
      expect(textOf(notice)).toContain('Ravi Rao');
    } finally {
      guest.guest = false;
      await ravi.install();
    }
  });

  test('whose answer was lost is sent again, and both copies are one invitation', async () => {
    const alice = office.people.as('alice.byrne');
    await alice.say('help', { locale: 'en-IE' });
    const chat = (await alice.conversation(undefined, { peek: true })).conversation.id;
    office.sandbox.faults.add({
      door: 'connector',
      method: 'POST',
      path: encodeURIComponent(chat).replaceAll('.', '\\.'),
      does: 'lose-answer',
    });
    const { swarmId } = await start('Azure VPN Gateway lost its tunnels');
    await office.until(
      swarmId,
      (state) =>
        wasStarted(state) &&
        state.invitations.some((each) => each.person.name === 'Alice Byrne' && each.answer.state === 'delivered'),
    );
    const copies = (await alice.conversation(undefined, { peek: true })).messages.filter(has(swarmId));
    expect(copies.length).toBeGreaterThanOrEqual(2);
    const answers = await Promise.all(copies.map((copy) => copy.press('accept')));
    expect(answers.map((each) => each.error)).toEqual(copies.map(() => null));
    const events = await office.swarms.history(swarmId);
    expect(events.filter((each) => each.event.type === 'InvitationAccepted')).toHaveLength(1);
  });
});

describe('a message whose success names no message', () => {
  const unreadable = ['', '[]', 'null', '{}', '{"id":""}', '{"id":"17'];

  test.each(unreadable)('(%j) is an invitation not delivered, and is sent again', async (content) => {
    const ravi = office.people.as('ravi.rao');
    await ravi.say('help');
    const chat = (await ravi.conversation(undefined, { peek: true })).conversation.id;
    const title = `Azure DNS answers ${unreadable.indexOf(content)} times`;
    office.sandbox.faults.add({
      ...{ door: 'connector', method: 'POST', path: encodeURIComponent(chat).replaceAll('.', '\\.') },
      // Ravi may hear of an earlier swarm at this moment.
      ...{ body: title, does: 'garble', content },
    });
    const { swarmId } = await start(title);
    await office.until(
      swarmId,
      (state) => wasStarted(state) && state.invitations.some((each) => each.answer.state === 'delivered'),
    );
    expect((await ravi.conversation(undefined, { peek: true })).messages.filter(has(swarmId))).toHaveLength(1);
    const delays = (await office.swarms.history(swarmId)).flatMap(({ event }) =>
      event.type === 'StepDelayed' ? [event.step] : [],
    );
    expect(delays).toContain('deliver:i1');
  });

  test('is a briefing that is posted again', async () => {
    office.sandbox.faults.add({
      ...{ door: 'connector', method: 'POST', path: '^/v3/conversations$', body: '"isGroup":true' },
      ...{ does: 'garble', content: '{"id":"' },
    });
    const { swarmId } = await start('Azure VPN Gateway says nothing');
    await office.until(swarmId, briefed);
    expect(
      (await office.swarms.history(swarmId)).some(
        ({ event }) => event.type === 'StepDelayed' && event.step === 'post-briefing',
      ),
    ).toBe(true);
  });
});

describe('the briefing', () => {
  test('waits for a channel that is not ready yet', async () => {
    office.sandbox.faults.set({ limits: 'off', newChannelRefuses: { ms: 4000, status: 403 } });
    const { swarmId } = await start('Azure VPN Gateway flaps after midnight');
    const state = await office.until(swarmId, briefed);
    const events = await office.swarms.history(swarmId);
    expect(events.some((each) => each.event.type === 'StepDelayed' && each.event.step === 'post-briefing')).toBe(true);
    expect(wasStarted(state) && state.troubles.filter((each) => each.step === 'post-briefing')).toEqual([]);
  });

  test('is posted when the connector is out of order for a while, after the wait it asks for', async () => {
    office.sandbox.faults.add({
      door: 'connector',
      method: 'POST',
      path: '^/v3/conversations$',
      does: 'throttle',
      retryAfter: 1,
      times: 1,
    });
    office.sandbox.faults.add({
      door: 'connector',
      method: 'POST',
      path: '^/v3/conversations$',
      does: 'unavailable',
      times: 1,
    });
    const { swarmId } = await start('Azure VPN Gateway rekeys too often');
    await office.until(swarmId, briefed);
    const delays = (await office.swarms.history(swarmId)).flatMap(({ event }) =>
      event.type === 'StepDelayed' && event.step === 'post-briefing' ? [event] : [],
    );
    expect(delays.map((each) => each.cause)).toEqual([expect.stringContaining('429'), expect.stringContaining('503')]);
    expect(delays.map((each) => each.asked ?? false)).toEqual([true, false]);
  });
});

describe('a card', () => {
  test('that a person deleted does not hold anything up', async () => {
    const { swarmId, plan } = await start('Azure VPN Gateway is slow');
    await office.until(swarmId, briefed);
    const [conversation] = [plan.conversation];
    const message = office.sandbox.tenant.conversations.get(conversation)?.messages.get(plan.id);
    if (message) message.deleted = true;
    const state = await office.swarms.load(swarmId);
    if (state.status !== 'running') throw new Error('not running');
    const origin = { actor: { kind: 'person', person: state.coordinator }, cause: 'test' } as const;
    await office.swarms.execute(swarmId, { type: 'Cancel', reason: 'solved by phone' }, origin);
    await office.until(swarmId, (now) => now.status === 'cancelled' && now.channel.status === 'archived');
  });
});
