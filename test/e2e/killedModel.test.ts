import { expect, test } from '@jest/globals';
import { eitherEngine } from '../store/botDatabases.ts';
import { killedAround } from './killedAround.ts';
import { makeWorld } from './world.ts';

const patience = { timeout: 120_000 };
const english = { locale: 'en-US' };
const said = 'It began with the new router on Monday.';
const marked = 'Written by a language model';

test('a bot killed around its call of a language model shows its words once, and what people wrote meanwhile', async () => {
  const world = await makeWorld(eitherEngine, {}, 'tables', undefined, true);
  const { faults, model } = world.sandbox;
  faults.set({ limits: 'off' });
  try {
    if (!model) throw new Error('There is no language model');
    const owner = world.people.as('owen.owner');
    await owner.say('/swarm critical: the VPN gateway drops each hour', english);
    const plan = await owner.waitForMessage(
      ({ actions }) => actions.some(({ verb }) => verb === 'start-swarm'),
      patience,
    );
    await plan.press('start-swarm', {}, english);
    const running = await owner.waitForMessage(
      ({ id, actions }) => id === plan.id && actions.some(({ verb }) => verb === 'edit-note'),
      patience,
    );
    await running.press('edit-note', {}, english);
    const form = await owner.waitForMessage(
      ({ actions }) => actions.some(({ verb }) => verb === 'save-note'),
      patience,
    );
    await form.press('save-note', { known: said }, english);
    const [before, after] = (['before', 'after'] as const).map((when) =>
      faults.add({ door: 'model', does: 'hold', when, times: 1 }),
    );
    const noted = await owner.waitForMessage(
      ({ id, actions }) =>
        id === plan.id && actions.some(({ verb, title }) => verb === 'ask-model' && title === 'Sum it up'),
      patience,
    );
    await noted.press('ask-model', { of: 'summary' }, english);
    await killedAround(world, [before ?? '', after ?? ''], (done) => expect(model.calls).toHaveLength(done));
    const card = await owner.waitForMessage(
      ({ id, ...message }) => id === plan.id && JSON.stringify(message).includes(marked),
      patience,
    );
    const shown = JSON.stringify(card.card);
    expect(shown.split(marked)).toHaveLength(2);
    expect(shown).toContain(said);
    // The call that was lost, and the one that came: nobody asks a third time.
    expect(model.calls).toHaveLength(2);
  } finally {
    faults.clear();
    await world.end();
  }
}, 600_000);
