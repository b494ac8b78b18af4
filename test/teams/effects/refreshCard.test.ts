import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Persona, SeenMessage } from '../../../src/sandbox/people/persona.ts';
import type { SwarmCommand } from '../../../src/swarm/commands.ts';
import { engines } from '../../store/databases.ts';
import { has, type Office, openOffice, swarmOn, textOf } from '../office.ts';

let office: Office;
afterEach(() => office?.close());

const startedBy = async (mika: Persona): Promise<{ swarmId: string; plan: SeenMessage }> => {
  await mika.say('low: Azure VPN Gateway drops', { locale: 'en-US' });
  const plan = await mika.waitForMessage(has('start-swarm'));
  await plan.press('start-swarm', {}, { locale: 'en-US' });
  return { swarmId: swarmOn(plan), plan };
};

const detected = (technology: string, en: string) => ({
  technology,
  name: { en, ja: en },
  confidence: 1,
  evidence: [],
});
const dns = detected('azure-dns', 'Azure DNS');
const windows = detected('windows-server', 'Windows Server');
const kubernetes = detected('kubernetes', 'Kubernetes');

async function commanded(swarmId: string, command: SwarmCommand): Promise<void> {
  const state = await office.swarms.load(swarmId);
  if (state.status !== 'running') throw new Error('not running');
  const execution = await office.swarms.execute(swarmId, command, {
    actor: { kind: 'person', person: state.coordinator },
    cause: 'test',
  });
  if (!execution.ok) throw new Error(execution.refusal.code);
}

/** The card as the chat shows it now. */
async function shownNow(mika: Persona, { id }: SeenMessage): Promise<string> {
  const { messages } = await mika.conversation(undefined, { peek: true });
  const message = messages.find((each) => each.id === id);
  if (!message) throw new Error('The card is gone');
  return textOf(message);
}

describe('a card', () => {
  test('drawn before a change, and brought after it, is drawn again', async () => {
    office = await openOffice({ queueRuns: false });
    const mika = office.people.as('mika.sato');
    const { swarmId, plan } = await startedBy(mika);
    const rule = office.sandbox.faults.add({ door: 'connector', method: 'PUT', does: 'hold' });
    const late = refresh(swarmId);
    await office.sandbox.faults.untilHeld(rule);
    await commanded(swarmId, { type: 'AddTechnology', technology: dns });
    await refresh(swarmId);
    expect(await shownNow(mika, plan)).toContain('Azure DNS');
    office.sandbox.faults.release(rule);
    await late;
    expect(await shownNow(mika, plan)).toContain('Azure DNS');
  });

  test('whose change came late, after a newer one, is true once it is tried again', async () => {
    office = await openOffice({ queueRuns: false });
    const mika = office.people.as('mika.sato');
    const { swarmId, plan } = await startedBy(mika);
    const rule = office.sandbox.faults.add({ door: 'connector', method: 'PUT', does: 'hold', when: 'after' });
    const first = refresh(swarmId);
    await office.sandbox.faults.untilHeld(rule);
    await commanded(swarmId, { type: 'AddTechnology', technology: dns });
    await refresh(swarmId);
    const message = messageOf(plan);
    // What the first had sent reaches the card only now: its process has died and cannot see to it.
    message.card = plan.card;
    await refresh(swarmId);
    expect(message.card).toEqual(plan.card);
    await refresh(swarmId, true);
    expect(JSON.stringify(message.card)).toContain('Azure DNS');
    office.sandbox.faults.release(rule);
    await first;
  });

  // The queue lets jobs of one group run together now and then; here they always do.
  test.each(engines)(
    'keeps no older state on $name, though its swarm changes within 5 ms and all refreshes run together',
    async ({ open }) => {
      office = await openOffice({ queueRuns: false, connectorLimits: 'off', openDatabase: open });
      const mika = office.people.as('mika.sato');
      const { swarmId, plan } = await startedBy(mika);
      office.sandbox.faults.add({ door: 'connector', method: 'PUT', does: 'delay', ms: 30, chance: 0.5, times: null });
      const stale: number[] = [];
      for (let round = 0; round < 20; round++) {
        const running: Promise<void>[] = [];
        for (const { technology, name } of [dns, kubernetes, windows]) {
          await commanded(
            swarmId,
            round % 2 === 0
              ? { type: 'AddTechnology', technology: detected(technology, name.en) }
              : { type: 'DropTechnology', technology },
          );
          running.push(refresh(swarmId));
          await pause(round % 5);
        }
        await Promise.all(running);
        const seen = await shownNow(mika, plan);
        const isTrue = [dns, kubernetes, windows].every(
          ({ name }) => seen.includes(`"${name.en}"`) === (round % 2 === 0),
        );
        if (!isTrue) stale.push(round);
      }
      expect(stale).toEqual([]);
    },
    30_000,
  );
});

async function refresh(swarmId: string, repeated = false): Promise<void> {
  const state = await office.swarms.load(swarmId);
  if (state.status === 'none') throw new Error('no swarm');
  const job = { name: 'refresh-card', swarmId, attempt: 1, card: 'plan' } as const;
  const circumstances = { state, repeated, signal: new AbortController().signal };
  const outcome = await office.effects['refresh-card'](job, circumstances);
  expect(outcome).toEqual({ kind: 'done' });
}

function messageOf({ conversation, id }: SeenMessage) {
  const message = office.sandbox.tenant.conversations.get(conversation)?.messages.get(id);
  if (!message) throw new Error('The card is gone');
  return message;
}
