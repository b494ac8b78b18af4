import { expect, test } from '@jest/globals';
import { availabilityLines } from '../../../src/teams/cards/parts/ownAvailability.ts';
import { readerIn } from '../../fixtures/cards.ts';
import { engineer } from '../../registry/sample.ts';

test.each([
  ['en', 'Mon-Fri 09:00-12:30, 13:30-17:00; Sat 10:00-12:00 (Asia/Tokyo)'],
  ['ja', '月-金 09:00-12:30, 13:30-17:00; 土 10:00-12:00 (Asia/Tokyo)'],
] as const)('hours that differ by day are told as they are, in %s', (language, line) => {
  const weekdays = [1, 2, 3, 4, 5];
  const week = [
    { days: weekdays, from: '09:00', to: '12:30' },
    { days: weekdays, from: '13:30', to: '17:00' },
    { days: [6], from: '10:00', to: '12:00' },
  ];
  const who = engineer('haruto', { zone: 'Asia/Tokyo', asking: { week, mostAWeek: 3 } });
  const card = JSON.stringify(availabilityLines(who, { team: null, calendars: [] }, readerIn(language)));
  // Days and times hold together on one line.
  const told = card.replaceAll('\u00a0', ' ');
  expect(told).toContain(line);
  expect(told).not.toMatch(/empty|空欄/);
});
