import { expect, test } from '@jest/globals';
import { eitherEngine } from '../store/botDatabases.ts';
import { killedAround } from './killedAround.ts';
import { makeWorld } from './world.ts';

const patience = { timeout: 120_000 };
const english = { locale: 'en-US' };
const said = 'Your trace showed us where to look.';

test('a bot killed around the call that brings a word of thanks brings it all the same', async () => {
  const world = await makeWorld(eitherEngine, {}, 'tables');
  const { faults, organisation } = world.sandbox;
  faults.set({ limits: 'off' });
  try {
    const owner = world.people.as('owen.owner');
    await owner.say('/swarm critical: the VPN gateway drops each hour', english);
    const has =
      (verb: string) =>
      ({ actions }: { actions: readonly { verb?: string | undefined }[] }) =>
        actions.some((each) => each.verb === verb);
    const plan = await owner.waitForMessage(has('start-swarm'), patience);
    await plan.press('start-swarm', {}, english);
    const invited = organisation.people.filter(({ alias }) => alias !== 'owen.owner');
    const { expert, invitation } = await Promise.any(
      invited.map(async ({ alias, id }) => {
        const persona = world.people.as(alias);
        return { expert: { persona, id }, invitation: await persona.waitForMessage(has('accept'), patience) };
      }),
    );
    await invitation.press('accept', {}, english);
    const running = await owner.waitForMessage(
      (message) => message.id === plan.id && has('resolve')(message) && JSON.stringify(message).includes(expert.id),
      patience,
    );
    await running.press('resolve', { rootCause: 'A timer', fix: 'Set it', credits: expert.id }, english);
    const offered = await owner.waitForMessage(has('resolve-anyway'), patience);
    await offered.press('resolve-anyway', {}, english);
    const ended = await owner.waitForMessage(
      (message) => message.id === plan.id && has('give-thanks')(message),
      patience,
    );
    const call = { door: 'connector', method: 'POST', body: said, does: 'hold', times: 1 } as const;
    const rules: [string, string] = [faults.add({ ...call, when: 'before' }), faults.add({ ...call, when: 'after' })];
    await ended.press('give-thanks', { thanked: expert.id, thanksText: said }, english);
    const brought = async () =>
      (await expert.persona.conversation()).messages.filter((message) => JSON.stringify(message).includes(said)).length;
    await killedAround(world, rules, () => {});
    await expert.persona.waitForMessage((message) => JSON.stringify(message).includes(said), patience);
    // An answer that was lost brings it twice at most; pressed again it comes no more.
    await ended.press('give-thanks', { thanked: expert.id, thanksText: said }, english);
    expect(await brought()).toBeGreaterThanOrEqual(1);
    expect(await brought()).toBeLessThanOrEqual(2);
  } finally {
    faults.clear();
    await world.end();
  }
}, 600_000);
