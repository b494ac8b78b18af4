import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import { type SwarmState, wasStarted } from '../../src/swarm/state.ts';
import { has, type Office, openOffice, swarmOn, textOf } from './office.ts';

/** The only expert for VPN and the only one for Kubernetes begin to work the day after tomorrow, whatever day it is. */

let office: Office;
let mika: Persona;

beforeAll(async () => {
  const dayAfterTomorrow = (zone: string) => ({
    days: [DateTime.now().setZone(zone).plus({ days: 2 }).weekday],
    from: '00:00',
    to: '23:00',
  });
  const hours = {
    'alice.byrne': dayAfterTomorrow('Europe/Dublin'),
    'ravi.rao': dayAfterTomorrow('Asia/Kolkata'),
    'carol.quinn': dayAfterTomorrow('America/Los_Angeles'),
  };
  office = await openOffice({ hours });
  mika = office.people.as('mika.sato');
});
afterAll(() => office?.close());

const english = { locale: 'en-US' };
const delivered = (state: SwarmState) =>
  wasStarted(state) && state.invitations.some(({ answer }) => answer.state === 'delivered');
const briefed = (state: SwarmState) => wasStarted(state) && state.briefing !== null;

async function planned(words: string, urgency = ''): Promise<SeenMessage> {
  await mika.say(`${urgency}${words}`, english);
  return mika.waitForMessage((message) => has('start-swarm')(message) && has(words)(message));
}

async function newest(card: SeenMessage): Promise<SeenMessage> {
  await card.press('refresh', {}, english);
  return card.read();
}

describe('a case that can wait, when everybody is off work', () => {
  test('wakes nobody: its plan and its owner’s card tell when who is asked, until the owner wants them asked now', async () => {
    const plan = await planned('Azure DNS answers NXDOMAIN to nobody');
    expect(textOf(plan)).toMatch(/Off work, will be asked\s\w{3}\s\d/);
    const swarmId = swarmOn(plan);
    await plan.press('start-swarm', {}, english);
    await office.until(swarmId, briefed);

    const state = await office.swarms.load(swarmId);
    expect(wasStarted(state) && state.invitations.map(({ answer }) => answer.state)).toEqual(['queued']);
    // What is to bring it is stored, and waits.
    expect(await office.waiting('deliver-invitation')).toBe(1);
    const card = await newest(plan);
    expect(textOf(card)).toContain('Waiting for morning: everybody to ask is off work');
    expect(textOf(card)).not.toContain('invitation on its way');

    const ravi = office.people.as('ravi.rao');
    expect(has('NXDOMAIN')(card) && textOf(card)).toContain('Ask Ravi Rao now');
    await card.press('ask-now', { invitationId: 'i1' }, english);
    const invitation = await ravi.waitForMessage(has('"verb":"accept"'));
    expect(textOf(invitation)).toContain('NXDOMAIN');
    await office.until(swarmId, delivered);
    const after = textOf(await newest(card));
    expect(after).toContain('invitation delivered');
    expect(after).not.toContain('Waiting for morning');
  });

  test('that is over before their morning is never heard of', async () => {
    const plan = await planned('Kubernetes nodes are over it already');
    const swarmId = swarmOn(plan);
    await plan.press('start-swarm', {}, english);
    await office.until(swarmId, briefed);
    await (await newest(plan)).press('cancel', { cancelReason: 'gone' }, english);
    const state = await office.swarms.load(swarmId);
    expect(wasStarted(state) && state.invitations.map(({ answer }) => answer.state)).toEqual(['withdrawn']);
    // When its time comes it finds nobody to disturb.
    if (state.status === 'none') throw new Error('The swarm is gone');
    const job = { name: 'deliver-invitation', swarmId, invitationId: 'i1', attempt: 1 } as const;
    const circumstances = { state, repeated: false, signal: new AbortController().signal };
    expect(await office.effects['deliver-invitation'](job, circumstances)).toEqual({ kind: 'done' });
  });

  test('is asked at once when it is critical', async () => {
    const plan = await planned('Azure VPN Gateway is down for all', 'critical: ');
    expect(textOf(plan)).toMatch(/Off work, back\s\w{3}\s\d/);
    await plan.press('start-swarm', {}, english);
    await office.until(swarmOn(plan), delivered);
  });
});
