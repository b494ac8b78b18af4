import { expect, test } from '@jest/globals';
import { isZone, zoneNamed, zonesMeantBy } from '../../src/time/zone.ts';

test.each(['Asia/Tokyo', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', 'Asia/Calcutta', 'UTC'])(
  '%s is one place to everybody',
  (zone) => {
    expect(isZone(zone)).toBe(true);
    expect(zoneNamed(zone)).toBe(zone);
  },
);

test.each([
  ['IST', ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem']],
  ['BST', ['Europe/London', 'Asia/Dhaka']],
  ['CAT', ['Africa/Maputo']],
  ['東京 (標準時)', ['Asia/Tokyo']],
  ['(UTC+09:00) Seoul', ['Asia/Seoul']],
  ['(UTC+09:00) 大阪、札幌、東京', ['Asia/Tokyo']],
  ['AET', ['Australia/Sydney']],
  ['jst', ['Asia/Tokyo']],
  ['CST6CDT', ['America/Chicago']],
  ['日本時間', ['Asia/Tokyo']],
  ['GMT', ['UTC', 'Europe/London']],
  ['Z', ['UTC', 'Europe/London']],
  ['+00:00', ['UTC', 'Europe/London']],
  ['+0900', ['Asia/Tokyo', 'Asia/Seoul']],
  ['+09:00', ['Asia/Tokyo', 'Asia/Seoul']],
  ['+9', ['Asia/Tokyo', 'Asia/Seoul']],
  ['UTC+9', ['Asia/Tokyo', 'Asia/Seoul']],
  ['ＧＭＴ＋０９：００', ['Asia/Tokyo', 'Asia/Seoul']],
  ['+05:30', ['Asia/Kolkata']],
  ['-03:30', ['America/St_Johns']],
  ['US/Eastern', ['America/New_York']],
  ['Japan', ['Asia/Tokyo']],
  ['Navajo', ['America/Denver']],
  // Nowhere, and its sign is the reverse of what people write: as its clocks are, then turned round.
  ['Etc/GMT-9', ['Asia/Tokyo', 'Asia/Seoul', 'America/Anchorage']],
  ['Etc/GMT+9', ['America/Anchorage', 'Asia/Tokyo', 'Asia/Seoul']],
  ['etc/gmt', ['UTC', 'Europe/London']],
  ['Etc/GMT0', ['UTC', 'Europe/London']],
  ['Etc/Greenwich', ['UTC', 'Europe/London']],
  ['UTC+12', ['Pacific/Auckland']],
  ['somewhere', []],
  ['+99:99', []],
  ['', []],
])('%s is none, and %j may be meant', (text, meant) => {
  expect(isZone(text)).toBe(false);
  expect(zoneNamed(text)).toBe(text);
  expect(zonesMeantBy(text)).toEqual(meant);
});

test.each([
  ['Tokyo Standard Time', 'Asia/Tokyo'],
  ['ＴＯＫＹＯ Standard Time', 'Asia/Tokyo'],
  ['India Standard Time', 'Asia/Calcutta'],
  ['GMT Standard Time', 'Europe/London'],
  [' asia/tokyo ', 'Asia/Tokyo'],
  ['utc', 'UTC'],
  ['Etc/UTC', 'UTC'],
  ['etc/zulu', 'UTC'],
])('%s names %s', (text, zone) => {
  expect(zoneNamed(text)).toBe(zone);
});

test('no zone that is proposed is refused', () => {
  const names = Intl.supportedValuesOf('timeZone');
  expect(names.filter((zone) => !isZone(zone) && zone.includes('/'))).toEqual([]);
  for (const offset of Array.from({ length: 29 }, (_, at) => at - 14))
    for (const zone of zonesMeantBy(`${offset < 0 ? '-' : '+'}${Math.abs(offset)}`)) expect(isZone(zone)).toBe(true);
});
