import { type Timetable, workDaysFrom } from './workingHours.ts';

/** A date on which somebody works, and the instant (ISO, UTC) at which their work begins then. */
export type WorkDayOf = { date: string; begins: string };

/** Whose hours nobody knows is taken to work from Monday to Friday, by UTC. */
const usual: Timetable = { zone: 'UTC', hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' } };

/**
 * The first date from `date` (`2026-11-23`, in their zone) on which somebody works, by their calendars and shifts; who has no working
 * day at all is taken by the usual week.
 */
export function workDayFrom(date: string, timetable: Timetable = usual): WorkDayOf {
  for (const day of workDaysFrom(Date.parse(`${date}T00:00:00Z`), timetable)) {
    const [first] = day.shifts;
    if (day.date >= date && first) return { date: day.date, begins: new Date(first.from).toISOString() };
  }
  return workDayFrom(date);
}
