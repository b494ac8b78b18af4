import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import { type SwarmState, wasStarted } from '../../src/swarm/state.ts';
import { messages } from '../../src/teams/languages/language.ts';
import { questionsThatDiffer } from '../simulation/channelCards.ts';
import { has, type Office, openOffice, swarmOn, textOf } from './office.ts';

/**
 * What one person is asked in a message of its own: a lost answer of the connector, or a killed process, may send it twice, and
 * nobody may be left with one that is not so.
 */

let office: Office;
let mika: Persona;
let alice: Persona;
let ravi: Persona;
beforeAll(async () => {
  // Each test waits for what its own swarm does, and for none of what those before it have left of the limits.
  office = await openOffice({ connectorLimits: 'off', graphLimits: 'off' });
  [mika, alice, ravi] = ['mika.sato', 'alice.byrne', 'ravi.rao'].map((alias) => office.people.as(alias)) as [
    Persona,
    Persona,
    Persona,
  ];
  for (const each of [mika, alice, ravi]) await each.say('help', english);
});
afterAll(() => office?.close());

const english = { locale: 'en-GB' };
const { views: words, aftercare, gaps } = messages('en');

async function started(title: string, by = mika): Promise<{ swarmId: string; plan: SeenMessage }> {
  await by.say(`low: ${title}`, english);
  const plan = await by.waitForMessage((message) => has('start-swarm')(message) && has(title)(message));
  await plan.press('start-swarm', {}, english);
  return { swarmId: swarmOn(plan), plan };
}

const invitationTo = (who: Persona, swarmId: string) =>
  who.waitForMessage((message) => has(swarmId)(message) && has('"verb":"accept"')(message));

/** The connector takes the first message with this button, and nobody is told. */
const loseFirst = (verb: string): string =>
  office.sandbox.faults.add({
    ...{ door: 'connector', method: 'POST', path: '/activities$', body: `"${verb}"` },
    ...{ does: 'lose-answer', times: 1 },
  });

/** Both messages with a question: the one of which nobody was told, and the one that is kept. */
async function bothOf(who: Persona, verb: string, swarmId: string): Promise<[stray: SeenMessage, kept: SeenMessage]> {
  const asks = (message: SeenMessage) => has(`"verb":"${verb}"`)(message) && has(swarmId)(message);
  const one = await who.waitForMessage(asks);
  const other = await who.waitForMessage((message) => asks(message) && message.id !== one.id);
  const isKept =
    ({ id }: SeenMessage) =>
    (now: SwarmState) =>
      wasStarted(now) && now.sideCards.some(({ message }) => message.activityId === id);
  await office.until(swarmId, (now) => isKept(one)(now) || isKept(other)(now));
  return isKept(one)(await office.swarms.load(swarmId)) ? [other, one] : [one, other];
}

/** Answered on the stray: that says so, and the other leads to it. */
async function oneSays(who: Persona, [stray, kept]: readonly SeenMessage[], told: string): Promise<void> {
  await who.waitForMessage((message) => message.id === stray?.id && has(told)(message) && !has('Input.')(message));
  const line = await who.waitForMessage(
    (message) => message.id === kept?.id && /(further (up|down))/.test(textOf(message)),
  );
  expect(line.actions).toEqual([]);
}

async function byCoordinator(swarmId: string) {
  const state = await office.swarms.load(swarmId);
  if (!wasStarted(state)) throw new Error('It was not started');
  return { actor: { kind: 'person', person: state.coordinator }, cause: 'test' } as const;
}

/** A running swarm of hers, whose channel is open, with both seated in it: nothing of it changes but by what the test does. */
async function withAlice(title: string): Promise<{ swarmId: string; plan: SeenMessage }> {
  const { swarmId, plan } = await started(title);
  await (await invitationTo(alice, swarmId)).press('accept');
  await office.until(
    swarmId,
    (now) =>
      wasStarted(now) &&
      now.briefing !== null &&
      now.members.length === 2 &&
      now.members.every(({ seated }) => seated) &&
      now.members.some(({ person, announced }) => announced && person.name === 'Alice Byrne'),
  );
  await mika.waitForMessage((message) => message.id === plan.id && has('"verb":"ask-silent"')(message));
  return { swarmId, plan };
}

/** Nobody has room for many swarms at once. */
const ended = async (swarmId: string): Promise<void> => {
  const state = await office.swarms.load(swarmId);
  if (!wasStarted(state)) return;
  const actor = { kind: 'person', person: state.coordinator } as const;
  await office.swarms.execute(swarmId, { type: 'Cancel', reason: 'done' }, { actor, cause: 'test' });
};

describe('a question that was sent twice', () => {
  test('of what else somebody sees: told by either, both say that it is told', async () => {
    const { swarmId, plan } = await withAlice('Azure VPN Gateway is asked about twice');
    loseFirst('tell-view');
    await (await plan.read()).press('ask-silent', { question: 'And the router?' }, english);
    const both = await bothOf(alice, 'tell-view', swarmId);
    await both[0].press('tell-view', { viewText: 'The backup runs then', viewNamed: 'unnamed' }, english);
    await oneSays(alice, both, words.toldHint.told.unnamed);
    const state = await office.swarms.load(swarmId);
    expect(wasStarted(state) && state.views).toHaveLength(1);
    await ended(swarmId);
  });

  test('of a gap: answered by either, both say so', async () => {
    const { swarmId } = await started('Azure DNS has a gap twice', alice);
    const invitation = await invitationTo(ravi, swarmId);
    loseFirst('gap-name');
    await invitation.press('decline', { reason: 'busy' });
    const both = await bothOf(mika, 'gap-name', swarmId);
    await both[0].press('gap-without', {}, english);
    await oneSays(mika, both, gaps.goesWithout);
  });

  test('of whether it holds, and of a task: both copies show what was answered', async () => {
    const { swarmId, plan } = await started('Azure VPN Gateway holds twice');
    await (await invitationTo(alice, swarmId)).press('accept');
    loseFirst('answer-follow-up');
    loseFirst('take-prevention');
    const today = DateTime.now().setZone('Asia/Tokyo').toFormat('yyyy-MM-dd');
    const later = DateTime.now().plus({ days: 9 }).toFormat('yyyy-MM-dd');
    const running = await mika.waitForMessage((message) => message.id === plan.id && has('"verb":"resolve"')(message));
    await running.press(
      'resolve',
      {
        ...{ rootCause: 'Lifetimes differ', fix: 'Reconnected', fixKind: 'workaround', followUpOn: today },
        ...{ preventionTask: 'Watch both', preventionByTyped: 'Alice Byrne', preventionDue: later },
      },
      english,
    );
    const tasks = await bothOf(alice, 'take-prevention', swarmId);
    await tasks[0].press('finish-prevention', {}, english);
    await oneSays(alice, tasks, aftercare.taskState.done);
    const asked = await bothOf(mika, 'answer-follow-up', swarmId);
    await asked[0].press('answer-follow-up', { stillFixed: 'yes' }, english);
    const state = await office.swarms.load(swarmId);
    if (!wasStarted(state)) throw new Error('not started');
    await oneSays(mika, asked, aftercare.savedTitle.yes(state.case.id));
  });
});

describe('a question that is asked no more', () => {
  test('leaves what is being typed, tells who sends it that it is too late, and says so by itself later', async () => {
    const { swarmId, plan } = await withAlice('Azure VPN Gateway ends early');
    await (await plan.read()).press('ask-silent', { question: 'And the router?' }, english);
    const asked = await alice.waitForMessage((message) => has('"verb":"tell-view"')(message) && has(swarmId)(message));
    await office.until(swarmId, (now) => wasStarted(now) && now.sideCards.some(({ card }) => card === 'silent'));
    await (await plan.read()).press('cancel', { cancelReason: 'it was a cable' }, english);
    await alice.waitForMessage((message) => has('was cancelled')(message) && has('ends early')(message));
    const open = (await alice.conversation(undefined, { peek: true })).messages.find(({ id }) => id === asked.id);
    expect(open?.actions.map(({ verb }) => verb)).toContain('tell-view');
    const late = await asked.press('tell-view', { viewText: 'The backup runs then', viewNamed: 'named' }, english);
    // In words beside the form: what was typed stays in it.
    expect(late.notice).toContain('cancelled');
    // An hour later, which no test waits for.
    const state = await office.swarms.load(swarmId);
    if (!wasStarted(state)) throw new Error('It was not started');
    const reader = state.sideCards.find(({ card }) => card === 'silent')?.reader.id ?? '';
    await office.effects['refresh-card'](
      { name: 'refresh-card', swarmId, attempt: 1, card: `asked:silent@${reader}`, ifOver: true },
      { state, repeated: true, signal: new AbortController().signal },
    );
    const over = await alice.waitForMessage((message) => message.id === asked.id && has(words.over)(message));
    expect(over.actions).toEqual([]);
  });

  test('leaves it also where the swarm had changed before it arrived, and was to be drawn anew for that', async () => {
    const { swarmId, plan } = await withAlice('Azure VPN Gateway ends between');
    const held = office.sandbox.faults.add({
      ...{ door: 'connector', method: 'POST', path: '/activities$', body: '"tell-view"', does: 'hold', when: 'after' },
    });
    await (await plan.read()).press('ask-silent', { question: 'And the bridge?' }, english);
    await office.sandbox.faults.untilHeld(held);
    const words = { known: 'It is the bridge', tried: '', next: '', waitingFor: '' };
    const write = { type: 'WriteNote', words, basedOn: 0 } as const;
    const noted = await office.swarms.execute(swarmId, write, await byCoordinator(swarmId));
    expect(noted.ok).toBe(true);
    office.sandbox.faults.release(held);
    const asked = await alice.waitForMessage((message) => has('"verb":"tell-view"')(message) && has(swarmId)(message));
    await office.until(swarmId, (now) => wasStarted(now) && now.sideCards.some(({ card }) => card === 'silent'));
    await (await plan.read()).press('cancel', { cancelReason: 'it was the bridge' }, english);
    await office.until(swarmId, ({ status }) => status === 'cancelled');
    const state = await office.swarms.load(swarmId);
    if (!wasStarted(state)) throw new Error('It was not started');
    const reader = state.sideCards.find(({ card }) => card === 'silent')?.reader.id ?? '';
    // As it runs when it comes late: after the end.
    await office.effects['refresh-card'](
      { name: 'refresh-card', swarmId, attempt: 1, card: `asked:silent@${reader}`, whileAsked: true },
      { state, repeated: true, signal: new AbortController().signal },
    );
    const open = (await alice.conversation(undefined, { peek: true })).messages.find(({ id }) => id === asked.id);
    expect(open?.actions.map(({ verb }) => verb)).toContain('tell-view');
  });

  test('thanks nobody for "nothing to add" that came too late: it says that it is over', async () => {
    const { swarmId, plan } = await withAlice('Azure VPN Gateway ends sooner');
    await (await plan.read()).press('ask-silent', { question: 'And the switch?' }, english);
    const asked = await alice.waitForMessage((message) => has('"verb":"tell-view"')(message) && has(swarmId)(message));
    await office.until(swarmId, (now) => wasStarted(now) && now.sideCards.some(({ card }) => card === 'silent'));
    await (await plan.read()).press('cancel', { cancelReason: 'it was a plug' }, english);
    await office.until(swarmId, ({ status }) => status === 'cancelled');
    const late = await asked.press('nothing-to-add', {}, english);
    expect(JSON.stringify(late.card)).toContain(words.over);
  });
});

describe('who cannot be asked', () => {
  const withoutSwarm = async (who: Persona, during: () => Promise<void>) => {
    await who.uninstall();
    office.sandbox.faults.add({
      ...{ door: 'graph', method: 'POST', path: '/teamwork/installedApps$' },
      ...{ does: 'refuse', status: 403, code: 'Forbidden' },
    });
    await during();
    office.sandbox.faults.set({ limits: 'off' });
    await who.install();
  };

  test('for what else they see is told to who asked', async () => {
    const { swarmId, plan } = await withAlice('Azure VPN Gateway asks somebody without Swarm');
    await withoutSwarm(alice, async () => {
      await (await plan.read()).press('ask-silent', { question: 'And the router?' }, english);
      const told = await mika.waitForMessage(
        (message) => has('Alice Byrne could not be reached')(message) && has('They were to hear')(message),
      );
      expect(textOf(told)).toContain('What else do you see');
    });
    await ended(swarmId);
  });
});

describe('a word that is to be told to all', () => {
  test.each([403, 404])(
    'and is refused in the channel for good (%d) is told in the next one, and who leads hears of it',
    async (status) => {
      const { swarmId, plan } = await withAlice(`Azure VPN Gateway tells nobody ${status}`);
      const open = await office.swarms.load(swarmId);
      await (await plan.read()).press('ask-silent', { question: 'And the router?' }, english);
      const asked = await alice.waitForMessage(
        (message) => has('"verb":"tell-view"')(message) && has(swarmId)(message),
      );
      const first = wasStarted(open) ? open.briefing : null;
      const fault = office.sandbox.faults.add({
        ...{ door: 'connector', method: 'POST', path: '/activities$', body: `The backup runs at ${status}` },
        ...{ does: 'refuse', status, code: status === 403 ? 'BotNotInConversationRoster' : 'ConversationNotFound' },
        ...{ times: 1 },
      });
      await asked.press('tell-view', { viewText: `The backup runs at ${status}`, viewNamed: 'named' }, english);
      // The next briefing waits for the look at the channel.
      await office.bringForward('post-briefing');
      const again = await office.until(swarmId, (now) => wasStarted(now) && now.views.some((each) => each.relayed));
      expect(wasStarted(again) && again.briefing?.activityId).not.toBe(first?.activityId);
      const types = (await office.swarms.history(swarmId)).map(({ event }) => event.type);
      expect(types).toContain('BriefingLost');
      await alice.waitForMessage((message) => message.id === asked.id && has(words.toldHint.told.named)(message));
      office.sandbox.faults.remove(fault);
      await ended(swarmId);
    },
    60_000,
  );
});

test('a word that was told to all twice, by a lost answer, stands once as soon as somebody looks at the channel', async () => {
  const { swarmId, plan } = await withAlice('Azure VPN Gateway tells it twice');
  await (await plan.read()).press('ask-silent', { question: 'And the router?' }, english);
  const asked = await alice.waitForMessage((message) => has('"verb":"tell-view"')(message) && has(swarmId)(message));
  office.sandbox.faults.add({
    ...{ door: 'connector', method: 'POST', path: '/activities$', body: 'The backup runs twice' },
    ...{ does: 'lose-answer', times: 1 },
  });
  await asked.press('tell-view', { viewText: 'The backup runs twice', viewNamed: 'named' }, english);
  // It is told again after a pause.
  await office.bringForward('relay-view');
  const state = await office.until(swarmId, (now) => wasStarted(now) && now.views.some((each) => each.relayed));
  const room = wasStarted(state) && state.channel.status === 'open' ? state.channel.channel.channelId : '';
  await mika.waitForMessage((message) => message.conversation === room && has('The backup runs twice')(message));
  await alice.conversation(room);
  const line = await alice.waitForMessage(
    (message) => message.conversation === room && /Told to all.*further (up|down)/.test(textOf(message)),
  );
  const { messages: seen } = await alice.conversation(room, { peek: true });
  expect(seen.filter(has('The backup runs twice'))).toHaveLength(1);
  expect(line.actions).toEqual([]);
  await ended(swarmId);
});

test('what somebody typed into a form for which it is too late comes back with how it stands', async () => {
  const { swarmId, plan } = await withAlice('Azure VPN Gateway is resolved twice');
  await ended(swarmId);
  const typed = { rootCause: 'The lifetimes differ,\n両側で異なる', fix: 'Both are 3600 s' };
  const pressed = {
    ...{ type: 'Action.Execute', verb: 'resolve' },
    data: { swarmId, card: 'plan', ...typed, fixKind: 'final', resolvedTechnologies: '', credits: '' },
  };
  const { deliveries } = await mika.sendCrafted(
    { action: pressed, trigger: 'manual' },
    { conversation: plan.conversation, message: plan.id, invoke: 'adaptiveCard/action', locale: 'en-GB' },
  );
  const answer = JSON.stringify(deliveries).replaceAll('\\', '');
  for (const words of ['What you typed', 'The lifetimes differ,', '両側で異なる', 'Both are 3600 s', 'was cancelled'])
    expect(answer).toContain(words);
});

test('an answer to a gap that is one no more keeps its words', async () => {
  const { swarmId } = await started('Azure DNS is no gap any more', alice);
  const invitation = await invitationTo(ravi, swarmId);
  await invitation.press('decline', { reason: 'busy' });
  const question = await mika.waitForMessage((message) => has('"verb":"gap-name"')(message) && has(swarmId)(message));
  await ended(swarmId);
  const pressed = {
    ...{ type: 'Action.Execute', verb: 'gap-elsewhere' },
    data: { swarmId, gapOf: 'azure-dns', gapElsewhere: 'Ask the queue NET-2 of Contoso', gapPersonTyped: '' },
  };
  const { deliveries } = await mika.sendCrafted(
    { action: pressed, trigger: 'manual' },
    { conversation: question.conversation, message: question.id, invoke: 'adaptiveCard/action', locale: 'en-GB' },
  );
  expect(JSON.stringify(deliveries)).toContain('Ask the queue NET-2 of Contoso');
  // It stays there, above the question as it is now: nothing of that is out of date.
  const compared = { own: 0, briefing: 0, panel: 0, announcement: 0, question: 0, model: 0 };
  await mika.waitForMessage((message) => message.id === question.id && has('Ask the queue NET-2')(message));
  expect(await questionsThatDiffer(office, swarmId, compared)).toEqual([]);
  expect(compared.question).toBeGreaterThan(0);
});

test('words that name no product may be about a swarm that their author is in, and offer its case', async () => {
  const { whichProduct, orRunning, takeCase } = messages('en').questions;
  const { swarmId } = await started('Kubernetes: the nodes of the shop are gone');
  const state = await office.swarms.load(swarmId);
  if (state.status === 'none') throw new Error('The swarm did not start');
  await mika.say('/swarm nothing works here', english);
  const asked = await mika.waitForMessage((message) => has(whichProduct)(message) && has(orRunning)(message));
  const taken = await asked.press(takeCase(state.case.id), {}, english);
  expect(JSON.stringify(taken.card)).toContain('"verb":"resolve"');
});
