import { expect, test } from '@jest/globals';
import { startRereading } from '../../../src/cases/systems/following/rereading.ts';

test('who looks for changed cases looks again where one was noted while they looked', async () => {
  const noted = Promise.withResolvers<void>();
  let looks = 0;
  const rereading = startRereading({
    systems: [],
    changed: {
      note: async () => 0,
      async take() {
        looks += 1;
        await noted.promise;
        return null;
      },
      rest: async () => {},
      done: async () => {},
      later: async () => {},
      waiting: async () => ({ count: 0, since: null }),
      forgetOthers: async () => 0,
    },
    making: {
      ownerIn: async () => null,
      caseIn() {
        throw new Error('No case is read');
      },
    },
    stored: {
      saveChanged: async () => 'stored',
      saveGone: async () => 'stored',
      findRecord: async () => null,
    },
    hidePast: async () => {},
    isKnown: async () => false,
    newSince: () => null,
    tenantId: 'tenant',
    log: () => {},
    clock: Date.now,
  });
  const atFirst = looks;
  rereading.wake();
  expect(looks).toBe(atFirst);
  noted.resolve();
  // Whoever is at work comes to its end; nobody has been woken since.
  for (let turns = 0; turns < 50; turns++) await new Promise((go) => setImmediate(go));
  expect(looks).toBe(2 * atFirst);
  await rereading.stop();
});
