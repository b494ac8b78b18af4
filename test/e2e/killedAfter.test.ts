import { expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { clockAhead, moveClock } from '../../src/sandbox/clock/moveClock.ts';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import { clockEnvironment } from '../../src/sandbox/window/clockSwitch.ts';
import { messages } from '../../src/teams/languages/language.ts';
import { killedAround } from './killedAround.ts';
import { channelsOf, makeWorld, type World } from './world.ts';

const patience = { timeout: 120_000 };
const english = { locale: 'en-US' };
const { recurring, aftercare, views, invitation } = messages('en');
const has =
  (words: string) =>
  (message: unknown): boolean =>
    JSON.stringify(message).replaceAll('\\"', '"').includes(words);

/** Holds the message with these words, once before Teams has it and once after. */
function heldAround({ sandbox: { faults } }: World, body: string): [before: string, after: string] {
  const sending = { door: 'connector', method: 'POST', path: '/activities$', body, times: 1 } as const;
  return [
    faults.add({ ...sending, does: 'hold', when: 'before' }),
    faults.add({ ...sending, does: 'hold', when: 'after' }),
  ];
}

async function started(owner: Persona, words: string): Promise<SeenMessage> {
  await owner.say(`/swarm ${words}`, english);
  const plan = await owner.waitForMessage(
    (message) => has('"verb":"start-swarm"')(message) && has(words)(message),
    patience,
  );
  await plan.press('start-swarm', {}, english);
  return owner.waitForMessage(
    (message) => message.id === plan.id && has('"verb":"resolve"')(message) && has('"verb":"ask-views"')(message),
    patience,
  );
}

const end = { rootCause: 'PFS group mismatch on the router', fix: 'Set it', fixKind: 'workaround' };
const shown = async (who: Persona, words: string): Promise<SeenMessage[]> =>
  (await who.conversation(undefined, { peek: true })).messages.filter(has(words));

/** The bot as it ships, killed while its call waits: before Teams has the message, and once it has it. */
test('a bot killed around a word to all, a cause for the third time and a reminder brings each, and a word to all stands once', async () => {
  const world = await makeWorld('PGlite');
  const { faults } = world.sandbox;
  faults.set({ limits: 'off' });
  const before = clockAhead();
  try {
    const [owner, mika, sean] = ['owen.owner', 'mika.sato', 'sean.byrne'].map((who) => world.people.as(who)) as [
      Persona,
      Persona,
      Persona,
    ];
    for (const each of [mika, sean]) await each.say('help', english);
    const running = await started(owner, 'the VPN gateway drops each hour');
    await (await mika.waitForMessage(has('"verb":"accept"'), patience)).press('accept', {}, english);
    // Only for who is in the room by then Teams fetches their own view of what is told there.
    await mika.waitForMessage(has(invitation.seated), patience);
    const withMika = await owner.waitForMessage(
      (message) => message.id === running.id && has('"verb":"ask-silent"')(message),
      patience,
    );
    await withMika.press('ask-silent', { question: 'And the router?' }, english);
    const asked = await mika.waitForMessage(has('"verb":"tell-view"'), patience);
    const word = heldAround(world, 'The backup runs then');
    await asked.press('tell-view', { viewText: 'The backup runs then', viewNamed: 'unnamed' }, english);
    await killedAround(world, word, () => {});
    await mika.waitForMessage(
      (message) => message.id === asked.id && has(views.toldHint.told.unnamed)(message),
      patience,
    );
    // Whoever looks at the channel finds the second, and it becomes a line.
    const room = channelsOf(world)[0]?.id ?? '';
    await mika.conversation(room);
    await mika.waitForMessage(
      (message) => message.conversation === room && /Told to all.*further (up|down)/.test(JSON.stringify(message.card)),
      patience,
    );
    const { messages: seen } = await mika.conversation(room, { peek: true });
    expect(seen.filter(has('The backup runs then'))).toHaveLength(1);

    const later = DateTime.now().setZone('Asia/Tokyo').plus({ days: 9 });
    const wishes = { preventionTask: 'Watch both', preventionByTyped: '佐藤 美香', preventionDue: later.toISODate() };
    await (await running.read()).press('resolve', { ...end, ...wishes, resolvedTechnologies: 'vpn-gateway' }, english);
    const task = await mika.waitForMessage(has('"verb":"take-prevention"'), patience);
    await task.press('take-prevention', {}, english);

    for (const words of ['the VPN gateway is slow', 'the VPN gateway is gone']) {
      const again = await started(owner, words);
      const third = words.endsWith('gone') ? heldAround(world, recurring.title(3)) : null;
      await again.press('resolve', { ...end, resolvedTechnologies: 'vpn-gateway' }, english);
      if (third) await killedAround(world, third, () => {});
    }
    await sean.waitForMessage(has(recurring.title(3)), patience);
    // Started anew after it was noted, it is told no more.
    await world.bot().kill();
    await world.startBot();
    expect((await shown(sean, recurring.title(3))).length).toBeLessThanOrEqual(2);

    const reminder = heldAround(world, 'your task is due');
    await world.bot().stop();
    moveClock(before + 9 * 86_400_000 + 3_600_000);
    Object.assign(world.environment, clockEnvironment());
    await world.startBot();
    await killedAround(world, reminder, () => {});
    const reminded = await mika.waitForMessage(
      (message) => has('your task is due')(message) && has('"verb":"finish-prevention"')(message),
      patience,
    );
    expect((await shown(mika, 'your task is due')).length).toBeLessThanOrEqual(2);
    await reminded.press('finish-prevention', {}, english);
    await mika.waitForMessage(
      (message) => message.id === reminded.id && has(aftercare.taskState.done)(message),
      patience,
    );
  } finally {
    faults.clear();
    await world.end();
    moveClock(before);
  }
}, 900_000);
