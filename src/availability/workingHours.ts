import { DateTime, IANAZone } from 'luxon';
import type { CalendarDay } from '../registry/calendar.ts';
import type { Days } from '../registry/calendarDays.ts';
import type { PersonHours } from '../registry/engineer.ts';
import type { DayOff } from './reasons.ts';

/** When somebody works: the hours of their week in their zone, and the dates that are not as the week has it. */
export type Timetable = Pick<PersonHours, 'zone' | 'hours'> & { readonly days?: Days | undefined };

/** One stretch of working time, as milliseconds since 1970, `to` exclusive. */
export type Shift = { from: number; to: number };

/**
 * Whether someone works at an instant, and until when that stays so. Milliseconds since 1970.
 * `off`: the day for which they do not work now, or are not back sooner. `isKnown`: whether their calendars tell of all the days
 * until then. `holds`: until when all of this can be said; at midnight the day has another name.
 */
export type WorkingState = {
  working: boolean;
  since: number;
  until: number;
  off: DayOff | null;
  isKnown: boolean;
  holds: number;
};

/**
 * Shifts that end after an instant, in order, without end; none when no day is a working day. A shift that ends at or
 * before its beginning ends the next day (22:00 to 06:00; 00:00 to 00:00 is round the clock). Times are those of the
 * zone's clocks: on the day of a change of clocks a shift is an hour shorter or longer, and a time that the clocks
 * skip is as much later. A shift belongs to the date on which it begins: on a day off none begins, and that of the night
 * before still ends in its morning. An unknown zone counts as UTC; imports refuse it.
 */
export function* shiftsFrom(at: number, timetable: Timetable): Generator<Shift> {
  for (const { shift } of workDaysFrom(at, timetable)) if (shift && shift.to > at) yield shift;
}

/** A date of somebody's: `usual` is the shift that the week has, `shift` what the calendar leaves of it. */
type WorkDay = {
  /** Midnight, milliseconds since 1970, and that of the next day. */
  from: number;
  to: number;
  usual: Shift | null;
  shift: Shift | null;
  told: CalendarDay | undefined;
  isKnown: boolean;
};

/** Nobody is without a working day for so long: then they have none. */
const farthestDays = 400;

/** Dates from the day before an instant on: the shift that began then may still run. */
function* workDaysFrom(at: number, { hours, zone, days }: Timetable): Generator<WorkDay> {
  if (hours.days.length === 0) return;
  // The library keeps the zones it made: to ask anew whether there is such a zone takes longer than all that follows.
  const there = IANAZone.create(zone);
  const here = DateTime.fromMillis(at, { zone: there.isValid ? there : 'utc' });
  const overnight = hours.to <= hours.from;
  let day = here.startOf('day').minus({ days: 1 });
  for (let quiet = 0; quiet <= farthestDays; quiet++) {
    const next = day.plus({ days: 1 });
    const date = days ? day.toISODate() : null;
    const told = days && date ? days.on(date) : undefined;
    const isUsual = hours.days.includes(day.weekday);
    const whole: Shift | null =
      isUsual || told?.kind === 'worked'
        ? { from: timeOn(day, hours.from), to: timeOn(overnight ? next : day, hours.to) }
        : null;
    const shift = whole && left(whole, told, day);
    if (shift) quiet = 0;
    const isKnown = !days || !date || days.knows(date);
    yield { from: day.toMillis(), to: next.toMillis(), usual: isUsual ? whole : null, shift, told, isKnown };
    day = next;
  }
}

/** What a calendar's day leaves of a shift that begins on it. */
function left(whole: Shift, told: CalendarDay | undefined, day: DateTime): Shift | null {
  if (told?.kind === 'public' || told?.kind === 'company') return null;
  const from = told?.kind === 'half' ? Math.max(whole.from, timeOn(day, told.from ?? '00:00')) : whole.from;
  const to = told?.kind === 'half' ? Math.min(whole.to, timeOn(day, told.to ?? noon)) : whole.to;
  return to > from ? { from, to } : null;
}

const noon = '12:00';

const timeOn = (day: DateTime, time: string): number =>
  day.set({ hour: Number(time.slice(0, 2)), minute: Number(time.slice(3)), second: 0, millisecond: 0 }).toMillis();

/** The state of someone with these hours at an instant. Shifts that touch are one; `until` may be a month away. */
export function workingStateAt(at: number, timetable: Timetable): WorkingState {
  let current: Shift | null = null;
  let off: DayOff | null = null;
  let isKnown = true;
  let midnight = Number.POSITIVE_INFINITY;
  for (const { from, to, usual, shift, told, isKnown: isTold } of workDaysFrom(at, timetable)) {
    const isToday = from <= at && at < to;
    if (isToday && timetable.days) midnight = to;
    if (!current) {
      if (to > at && !isTold && (usual || isToday)) isKnown = false;
      // The day's own name comes before that of a day after it: on a Sunday that is a holiday, and Monday is one too.
      if (isToday && isOff(told)) off = dayOff(told, false);
      else if (told && usual && usual.to > at && (!shift || shift.to <= at || shift.from > at))
        off ??= dayOff(told, from > at);
    }
    if (!shift || shift.to <= at) continue;
    if (!current) {
      if (shift.from > at)
        return { working: false, since: at, until: shift.from, off, isKnown, holds: Math.min(shift.from, midnight) };
      current = { from: Math.max(shift.from, at - month), to: shift.to };
    } else if (shift.from > current.to || current.to - at > month) break;
    else current.to = Math.max(current.to, shift.to);
  }
  if (!current) return { working: false, since: at, until: Number.POSITIVE_INFINITY, off, isKnown, holds: midnight };
  const holds = Math.min(current.to, midnight);
  return { working: true, since: current.from, until: current.to, off: null, isKnown, holds };
}

const isOff = (told: CalendarDay | undefined): told is CalendarDay =>
  told?.kind === 'public' || told?.kind === 'company';

const dayOff = ({ kind, name }: CalendarDay, ahead: boolean): DayOff => ({ kind, name, ahead });

const month = 31 * 24 * 3_600_000;
