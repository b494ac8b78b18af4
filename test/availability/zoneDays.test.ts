import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { zoneDays } from '../../src/availability/zoneDays.ts';
import { runs } from '../runs.ts';

const minute = 60_000;
const walls = new Map<string, Intl.DateTimeFormat>();
/** What the clock on the wall and the calendar beside it say: `2026-11-23 09:00`. */
const wallAt = (instant: number, zone: string): string => {
  const wall =
    walls.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  walls.set(zone, wall);
  return wall.format(instant);
};
const numberOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / (24 * 60 * minute);
const time = fc
  .integer({ min: 0, max: 95 })
  .map(
    (quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`,
  );

function holds(zone: string, number: number, times: readonly string[]): void {
  const days = zoneDays(zone);
  const { date, weekday, from, to, timeOn } = days.day(number);
  expect([zone, date, weekday]).toEqual([zone, date, new Date(`${date}T00:00:00Z`).getUTCDay() || 7]);
  expect([zone, wallAt(from, zone).slice(0, 10)]).toEqual([zone, date]);
  expect([zone, date, wallAt(from - 1, zone).slice(0, 10) < date]).toEqual([zone, date, true]);
  expect([zone, date, days.day(number + 1).from]).toEqual([zone, date, to]);
  for (const instant of [from, to - 1]) expect([zone, date, days.numberAt(instant)]).toEqual([zone, date, number]);
  for (const each of times) {
    const wall = wallAt(timeOn(each), zone);
    if (wall === `${date} ${each}`) continue;
    // Then no clock of the zone's stood so on that date.
    for (let at = from; at < to; at += 15 * minute) expect(wallAt(at, zone)).not.toBe(`${date} ${each}`);
    expect([zone, wall > `${date} ${each}`]).toEqual([zone, true]);
  }
}

test('a date begins and ends, and its times are, where the clocks of the zone have them', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: numberOf('2016-01-01'), max: numberOf('2030-12-31') }),
      fc.array(time, { maxLength: 6 }),
      holds,
    ),
    { numRuns: runs(150) },
  );
});

test('also on the days on which clocks are changed, at midnight too', () => {
  const changed: [zone: string, date: string][] = [
    ['Europe/Dublin', '2026-03-29'],
    ['Europe/Dublin', '2026-10-25'],
    ['America/New_York', '2026-03-08'],
    ['America/New_York', '2026-11-01'],
    ['Australia/Lord_Howe', '2026-04-05'],
    ['Australia/Lord_Howe', '2026-10-04'],
    ['America/Santiago', '2026-04-05'],
    ['America/Santiago', '2026-09-06'],
    ['Atlantic/Azores', '2026-03-29'],
    ['Atlantic/Azores', '2026-10-25'],
    ['America/Havana', '2026-03-08'],
    ['America/Havana', '2026-11-01'],
    ['Africa/Cairo', '2026-04-24'],
    ['Africa/Cairo', '2026-10-30'],
    ['Asia/Beirut', '2026-03-29'],
    ['America/Sao_Paulo', '2018-11-04'],
    ['America/Sao_Paulo', '2019-02-17'],
  ];
  const quarters = Array.from({ length: 96 }, (_, quarter) =>
    new Date(quarter * 15 * minute).toISOString().slice(11, 16),
  );
  for (const [zone, date] of changed)
    for (const near of [-1, 0, 1]) holds(zone, numberOf(date) + near, near === 0 ? quarters : ['00:00', '23:45']);
});

test('a zone nobody knows has the dates of UTC', () =>
  expect(zoneDays('Mars/Olympus').day(0)).toMatchObject({ date: '1970-01-01', weekday: 4, from: 0, to: 86_400_000 }));
