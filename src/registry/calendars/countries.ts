import type { Calendar } from '../calendar.ts';
import { publicHolidays } from './publicHolidays.ts';

/**
 * The calendars that are always there: the public holidays of Japan (`jp`), those that the government of the United States
 * observes (`us`), and Ireland's (`ie`), from 2016 to 2030. Made by `npm run holidays`. Of Japan's dates from 2028 on those of
 * the equinoxes are forecast: they are announced in February of the year before.
 */
export const countryCalendars: ReadonlyMap<string, Calendar> = new Map(
  Object.entries(publicHolidays).map(([id, { name, from, until, days }]) => [
    id,
    {
      ...{ id, name, on: [], from, until },
      days: days
        .flatMap((each) => each.dates.split(' ').map((date) => ({ date, kind: 'public' as const, name: each.name })))
        .sort((a, b) => (a.date < b.date ? -1 : 1)),
    },
  ]),
);

/** Whether an id is that of a country's calendar. */
export const isOfCountry = (id: string): boolean => countryCalendars.has(id);
