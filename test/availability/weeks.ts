import type { Calendar, CalendarDay } from '../../src/registry/calendar.ts';
import type { WorkingHours } from '../../src/registry/engineer.ts';

/**
 * Two hundred dates of twelve people, each cell by the rules of the place: whether somebody who is there works that day.
 *
 * Sources. Japan: 国民の祝日に関する法律 and the Cabinet Office's list of 2 February 2026; 2019 to 2021 by the special laws. United
 * States: 5 U.S.C. 6103 and Executive Order 11582. Ireland: Organisation of Working Time Act 1997, second schedule. China: the
 * State Council's notice of 4 November 2025. Telangana: order of 8 December 2025. New South Wales: Public Holidays Act 2010.
 * Changes of clocks: Ireland and the United Kingdom on the last Sundays of March and October at 01:00 UTC; New South Wales on
 * the first Sundays of April and October; Chile on the first Sunday after 5 September, when midnight is skipped.
 *
 *   W  works the usual hours        -  the usual shift, which clocks make an hour shorter    +  an hour longer
 *   .  does not work                H  works until noon
 *   ?  would work by the week, and no calendar knows the date        ,  the same of a day off
 */
export const weeks = `
2019-04-26 Fr ? W W ? W ? . ? ? , W W
2019-04-29 Mo , . . ? W ? . ? ? ? W W
2019-04-30 Tu , . . ? W ? . ? ? ? W W
2019-05-01 We , . . ? W ? . ? ? ? W W
2019-05-02 Th , . . ? W ? . ? ? ? W W
2019-05-03 Fr , . . ? W ? . ? ? , W W
2019-05-06 Mo , . . ? W , . ? ? ? W W
2019-05-07 Tu ? W W ? W ? . ? ? ? W W
2019-10-22 Tu , . . ? W ? . ? ? ? W W
2020-02-24 Mo , . . ? W ? . ? ? ? W W
2020-07-23 Th , . . ? W ? . ? ? ? W W
2020-07-24 Fr , . . ? W ? . ? ? , W W
2020-08-10 Mo , . . ? W ? . ? ? ? W W
2020-10-12 Mo ? W W , . ? . ? ? ? W W
2021-06-18 Fr ? W W , . ? . ? ? , W W
2021-07-05 Mo ? W W , . ? . ? ? ? W W
2021-07-22 Th , . . ? W ? . ? ? ? W W
2021-07-23 Fr , . . ? W ? . ? ? , W W
2021-08-08 Su , . . , . , . , , ? W W
2021-08-09 Mo , . . ? W ? . ? ? ? W W
2026-01-01 Th . . . . . . . W . . W W
2026-01-02 Fr . W W W W W . W . . W W
2026-01-03 Sa . W . . . . W . . . W W
2026-01-04 Su . W . . . . . . W W W W
2026-01-05 Mo W W W W W W . W W W W W
2026-01-12 Mo . . . W W W . W W W W W
2026-01-14 We W W W W W W . . W W W W
2026-01-15 Th W W W W W W . . W W W W
2026-01-19 Mo W W W . . W . W W W W W
2026-01-26 Mo W W W W W W . . W . W W
2026-02-02 Mo W W W W W . . W W W W W
2026-02-11 We . . . W W W . W W W W W
2026-02-14 Sa . W . . . . W . W . W W
2026-02-15 Su . W . . . . . . . W W W
2026-02-16 Mo W W W . . W . W . W W W
2026-02-17 Tu W W W W W W . W . W W W
2026-02-18 We W W W W W W . W . W W W
2026-02-19 Th W W W W W W . W . W W W
2026-02-20 Fr W W W W W W . W . . W W
2026-02-21 Sa . W . . . . W . . . W W
2026-02-22 Su . W . . . . . . . W W W
2026-02-23 Mo . . . W W W . W . W W W
2026-02-28 Sa . W . . . . W . W . W W
2026-03-03 Tu W W W W W W . . W W W W
2026-03-06 Fr W W W W W W . W W . W W
2026-03-17 Tu W W W W W . . W W W W W
2026-03-19 Th W W W W W W . . W W W W
2026-03-20 Fr . . . W W W . W W . W W
2026-03-21 Sa . W . . . . W . . . W W
2026-03-22 Su . W . . . . . . . W W W
2026-03-27 Fr W W W W W W . . W . W W
2026-03-28 Sa . W . . . . - . . . W W
2026-03-29 Su . W . . . . . . . W W -
2026-04-03 Fr W W W W W . . . W . W W
2026-04-04 Sa . W . . . . W . . . W W
2026-04-05 Su . W . . . . . . . . W W
2026-04-06 Mo W W W W W . . W . . W W
2026-04-14 Tu W W W W W W . . W W W W
2026-04-25 Sa . W . . . . W . . . W W
2026-04-27 Mo W W W W W W . W W . W W
2026-04-29 We . . . W W W . W W W W W
2026-05-01 Fr W W W W W W . W . . W W
2026-05-02 Sa . W . . . . W . . . W W
2026-05-03 Su . . . . . . . . . W W W
2026-05-04 Mo . . . W W . . W . W W W
2026-05-05 Tu . . . W W W . W . W W W
2026-05-06 We . . . W W W . W W W W W
2026-05-07 Th W W W W W W . W W W W W
2026-05-08 Fr W W W W W W . W W . W W
2026-05-09 Sa . W . . . . W . W . W W
2026-05-25 Mo W W W . . W . W W W W W
2026-05-27 We W W W W W W . . W W W W
2026-06-01 Mo W W W W W . . W W W W W
2026-06-02 Tu W W W W W W . W W W W W
2026-06-08 Mo W W W W W W . W W . W W
2026-06-19 Fr W W W . . W . W . . W W
2026-06-20 Sa . W . . . . W . . . W W
2026-06-21 Su . W . . . . . . . W W W
2026-06-22 Mo W W W W W W . W W W W W
2026-06-26 Fr W W W W W W . . W . W W
2026-07-03 Fr W W W . . W . W W . W W
2026-07-04 Sa . W . . . . W . . . W W
2026-07-06 Mo W W W W W W . W W W W W
2026-07-20 Mo . . . W W W . W W W W W
2026-08-03 Mo W W W W W . . W W W W W
2026-08-10 Mo W W W W W W . . W W W W
2026-08-11 Tu . . . W W W . W W W W W
2026-08-12 We W W W W W W . W W W W W
2026-08-13 Th . W W W W W . W W W W W
2026-08-14 Fr . W W W W W . W W . W W
2026-08-15 Sa . W . . . . W . . . W W
2026-08-17 Mo W W W W W W . W W W W W
2026-08-26 We W W W W W W . . W W W W
2026-09-04 Fr W W W W W W . . W . W W
2026-09-06 Su . W . . . . . . . W - W
2026-09-07 Mo W W W . . W . W W W W W
2026-09-14 Mo W W W W W W . . W W W W
2026-09-20 Su . W . . . . . . W W W W
2026-09-21 Mo . . . W W W . W W W W W
2026-09-22 Tu . . . W W W . W W W W W
2026-09-23 We . . . W W W . W W W W W
2026-09-24 Th W W W W W W . W W W W W
2026-09-25 Fr W W W W W W . W . . W W
2026-09-26 Sa . W . . . . W . . . W W
2026-09-27 Su . W . . . . . . . W W W
2026-10-01 Th W W W W W W . W . W W W
2026-10-02 Fr W W W W W W . . . . W W
2026-10-03 Sa . W . . . . W . . . W W
2026-10-04 Su . W . . . . . . . - W W
2026-10-05 Mo W W W W W W . W . . W W
2026-10-06 Tu W W W W W W . W . W W W
2026-10-07 We W W W W W W . W . W W W
2026-10-10 Sa . W . . . . W . W . W W
2026-10-12 Mo . . . W . W . W W W W W
2026-10-13 Tu W W W W W W . W W W W W
2026-10-18 Su . W . . . . . . . W W W
2026-10-19 Mo W W W W W W . W W W W W
2026-10-20 Tu W W W W W W . . W W W W
2026-10-24 Sa . W . . . . + . . . W W
2026-10-25 Su . W . . . . . . . W W +
2026-10-26 Mo W W W W W . . W W W W W
2026-11-03 Tu . . . W W W . W W W W W
2026-11-08 Su . W . . . . . . . W W W
2026-11-09 Mo W W W W W W . W W W W W
2026-11-11 We W W W W . W . W W W W W
2026-11-22 Su . W . . . . . . . W W W
2026-11-23 Mo . . . W W W . W W W W W
2026-11-24 Tu W W W W W W . W W W W W
2026-11-26 Th W W W . . W . W W W W W
2026-11-27 Fr W W W . W W . W W . W W
2026-12-21 Mo W W W W W W . W W W W W
2026-12-24 Th W W W . W H . W W W W W
2026-12-25 Fr W W W . . . . . W . W W
2026-12-26 Sa . W . . . . . . . . W W
2026-12-27 Su . W . . . . . . . W W W
2026-12-28 Mo H W W W W . . W W . W W
2026-12-29 Tu . W W W W W . W W W W W
2026-12-30 We . W W W W W . W W W W W
2026-12-31 Th . W W W W W . W W W W W
2027-01-01 Fr . . . . . . . ? ? . W W
2027-01-02 Sa . W . . . . W , , . W W
2027-01-03 Su . W . . . . . , , W W W
2027-01-04 Mo W W W W W W . ? ? W W W
2027-01-05 Tu W W W W W W . ? ? W W W
2027-01-11 Mo . . . W W W . ? ? W W W
2027-01-18 Mo W W W . . W . ? ? W W W
2027-02-01 Mo W W W W W . . ? ? W W W
2027-02-11 Th . . . W W W . ? ? W W W
2027-02-15 Mo W W W . . W . ? ? W W W
2027-02-23 Tu . . . W W W . ? ? W W W
2027-03-17 We W W W W W . . ? ? W W W
2027-03-21 Su . . . . . . . , , W W W
2027-03-22 Mo . . . W W W . ? ? W W W
2027-03-23 Tu W W W W W W . ? ? W W W
2027-03-26 Fr W W W W W . . ? ? . W W
2027-03-27 Sa . W . . . . - , , . W W
2027-03-28 Su . W . . . . . , , . W -
2027-03-29 Mo W W W W W . . ? ? . W W
2027-04-04 Su . W . . . . . , , + W W
2027-04-29 Th . . . W W W . ? ? W W W
2027-05-03 Mo . . . W W . . ? ? W W W
2027-05-04 Tu . . . W W W . ? ? W W W
2027-05-05 We . . . W W W . ? ? W W W
2027-05-31 Mo W W W . . W . ? ? W W W
2027-06-07 Mo W W W W W . . ? ? W W W
2027-06-18 Fr W W W . . W . ? ? . W W
2027-06-19 Sa . W . . . . W , , . W W
2027-07-04 Su . W . . . . . , , W W W
2027-07-05 Mo W W W . . W . ? ? W W W
2027-07-19 Mo . . . W W W . ? ? W W W
2027-08-02 Mo W W W W W . . ? ? W W W
2027-08-11 We . . . W W W . ? ? W W W
2027-08-12 Th . W W W W W . ? ? W W W
2027-08-13 Fr . W W W W W . ? ? . W W
2027-09-05 Su . W . . . . . , , W - W
2027-09-06 Mo W W W . . W . ? ? W W W
2027-09-20 Mo . . . W W W . ? ? W W W
2027-09-23 Th . . . W W W . ? ? W W W
2027-10-03 Su . W . . . . . , , - W W
2027-10-11 Mo . . . W . W . ? ? W W W
2027-10-25 Mo W W W W W . . ? ? W W W
2027-10-30 Sa . W . . . . + , , . W W
2027-10-31 Su . W . . . . . , , W W +
2027-11-03 We . . . W W W . ? ? W W W
2027-11-11 Th W W W W . W . ? ? W W W
2027-11-23 Tu . . . W W W . ? ? W W W
2027-11-25 Th W W W . . W . ? ? W W W
2027-11-26 Fr W W W . W W . ? ? . W W
2027-12-24 Fr W W W . . H . ? ? . W W
2027-12-25 Sa . W . . . . . , , . W W
2027-12-26 Su . W . . . . . , , . W W
2027-12-27 Mo W W W W W . . ? ? . W W
2027-12-28 Tu H W W W W . . ? ? . W W
2027-12-29 We . W W W W W . ? ? W W W
2027-12-30 Th . W W W W W . ? ? W W W
2027-12-31 Fr . W W . . W . ? ? . W W
2028-01-03 Mo ? W W ? W ? . ? ? ? W W
2028-01-10 Mo , . . ? W ? . ? ? ? W W
2028-02-29 Tu ? W W ? W ? . ? ? ? W W
2031-01-06 Mo ? ? ? ? ? ? , ? ? ? W W
`
  .trim()
  .split('\n')
  .map((line) => {
    const [date = '', , ...cells] = line.split(' ');
    return { date, cells };
  });

const off = (dates: string, kind: CalendarDay['kind'] = 'public'): CalendarDay[] =>
  dates.split(' ').map((date) => ({ date, kind, name: { en: kind, ja: kind } }));
const of = (id: string, on: string[], until: string, ...days: CalendarDay[][]): Calendar => ({
  ...{ id, name: { en: id, ja: id }, on, from: '2026-01-01', until, days: days.flat() },
});

/** What an administrator imports, beside the countries that are always there. */
export const siteCalendars: Calendar[] = [
  of(
    'tokyo-office',
    ['jp'],
    '2027-12-31',
    off(
      '2026-01-02 2026-08-13 2026-08-14 2026-12-29 2026-12-30 2026-12-31 2027-01-02 2027-01-03 2027-08-12 2027-08-13 2027-12-29 2027-12-30 2027-12-31',
      'company',
    ),
    off('2026-12-28 2027-12-28', 'half'),
  ),
  of(
    'redmond',
    ['us'],
    '2027-12-31',
    off('2026-11-27 2026-12-24 2027-11-26', 'company'),
    off('2026-10-12 2026-11-11 2027-10-11 2027-11-11', 'worked'),
  ),
  of(
    'dublin',
    ['ie'],
    '2027-12-31',
    off('2026-04-03 2026-12-28 2027-03-26 2027-12-27 2027-12-28', 'company'),
    off('2026-12-24 2027-12-24', 'half'),
  ),
  of(
    'telangana',
    [],
    '2026-12-31',
    off(
      '2026-01-14 2026-01-15 2026-01-26 2026-02-15 2026-03-03 2026-03-19 2026-03-21 2026-03-22 2026-03-27 2026-04-03 2026-04-14 2026-05-27 2026-06-26 2026-08-10 2026-08-15 2026-08-26 2026-09-04 2026-09-14 2026-10-02 2026-10-18 2026-10-20 2026-11-08 2026-12-25 2026-12-26',
    ),
  ),
  of(
    'china',
    [],
    '2026-12-31',
    off(
      '2026-01-01 2026-01-02 2026-01-03 2026-02-15 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-02-21 2026-02-22 2026-02-23 2026-04-04 2026-04-05 2026-04-06 2026-05-01 2026-05-02 2026-05-03 2026-05-04 2026-05-05 2026-06-19 2026-06-20 2026-06-21 2026-09-25 2026-09-26 2026-09-27 2026-10-01 2026-10-02 2026-10-03 2026-10-04 2026-10-05 2026-10-06 2026-10-07',
    ),
    off('2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10', 'worked'),
  ),
  of(
    'nsw',
    [],
    '2027-12-31',
    off(
      '2026-01-01 2026-01-26 2026-04-03 2026-04-04 2026-04-05 2026-04-06 2026-04-25 2026-04-27 2026-06-08 2026-10-05 2026-12-25 2026-12-26 2026-12-28 2027-01-01 2027-01-26 2027-03-26 2027-03-27 2027-03-28 2027-03-29 2027-04-25 2027-04-26 2027-06-14 2027-10-04 2027-12-25 2027-12-26 2027-12-27 2027-12-28',
    ),
  ),
];

const hours = (days: number[], from: string, to: string): WorkingHours => ({ days, from, to });
const weekdays = [1, 2, 3, 4, 5];
const all = [1, 2, 3, 4, 5, 6, 7];

/** In the order of the columns. */
export const peopleOfWeeks: { name: string; zone: string; calendars?: string[]; hours: WorkingHours }[] = [
  {
    name: 'Tokyo, of a firm',
    zone: 'Asia/Tokyo',
    calendars: ['tokyo-office'],
    hours: hours(weekdays, '09:00', '18:00'),
  },
  { name: 'Tokyo, at night', zone: 'Asia/Tokyo', calendars: ['jp'], hours: hours(all, '22:00', '06:00') },
  { name: 'Osaka', zone: 'Asia/Tokyo', calendars: ['jp'], hours: hours(weekdays, '10:00', '19:00') },
  { name: 'Redmond', zone: 'America/Los_Angeles', calendars: ['redmond'], hours: hours(weekdays, '09:00', '17:00') },
  { name: 'New York', zone: 'America/New_York', calendars: ['us'], hours: hours(weekdays, '08:30', '17:00') },
  { name: 'Dublin', zone: 'Europe/Dublin', calendars: ['dublin'], hours: hours(weekdays, '09:00', '17:30') },
  { name: 'Dublin, Saturday nights', zone: 'Europe/Dublin', calendars: ['ie'], hours: hours([6], '22:00', '06:00') },
  { name: 'Hyderabad', zone: 'Asia/Kolkata', calendars: ['telangana'], hours: hours(weekdays, '10:00', '19:00') },
  { name: 'Shanghai', zone: 'Asia/Shanghai', calendars: ['china'], hours: hours(weekdays, '09:00', '18:00') },
  {
    name: 'Sydney, early',
    zone: 'Australia/Sydney',
    calendars: ['nsw'],
    hours: hours([7, 1, 2, 3, 4], '02:00', '10:00'),
  },
  { name: 'Santiago, from midnight', zone: 'America/Santiago', hours: hours(all, '00:00', '08:00') },
  { name: 'London, round the clock', zone: 'Europe/London', hours: hours(all, '00:00', '00:00') },
];
