import { expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import { messages } from '../../src/teams/languages/language.ts';
import { eitherEngine } from '../store/botDatabases.ts';
import { killedAround } from './killedAround.ts';
import { makeWorld, type World } from './world.ts';

const patience = { timeout: 120_000 };
const english = { locale: 'en-US' };
const { views, aftercare } = messages('en');
const has =
  (words: string) =>
  (message: SeenMessage): boolean =>
    JSON.stringify(message).replaceAll('\\"', '"').includes(words);

/** Holds the message to one person that has this button, once before Teams has it and once after. */
function heldAround({ sandbox: { faults } }: World, verb: string): [before: string, after: string] {
  const sending = { door: 'connector', method: 'POST', path: '/activities$', body: `"${verb}"`, times: 1 } as const;
  return [
    faults.add({ ...sending, does: 'hold', when: 'before' }),
    faults.add({ ...sending, does: 'hold', when: 'after' }),
  ];
}

/** A killed process has left one of which nothing tells, and the next has brought another. */
async function bothOf(who: Persona, verb: string): Promise<SeenMessage[]> {
  const first = await who.waitForMessage(has(`"verb":"${verb}"`), patience);
  const second = await who.waitForMessage(
    (message) => message.id !== first.id && has(`"verb":"${verb}"`)(message),
    patience,
  );
  return [first, second].sort((a, b) => Number(a.id) - Number(b.id));
}

/** The stray is answered: it says so, and the other is a line that leads to it. */
async function answeredOnStray(who: Persona, verb: string, inputs: object, told: string): Promise<void> {
  const [stray, kept] = await bothOf(who, verb);
  await stray?.press(verb, { ...inputs }, english);
  await who.waitForMessage((message) => message.id === stray?.id && has(told)(message), patience);
  const line = await who.waitForMessage(
    (message) => message.id === kept?.id && /further (up|down)/.test(JSON.stringify(message.card)),
    patience,
  );
  expect(line.actions).toEqual([]);
}

/** The bot as it ships, killed while its call waits: before Teams has the message, and once it has it. */
test('a bot killed around a question to one person leaves one question, and what they answer counts once', async () => {
  const world = await makeWorld(eitherEngine);
  const { faults } = world.sandbox;
  faults.set({ limits: 'off' });
  try {
    const owner = world.people.as('owen.owner');
    await owner.say('/swarm critical: the VPN gateway drops each hour', english);
    const plan = await owner.waitForMessage(has('"verb":"start-swarm"'), patience);
    await plan.press('start-swarm', {}, english);
    const mika = world.people.as('mika.sato');
    await mika.say('help', english);
    await (await mika.waitForMessage(has('"verb":"accept"'), patience)).press('accept', {}, english);
    const asks = (message: SeenMessage) => message.id === plan.id && has('"verb":"ask-silent"')(message);
    const running = await owner.waitForMessage(asks, patience);

    const asked = heldAround(world, 'tell-view');
    await running.press('ask-silent', { question: 'And the router?' }, english);
    await killedAround(world, asked, () => {});
    await answeredOnStray(
      mika,
      'tell-view',
      { viewText: 'It is new', viewNamed: 'unnamed' },
      views.toldHint.told.unnamed,
    );

    const today = DateTime.now().setZone('Asia/Tokyo').toFormat('yyyy-MM-dd');
    const later = DateTime.now().plus({ days: 9 }).toFormat('yyyy-MM-dd');
    const task = heldAround(world, 'take-prevention');
    const end = { rootCause: 'The router was replaced.', fix: 'Reconnected', fixKind: 'workaround' };
    const wishes = { preventionTask: 'Watch both', preventionByTyped: '佐藤 美香', preventionDue: later };
    await (await running.read()).press('resolve', { ...end, ...wishes }, english);
    await killedAround(world, task, () => {});
    await answeredOnStray(mika, 'finish-prevention', {}, aftercare.taskState.done);

    const held = heldAround(world, 'answer-follow-up');
    await (await running.read()).press('set-follow-up', { followUpOn: today }, english);
    await killedAround(world, held, () => {});
    await answeredOnStray(owner, 'answer-follow-up', { stillFixed: 'yes' }, aftercare.still.yes);
  } finally {
    faults.clear();
    await world.end();
  }
}, 900_000);
