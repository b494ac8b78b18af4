import { DateTime } from 'luxon';
import type { Calendar, CalendarLine } from '../calendar.ts';
import type { CalendarOf } from '../calendarDays.ts';
import { isOfCountry } from '../calendars/countries.ts';
import type { Placed } from './check.ts';
import { anyValue, type Expectation, type ProblemCode } from './problem.ts';

/** Tells a fault of a line, by its field. */
type TellOf = (at: Placed<unknown>, field: string, code: ProblemCode, expected: Expectation, came: string) => void;

/** The most days that one line may take: who writes ten years has slipped. */
export const mostDaysALine = 62;

/**
 * The calendars that files hold, each with the days of its lines. From its `from` to its `until` a calendar is as the files have
 * it; what the registry knows of the time next to that stays, so that next year's list does not take this year's away. Lines of a
 * calendar that no file describes are added to that of the registry.
 */
export function calendarsIn(
  given: readonly Placed<Calendar>[],
  lines: readonly Placed<CalendarLine>[],
  known: CalendarOf,
  tell: TellOf,
): Placed<Calendar>[] {
  const described = new Map(
    given.map((at) => [at.value.id, { ...at, value: { ...at.value, days: [...at.value.days] } }]),
  );
  const added = new Map<string, Placed<Calendar>>();
  const seen = new Map<string, Placed<CalendarLine>>();
  for (const at of lines) {
    const { calendar: id, date, last = date, kind, name, from, to } = at.value;
    const of = described.get(id) ?? added.get(id) ?? copied(known(id), at);
    if (!of) {
      tell(at, 'calendar', isOfCountry(id) ? 'country-calendar' : 'unknown-calendar', anyValue, id);
      continue;
    }
    if (!described.has(id)) added.set(id, of);
    const dates = datesFrom(date, last);
    if (dates.length === 0 || dates.length > mostDaysALine) {
      tell(at, 'to_date', 'wrong-value', { kind: 'dates', from: date, until: later(date, mostDaysALine - 1) }, last);
      continue;
    }
    const outside = dates.find((each) => each < of.value.from || each > of.value.until);
    if (outside !== undefined) {
      tell(at, 'date', 'wrong-value', { kind: 'dates', from: of.value.from, until: of.value.until }, outside);
      continue;
    }
    if (kind === 'half' && (from ?? '00:00') >= (to ?? noon)) {
      tell(
        at,
        to === undefined ? 'from' : 'to',
        'wrong-value',
        { kind: 'times', from: from ?? '00:00', until: '23:59' },
        to ?? from ?? '',
      );
      continue;
    }
    const told = dates.find((each) => seen.has(`${id} ${each}`));
    const before = told && seen.get(`${id} ${told}`);
    if (before) {
      tell(
        at,
        'date',
        'twice',
        { kind: 'first', line: before.line, ...(before.file === at.file ? {} : { in: before.file }) },
        told,
      );
      continue;
    }
    for (const each of dates) {
      seen.set(`${id} ${each}`, at);
      const others = of.value.days.filter((day) => day.date !== each);
      of.value.days = [...others, { date: each, kind, name, ...(from && { from }), ...(to && { to }) }];
    }
  }
  return [...described.values(), ...added.values()].map((at) => {
    const before = known(at.value.id);
    const value =
      before && described.has(at.value.id) && !isOfCountry(at.value.id) ? united(before, at.value) : at.value;
    return { ...at, value: { ...value, days: value.days.toSorted((a, b) => (a.date < b.date ? -1 : 1)) } };
  });
}

/** Until when a half day is worked, if not said. */
const noon = '12:00';

/** The registry's own calendar, to be added to. */
const copied = (known: Calendar | undefined, { value: _, ...at }: Placed<CalendarLine>): Placed<Calendar> | null =>
  known && !isOfCountry(known.id) ? { ...at, value: { ...known, days: [...known.days] } } : null;

/** What was known of the time before and after stays, where it lies next to that of the file. */
function united(before: Calendar, given: Calendar): Calendar {
  if (later(before.until, 1) < given.from || later(given.until, 1) < before.from) return given;
  const kept = before.days.filter(({ date }) => date < given.from || date > given.until);
  return {
    ...given,
    from: before.from < given.from ? before.from : given.from,
    until: before.until > given.until ? before.until : given.until,
    days: [...kept, ...given.days],
  };
}

/** Dates from one to another, both inclusive, one more than may be at most; none where it is the wrong way round. */
export function datesFrom(first: string, last: string): string[] {
  const dates: string[] = [];
  for (let date = first; date <= last && dates.length <= mostDaysALine; date = later(date, 1)) dates.push(date);
  return dates;
}

const later = (date: string, days: number): string =>
  DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toISODate() ?? date;
