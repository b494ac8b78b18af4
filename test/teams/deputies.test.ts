import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import { wasStarted } from '../../src/swarm/state.ts';
import { has, type Office, openOffice, swarmOn } from './office.ts';

/** Somebody acts for the owner of a case because the owner has named them. */

let office: Office;
let mika: Persona;
let alice: Persona;

beforeAll(async () => {
  // One person has more swarms within half a minute than one chat has room for at the connector's pace.
  office = await openOffice({ connectorLimits: 'off' });
  mika = office.people.as('mika.sato');
  alice = office.people.as('alice.byrne');
});
afterAll(() => office?.close());

const english = { locale: 'en-US' };
const verbsOn = (message: SeenMessage) => message.actions.map(({ verb }) => verb);
const inAWeek = () => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

async function planned(words: string): Promise<{ swarmId: string; caseId: string }> {
  await mika.say(`low: ${words}`, english);
  const swarmId = swarmOn(await mika.waitForMessage((message) => has('start-swarm')(message) && has(words)(message)));
  const state = await office.swarms.load(swarmId);
  if (state.status === 'none') throw new Error('no swarm');
  return { swarmId, caseId: state.case.id };
}

/** A swarm that Mika leads, with its card as Alice sees it. */
async function ledByOwner(words: string): Promise<{ swarmId: string; status: SeenMessage }> {
  const { swarmId, caseId } = await planned(words);
  const plan = await mika.waitForMessage((message) => has('start-swarm')(message) && has(swarmId)(message));
  await plan.press('start-swarm', {}, english);
  await alice.say(`/swarm status ${caseId}`, english);
  const status = await alice.waitForMessage(
    (message) => has(swarmId)(message) && verbsOn(message).includes('hand-over'),
  );
  return { swarmId, status };
}

async function mySkills(): Promise<SeenMessage> {
  await mika.say('skills', english);
  return mika.waitForMessage((message) => verbsOn(message).includes('name-deputy'));
}

describe('a deputy whom the owner of a case has named', () => {
  test('is nobody before: not shown the plan, and cannot end the swarm', async () => {
    const { caseId } = await planned('Kubernetes has no deputy yet');
    await alice.say(`/swarm ${caseId}`, english);
    const whose = await alice.waitForMessage(has('This is a case of 佐藤 美香'));
    expect(JSON.stringify(whose.card)).toContain('or to name you as their deputy');
  });

  test('starts for the owner, who hears who did it; hands over and cancels; and no longer once revoked', async () => {
    const skills = await mySkills();
    expect(
      (await skills.press('name-deputy', { deputyTyped: 'Alice Byrne', deputyUntil: '2020-01-01' }, english)).notice,
    ).toContain('from today on');
    const named = await skills.press('name-deputy', { deputyTyped: 'Alice Byrne', deputyUntil: inAWeek() }, english);
    expect(JSON.stringify(named.card)).toContain('Alice Byrne may act for you until');

    const { swarmId, caseId } = await planned('Kubernetes waits for its owner');
    await alice.say(`/swarm ${caseId}`, english);
    const plan = await alice.waitForMessage((message) => has('start-swarm')(message) && has(swarmId)(message));
    await plan.press('start-swarm', {}, english);
    await mika.waitForMessage((message) => has('Alice Byrne started it')(message) && has(swarmId)(message));
    const state = await office.swarms.load(swarmId);
    expect(wasStarted(state) && state.coordinator.name).toBe('Alice Byrne');

    // Of swarms that somebody else leads.
    const led = await ledByOwner('Kubernetes is handed on by a deputy');
    await led.status.press('hand-over', { handOverTo: '', handOverToTyped: 'Ravi Rao' }, english);
    const hears = (words: string) => mika.waitForMessage((message) => has(words)(message) && has(led.swarmId)(message));
    await hears('Alice Byrne handed the coordination over to Ravi Rao.');
    const handedOver = await office.swarms.load(led.swarmId);
    expect(wasStarted(handedOver) && handedOver.coordinator.name).toBe('Ravi Rao');
    const leading = await alice.waitForMessage(
      (message) => has(led.swarmId)(message) && verbsOn(message).includes('cancel'),
    );
    await leading.press('cancel', { cancelReason: 'solved by phone' }, english);
    await hears('Alice Byrne closed the swarm, ');
    expect((await office.swarms.load(led.swarmId)).status).toBe('cancelled');

    const other = await ledByOwner('Kubernetes is led by its owner');
    const stale = other.status.actions.find(({ verb }) => verb === 'cancel');
    expect(stale).toBeDefined();
    const entry = await skills.read();
    const revoked = await entry.press('revoke-deputy', {}, english);
    expect(JSON.stringify(revoked.card)).toContain('They no longer act for you.');
    // As from a card that shows the button still: what happens in the swarm meanwhile may take it away at any moment.
    const cancel = { ...stale, data: { ...Object(stale?.data), cancelReason: 'not mine' } };
    const refused = await alice.sendCrafted(
      { action: cancel, trigger: 'manual' },
      { ...english, invoke: 'adaptiveCard/action' },
    );
    expect(JSON.stringify(refused.deliveries.map(({ body }) => body))).toContain('佐藤 美香');
    expect((await office.swarms.load(other.swarmId)).status).toBe('running');
  });

  test('cannot be oneself, nor nobody', async () => {
    const skills = await mySkills();
    const press = (deputyTyped: string) =>
      skills.press('name-deputy', { deputyTyped, deputyUntil: inAWeek() }, english);
    expect((await press('佐藤 美香')).notice).toContain('somebody else');
    expect((await press('')).notice).toContain('Please name a person');
  });
});
