import { expect, test } from '@jest/globals';
import { createOnceAMinute } from '../../src/telemetry/onceAMinute.ts';

test('a fault that comes again and again is told at once, then once a minute with how many it stands for', () => {
  let now = 5_000;
  const onceAMinute = createOnceAMinute(() => now);
  const told: [string, number, number][] = [];
  const comes = (kind: string) => onceAMinute(kind, (times) => told.push([kind, now, times]));
  for (let second = 0; second < 150; second++) {
    comes('no secret');
    now += 1_000;
  }
  comes('no name');
  expect(told).toEqual([
    ['no secret', 5_000, 1],
    ['no secret', 65_000, 60],
    ['no secret', 125_000, 60],
    ['no name', 155_000, 1],
  ]);
});
