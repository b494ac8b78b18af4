import { expect, test } from '@jest/globals';
import { pause } from '../../src/swarm/service/worker.ts';

/** The waits of a step that goes wrong each time, until they come to so many milliseconds. */
function waits(until: number, asked: number | null): number[] {
  const all: number[] = [];
  for (let sum = 0; sum < until; sum += all.at(-1) ?? 0) {
    const waited = asked === null ? { failing: sum, asked: 0 } : { failing: 0, asked: sum };
    all.push(pause(asked, waited, 1));
  }
  return all;
}

test('after failures the waits double, from a second to five minutes', () => {
  expect(waits(900_000, null)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1000));
});

test('a wait that was asked for is kept, and a minute of throttling is over soon after it is over', () => {
  const throttled = waits(60_000, 2_000);
  expect(Math.min(...throttled)).toBe(2_000);
  expect(Math.max(...throttled)).toBeLessThan(10_000);
  expect(pause(120_000, { failing: 0, asked: 0 }, 0)).toBe(120_000);
});

test('who asks for no wait at all, all day long, is not asked a thousand times', () => {
  expect(waits(86_400_000, 0).length).toBeLessThan(400);
});
