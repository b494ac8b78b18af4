import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import { type SwarmState, wasStarted } from '../../src/swarm/state.ts';
import { has, type Office, openOffice, swarmOn, textOf } from './office.ts';

/** A swarm is ended, handed over, looked at and left, whatever its channel does. */

let office: Office;
let mika: Persona;

beforeAll(async () => {
  office = await openOffice();
  mika = office.people.as('mika.sato');
});
afterEach(() => office.sandbox.faults.clear());
afterAll(() => office?.close());

const noChannels = {
  door: 'graph',
  method: 'POST',
  path: '/channels$',
  does: 'refuse',
  status: 403,
  code: 'Forbidden',
} as const;
const english = { locale: 'en-US' };
const verbsOn = (message: SeenMessage) => message.actions.map(({ verb }) => verb);

async function start(words: string): Promise<{ swarmId: string; plan: SeenMessage }> {
  await mika.say(`critical: ${words}`, english);
  const plan = await mika.waitForMessage((message) => has('start-swarm')(message) && has(words)(message));
  await plan.press('start-swarm', {}, english);
  return { swarmId: swarmOn(plan), plan };
}

const failedToOpen = (state: SwarmState) =>
  wasStarted(state) && state.troubles.some(({ step, status }) => step === 'open-channel' && status === 'failed');

describe('a swarm whose channel is refused', () => {
  test('is led and ended from its owner’s own card: a person asked, the reason given', async () => {
    office.sandbox.faults.add(noChannels);
    const { swarmId, plan } = await start('Azure VPN Gateway has no room to talk');
    await office.until(swarmId, failedToOpen);
    await plan.press('refresh', {}, english);
    const card = await plan.read();
    expect(verbsOn(card)).toEqual(expect.arrayContaining(['invite-person', 'resolve', 'hand-over', 'cancel']));

    await card.press('invite-person', { invitedTyped: 'Carol Quinn', invitedFor: 'azure-vpn-gateway' }, english);
    const asked = await office.until(
      swarmId,
      (state) => wasStarted(state) && state.invitations.some(({ person }) => person.name === 'Carol Quinn'),
    );
    expect(asked.status).toBe('running');

    const answer = await card.press('cancel', { cancelReason: 'solved by phone' }, english);
    expect(JSON.stringify(answer.card)).toContain('was cancelled');
    expect((await office.swarms.load(swarmId)).status).toBe('cancelled');
  });

  test('the same stands in the answer to /swarm status', async () => {
    office.sandbox.faults.add(noChannels);
    const { swarmId } = await start('Azure VPN Gateway waits for a room');
    await office.until(swarmId, failedToOpen);
    await mika.say('status', english);
    const status = await mika.waitForMessage(
      (message) => textOf(message).includes(swarmId) && verbsOn(message).includes('resolve'),
    );
    const told = { rootCause: 'A certificate.', fix: 'A new certificate.', resolvedTechnologies: '', credits: '' };
    const answer = await status.press('resolve', told, english);
    expect(JSON.stringify(answer.card)).toContain('is resolved');
    expect(await office.swarms.liveSwarmOf((await caseOf(swarmId)).id)).toBeNull();
  });
});

const isBriefed = (state: SwarmState) => wasStarted(state) && state.briefing !== null;

/** As an owner of the team does it in Teams. */
async function deleteChannel(swarmId: string): Promise<void> {
  const state = await office.swarms.load(swarmId);
  if (!wasStarted(state) || state.channel.status !== 'open') throw new Error('There is no channel to delete');
  const { teamId, channelId } = state.channel.channel;
  const token = await office.sandbox.tokens.forApp('https://graph.microsoft.com', ['Channel.Delete.All']);
  const address = `${office.sandbox.addresses.graph}/v1.0/teams/${teamId}/channels/${encodeURIComponent(channelId)}`;
  const answer = await fetch(address, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } });
  if (answer.status !== 204) throw new Error(`The channel was not deleted: ${answer.status}`);
}

describe('a channel deleted in Teams', () => {
  test('is told to who leads, who opens another: the briefing is in it, and its people', async () => {
    const { swarmId } = await start('Azure VPN Gateway and a deleted channel');
    await office.until(swarmId, isBriefed);
    const alice = office.people.as('alice.byrne');
    await (await alice.waitForMessage((message) => has('"verb":"accept"')(message) && has(swarmId)(message))).press(
      'accept',
    );
    await deleteChannel(swarmId);
    const notice = await mika.waitForMessage(
      (message) => verbsOn(message).includes('open-room') && has(swarmId)(message),
    );
    const answer = await notice.press('open-room', {}, english);
    expect(answer.error).toBeNull();
    const state = await office.until(
      swarmId,
      (now) => isBriefed(now) && wasStarted(now) && now.members.some((each) => each.seated),
    );
    expect(state).toMatchObject({ channel: { status: 'open' }, lostRoom: null });
  });
});

describe('a channel brought back in Teams', () => {
  test('is the swarm’s again: its people are in it, and its briefing tells what happened meanwhile', async () => {
    const { swarmId } = await start('Azure VPN Gateway and a restored channel');
    const before = await office.until(swarmId, isBriefed);
    await deleteChannel(swarmId);
    await office.until(swarmId, (state) => wasStarted(state) && state.lostRoom === 'deleted');
    const detected = {
      technology: 'azure-dns',
      name: { en: 'Azure DNS', ja: 'Azure DNS' },
      confidence: 1,
      evidence: [],
    };
    const origin = { actor: { kind: 'person', person: coordinatorOf(before) }, cause: 'test' } as const;
    await office.swarms.execute(swarmId, { type: 'AddTechnology', technology: detected }, origin);
    if (!wasStarted(before) || before.channel.status === 'opening') throw new Error('no channel');
    await mika.restoreChannel(before.channel.channel.channelId);
    await office.until(
      swarmId,
      (state) => wasStarted(state) && state.lostRoom === null && state.channel.status === 'open',
    );
    await mika.waitForMessage(
      ({ id, ...message }) => id === before.briefing?.activityId && has('Azure DNS')({ id, ...message }),
    );
  });
});

const coordinatorOf = (state: SwarmState) => {
  if (!wasStarted(state)) throw new Error('not started');
  return state.coordinator;
};

describe('somebody who is in', () => {
  test('steps back from their own card: the next is asked, and everybody is told what they leave', async () => {
    const { swarmId } = await start('Azure VPN Gateway needs a second pair of eyes');
    await office.until(swarmId, isBriefed);
    const alice = office.people.as('alice.byrne');
    const invitation = await alice.waitForMessage(
      (message) => has('"verb":"accept"')(message) && has(swarmId)(message),
    );
    await invitation.press('accept', {}, english);
    const accepted = await invitation.read();
    const answer = await accepted.press(
      'step-back',
      { stepBackWhy: 'I am ill', stepBackKnown: 'The tunnel drops after the rekey.' },
      english,
    );
    expect(JSON.stringify(answer.card)).toContain('You have stepped back');
    // Neither the card of the swarm, which gives the reason, nor the word to all in the channel, which does not.
    await mika.waitForMessage(
      (message) => textOf(message).includes('Alice Byrne has stepped back') && textOf(message).includes('I am ill'),
    );
    const inRoom = await mika.waitForMessage((message) => textOf(message).includes('Left for those who go on'));
    expect(textOf(inRoom)).not.toContain('I am ill');
    const state = await office.swarms.load(swarmId);
    expect(wasStarted(state) && state.members.map((each) => each.person.name)).not.toContain('Alice Byrne');
  });
});

describe('a swarm that never gets a channel', () => {
  test('goes on without one when its owner says so: nothing fails any more, and a channel can be had later', async () => {
    office.sandbox.faults.add(noChannels);
    const { swarmId, plan } = await start('Azure VPN Gateway needs no room');
    await office.until(swarmId, failedToOpen);
    await plan.press('refresh', {}, english);
    const answer = await (await plan.read()).press('go-without-room', {}, english);
    expect(JSON.stringify(answer.card)).toContain('This swarm goes on without a channel.');
    const verbs = verbsOn(await plan.read());
    expect(verbs).toContain('open-room');
    expect(verbs).not.toContain('go-without-room');
    expect(verbs).not.toContain('retry-step');
    expect(await office.swarms.load(swarmId)).toMatchObject({ status: 'running', withoutRoom: true });
  });
});

async function caseOf(swarmId: string) {
  const state = await office.swarms.load(swarmId);
  if (state.status === 'none') throw new Error('no swarm');
  return state.case;
}

describe('what is done by no words', () => {
  test('brings the card on which it is done: to answer, to leave, to change what a case says', async () => {
    const { swarmId } = await start('Azure VPN Gateway drops what people type');
    await office.until(swarmId, (state) => wasStarted(state) && state.invitations.some(({ message }) => message));
    const state = await office.swarms.load(swarmId);
    if (!wasStarted(state)) throw new Error('not started');
    const { id } = state.case;
    const invited = state.invitations.find(({ message }) => message);
    if (!invited) throw new Error('nobody was asked');
    const expert = office.people.as(invited.person.id);
    await expert.say(`I can look at ${id}`, english);
    const invitation = await expert.waitForMessage(
      (message) => has('Nothing was answered by your words')(message) && has(swarmId)(message),
    );
    expect(verbsOn(invitation)).toEqual(expect.arrayContaining(['accept', 'decline']));
    await invitation.press('accept', {}, english);
    await expert.say(`I have to leave ${id}`, english);
    const own = await expert.waitForMessage(has('you leave with its button'));
    expect(verbsOn(own)).toContain('step-back');
    await mika.say(`${id} is not urgent any more`, english);
    const standing = await mika.waitForMessage(has('Nothing was changed by your words'));
    expect(textOf(standing)).toContain(swarmId);
    expect((await office.swarms.load(swarmId)).status).toBe('running');
  });
});
