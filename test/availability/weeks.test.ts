import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { shiftsFrom, type Timetable, workingStateAt } from '../../src/availability/workingHours.ts';
import type { CalendarDay } from '../../src/registry/calendar.ts';
import { calendarIn, daysOf } from '../../src/registry/calendarDays.ts';
import { runs } from '../runs.ts';
import { peopleOfWeeks, siteCalendars, weeks } from './weeks.ts';

const calendarOf = calendarIn(new Map(siteCalendars.map((each) => [each.id, each])));
const hour = 3_600_000;

/** A date of somebody's, as the table writes it: by the shift that begins on it. */
function cellOf(date: string, timetable: Timetable): string {
  const from = DateTime.fromISO(date, { zone: timetable.zone }).toMillis();
  const to = DateTime.fromISO(date, { zone: timetable.zone }).plus({ days: 1 }).toMillis();
  const first = shiftsFrom(from, timetable)
    .filter((shift) => shift.from >= from)
    .next().value;
  const isKnown = timetable.days?.knows(date) ?? true;
  if (!first || first.from >= to) return isKnown ? '.' : ',';
  if (!isKnown) return '?';
  const [opens, closes] = [timetable.hours.from, timetable.hours.to].map(
    (time) => Number(time.slice(0, 2)) + Number(time.slice(3)) / 60,
  );
  const nominal = (((closes ?? 0) - (opens ?? 0) + 24) % 24 || 24) * hour;
  const ends = DateTime.fromMillis(first.to, { zone: timetable.zone }).toFormat('HH:mm');
  if (ends === '12:00' && timetable.hours.to !== '12:00') return 'H';
  if (ends !== timetable.hours.to) return `until ${ends}`;
  const difference = (first.to - first.from - nominal) / hour;
  return { '-1': '-', 0: 'W', 1: '+' }[difference] ?? `${difference} h`;
}

describe('two hundred dates of twelve people', () => {
  test('are two hundred', () => expect(new Set(weeks.map(({ date }) => date)).size).toBe(200));
  test.each(peopleOfWeeks.map((each, column) => ({ ...each, column })))(
    '$name',
    ({ zone, hours, calendars, column }) => {
      const timetable = { zone, hours, days: calendars && daysOf(calendars, calendarOf) };
      const told = weeks.map(({ date, cells }) => `${date} ${cells[column]}`);
      expect(weeks.map(({ date }) => `${date} ${cellOf(date, timetable)}`)).toEqual(told);
    },
  );
});

/**
 * What it is to work at an instant, said so that it can be seen to be right, however slowly: the clock on the wall stands within
 * a shift of today, or within what yesterday's goes on after midnight.
 */
function works(at: number, { zone, hours, days }: Timetable): boolean {
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at);
  const [today = '', time = ''] = wall.split(' ');
  const yesterday = new Date(Date.parse(`${today}T00:00:00Z`) - 24 * hour).toISOString().slice(0, 10);
  const isWorked = (date: string) => {
    const { kind } = days?.on(date) ?? {};
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
    return kind === 'worked' || (kind !== 'public' && kind !== 'company' && hours.days.includes(weekday));
  };
  const isCut = (date: string, clock: string) => {
    const day = days?.on(date);
    return day?.kind === 'half' && !(clock >= (day.from ?? '00:00') && clock < (day.to ?? '12:00'));
  };
  if (hours.from < hours.to) return isWorked(today) && time >= hours.from && time < hours.to && !isCut(today, time);
  const begun = isWorked(today) && time >= hours.from && !isCut(today, time);
  return begun || (isWorked(yesterday) && time < hours.to && days?.on(yesterday)?.kind !== 'half');
}

test('whoever works when, is as a plain look at the clock on the wall has it', () => {
  // No shift begins or ends in the hours that clocks skip or have twice: there the wall says less than the rule.
  const time = fc
    .integer({ min: 10, max: 46 })
    .map((half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`);
  const kinds: CalendarDay['kind'][] = ['public', 'company', 'half', 'worked'];
  const dates = fc
    .integer({ min: 0, max: 20 })
    .map((ahead) => new Date(Date.UTC(2026, 2, 20 + ahead)).toISOString().slice(0, 10));
  const day = fc
    .tuple(dates, fc.constantFrom(...kinds))
    .map(([date, kind]) => ({ date, kind, name: { en: kind, ja: kind } }));
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4 * 24 * 9 }),
      fc.constantFrom('Asia/Tokyo', 'Europe/Dublin', 'America/New_York', 'Australia/Sydney', 'Asia/Kathmandu'),
      fc.record({ days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), from: time, to: time }),
      fc.array(day, { maxLength: 12 }),
      (quarters, zone, hours, days) => {
        fc.pre(hours.from !== hours.to);
        const calendar = {
          id: 'own',
          name: { en: 'own', ja: 'own' },
          on: [],
          from: '2020-01-01',
          until: '2030-12-31',
          days,
        };
        const timetable = { zone, hours, days: daysOf(['own'], () => calendar) };
        const at = Date.UTC(2026, 2, 21) + quarters * 15 * 60_000;
        const { working, until } = workingStateAt(at, timetable);
        expect([at, working]).toEqual([at, works(at, timetable)]);
        let same = at;
        while (works(same, timetable) === working && same < at + 12 * 24 * hour) same += 15 * 60_000;
        expect(new Date(Math.min(until, at + 12 * 24 * hour)).toISOString()).toBe(new Date(same).toISOString());
      },
    ),
    { numRuns: runs(150) },
  );
});
