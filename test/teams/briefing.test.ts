import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { refreshFor } from '../../src/sandbox/connector/cards.ts';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import type { SwarmCommand } from '../../src/swarm/commands.ts';
import { type StartedSwarm, type SwarmState, wasStarted } from '../../src/swarm/state.ts';
import { has, type Office, openOffice, swarmOn } from './office.ts';

/** The briefing as those who are in see it, and what becomes of it when its channel, or it, cannot be written to. */

let office: Office;
let mika: Persona;

beforeAll(async () => {
  office = await openOffice();
  mika = office.people.as('mika.sato');
});
afterEach(() => office.sandbox.faults.clear());
afterAll(() => office?.close());

const english = { locale: 'en-US' };
const isBriefed = (state: SwarmState): state is StartedSwarm =>
  wasStarted(state) && state.briefing !== null && state.channel.status === 'open';

async function briefed(words: string): Promise<{ swarmId: string; state: StartedSwarm; channelId: string }> {
  await mika.say(`low: ${words}`, english);
  const plan = await mika.waitForMessage((message) => has('start-swarm')(message) && has(words)(message));
  await plan.press('start-swarm', {}, english);
  const swarmId = swarmOn(plan);
  const state = await office.until(swarmId, isBriefed);
  if (!isBriefed(state) || state.channel.status === 'opening') throw new Error('no briefing');
  return { swarmId, state, channelId: state.channel.channel.channelId };
}

async function commanded(swarmId: string, command: SwarmCommand): Promise<void> {
  const state = await office.swarms.load(swarmId);
  if (!wasStarted(state)) throw new Error('not started');
  const origin = { actor: { kind: 'person', person: state.coordinator }, cause: 'test' } as const;
  const execution = await office.swarms.execute(swarmId, command, origin);
  if (!execution.ok) throw new Error(execution.refusal.code);
}

const dns = { technology: 'azure-dns', name: { en: 'Azure DNS', ja: 'Azure DNS' }, confidence: 1, evidence: [] };

const verbsOn = (message: SeenMessage) => message.actions.map(({ verb }) => verb);

describe('a briefing', () => {
  test('lets an expert who is in step back, and shows what they leave', async () => {
    const { swarmId, state } = await briefed('Azure VPN Gateway is left from its channel');
    const alice = office.people.as('alice.byrne');
    const invitation = await alice.waitForMessage(
      (message) => has('"verb":"accept"')(message) && has(swarmId)(message),
    );
    await invitation.press('accept', {}, english);
    const mri = office.sandbox.tenant.byAlias.get('alice.byrne')?.mri ?? '';
    const shared = await alice.waitForMessage(
      ({ id, card }) => id === state.briefing?.activityId && card !== null && refreshFor(card, mri) !== null,
    );
    const own = await shared.read();
    expect(verbsOn(own)).toContain('step-back');
    const words = { stepBackWhy: 'I am ill', stepBackKnown: 'The peer sends no keepalive.' };
    const answer = await own.press('step-back', words, english);
    expect(answer.error).toBeNull();
    expect(JSON.stringify(answer.card)).toContain('The peer sends no keepalive.');
    expect(JSON.stringify(answer.card)).not.toContain('"verb":"step-back"');
    const left = await office.swarms.load(swarmId);
    if (!wasStarted(left)) throw new Error('not started');
    expect(left.members.map(({ person }) => person.name)).not.toContain('Alice Byrne');
    const hers = left.invitations.find(({ person }) => person.name === 'Alice Byrne');
    expect(hers?.answer).toMatchObject({ state: 'left', why: 'I am ill' });
  });

  test('that cannot be changed because its channel is gone has the coordinator told of that', async () => {
    const { swarmId, state, channelId } = await briefed('Kubernetes loses its room');
    if (state.channel.status === 'opening') throw new Error('no channel');
    // Teams tells of a deletion, but not while the bot is out of order.
    const { team } = channelOf(channelId);
    team.channels.delete(channelId);
    office.sandbox.tenant.conversations.delete(channelId);
    await commanded(swarmId, { type: 'AddTechnology', technology: dns });
    await mika.waitForMessage((message) => has('open-room')(message) && has(swarmId)(message));
    expect(await office.swarms.load(swarmId)).toMatchObject({ lostRoom: 'deleted' });
  });

  test('shows the end before its channel is archived, though Teams refuses it for a while', async () => {
    const { swarmId, state, channelId } = await briefed('Kubernetes ends in bad weather');
    const activityId = state.briefing?.activityId ?? '';
    office.sandbox.faults.add({
      door: 'connector',
      method: 'PUT',
      path: activityId,
      does: 'refuse',
      status: 503,
      code: 'ServiceUnavailable',
      times: 2,
    });
    await commanded(swarmId, { type: 'Cancel', reason: 'solved by phone' });
    await office.until(swarmId, (now) => wasStarted(now) && now.channel.status === 'archived');
    const message = office.sandbox.tenant.conversations.get(channelId)?.messages.get(activityId);
    expect(JSON.stringify(message?.card)).toContain('solved by phone');
  });
});

function channelOf(channelId: string) {
  for (const team of office.sandbox.tenant.teams.values())
    for (const channel of team.channels.values()) if (channel.id === channelId) return { team, channel };
  throw new Error('There is no such channel');
}
