import { describe, expect, test } from '@jest/globals';
import { customersView } from '../../src/sandbox/systems/keptCase.ts';
import { type CaseSystemKind, caseSystemKinds } from '../../src/sandbox/systems/openCaseSystem.ts';
import { until } from '../until.ts';
import { makeWorld } from './world.ts';

const english = { locale: 'en-US' };
const patience = { timeout: 120_000 };
/** Words of the note by which a case is told that its swarm has started. */
const words = 'coordinates it';

/** How each system is asked whether the note is there. */
const looks: Record<CaseSystemKind, (url: string, status: number) => boolean> = {
  dynamics: (url, status) => url.includes('/annotations(') && status === 412,
  servicenow: (url) => url.includes('work_notes'),
  zendesk: (url) => url.includes('/comments.json'),
};

/** The bot as it ships, killed while its call waits: once before the case system has done it, and once after. */
describe('a bot killed around the call that writes a note', () => {
  test.each(caseSystemKinds)(
    'into a case of %s writes it once, never twice and never not at all',
    async (kind) => {
      const world = await makeWorld('PGlite', {}, 'tables', kind);
      const { faults, caseSystem } = world.sandbox;
      faults.set({ limits: 'off' });
      try {
        if (!caseSystem) throw new Error('There is no case system');
        const told = (): string[] =>
          caseSystem.standIn.timeline('4711').flatMap(({ text }) => (text.includes(words) ? [text] : []));
        const writing = { door: 'cases', body: words, does: 'hold', times: 1 } as const;
        const before = faults.add({ ...writing, when: 'before' });
        const after = faults.add({ ...writing, when: 'after' });

        const owner = world.people.as('owen.owner');
        await owner.say('/swarm 4711', english);
        const plan = await owner.waitForMessage(
          ({ actions }) => actions.some(({ verb }) => verb === 'start-swarm'),
          patience,
        );
        await plan.press('start-swarm', {}, english);

        let killed = 0;
        for (const [rule, done] of [
          [before, 0],
          [after, 1],
        ] as const) {
          const held = await faults.untilHeld(rule);
          expect(told()).toHaveLength(done);
          await world.bot().kill();
          killed = world.sandbox.feed.wireLog().at(-1)?.number ?? 0;
          // Held before its work it must be seen to have lost its caller, or the work would still be done.
          await until(() => held.isAbandoned(), patience.timeout);
          faults.release(rule);
          await world.startBot();
        }

        // The third try looks, and finds it; what comes after it would come after a second note, too.
        await until(
          () =>
            world.sandbox.feed
              .wireLog()
              .some(({ door, number, url, status }) => number > killed && door === 'cases' && looks[kind](url, status)),
          patience.timeout,
        );
        const status = await owner.waitForMessage(
          ({ actions }) => actions.some(({ verb }) => verb === 'cancel'),
          patience,
        );
        await status.press('cancel', { cancelReason: 'It was the customer.' }, english);
        const all = (): string[] => caseSystem.standIn.timeline('4711').map(({ text }) => text);
        await until(() => all().some((text) => text.includes('It was the customer.')), patience.timeout);
        expect(told()).toHaveLength(1);
        expect(customersView(caseSystem.standIn, '4711')).toEqual([]);
      } finally {
        faults.clear();
        await world.end();
      }
    },
    600_000,
  );
});
