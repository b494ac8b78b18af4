import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import { wasStarted } from '../../src/swarm/state.ts';
import { hostTeamId } from '../sandbox/smallOrganisation.ts';
import { has, type Office, openOffice, swarmOn, textOf } from './office.ts';

/** Whoever asks for a swarm's card twice has two: the newest is kept true, the older says that it is not. */

let office: Office;
let mika: Persona;

beforeAll(async () => {
  office = await openOffice();
  mika = office.people.as('mika.sato');
});
afterAll(() => office?.close());

const english = { locale: 'en-US' };
const newer = 'A newer card is further down';

async function plan(words: string, who = mika): Promise<{ swarmId: string; caseId: string; card: SeenMessage }> {
  await who.say(`low: ${words}`, english);
  const card = await who.waitForMessage((message) => has('start-swarm')(message) && has(words)(message));
  const swarmId = swarmOn(card);
  const state = await office.swarms.load(swarmId);
  if (state.status === 'none') throw new Error('no swarm');
  return { swarmId, caseId: state.case.id, card };
}

/** A message as it comes to look as wanted. */
const sameAs = (message: SeenMessage, fits: (now: SeenMessage) => boolean, who = mika) =>
  who.waitForMessage((each) => each.id === message.id && fits(each));

/** The next card of the swarm in the chat where these are. */
const anotherThan = (known: SeenMessage[], swarmId: string) =>
  mika.waitForMessage(
    (message) =>
      message.conversation === known[0]?.conversation &&
      has(swarmId)(message) &&
      known.every(({ id }) => id !== message.id),
  );

describe('copies of a card', () => {
  test('asked for again and again are one that is true and lines that lead to it', async () => {
    const { swarmId, card } = await plan('Azure VPN Gateway has two copies');
    await card.press('start-swarm', {}, english);
    await mika.say('/swarm status', english);
    const second = await anotherThan([card], swarmId);
    await sameAs(card, has(newer));
    await mika.say('/swarm status', english);
    const third = await anotherThan([card, second], swarmId);
    await sameAs(second, has(newer));

    const alice = office.people.as('alice.byrne');
    await (await alice.waitForMessage((message) => has(swarmId)(message) && has('"verb":"accept"')(message))).press(
      'accept',
    );
    const isCovered = has('covered by Alice Byrne');
    await sameAs(third, isCovered);
    const { messages } = await mika.conversation(undefined, { peek: true });
    for (const message of messages.filter(has(swarmId))) expect(isCovered(message) || has(newer)(message)).toBe(true);
  });

  test('an older one shows the swarm again when asked, and the newer one is the line then', async () => {
    const { swarmId, caseId, card } = await plan('Azure VPN Gateway is asked for below');
    await mika.say(`/swarm ${caseId}`, english);
    const second = await anotherThan([card], swarmId);
    const folded = await sameAs(card, has(newer));
    expect(textOf(folded)).not.toContain('is asked for below');
    await folded.press('refresh', {}, english);
    await sameAs(card, has('start-swarm'));
    await sameAs(second, has('It is shown further up'));
    await second.press('refresh', {}, english);
    await sameAs(second, has('start-swarm'));
    await sameAs(card, has(newer));
  });

  test('a colleague’s own card is kept true as well', async () => {
    const { swarmId, caseId, card } = await plan('Azure VPN Gateway is watched');
    await card.press('start-swarm', {}, english);
    const alice = office.people.as('alice.byrne');
    const invitation = await alice.waitForMessage(
      (message) => has(swarmId)(message) && has('"verb":"accept"')(message),
    );
    await invitation.press('accept');
    await alice.say(`/swarm status ${caseId}`, english);
    const status = await alice.waitForMessage(
      (message) => has(swarmId)(message) && has('"verb":"refresh"')(message) && has('Steps')(message),
    );
    const state = await office.swarms.load(swarmId);
    if (!wasStarted(state)) throw new Error('not started');
    const origin = { actor: { kind: 'person', person: state.coordinator }, cause: 'test' } as const;
    await office.swarms.execute(swarmId, { type: 'Cancel', reason: 'solved by phone' }, origin);
    await sameAs(status, has('was cancelled'), alice);
  });

  test('of the briefing, left by a lost answer, becomes a line that leads to the other as soon as somebody looks', async () => {
    const { swarmId, card } = await plan('Azure VPN Gateway has two briefings');
    // The connector takes the first, and nobody is told.
    office.sandbox.faults.add({
      door: 'connector',
      method: 'POST',
      path: '/conversations$',
      body: 'thread.tacv2',
      does: 'lose-answer',
    });
    await card.press('start-swarm', {}, english);
    const state = await office.until(swarmId, (now) => wasStarted(now) && now.briefing !== null);
    if (!wasStarted(state) || state.channel.status === 'opening') throw new Error('no channel');
    const { channelId } = state.channel.channel;
    const briefings = async () =>
      (await mika.conversation(channelId, { peek: true })).messages.filter(({ id, thread }) => id === thread);
    const [first, second] = await briefings();
    expect((await briefings()).length).toBe(2);
    const stray = [first, second].find((each) => each?.id !== state.briefing?.activityId);
    if (!stray) throw new Error('Both are known');
    // She is in, and in the team; her seat waits for the pace at which people are added.
    const alice = office.people.as('alice.byrne');
    const invitation = await alice.waitForMessage(
      (message) => has(swarmId)(message) && has('"verb":"accept"')(message),
    );
    await invitation.press('accept');
    const team = office.sandbox.tenant.teams.get(hostTeamId);
    const person = [...office.sandbox.tenant.people.values()].find(({ profile }) => profile.alias === 'alice.byrne');
    if (!team || !person) throw new Error('no team, or no Alice');
    team.members.set(person.id, { person, owner: false });
    const copiesFound = async () =>
      (await office.swarms.history(swarmId)).filter(({ event }) => event.type === 'CopyFound');
    // Who may not press a button of it finds nothing by pressing.
    const pressed = { type: 'Action.Execute', verb: 'cancel', data: { swarmId, card: 'briefing', cancelReason: 'x' } };
    const { deliveries } = await alice.sendCrafted(
      { action: pressed, trigger: 'manual' },
      { conversation: channelId, message: stray.id, invoke: 'adaptiveCard/action', locale: 'en-US' },
    );
    expect(JSON.stringify(deliveries)).toContain('佐藤 美香');
    expect(await copiesFound()).toEqual([]);
    await mika.conversation(channelId);
    const folded = await sameAs(stray, has('新しいカードがこの下にあります'));
    expect(textOf(folded)).not.toContain('has two briefings');
    expect(folded.actions.map(({ title, url }) => [title, url])).toEqual([
      ['最新のカードへ移動', expect.stringContaining(`/${state.briefing?.activityId}?`)],
    ]);
    expect(await copiesFound()).toHaveLength(1);

    // Somebody deletes the other, and somebody else presses a button of this one, which they still have open as it was.
    if (!state.briefing) throw new Error('no briefing');
    const origin = { actor: { kind: 'system', name: 'test' }, cause: 'test' } as const;
    await office.swarms.execute(swarmId, { type: 'ReportBriefingLost', message: state.briefing }, origin);
    const message = { ...state.briefing, conversationId: `${channelId};messageid=${stray.id}`, activityId: stray.id };
    await office.swarms.execute(swarmId, { type: 'ReportBriefingPosted', message }, origin);
    await sameAs(stray, has('has two briefings'));
    const seen = (await mika.conversation(channelId)).messages.find(({ id }) => id === stray.id);
    expect(seen && textOf(seen)).toContain('has two briefings');
  });

  test('one that only its reader saw in a channel goes on in their personal chat once it has vanished', async () => {
    const general = office.sandbox.tenant.teams.get(hostTeamId)?.general.id ?? '';
    await mika.say('/swarm low: Azure VPN Gateway was asked for in a channel', { ...english, conversation: general });
    const card = await mika.waitForMessage(
      (message) => message.conversation === general && has('start-swarm')(message),
    );
    expect(card.targeted).toBe(true);
    await card.press('start-swarm', {}, english);
    const swarmId = swarmOn(card);
    await sameAs(card, has('Post the briefing'));
    // A day later.
    const message = office.sandbox.tenant.conversations.get(general)?.messages.get(card.id);
    if (message) message.at -= 24 * 3_600_000;
    const state = await office.swarms.load(swarmId);
    if (!wasStarted(state)) throw new Error('not started');
    const origin = { actor: { kind: 'person', person: state.coordinator }, cause: 'test' } as const;
    await office.swarms.execute(swarmId, { type: 'Cancel', reason: 'solved by phone' }, origin);
    const moved = await mika.waitForMessage(
      (each) => each.conversation !== general && has(swarmId)(each) && has('"card":"plan"')(each),
    );
    await sameAs(moved, has('was cancelled'));
    await office.until(swarmId, (now) => now.status !== 'none' && now.planCard?.activityId === moved.id);
    await moved.press('reopen', {}, english);
    await sameAs(moved, has('Running'));
  });
});
