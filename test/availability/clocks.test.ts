import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { IANAZone } from 'luxon';
import { clocksOf } from '../../src/availability/clocks.ts';

test('the clocks of a zone change at the instant they change', () => {
  const year = { from: Date.parse('2026-01-01T00:00:00Z'), to: Date.parse('2027-01-01T00:00:00Z') };
  const told = (zone: string) =>
    clocksOf(zone, year).map(({ from, to, minutes }) => [new Date(from).toISOString(), to, minutes] as const);
  expect(told('Europe/Dublin').map(([from, , minutes]) => [from, minutes])).toEqual([
    ['2026-01-01T00:00:00.000Z', 0],
    ['2026-03-29T01:00:00.000Z', 60],
    ['2026-10-25T01:00:00.000Z', 0],
  ]);
  expect(told('Asia/Kolkata')).toEqual([['2026-01-01T00:00:00.000Z', year.to, 330]]);
  expect(told('Nowhere/Else')).toEqual([['2026-01-01T00:00:00.000Z', year.to, 0]]);
});

test('at every instant one stretch holds, with what Node says', () => {
  const zone = fc.constantFrom('America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Tokyo', 'UTC');
  const instant = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) });
  fc.assert(
    fc.property(zone, instant, fc.integer({ min: 1, max: 60 * 86_400_000 }), fc.nat(), (name, from, span, chosen) => {
      const clocks = clocksOf(name, { from, to: from + span });
      const at = from + (chosen % span);
      const here = clocks.filter((each) => at >= each.from && at < each.to);
      expect(here.map(({ minutes }) => minutes)).toEqual([IANAZone.create(name).offset(at)]);
    }),
  );
});
