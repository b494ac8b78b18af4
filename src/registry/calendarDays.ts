import type { Calendar, CalendarDay } from './calendar.ts';
import { countryCalendars } from './calendars/countries.ts';

/** What calendars say of local dates (`2026-11-23`). */
export type Days = {
  /** Undefined: as the week has it. */
  on(date: string): CalendarDay | undefined;
  /** Whether each of the calendars says anything of the date; where not, nobody knows whether it is a holiday. */
  knows(date: string): boolean;
};

/** The calendar of an id, of the registry or one that is always there. */
export type CalendarOf = (id: string) => Calendar | undefined;

/**
 * Several calendars as one. Where they say otherwise of a date, the later one counts, so that a firm can have its people work on
 * a public holiday; a day off that is a public holiday keeps that name. A calendar that is not there knows of no date.
 */
export function daysOf(ids: readonly string[], calendarOf: CalendarOf): Days {
  const days = new Map<string, CalendarDay>();
  const seen = new Set<string>();
  let [from, until] = ['0000-01-01', '9999-12-31'];
  const take = (id: string) => {
    if (seen.has(id)) return;
    seen.add(id);
    const calendar = calendarOf(id);
    if (!calendar) {
      until = '0000-01-01';
      return;
    }
    for (const each of calendar.on) take(each);
    if (calendar.from > from) from = calendar.from;
    if (calendar.until < until) until = calendar.until;
    for (const day of calendar.days)
      if (day.kind !== 'company' || days.get(day.date)?.kind !== 'public') days.set(day.date, day);
  };
  for (const id of ids) take(id);
  return { on: (date) => days.get(date), knows: (date) => from <= date && date <= until };
}

/** The calendar of an id: the registry's own, else a country's. */
export const calendarIn =
  (own: ReadonlyMap<string, Calendar>): CalendarOf =>
  (id) =>
    own.get(id) ?? countryCalendars.get(id);
