import type { CalendarDay } from './calendar.ts';
import { daysOf } from './calendarDays.ts';
import type { RegistrySnapshot } from './snapshot.ts';

/**
 * How far the calendars reach that people have. `until`: the first of their last dates; null where nobody has any. `ending`: those
 * of which nobody knows the days off soon, with their last date (null: there is no such calendar). `differing`: dates of which two
 * calendars that somebody has side by side say otherwise, the one that counts last. `without`: engineers with none.
 */
export type CalendarsState = {
  until: string | null;
  ending: { id: string; until: string | null }[];
  differing: { date: string; calendars: string[] }[];
  without: number;
};

/** An administrator is told so many days before: most countries' lists come out in November. */
const soonDays = 60;

/** Looks at the calendars of everyone at an instant (milliseconds since 1970). */
export function calendarsState(
  snapshot: Pick<RegistrySnapshot, 'engineers' | 'calendar'>,
  now: number,
): CalendarsState {
  let without = 0;
  const used = new Set<string>();
  const sideBySide = new Map<string, readonly string[]>();
  const use = (id: string) => {
    if (used.has(id)) return;
    used.add(id);
    for (const each of snapshot.calendar(id)?.on ?? []) use(each);
  };
  for (const { calendars = [] } of snapshot.engineers()) {
    if (calendars.length === 0) without++;
    if (calendars.length > 1) sideBySide.set(calendars.join(), calendars);
    for (const id of calendars) use(id);
  }
  const soon = new Date(now + soonDays * 86_400_000).toISOString().slice(0, 10);
  const last = [...used].map((id) => ({ id, until: snapshot.calendar(id)?.until ?? null }));
  const ending = last.filter(({ until }) => until === null || until < soon);
  const dates = last.flatMap(({ until }) => until ?? []).sort();
  const today = new Date(now).toISOString().slice(0, 10);
  const differing = [...sideBySide.values()].flatMap((calendars) => differingIn(calendars, snapshot, today));
  return {
    until: dates[0] ?? null,
    ending: ending.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    differing: differing.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
    without,
  };
}

/** Dates from one on that one of the calendars of somebody says are worked, or half worked, and another of theirs are not. */
function differingIn(
  calendars: readonly string[],
  { calendar }: Pick<RegistrySnapshot, 'calendar'>,
  today: string,
): CalendarsState['differing'] {
  const each = calendars.map((id) => ({ id, days: daysOf([id], calendar) }));
  const told = calendars.flatMap((id) => calendar(id)?.days ?? []).map(({ date }) => date);
  return [...new Set(told)]
    .filter((date) => date >= today)
    .flatMap((date) => {
      const says = each.flatMap(({ id, days }) => {
        const day = days.on(date);
        return day ? [{ id, works: worksOn(day) }] : [];
      });
      const isOne = says.every(({ works }) => works === says[0]?.works);
      return isOne ? [] : [{ date, calendars: says.map(({ id }) => id) }];
    });
}

const worksOn = ({ kind }: CalendarDay): string => (kind === 'public' || kind === 'company' ? 'off' : kind);
