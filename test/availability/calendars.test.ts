import { describe, expect, test } from '@jest/globals';
import { answerDeadline, availabilityOf } from '../../src/availability/availability.ts';
import { workingStateAt } from '../../src/availability/workingHours.ts';
import { stateOfRota } from '../../src/availability/workingStates.ts';
import type { Calendar } from '../../src/registry/calendar.ts';
import { calendarIn, daysOf } from '../../src/registry/calendarDays.ts';
import { countryCalendars } from '../../src/registry/calendars/countries.ts';
import { publicHolidays } from '../../src/registry/calendars/publicHolidays.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import { countryHolidays } from '../../tools/countryHolidays.ts';
import { engineer } from '../registry/sample.ts';

const own = (differs: Partial<Calendar>): Calendar => ({
  ...{ id: 'office', name: { en: 'Office', ja: '本社' }, on: [], from: '2026-01-01', until: '2027-12-31', days: [] },
  ...differs,
});
const day = (date: string, kind: Calendar['days'][number]['kind'], en: string = kind, times = {}) => ({
  ...{ date, kind, name: { en, ja: en } },
  ...times,
});
const office = own({
  on: ['jp'],
  days: [
    day('2026-12-28', 'half', 'last half day'),
    ...['2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03'].map((date) =>
      day(date, 'company', 'year-end closing'),
    ),
    day('2026-11-28', 'worked', 'make-up day'),
    day('2026-11-03', 'worked', 'we work'),
  ],
});
const nineToSix = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };
const calendarOf = calendarIn(new Map([['office', office]]));

/** `at` is a time of the zone's. */
const state = (at: string, calendars: string[], hours = {}, zone = 'Asia/Tokyo') => {
  const offset = zone === 'Asia/Tokyo' ? '+09:00' : 'Z';
  const timetable = { zone, hours: { ...nineToSix, ...hours }, days: daysOf(calendars, calendarOf) };
  const { working, until, off, isKnown } = workingStateAt(Date.parse(`${at}${offset}`), timetable);
  const local = new Date(until + (zone === 'Asia/Tokyo' ? 9 * 3_600_000 : 0)).toISOString().slice(0, 16);
  const why = off ? ` (${off.ahead ? 'ahead: ' : ''}${off.name?.en ?? off.kind})` : '';
  return `${working ? 'works' : 'rests'} until ${local}${why}${isKnown ? '' : ' unknown'}`;
};

describe('a public holiday', () => {
  test('is no working day, and has its name', () =>
    expect(state('2026-11-23T10:00', ['jp'])).toBe('rests until 2026-11-24T09:00 (Labor Thanksgiving Day)'));
  test('on the day before is still ahead', () => {
    expect(state('2026-11-22T21:00', ['jp'])).toBe('rests until 2026-11-24T09:00 (ahead: Labor Thanksgiving Day)');
    expect(state('2026-11-20T18:00', ['jp'])).toBe('rests until 2026-11-24T09:00 (ahead: Labor Thanksgiving Day)');
  });
  test('on a Sunday is named before those that follow', () => {
    expect(state('2026-05-03T10:00', ['jp'])).toBe('rests until 2026-05-07T09:00 (Constitution Memorial Day)');
    expect(state('2026-05-06T23:59', ['jp'])).toBe('rests until 2026-05-07T09:00 (Substitute holiday)');
  });
  test('begins and ends at the midnight of the person, not of the host', () => {
    const night = { from: '00:00', to: '06:00' };
    expect(state('2026-09-24T00:30', ['jp'], night)).toBe('works until 2026-09-24T06:00');
    expect(state('2026-09-23T05:30', ['jp'], night)).toMatch(/^rests/);
  });
  test('lets the shift of the night before end in its morning, and none begin', () => {
    const night = { from: '22:00', to: '06:00' };
    expect(state('2026-05-06T03:00', ['jp'], { ...night, days: [1, 2, 3, 4, 5, 6, 7] })).toMatch(/^rests/);
    expect(state('2026-11-03T03:00', ['jp'], night)).toBe('works until 2026-11-03T06:00');
    expect(state('2026-11-03T23:00', ['jp'], night)).toBe('rests until 2026-11-04T22:00 (Culture Day)');
  });
});

describe('the calendar of a firm', () => {
  test('closes it at the end of the year; the first of January stays a public holiday', () => {
    expect(state('2026-12-31T10:00', ['office'])).toBe('rests until 2027-01-04T09:00 (year-end closing)');
    expect(state('2027-01-01T10:00', ['office'])).toBe("rests until 2027-01-04T09:00 (New Year's Day)");
  });
  test('ends a day at noon', () => {
    expect(state('2026-12-28T10:00', ['office'])).toBe('works until 2026-12-28T12:00');
    expect(state('2026-12-28T13:00', ['office'])).toBe('rests until 2027-01-04T09:00 (last half day)');
  });
  test('makes a Saturday a working day, and a public holiday of the calendar it stands on', () => {
    expect(state('2026-11-28T10:00', ['office'])).toBe('works until 2026-11-28T18:00');
    expect(state('2026-11-03T10:00', ['office'])).toBe('works until 2026-11-03T18:00');
  });
  test('says nothing of the years after: they are unknown, and no working days by silence', () => {
    expect(state('2027-12-31T10:00', ['office'])).toBe('works until 2027-12-31T18:00');
    expect(state('2028-01-03T10:00', ['office'])).toBe('works until 2028-01-03T18:00 unknown');
    expect(state('2027-12-31T19:00', ['office'])).toBe('rests until 2028-01-03T09:00 unknown');
  });
  test('that is not there knows of no day', () =>
    expect(state('2026-11-24T10:00', ['gone'])).toBe('works until 2026-11-24T18:00 unknown'));
});

test('what was reckoned before is never told longer than it is so', () => {
  const calendars = [office];
  const people = [engineer('a', { calendars: ['office'] })];
  const snapshot = createSnapshot({ technologies: [], engineers: people, skills: [], calendars });
  const rota = snapshot.listed('a')?.rota;
  if (!rota) throw new Error('not listed');
  for (const from of ['2026-05-01', '2026-09-18', '2026-12-24', '2027-12-24'])
    for (let hour = 0; hour < 24 * 12; hour++) {
      const at = Date.parse(`${from}T00:30:00Z`) + hour * 3_600_000;
      const { working, until, off, isKnown } = workingStateAt(at, rota);
      expect([at, stateOfRota(rota, at)]).toMatchObject([at, { working, until, off, isKnown }]);
    }
});

test('who has no calendar works as their week has it, and nobody says otherwise', () =>
  expect(state('2026-11-23T10:00', [])).toBe('works until 2026-11-23T18:00'));

test('nobody is asked on their holiday, and the reason says which it is', () => {
  const at = '2026-11-23T03:00:00Z';
  const judge = (calendars: string[]) =>
    availabilityOf(engineer('a', { calendars }), null, null, { at, critical: false, budget: 7 });
  expect(judge(['us']).available).toBe(true);
  expect(judge(['jp'])).toMatchObject({
    available: false,
    against: [
      {
        code: 'out-of-hours',
        back: '2026-11-24T00:00:00.000Z',
        day: { kind: 'public', name: { en: 'Labor Thanksgiving Day', ja: '勤労感謝の日' }, ahead: false },
      },
    ],
  });
});

test('time to answer counts on working days alone, and on a half day until noon', () => {
  const timetable = { zone: 'Asia/Tokyo', hours: nineToSix, days: daysOf(['office'], calendarOf) };
  const due = (at: string, minutes: number) =>
    answerDeadline(new Date(`${at}+09:00`).toISOString(), minutes, timetable, false);
  expect(due('2026-11-22T20:00', 120)).toBe('2026-11-24T02:00:00.000Z');
  expect(due('2026-12-28T11:00', 120)).toBe('2027-01-04T01:00:00.000Z');
});

test('who is asked when no calendar knows is told to be perhaps on holiday', () =>
  expect(
    availabilityOf(engineer('a', { calendars: ['jp'] }), null, null, {
      ...{ at: '2031-01-06T03:00:00Z', critical: false, budget: 7 },
    }),
  ).toMatchObject({ available: true, against: [{ code: 'calendar-unknown' }] }));

describe('public holidays', () => {
  test('are those of the package', () => expect(publicHolidays).toEqual(countryHolidays()));

  const dates = (country: string, year: number) =>
    countryCalendars
      .get(country)
      ?.days.map(({ date }) => date)
      .filter((date) => date.startsWith(String(year)))
      .map((date) => date.slice(5).replaceAll('-0', '-').replace(/^0/, '').replace('-', '/'))
      .join(' ');
  /** The Cabinet Office's list of 2 February 2026, https://www8.cao.go.jp/chosei/shukujitsu/gaiyou.html. */
  test('of Japan', () => {
    expect(dates('jp', 2026)).toBe(
      '1/1 1/12 2/11 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/20 8/11 9/21 9/22 9/23 10/12 11/3 11/23',
    );
    expect(dates('jp', 2027)).toBe(
      '1/1 1/11 2/11 2/23 3/21 3/22 4/29 5/3 5/4 5/5 7/19 8/11 9/20 9/23 10/11 11/3 11/23',
    );
    expect(dates('jp', 2019)).toMatch(/4\/29 4\/30 5\/1 5\/2 5\/3 5\/4 5\/5 5\/6 /);
    expect(dates('jp', 2020)).not.toMatch(/10\/12/);
    expect(dates('jp', 2021)).toMatch(/7\/22 7\/23 8\/8 8\/9 /);
  });
  /** 5 U.S.C. 6103; OPM: a Saturday's is observed on Friday, a Sunday's on Monday. The day itself stays one, too. */
  test('of the United States, as they are observed', () => {
    expect(dates('us', 2026)).toBe('1/1 1/19 2/16 5/25 6/19 7/3 7/4 9/7 10/12 11/11 11/26 12/25');
    expect(dates('us', 2027)).toBe('1/1 1/18 2/15 5/31 6/18 6/19 7/4 7/5 9/6 10/11 11/11 11/25 12/24 12/25 12/31');
    expect(dates('us', 2023)).toMatch(/11\/10 11\/11 /);
  });
  /** Organisation of Working Time Act 1997, second schedule; Citizens Information, public holidays. */
  test('of Ireland', () => {
    expect(dates('ie', 2026)).toBe('1/1 2/2 3/17 4/6 5/4 6/1 8/3 10/26 12/25 12/26');
    expect(dates('ie', 2030)).toMatch(/^1\/1 2\/1 /);
  });
  test('of the United States that fall on a weekend are always observed on the nearest weekday', () => {
    const us = daysOf(['us'], calendarOf);
    for (let year = 2016; year <= 2030; year++)
      for (const fixed of ['01-01', '06-19', '07-04', '11-11', '12-25']) {
        if (fixed === '06-19' && year < 2021) continue;
        const of = new Date(`${year}-${fixed}T00:00:00Z`);
        const shift = of.getUTCDay() === 6 ? -1 : of.getUTCDay() === 0 ? 1 : 0;
        const observed = new Date(of.getTime() + shift * 86_400_000).toISOString().slice(0, 10);
        if (observed < '2016' || observed > '2030-12-31') continue;
        expect([observed, us.on(observed)?.kind]).toEqual([observed, 'public']);
      }
  });
});
