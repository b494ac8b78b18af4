import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import { noteOf, type SwarmState, wasStarted } from '../../src/swarm/state.ts';
import { has, type Office, openOffice, swarmOn } from './office.ts';

/** The status note in Teams: its form, who sees it, and what becomes of words that cross. */

let office: Office;
let mika: Persona;
let alice: Persona;

beforeAll(async () => {
  office = await openOffice();
  mika = office.people.as('mika.sato');
  alice = office.people.as('alice.byrne');
});
afterAll(() => office?.close());

const english = { locale: 'en-US' };
const verbsOn = (message: SeenMessage) => message.actions.map(({ verb }) => verb);
const isForm = (swarmId: string) => (message: SeenMessage) =>
  verbsOn(message).includes('save-note') && has(swarmId)(message);
const noted = (words: string) => (state: SwarmState) =>
  wasStarted(state) && JSON.stringify(noteOf(state) ?? {}).includes(words);

/** A swarm of Mika's, with its plan; Alice has accepted. */
async function running(words: string) {
  await mika.say(`critical: ${words}`, english);
  const plan = await mika.waitForMessage((message) => has('start-swarm')(message) && has(words)(message));
  await plan.press('start-swarm', {}, english);
  const swarmId = swarmOn(plan);
  const invitation = await alice.waitForMessage((message) => has('"verb":"accept"')(message) && has(swarmId)(message));
  await invitation.press('accept', {}, english);
  await office.until(swarmId, (state) => wasStarted(state) && state.briefing !== null);
  return { swarmId, plan, invitation };
}

/** Opens the form from one's own card of the swarm. */
async function formOf(somebody: Persona, swarmId: string, on: SeenMessage): Promise<SeenMessage> {
  const answer = await on.press('edit-note', { swarmId }, english);
  expect(answer.error).toBeNull();
  return somebody.waitForMessage(isForm(swarmId));
}

describe('a status note', () => {
  test('is written in a message of its own, and stands on the owner’s card, on the briefing, and on the expert’s', async () => {
    const { swarmId, plan, invitation } = await running('Azure VPN Gateway drops each hour');
    const card = await plan.read();
    expect(verbsOn(card)).toContain('edit-note');
    const form = await formOf(mika, swarmId, card);
    const answer = await form.press(
      'save-note',
      { known: 'Since the new router.', next: 'Compare proposals.' },
      english,
    );
    expect(JSON.stringify(answer.card)).toContain('Since the new router.');
    const state = await office.until(swarmId, noted('Since the new router.'));
    if (!wasStarted(state)) throw new Error('It is not running');
    for (const [somebody, of] of [
      [mika, plan],
      [alice, invitation],
    ] as const)
      await somebody.waitForMessage((message) => message.id === of.id && has('Compare proposals.')(message));
    await mika.waitForMessage(
      ({ id, ...message }) => id === state.briefing?.activityId && has('Compare proposals.')({ id, ...message }),
    );
  });

  test('opened twice is one form: the older is a line that leads to it, also once it is saved', async () => {
    const { swarmId, plan } = await running('Azure VPN Gateway and two forms');
    const first = await formOf(mika, swarmId, await plan.read());
    await (await plan.read()).press('edit-note', { swarmId }, english);
    const second = await mika.waitForMessage(isForm(swarmId), { after: first });
    const line = await mika.waitForMessage(
      (message) => message.id === first.id && has('A newer card is further down')(message),
    );
    expect(verbsOn(line)).toEqual([]);
    await second.press('save-note', { known: 'Seen in the second form.' }, english);
    await office.until(swarmId, noted('Seen in the second form.'));
    await (await plan.read()).press('edit-note', { swarmId }, english);
    const third = await mika.waitForMessage(isForm(swarmId), { after: second });
    // What was saved so long ago may be no longer so.
    await mika.waitForMessage((message) => message.id === second.id && has('A newer card is further down')(message));
    expect(verbsOn(await third.read())).toContain('save-note');
  });

  test('keeps the words of two who write at once, and says so to the second', async () => {
    const { swarmId, plan } = await running('Azure VPN Gateway and two hands');
    const first = await formOf(mika, swarmId, await plan.read());
    await alice.say('status', english);
    const hers = await alice.waitForMessage(
      (message) => verbsOn(message).includes('edit-note') && has(swarmId)(message),
    );
    const second = await formOf(alice, swarmId, hers);
    await first.press('save-note', { known: 'Phase 1 is fine.' }, english);
    const answer = await second.press('save-note', { known: 'Phase 2 fails.' }, english);
    const card = JSON.stringify(answer.card);
    expect(card).toContain('Phase 1 is fine.');
    expect(card).toContain('Phase 2 fails.');
    expect(card).toContain('wrote in the same place meanwhile');
  });

  test('is not for who is not in the swarm, and not after its end: the form keeps what was typed', async () => {
    const { swarmId, plan } = await running('Azure VPN Gateway and a late word');
    const form = await formOf(mika, swarmId, await plan.read());
    const action = { type: 'Action.Execute', verb: 'edit-note', data: { swarmId } };
    const foreign = await office.people
      .as('carol.quinn')
      .sendCrafted({ action }, { invoke: 'adaptiveCard/action', ...english });
    expect(JSON.stringify(foreign)).toContain('not in this swarm');
    await (await plan.read()).press('cancel', { cancelReason: 'A test' }, english);
    const answer = await form.press('save-note', { known: 'Too late.' }, english);
    expect(JSON.stringify(answer.card)).toContain('save-note');
    expect(answer.notice).toContain('cancelled');
  });

  test('is what somebody who joins later reads first, in their own language', async () => {
    const { swarmId, plan, invitation } = await running('Azure VPN Gateway for a late joiner');
    const form = await formOf(mika, swarmId, await plan.read());
    await form.press('save-note', { tried: 'Restarted the gateway.' }, english);
    await office.until(swarmId, noted('Restarted the gateway.'));
    const [, number] = /"(i\d+)"/.exec(JSON.stringify(invitation.card)) ?? [];
    const data = { swarmId, card: 'invitation', invitationId: number };
    const action = { type: 'Action.Execute', verb: 'refresh', data };
    const read = await alice.sendCrafted({ action }, { invoke: 'adaptiveCard/action', locale: 'ja-JP' });
    const card = JSON.stringify(read);
    const places = ['試したこと', 'Restarted the gateway.', '問題の内容', '参加者'].map((told) => card.indexOf(told));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});
