import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerDeadline, availabilityOf } from '../../src/availability/availability.ts';
import { weekAhead } from '../../src/availability/weekAhead.ts';
import { workingStateAt } from '../../src/availability/workingHours.ts';
import { calendarIn, daysOf } from '../../src/registry/calendarDays.ts';
import type { Asking } from '../../src/registry/engineer.ts';
import { weekIn, weekText } from '../../src/registry/weekText.ts';
import { engineer } from '../registry/sample.ts';
import { runs } from '../runs.ts';

const hours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };
const days = daysOf(['jp'], calendarIn(new Map()));
const tokyo = (asking: Asking) => ({ zone: 'Asia/Tokyo', hours, asking, days });
const week = (text: string) => weekIn(text) ?? [];
/** `at` is a time in Tokyo. */
const state = (at: string, asking: Asking) => {
  const { working, until, off } = workingStateAt(Date.parse(`${at}+09:00`), tokyo(asking));
  const local = new Date(until + 9 * 3_600_000).toISOString().slice(0, 16);
  return `${working ? 'asked' : 'not asked'} until ${local}${off ? ` (${off.name?.en ?? off.kind})` : ''}`;
};

describe('a week of several stretches', () => {
  const partTime = { week: week('Mon-Thu 9:00-12:00, 13:00-16:00; Wed 10-15') };
  test('has breaks, and days of their own', () => {
    expect(state('2026-11-17T10:00', partTime)).toBe('asked until 2026-11-17T12:00');
    expect(state('2026-11-17T12:30', partTime)).toBe('not asked until 2026-11-17T13:00');
    expect(state('2026-11-18T09:30', partTime)).toBe('not asked until 2026-11-18T10:00');
    expect(state('2026-11-19T16:00', partTime)).toBe('not asked until 2026-11-24T09:00 (Labor Thanksgiving Day)');
  });
  test('gives that much time to answer', () =>
    expect(answerDeadline('2026-11-17T02:30:00Z', 60, tokyo(partTime), false)).toBe('2026-11-17T04:30:00.000Z'));
});

describe('by their own wish somebody is not asked', () => {
  test('before an hour of their day', () =>
    expect(state('2026-11-17T09:30', { notBefore: '10:00' })).toBe('not asked until 2026-11-17T10:00'));
  test('in their focus time, which is told', () => {
    const focus = { focus: week('Tue 10:00-12:00') };
    expect(state('2026-11-17T09:30', focus)).toBe('asked until 2026-11-17T10:00');
    expect(state('2026-11-17T10:30', focus)).toBe('not asked until 2026-11-17T12:00 (focus)');
  });
  test('on days that they keep free of asks', () => {
    const quiet = { quiet: { from: '2026-11-16', until: '2026-11-20' } };
    expect(state('2026-11-18T10:00', quiet)).toBe('not asked until 2026-11-24T09:00 (quiet)');
    expect(state('2026-11-13T19:00', quiet)).toBe('not asked until 2026-11-24T09:00 (quiet)');
  });
  const judge = (asking: Asking, critical: boolean, asks7d = 0) =>
    availabilityOf(
      engineer('a', { asking }),
      null,
      { person: 'a', liveSwarms: 0, pendingInvitations: 0, asks28d: asks7d, asks7d },
      { at: '2026-11-18T03:00:00Z', critical, budget: 7 },
    );
  test('for what is not critical', () => {
    expect(judge({ onlyCritical: true }, true).available).toBe(true);
    expect(judge({ onlyCritical: true }, false)).toMatchObject({
      available: false,
      against: [{ code: 'only-critical' }],
    });
  });
  test('more often in a week than they want, but for critical cases', () => {
    expect(judge({ mostAWeek: 2 }, false, 1).available).toBe(true);
    expect(judge({ mostAWeek: 2 }, true, 2).available).toBe(true);
    expect(judge({ mostAWeek: 2 }, false, 2)).toMatchObject({
      ...{ available: false, against: [{ code: 'asked-enough', asks: 2, most: 2 }] },
    });
  });
});

test('the week ahead is told as it counts', () => {
  const at = Date.parse('2026-11-20T12:00:00+09:00');
  const told = weekAhead(
    at,
    tokyo({ focus: week('Tue 14-15'), quiet: { from: '2026-11-26', until: '2026-11-26' } }),
    (id) => ({ en: id, ja: id }),
  );
  expect(
    told.map(({ date, asked, kept, off }) => [
      date,
      asked.map((each) => `${each.from}-${each.to}`).join(' '),
      kept.length,
      off?.name?.ja ?? off?.kind,
    ]),
  ).toEqual([
    ['2026-11-20', '09:00-18:00', 0, undefined],
    ['2026-11-21', '', 0, undefined],
    ['2026-11-22', '', 0, undefined],
    ['2026-11-23', '', 0, '勤労感謝の日'],
    ['2026-11-24', '09:00-14:00 15:00-18:00', 1, undefined],
    ['2026-11-25', '09:00-18:00', 0, undefined],
    ['2026-11-26', '', 1, 'quiet'],
  ]);
});

test('that a date may be a holiday, as no calendar tells of it, is told of those alone on which one works', () => {
  const told = weekAhead(Date.parse('2031-01-09T12:00:00+09:00'), tokyo({}), (id) => ({ en: id, ja: id }));
  expect(told.filter(({ isKnown }) => !isKnown).map(({ weekday }) => weekday)).toEqual([4, 5, 1, 2, 3]);
});

describe('a week as it is written', () => {
  test.each([
    [
      'Mon-Fri 9:00-12:00, 13:00-17:00; Wed 10-16',
      'Mon-Tue 09:00-12:00, 13:00-17:00; Wed 10:00-16:00; Thu-Fri 09:00-12:00, 13:00-17:00',
    ],
    ['月～金 ９：００〜１８：００', 'Mon-Fri 09:00-18:00'],
    [
      '月水金 9時～12時半、13時から17時まで\n土 10:00-14:00',
      'Mon 09:00-12:30, 13:00-17:00; Wed 09:00-12:30, 13:00-17:00; Fri 09:00-12:30, 13:00-17:00; Sat 10:00-14:00',
    ],
    ['平日 22:00-6:00', 'Mon-Fri 22:00-06:00'],
    ['毎日 0:00-24:00', 'Mon-Sun 00:00-00:00'],
  ])('%s', (text, meant) => expect(weekText(week(text), 'en')).toBe(meant));

  test.each([
    '9-12',
    'Mon',
    'Mon 9',
    'Mon 25:00-26:00',
    'Mon 9-12 or so',
    'Someday 9-12',
    'Fri-Mon 9-12',
    'x'.repeat(501),
  ])('cannot be understood: %s', (text) => expect(weekIn(text)).toBeNull());

  test('comes back as it was from either language', () => {
    const time = fc
      .integer({ min: 0, max: 47 })
      .map((half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`);
    const stretch = fc.record({ days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), from: time, to: time });
    fc.assert(
      fc.property(
        fc.array(stretch, { maxLength: 4 }),
        fc.constantFrom('en' as const, 'ja' as const),
        (of, language) => {
          const text = weekText(of, language);
          expect(weekText(week(text), language)).toBe(text);
        },
      ),
      { numRuns: runs(200) },
    );
  });
});
