import { describe, expect, test } from '@jest/globals';
import type { SeenMessage } from '../../src/sandbox/people/persona.ts';
import { type CaseSystemKind, caseSystemKinds } from '../../src/sandbox/systems/caseSystemKind.ts';
import { cardText } from '../../src/sandbox/terminal/cardText.ts';
import { eitherEngine } from '../store/botDatabases.ts';
import { until } from '../until.ts';
import { makeWorld } from './world.ts';

const english = { locale: 'en-US' };
const patience = { timeout: 180_000 };
const says = (words: string) => (message: SeenMessage) => cardText(message.card).lines.join('\n').includes(words);

/** How a case that changed is read again: by its id in the system, as no list of changes and no turn asks for it. */
const rereads: Record<CaseSystemKind, string> = {
  dynamics: '/incidents\\(',
  servicenow: 'sysparm_query=sys_id(=|%3D)',
  zendesk: '/tickets/\\d+\\.json\\?include',
};

/** The bot as it ships, killed while it reads a case that a push told of: once before the system has answered, and once after. */
describe('a bot killed around the call by which it reads what was pushed', () => {
  test.concurrent.each(caseSystemKinds)(
    'out of %s tells the swarm of the change once, never twice and never not at all',
    async (kind) => {
      const world = await makeWorld(eitherEngine, { SWARM_POLICY_FILE: '{"writeToCase":[]}' }, 'tables', kind);
      const { faults, caseSystem, organisation } = world.sandbox;
      faults.set({ limits: 'off' });
      try {
        if (!caseSystem) throw new Error('There is no case system');
        const owner = world.people.as('owen.owner');
        await owner.say('/swarm 4711', english);
        const plan = await owner.waitForMessage(
          ({ actions }) => actions.some(({ verb }) => verb === 'start-swarm'),
          patience,
        );
        await plan.press('start-swarm', {}, english);
        await owner.waitForMessage(({ actions }) => actions.some(({ verb }) => verb === 'cancel'), patience);

        const reading = { door: 'cases', path: rereads[kind], does: 'hold', times: 1 } as const;
        const rules = [faults.add({ ...reading, when: 'before' }), faults.add({ ...reading, when: 'after' })];
        const ravi = organisation.people.find(({ alias }) => alias === 'ravi.rao');
        if (!ravi) throw new Error('There is no Ravi Rao');
        const { id, name, mail } = ravi;
        const pushed = await caseSystem.change('4711', { owner: { kind: 'person', id, name, mail } });
        // Taken once and for all: no system sends it again.
        expect(pushed).toEqual({ status: 202, tries: 1 });
        for (const rule of rules) {
          const held = await faults.untilHeld(rule);
          await world.bot().kill();
          await until(() => held.isAbandoned(), patience.timeout);
          faults.release(rule);
          await world.startBot();
        }

        await owner.waitForMessage(says('belongs to Ravi Rao'), patience);
        // What is told after it would come after a second telling, too.
        await caseSystem.change('4711', { state: 'closed' });
        const closed = await owner.waitForMessage(says('Case 4711 was closed'), patience);
        const { messages } = await owner.conversation(closed.conversation, { peek: true });
        expect(messages.filter(says('belongs to Ravi Rao'))).toHaveLength(1);
      } finally {
        faults.clear();
        await world.end();
      }
    },
    600_000,
  );
});
