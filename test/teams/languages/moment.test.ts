import { describe, expect, test } from '@jest/globals';
import { day, duration, moment } from '../../../src/teams/languages/moment.ts';

const tokyo = { language: 'ja', zone: 'Asia/Tokyo', at: '2026-11-20T05:00:00Z' } as const;
const inEnglish = (zone: string) => ({ language: 'en', zone, at: '2026-11-20T05:00:00Z' }) as const;

describe('a deadline', () => {
  test('is told with its date, which stays true tomorrow, in the reader’s zone, with the zone named', () => {
    expect(moment('2026-11-20T06:30:00Z', tokyo)).toBe('11月20日(金) 15:30 (JST)');
    expect(moment('2026-11-20T06:30:00Z', inEnglish('Asia/Tokyo'))).toBe('Fri 20 Nov, 15:30 JST');
    expect(moment('2026-11-20T15:30:00Z', tokyo)).toBe('11月21日(土) 00:30 (JST)');
    expect(moment('2026-11-23T03:30:00Z', inEnglish('Asia/Kolkata'))).toBe('Mon 23 Nov, 09:00 IST');
  });

  test('of another year names the year', () => {
    expect(moment('2027-01-04T00:00:00Z', tokyo)).toBe('2027年1月4日(月) 09:00 (JST)');
    expect(moment('2027-01-04T00:00:00Z', inEnglish('Asia/Tokyo'))).toBe('Mon 4 Jan 2027, 09:00 JST');
  });

  test.each([
    ['Europe/Dublin', 'Fri 20 Nov, 06:30 GMT'],
    ['America/Los_Angeles', 'Thu 19 Nov, 22:30 PST'],
    ['Asia/Kathmandu', 'Fri 20 Nov, 12:15 UTC+5:45'],
    ['UTC', 'Fri 20 Nov, 06:30 UTC'],
    ['Not/AZone', 'Fri 20 Nov, 06:30 UTC'],
  ])('names the zone %s so that people know it', (zone, told) => {
    expect(moment('2026-11-20T06:30:00Z', inEnglish(zone))).toBe(told);
  });
});

test('a day is that of the reader’s zone', () => {
  expect(day('2026-11-20T16:00:00Z', tokyo)).toBe('2026年11月21日');
  expect(day('2026-11-20T16:00:00Z', inEnglish('UTC'))).toBe('20 Nov 2026');
});

test('a duration is told in the units that matter', () => {
  const from = '2026-11-20T00:00:00Z';
  expect(duration(from, '2026-11-20T02:05:00Z', tokyo)).toBe('2 時間 5 分');
  expect(duration(from, '2026-11-20T00:00:10Z', tokyo)).toBe('1 分');
  expect(duration(from, '2026-11-22T03:05:00Z', inEnglish('UTC'))).toBe('2 d 3 h');
  expect(duration(from, '2026-11-20T02:00:00Z', inEnglish('UTC'))).toBe('2 h');
});
