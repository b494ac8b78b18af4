import { describe, expect, test } from '@jest/globals';
import { zoneMeant } from '../../src/graph/people/zones.ts';

const at = Date.UTC(2026, 10, 29);
const meant = (zone: Parameters<typeof zoneMeant>[0]['zone'], known = 'Asia/Tokyo', locale: string | null = null) =>
  zoneMeant({ zone, known, locale, at });

describe('the zone of a mailbox', () => {
  test.each([
    ['India Standard Time', 'Asia/Kolkata'],
    ['India Standard Time', 'Asia/Calcutta'],
    ['Tokyo Standard Time', 'Asia/Tokyo'],
    ['FLE Standard Time', 'Europe/Kyiv'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['GMT Standard Time', 'Europe/Dublin'],
  ])('%s leaves %s, whose clocks are the same, as it is', (name, known) => {
    expect(meant({ name }, known)).toBe(known);
  });

  test('with other clocks is another: in the mailbox’s country, if it is known', () => {
    expect(meant({ name: 'India Standard Time' })).toBe('Asia/Calcutta');
    expect(meant({ name: 'W. Europe Standard Time' }, 'Asia/Tokyo', 'it-IT')).toBe('Europe/Rome');
    expect(meant({ name: 'Israel Standard Time' }, 'Europe/Helsinki')).toBe('Asia/Jerusalem');
  });

  /** The example of calendar-getschedule. */
  const pacific = {
    name: 'Customized Time Zone',
    bias: 480,
    standardOffset: { time: '02:00:00', dayOccurrence: 1, dayOfWeek: 'sunday', month: 11 },
    daylightOffset: { time: '02:00:00', dayOccurrence: 2, dayOfWeek: 'sunday', month: 3, daylightBias: -60 },
  };
  test('“Customized Time Zone” is known by its offsets and rules', () => {
    expect(meant(pacific, 'America/Tijuana')).toBe('America/Tijuana');
    expect(meant(pacific, 'Europe/Dublin', 'en-US')).toBe('America/Los_Angeles');
    expect(meant({ ...pacific, daylightOffset: null }, 'America/Los_Angeles')).toBe('Pacific/Pitcairn');
    expect(meant({ name: 'Customized Time Zone', bias: -540 }, 'Asia/Tokyo')).toBe('Asia/Tokyo');
    expect(meant({ name: 'Customized Time Zone', bias: -540 }, 'Europe/Dublin', 'ja-JP')).toBe('Asia/Tokyo');
    const southern = {
      bias: -600,
      standardOffset: { time: '03:00:00', dayOccurrence: 1, dayOfWeek: 'sunday', month: 4 },
      daylightOffset: { time: '02:00:00', dayOccurrence: 1, dayOfWeek: 'sunday', month: 10, daylightBias: -60 },
    };
    expect(meant(southern, 'Europe/Dublin', 'en-AU')).toBe('Australia/Sydney');
  });

  test('that is a distance from UTC is a place with the same clocks, where there is one', () => {
    expect(meant({ name: 'UTC' })).toBe('UTC');
    expect(meant({ name: 'Etc/UTC' })).toBe('UTC');
    expect(meant({ name: 'Etc/GMT-9' }, 'Asia/Seoul')).toBe('Asia/Seoul');
    expect(meant({ name: 'Etc/GMT-9' }, 'Europe/Dublin', 'ja-JP')).toBe('Asia/Tokyo');
    expect(meant({ name: 'UTC-11' })).toMatch(/^Pacific\//);
    expect(meant({ name: 'UTC+12' }, 'Pacific/Majuro')).toBe('Pacific/Majuro');
    expect(meant({ bias: 720 })).toBeNull();
  });

  test('that says nothing anybody can read is no zone, and an abbreviation is none', () => {
    for (const name of ['', 'Customized Time Zone', 'tzone://Microsoft/Custom', 'IST', '+0900'])
      expect(meant({ name })).toBeNull();
    expect(meant(null)).toBeNull();
    expect(meant({ name: 'x', bias: 17 })).toBeNull();
  });
});
