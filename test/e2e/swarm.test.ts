import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { offerCases } from '../../src/sandbox/organisation/offeredCases.ts';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import { cardText } from '../../src/sandbox/terminal/cardText.ts';
import { botEngines } from '../store/botDatabases.ts';
import { until } from '../until.ts';
import { channelsOf, makeWorld, type World } from './world.ts';

const has = (verb: string) => (message: SeenMessage) => message.actions.some((action) => action.verb === verb);
const inChannel = (message: SeenMessage) =>
  message.conversation.startsWith('19:') && message.thread === message.id && message.card !== null;
const textOf = (message: SeenMessage): string => cardText(message.card).lines.join('\n');

describe.each(botEngines)('a whole swarm on %s', (engine) => {
  let world: World;
  let owner: Persona;
  beforeAll(async () => {
    world = await makeWorld(engine, {}, engine === 'PostgreSQL' ? 'nothing' : 'tables');
    owner = world.people.as('owen.owner');
    // The limit of four member calls a minute has its own test; here it would only make waits.
    world.sandbox.faults.set({ limits: 'off' });
    await offerCases(world.sandbox.organisation.cases, { address: world.botAddress, secret: world.secret });
  }, 90_000);
  afterAll(() => world.end(), 60_000);

  const channels = () => channelsOf(world);

  test('goes from /swarm to a resolved case: plan, room, invitations, cover, outcome, archive', async () => {
    const mika = world.people.as('mika.sato');
    const sean = world.people.as('sean.byrne');

    await owner.say('/swarm 4711');
    const plan = await owner.waitForMessage(has('start-swarm'));
    expect(textOf(plan)).toContain('VPN Gateway');
    expect(textOf(plan)).toContain('佐藤 美香');
    // Known from the first plan on, however soon after the start.
    expect(textOf(plan)).toContain('available');
    expect(channels()).toHaveLength(0);

    await plan.press('start-swarm');
    const forMika = await mika.waitForMessage(has('accept'));
    const forSean = await sean.waitForMessage(has('accept'));
    await forMika.press('accept');

    // Sean is busy: the next for key-vault is asked.
    await forSean.press({ verb: 'decline', data: { reason: 'busy' } });
    const zoe = world.people.as('zoe.zimmer');
    const forZoe = await zoe.waitForMessage(has('accept'));
    await forZoe.press('accept');

    const briefing = await (await owner.waitForMessage(inChannel)).read();
    expect(briefing.actions.map((action) => action.verb)).toContain('resolve');
    expect((await (await mika.waitForMessage(inChannel)).read()).actions.map((each) => each.verb)).not.toContain(
      'resolve',
    );
    const [channel] = channels();
    expect(channels()).toHaveLength(1);
    expect(channel?.name).toContain('4711');
    await zoe.waitForMessage(
      (message) => message.conversation === briefing.conversation && message.thread !== message.id,
    );

    await briefing.press('resolve', { rootCause: 'The certificate had a new thumbprint.', fix: 'Pinned the new one.' });
    await owner.waitForMessage((message) => textOf(message).includes('Pinned the new one.'));
    await until(() => channels()[0]?.archived === true);
  }, 60_000);

  test('a second /swarm for a live case leads to the first', async () => {
    await owner.say('/swarm 4713');
    const first = await owner.waitForMessage(
      (message) => has('start-swarm')(message) && textOf(message).includes('Exchange'),
    );
    await owner.say('/swarm 4713');
    const second = await owner.waitForMessage(
      (message) => message.id !== first.id && textOf(message).includes('Exchange'),
      {
        after: first,
      },
    );
    const idOf = (message: SeenMessage) =>
      z.object({ swarmId: z.string() }).parse(message.actions.find((each) => each.verb === 'start-swarm')?.data)
        .swarmId;
    expect(idOf(second)).toBe(idOf(first));
  }, 30_000);

  test('an expert without the app gets it installed; one who cannot be reached is replaced and the owner told', async () => {
    world.sandbox.faults.set({ withoutApp: ['carol.quinn'], limits: 'off' });
    const plan = await owner.waitForMessage(
      (message) => has('start-swarm')(message) && textOf(message).includes('Exchange'),
    );
    await plan.press('start-swarm');
    await world.people
      .as('zoe.zimmer')
      .waitForMessage((message) => has('accept')(message) && textOf(message).includes('Exchange'), { timeout: 20_000 });
    await owner.waitForMessage((message) => textOf(message).includes('Carol Quinn') && message.id !== plan.id);
    world.sandbox.faults.set({ limits: 'off' });
  }, 40_000);
});

describe.each(botEngines)('a restricted case on %s', (engine) => {
  let world: World;
  let owner: Persona;
  beforeAll(async () => {
    world = await makeWorld(engine);
    owner = world.people.as('owen.owner');
    await offerCases(world.sandbox.organisation.cases, { address: world.botAddress, secret: world.secret });
  }, 90_000);
  afterAll(() => world.end(), 60_000);

  test('a restricted case is swarmed in a private channel, and its text is not in the invitation', async () => {
    await owner.say('/swarm 4712');
    const plan = await owner.waitForMessage(
      (message) => has('start-swarm')(message) && textOf(message).includes('4712'),
    );
    await plan.press('start-swarm');
    const mika = world.people.as('mika.sato');
    const invitation = await mika.waitForMessage(
      (message) => has('accept')(message) && !textOf(message).includes('Contoso'),
    );
    expect(JSON.stringify(invitation.card)).not.toContain('昨夜から');
    expect(JSON.stringify(invitation.card)).not.toContain('秘密商事');
    await invitation.press('accept');
    const briefing = await mika.waitForMessage((message) => textOf(message).includes('昨夜から'), { timeout: 20_000 });
    const room = channelsOf(world).find((each) => each.id === briefing.conversation);
    expect(room?.kind).toBe('private');
  }, 60_000);
});
