import { describe, expect, test } from '@jest/globals';
import { usualLimits } from '../../src/store/connection/sessionWatch.ts';
import { mostPause } from '../../src/store/queue.ts';

/**
 * The times that stand one after the other between a failover without a word and work that goes on. Measured with these very
 * values: docs/operations.md, by `npm run bench -- failover`.
 */
describe('the limits as they are shipped', () => {
  const { connect, silence, ask, look } = usualLimits;
  const found = (asked: number) => silence + 2 * look + 2 * asked;

  test('have a statement fail within ten seconds, also when the server cannot be asked', () => {
    expect(found(ask)).toBeLessThan(10_000);
  });

  test('have work go on within ten seconds where there is a server: lost ones are found, and new ones made', () => {
    const asking = 500;
    expect(found(asking) + mostPause + asking).toBeLessThan(10_000);
  });

  test('give up on a new session before a turn is given up', () => {
    // Found out, tried once more, and told: Teams waits for 15 seconds, seams.ts for 12.
    expect(Math.max(connect + silence, found(ask))).toBeLessThan(12_000);
  });
});
