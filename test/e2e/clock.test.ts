import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { offerCases } from '../../src/sandbox/organisation/offeredCases.ts';
import type { SeenMessage } from '../../src/sandbox/people/persona.ts';
import { cardText } from '../../src/sandbox/terminal/cardText.ts';
import { botEngines } from '../store/botDatabases.ts';
import { until } from '../until.ts';
import { channelsOf, makeWorld, type World } from './world.ts';

const movableClock = fileURLToPath(new URL('./movableClock.ts', import.meta.url));
const caseIds = ['4801', '4802', '4803', '4804', '4805', '4806'];

describe.each(botEngines)('a clock that is set back half a minute, on %s', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(engine, { NODE_OPTIONS: `--import ${movableClock}` });
    const [offered] = world.sandbox.organisation.cases;
    if (!offered) throw new Error('The organisation has no case');
    const cases = caseIds.map((id) => ({ ...offered, id }));
    await offerCases(cases, { address: world.botAddress, secret: world.secret });
  }, 90_000);
  afterAll(() => world.end(), 60_000);

  async function planned(caseId: string): Promise<SeenMessage> {
    const owner = world.people.as('owen.owner');
    await owner.say(`/swarm ${caseId}`);
    return owner.waitForMessage(
      (message) =>
        message.actions.some(({ verb }) => verb === 'start-swarm') &&
        cardText(message.card).lines.join('\n').includes(caseId),
    );
  }

  test('while swarms begin makes none of them wait that long', async () => {
    const plans: SeenMessage[] = [];
    for (const caseId of caseIds) plans.push(await planned(caseId));
    await Promise.all(plans.map((plan) => plan.press('start-swarm')));
    await until(() => channelsOf(world).length > 0);
    process.kill(world.bot().pid, 'SIGUSR2');
    await until(() => channelsOf(world).length === plans.length);
    await until(() => channelsOf(world).every(({ conversation }) => conversation.messages.size > 0));
    expect(world.log.filter((line) => line.includes('"kind":"give-up"'))).toEqual([]);
  }, 60_000);
});
