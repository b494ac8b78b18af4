import { expect, test } from '@jest/globals';
import { createInTurn } from '../../src/teams/actions/inTurn.ts';

test('what two presses show on one card is put there in their order, also when the first fails or is slow', async () => {
  const putInTurn = createInTurn();
  const shown: string[] = [];
  const first = Promise.withResolvers<void>();
  const done = Promise.withResolvers<void>();
  putInTurn('card', async () => {
    await first.promise;
    shown.push('the first press');
    throw new Error('Refused');
  });
  putInTurn('card', async () => {
    shown.push('the second press');
    done.resolve();
  });
  putInTurn('another card', async () => {
    shown.push('another card');
    first.resolve();
  });
  await done.promise;
  expect(shown).toEqual(['another card', 'the first press', 'the second press']);
});
