import { expect, test } from '@jest/globals';
import { readersZone } from '../../src/web/readersZone.ts';

test.each(['Asia/Tokyo', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires'])(
  '%s is the reader’s zone as told',
  (zone) => {
    expect(readersZone(zone)).toBe(zone);
  },
);

test.each(['UTC', 'Etc/UTC', 'GMT', 'Etc/Unknown', 'nowhere'])('%s is read as UTC', (told) => {
  expect(readersZone(told)).toBe('UTC');
});

test.each(['Etc/GMT-9', 'Etc/GMT+3', 'EST5EDT'])('%s becomes a place with the same clocks', (told) => {
  const zone = readersZone(told);
  expect(zone).toMatch(/^(?!Etc)[A-Z]\w+\/\w/);
  const clock = (timeZone: string, at: number) =>
    new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at);
  for (const at of [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)]) expect(clock(zone, at)).toBe(clock(told, at));
});
