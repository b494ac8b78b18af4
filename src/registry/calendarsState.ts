import type { RegistrySnapshot } from './snapshot.ts';

/**
 * How far the calendars reach that people have. `until`: the first of their last dates; null where nobody has any. `ending`: those
 * of which nobody knows the days off soon, with their last date (null: there is no such calendar). `without`: engineers with none.
 */
export type CalendarsState = {
  until: string | null;
  ending: { id: string; until: string | null }[];
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
  const use = (id: string) => {
    if (used.has(id)) return;
    used.add(id);
    for (const each of snapshot.calendar(id)?.on ?? []) use(each);
  };
  for (const { calendars = [] } of snapshot.engineers()) {
    if (calendars.length === 0) without++;
    for (const id of calendars) use(id);
  }
  const soon = new Date(now + soonDays * 86_400_000).toISOString().slice(0, 10);
  const last = [...used].map((id) => ({ id, until: snapshot.calendar(id)?.until ?? null }));
  const ending = last.filter(({ until }) => until === null || until < soon);
  const dates = last.flatMap(({ until }) => until ?? []).sort();
  return { until: dates[0] ?? null, ending: ending.toSorted((a, b) => (a.id < b.id ? -1 : 1)), without };
}
