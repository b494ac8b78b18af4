import { afterEach, describe, expect, test } from '@jest/globals';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import { wasStarted } from '../../src/swarm/state.ts';
import { has, type Office, openOffice, swarmOn, textOf } from './office.ts';

/** Somebody who may not start a swarm sends their problem to their support contacts. */

let office: Office;
afterEach(() => office?.close());

const english = { locale: 'en-US' };
const verbsOn = (message: SeenMessage) => message.actions.map(({ verb }) => verb);
const id = (number: number) => `22222222-2222-4222-8222-00000000000${number}`;
const [alice, nobody] = [id(2), id(9)];
const problem = 'Azure VPN Gateway drops every hour';

async function opened(
  options: Parameters<typeof openOffice>[0] = {},
): Promise<Record<'asker' | 'mika' | 'alice', Persona>> {
  office = await openOffice({ outsiders: ['ravi.rao'], connectorLimits: 'off', ...options });
  const as = (alias: string) => office.people.as(alias);
  return { asker: as('ravi.rao'), mika: as('mika.sato'), alice: as('alice.byrne') };
}

/** The form that somebody's words bring, filled in and sent. */
async function sent(asker: Persona, words: string, more: Record<string, string> = {}): Promise<SeenMessage> {
  await asker.say(words, english);
  const form = await asker.waitForMessage((message) => has('ask-contacts')(message) && has(words)(message));
  const inputs = { caseText: words, caseSeverity: 'normal', caseRestricted: 'false', ...more };
  const answer = await form.press('ask-contacts', inputs, english);
  expect([answer.error, answer.notice]).toEqual([null, null]);
  return form;
}

const requestOn = (message: SeenMessage): string =>
  /"requestId":"([^"]+)"/.exec(JSON.stringify(message.card))?.[1] ?? 'none';

/** What a press comes to that no card in front of somebody offers. */
const crafted = async (who: Persona, verb: string, data: object): Promise<string> =>
  JSON.stringify(
    await who.sendCrafted(
      { action: { type: 'Action.Execute', verb, data } },
      { invoke: 'adaptiveCard/action', ...english },
    ),
  );

const arrived = (contact: Persona, words = problem) =>
  contact.waitForMessage((message) => has('take-request')(message) && has(words)(message));

describe('a problem that somebody sends to their support contacts', () => {
  test('is taken by one who leads it; the asker hears that, and how it ended', async () => {
    const { asker, mika } = await opened();
    const form = await sent(asker, problem);
    await asker.waitForMessage(has('Sent to your support contacts'));

    const request = await arrived(mika);
    // In the language that she reads.
    expect(textOf(request)).toContain('Ravi Rao さんからのご相談');
    await request.press('take-request', {}, { locale: 'ja-JP' });
    const told = await asker.waitForMessage(
      (message) => message.id !== form.id && has('has taken your problem')(message),
    );
    expect(textOf(told)).toContain('佐藤 美香 plans a swarm for it and leads it');
    const plan = await mika.waitForMessage((message) => message.id === request.id && has('start-swarm')(message));
    expect(textOf(plan)).toContain('相談者');
    const state = await office.swarms.load(swarmOn(plan));
    expect(state.status === 'proposed' && [state.case.owner.name, state.case.askedBy?.name]).toEqual([
      '佐藤 美香',
      'Ravi Rao',
    ]);
    // Their own card tells the same.
    await asker.waitForMessage((message) => message.id === form.id && has('has taken your problem')(message));

    await plan.press('start-swarm', {}, english);
    await (await plan.read()).press('cancel', { cancelReason: 'it was a cable' }, english);
    const ended = await asker.waitForMessage(has('closed the swarm'));
    expect(verbsOn(ended)).toEqual([]);
  });

  test('is planned for them by a lead: it is their case, and they see it', async () => {
    const { asker, mika } = await opened();
    await sent(asker, problem);
    await (await arrived(mika)).press('take-request-for', {}, english);
    await asker.waitForMessage(has('plans a swarm for you'));
    const plan = await mika.waitForMessage(has('start-swarm'));
    const swarmId = swarmOn(plan);
    await plan.press('start-swarm', {}, english);
    const state = await office.swarms.load(swarmId);
    expect(wasStarted(state) && [state.case.owner.name, state.coordinator.name]).toEqual(['Ravi Rao', '佐藤 美香']);
    await asker.waitForMessage(
      (message) => has('was started for you')(message) && verbsOn(message).includes('refresh'),
    );
  });

  test('goes to whom the policy names; the first has it, and the others’ cards say so', async () => {
    const { asker, mika, alice: first } = await opened({ supportContacts: [alice, id(1), nobody] });
    const form = await sent(asker, problem);
    const [hers, other] = [await arrived(first), await arrived(mika)];
    // Who is no lead plans it as her own.
    expect(verbsOn(hers)).not.toContain('take-request-for');
    expect(await crafted(first, 'take-request-for', { requestId: requestOn(hers) })).toContain(
      'You may not plan this for them',
    );
    await hers.press('take-request', {}, english);
    await mika.waitForMessage((message) => message.id === other.id && has('Alice Byrne さんが引き受けました')(message));
    const late = await crafted(mika, 'take-request', { requestId: requestOn(other) });
    expect(late).toContain('Alice Byrne has taken it');
    expect(late).not.toContain('start-swarm');
    // Pressed again by who has it: the plan once more, and no other.
    expect(await crafted(first, 'take-request', { requestId: requestOn(hers) })).toContain('start-swarm');
    await asker.waitForMessage((message) => message.id === form.id && has('Alice Byrne has taken')(message));
  });

  test('that all decline, or cannot be told of, is told with what they said', async () => {
    const { asker, mika } = await opened({ supportContacts: [id(1), id(4)] });
    office.sandbox.faults.set({ withoutApp: ['carol.quinn'] });
    await sent(asker, problem);
    await (await arrived(mika)).press('decline-request', { requestNote: 'Ask the network team' }, english);
    const told = await asker.waitForMessage(has('Nobody has taken your problem'));
    expect(textOf(told)).toContain('cannot take it: Ask the network team');
    expect(textOf(told)).toContain('could not be reached');
  });

  test('that is restricted shows its words only to who takes it', async () => {
    const { asker, mika } = await opened();
    await sent(asker, problem, { caseRestricted: 'true' });
    const request = await mika.waitForMessage(has('take-request'));
    expect(textOf(request)).not.toContain('VPN');
    expect(verbsOn(request)).not.toContain('take-request-for');
    await request.press('take-request', {}, english);
    const plan = await mika.waitForMessage(has('start-swarm'));
    const state = await office.swarms.load(swarmOn(plan));
    expect(state.status === 'proposed' && [state.case.restricted, state.room]).toEqual([true, 'private']);
  });

  test('is sent once however often it is, and no more than three wait at a time', async () => {
    const { asker, mika } = await opened();
    await sent(asker, problem);
    await Promise.all([sent(asker, problem), sent(asker, problem)]);
    for (const words of ['Azure DNS is slow', 'Kubernetes nodes are gone']) await sent(asker, words);
    const inputs = { caseText: 'One more thing', caseSeverity: 'normal', caseRestricted: 'false' };
    expect(await crafted(asker, 'ask-contacts', inputs)).toContain('already wait for an answer');
    await arrived(mika, 'Kubernetes nodes');
    const { messages } = await mika.conversation(undefined, { peek: true });
    expect(messages.filter(has('take-request'))).toHaveLength(3);
  });

  test('is answered by nobody whom it was not sent to', async () => {
    const { asker, mika, alice: stranger } = await opened();
    await sent(asker, problem);
    const request = await arrived(mika);
    const press = (requestId: string) => crafted(stranger, 'take-request', { requestId });
    expect(await press(requestOn(request))).toContain('This button cannot be used');
    expect(await press('T-NOBODY')).toContain('not kept any more');
  });

  test('that nobody answers in time is told to its asker, and so is a plan that was never started', async () => {
    const { asker } = await opened({
      policy: { anyTime: { critical: true, high: false, normal: false, low: false }, planLapsesAfterHours: 0 },
    });
    await sent(asker, problem);
    await asker.waitForMessage(has('has answered in time'));

    await office.close();
    const next = await opened();
    await sent(next.asker, problem);
    const request = await arrived(next.mika);
    await request.press('take-request', {}, english);
    const plan = await next.mika.waitForMessage(has('start-swarm'));
    await plan.press('dismiss-plan', {}, english);
    await office.runHelpRequest({ does: 'look-after', requestId: requestOn(request) }, new AbortController().signal);
    await next.asker.waitForMessage(has('their plan has lapsed without a start'));
  });
});

test('where there is nobody to ask it is said whom to turn to', async () => {
  const { mika } = await opened({ outsiders: ['mika.sato'] });
  await mika.say(problem, english);
  const answer = await mika.waitForMessage(has('send your problem to your support contact'));
  expect(answer.actions).toEqual([]);
});
