import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chanceOfComing, isOneLikely } from '../../src/matching/answering.ts';
import type { ReasonFor } from '../../src/matching/plan.ts';

const here: ReasonFor[] = [
  { code: 'present', availability: 'Available' },
  { code: 'in-hours', until: '2026-11-20T09:00:00Z' },
  { code: 'load', live: 0, most: 2 },
];
const asleep: ReasonFor[] = [
  { code: 'present', availability: 'Offline' },
  { code: 'load', live: 1, most: 2 },
];

test('who is there and free is likelier to come than who is asleep', () => {
  expect(chanceOfComing(here)).toBeGreaterThan(chanceOfComing(asleep));
  expect(isOneLikely([here])).toBe(true);
  expect(isOneLikely([asleep])).toBe(false);
  expect(isOneLikely([])).toBe(false);
});

test('two who are there on a Saturday are enough, two who are asleep are not', () => {
  const there: ReasonFor[] = [
    { code: 'present', availability: 'Available' },
    { code: 'load', live: 0, most: 2 },
  ];
  expect(isOneLikely([there, there])).toBe(true);
  expect(isOneLikely([asleep, asleep])).toBe(false);
});

test('asking one more never makes it less likely that somebody comes', () => {
  const people = fc.array(fc.constantFrom(here, asleep, []), { maxLength: 12 });
  fc.assert(
    fc.property(people, people, (asked, more) => {
      expect(isOneLikely([...asked, ...more]) || !isOneLikely(asked)).toBe(true);
    }),
  );
});
