import { describe, expect, test } from '@jest/globals';
import { exportDateOf, exportInstant } from '../../src/evidence/caseExports/exportDates.ts';

const tokyo = (text: string, order: 'day-first' | 'month-first' | null = null) =>
  exportInstant(text, 'Asia/Tokyo', order);

describe('a date of an export', () => {
  test.each([
    ['11/May/24 03:26 PM', '2024-05-11T06:26:00.000Z'],
    ['11/May/24 12:05 AM', '2024-05-10T15:05:00.000Z'],
    ['11/May/24', '2024-05-10T15:00:00.000Z'],
    ['28-Nov-2026 9:15', '2026-11-28T00:15:00.000Z'],
    ['11/5月/24 3:26 午後', '2024-05-11T06:26:00.000Z'],
    ['2026/11/28 9:15', '2026-11-28T00:15:00.000Z'],
    ['2026-11-28 00:15:30', '2026-11-27T15:15:30.000Z'],
    ['２０２６／１１／２８　９：１５', '2026-11-28T00:15:00.000Z'],
    ['2026-11-28T09:15:30.000+0900', '2026-11-28T00:15:30.000Z'],
    ['2026-11-28T00:15:30Z', '2026-11-28T00:15:30.000Z'],
    ['2026年11月28日 9時15分', '2026-11-28T00:15:00.000Z'],
    ['2026/06/07 4:14 午後', '2026-06-07T07:14:00.000Z'],
    ['2026/6/7 午前 0:14:05', '2026-06-06T15:14:05.000Z'],
    ['2026年6月7日 午後4:14', '2026-06-07T07:14:00.000Z'],
    ['2026-06-07, 12:14 AM', '2026-06-06T15:14:00.000Z'],
  ])('%s is read in the zone of who exported it, whatever the zone of this machine', (text, instant) => {
    expect(tokyo(text)).toBe(instant);
  });

  test.each([
    ['6/21/2025 16:14', ['month-first']],
    ['21/6/2025 16:14', ['day-first']],
    ['28.11.2026', ['day-first']],
    ['11/28/2026 9:15 AM', ['month-first']],
    ['6/7/2025 16:14', ['day-first', 'month-first']],
    ['11/May/24 03:26 PM', null],
    ['2026/6/7', null],
  ])('%s may have its day where the calendar allows', (text, orders) => {
    expect(exportDateOf(text)?.orders).toEqual(orders);
  });

  test('in doubt is none until somebody says which number is the day', () => {
    expect(tokyo('6/7/2025 16:14')).toBeNull();
    expect(tokyo('6/7/2025 16:14', 'day-first')).toBe('2025-07-06T07:14:00.000Z');
    expect(tokyo('6/7/2025 16:14', 'month-first')).toBe('2025-06-07T07:14:00.000Z');
  });

  test.each([
    '',
    '31/Feb/24',
    '13/13/2025',
    '2026-02-30',
    '2026-02-30 4:14 PM',
    '2026/6/7 16:14 午後',
    '11/May/24 15:26 PM',
    '46113',
    'yesterday',
    '24/05/11 3:26',
    `${'1'.repeat(100)}/May/24`,
  ])('%s is none', (text) => {
    expect(exportDateOf(text)).toBeNull();
    expect(tokyo(text, 'day-first')).toBeNull();
  });

  test('says whether it names its zone', () => {
    expect(exportDateOf('2026-11-28T09:15:30.000+0900')?.hasZone).toBe(true);
    expect(exportDateOf('2026-11-28 09:15:30')?.hasZone).toBe(false);
  });
});
