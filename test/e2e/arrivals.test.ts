import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Case } from '../../src/cases/case.ts';
import { sign } from '../../src/cases/webhook.ts';
import type { SeenMessage } from '../../src/sandbox/people/persona.ts';
import { cardText } from '../../src/sandbox/terminal/cardText.ts';
import { botEngines } from '../store/botDatabases.ts';
import { channelsOf, makeWorld, type World } from './world.ts';

const automatic = [
  { name: 'critical certificates', severities: ['critical'], technologies: ['key-vault'], does: 'start' },
  { name: 'high', severities: ['high'], does: 'offer' },
];
/** Zoe Zimmer, who is no lead and owns no case. */
const zoeId = '22222222-2222-4222-8222-000000000006';
const patience = { timeout: 60_000 };
const textOf = (message: SeenMessage): string => cardText(message.card).lines.join('\n');
const has = (verb: string, words: string) => (message: SeenMessage) =>
  message.actions.some((action) => action.verb === verb) && textOf(message).includes(words);

describe('a case that a case system sends', () => {
  let folder: string;
  let world: World;
  let signed = Date.now();
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'swarm-policy-'));
    const file = join(folder, 'policy.json');
    await writeFile(file, JSON.stringify({ automatic, whoMayStart: 'everyone', standIns: [zoeId] }));
    world = await makeWorld(botEngines.at(-1) ?? 'PGlite', { SWARM_POLICY_FILE: file });
    world.sandbox.faults.set({ limits: 'off' });
  }, 300_000);
  afterAll(async () => {
    await world?.end();
    await rm(folder, { recursive: true, force: true });
  }, 120_000);

  const owned = (alias: string) => {
    const person = world.sandbox.organisation.people.find((each) => each.alias === alias);
    return { id: person?.id ?? '', name: person?.name ?? '' };
  };
  async function send(change: Partial<Case> & { id: string }, version = 1): Promise<number> {
    const theCase = {
      title: `Exchange ${change.id}`,
      created: '2026-11-20T00:00:00Z',
      owner: owned('owen.owner'),
      ...change,
    };
    const body = JSON.stringify({ case: theCase, version });
    // A signature is good once: each call is signed a second after the last.
    signed += 1000;
    const headers = { 'content-type': 'application/json', ...sign(world.secret, body, signed) };
    return (await fetch(`${world.botAddress}/api/cases`, { method: 'POST', headers, body })).status;
  }
  const plansOf = async (alias: string, id: string) => {
    const { messages } = await world.people.as(alias).conversation(undefined, { peek: true });
    return messages.filter((each) => each.card !== null && textOf(each).includes(id));
  };

  test('is offered to its owner when a rule says so, once however often it comes, and disturbs nobody else', async () => {
    const owner = world.people.as('owen.owner');
    expect(await send({ id: 'N-1' })).toBe(201);
    expect(await send({ id: 'H-1', severity: 'high' })).toBe(201);
    expect(await send({ id: 'H-1', severity: 'high' })).toBe(200);
    await owner.waitForMessage(has('start-swarm', 'H-1'), patience);
    expect(await send({ id: 'H-1', severity: 'high', description: 'A comment' }, 2)).toBe(201);
    // What came after it has been taken up: so has it.
    expect(await send({ id: 'H-2', severity: 'high' })).toBe(201);
    await owner.waitForMessage(has('start-swarm', 'H-2'), patience);
    expect(await plansOf('owen.owner', 'H-1')).toHaveLength(1);
    expect(await plansOf('owen.owner', 'N-1')).toHaveLength(0);
    expect(channelsOf(world)).toHaveLength(0);
  }, 240_000);

  test('is started when a rule says so: its experts are asked, and its owner coordinates', async () => {
    expect(await send({ id: 'C-1', title: 'Key Vault C-1 expired', severity: 'critical' })).toBe(201);
    const sean = world.people.as('sean.byrne');
    await sean.waitForMessage(has('accept', 'C-1'), patience);
    await world.people.as('owen.owner').waitForMessage((message) => textOf(message).includes('C-1'), patience);
    expect(await send({ id: 'C-1', title: 'Key Vault C-1 expired', severity: 'critical' }, 2)).toBe(201);
    expect((await plansOf('sean.byrne', 'C-1')).length).toBe(1);
  }, 240_000);

  test('is its owner’s, although somebody else has typed a text for its number before', async () => {
    const ravi = world.people.as('ravi.rao');
    await ravi.say('/swarm 5001');
    const form = await ravi.waitForMessage(has('ask-text', '5001'), patience);
    await form.press('ask-text', { caseTitle: 'Exchange 5001 of mine' });
    await ravi.waitForMessage(has('start-swarm', '5001'), patience);

    const owner = world.people.as('owen.owner');
    expect(await send({ id: '5001', title: 'Exchange 5001 as it is' })).toBe(201);
    // Ravi's plan says that it is out of date.
    await ravi.waitForMessage(
      (message) => textOf(message).includes('5001') && message.id === form.id && !has('start-swarm', '5001')(message),
      patience,
    );
    await owner.say('/swarm 5001');
    const plan = await owner.waitForMessage(has('start-swarm', '5001'), patience);
    expect(textOf(plan)).toContain('as it is');
  }, 240_000);

  test('is its owner’s also when that swarm runs: they see it, and may coordinate it themselves', async () => {
    const ravi = world.people.as('ravi.rao');
    await ravi.say('/swarm 5002');
    const form = await ravi.waitForMessage(has('ask-text', '5002'), patience);
    await form.press('ask-text', { caseTitle: 'Exchange 5002 of mine' });
    await (await ravi.waitForMessage(has('start-swarm', '5002'), patience)).press('start-swarm');
    expect(await send({ id: '5002' })).toBe(201);
    await ravi.waitForMessage(
      (message) => /belongs to Owen Owner|Owen Owner さんに変わりました/.test(textOf(message)),
      patience,
    );
    const owner = world.people.as('owen.owner');
    await owner.say('/swarm 5002');
    // Their card also has the form that hands it to anybody.
    const status = await owner.waitForMessage(has('hand-over', '5002'), patience);
    await status.press({ verb: 'hand-over', data: { handOverToTyped: '' } });
    await owner.waitForMessage((message) => textOf(message).includes('You now coordinate'), patience);
  }, 240_000);

  test('may be started for its owner by whom the policy file names, and a problem of their own by everybody', async () => {
    expect(owned('zoe.zimmer').id).toBe(zoeId);
    expect(await send({ id: '5003' })).toBe(201);
    const zoe = world.people.as('zoe.zimmer');
    await zoe.say('/swarm 5003', { locale: 'en-US' });
    const plan = await zoe.waitForMessage(has('start-swarm', '5003'), patience);
    expect(textOf(plan)).toContain('This is a case of Owen Owner.');

    const olga = world.people.as('olga.outside');
    await olga.say('/swarm critical: VPN Gateway drops', { locale: 'en-US' });
    await olga.waitForMessage(has('start-swarm', 'VPN Gateway drops'), patience);
  }, 240_000);
});
