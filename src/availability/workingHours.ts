import type { CalendarDay } from '../registry/calendar.ts';
import type { Days } from '../registry/calendarDays.ts';
import type { Asking, PersonHours, Stretch } from '../registry/engineer.ts';
import type { Planned } from '../registry/shifts/planned.ts';
import type { DayOff } from './reasons.ts';
import { stateByShifts } from './shiftState.ts';
import { type ZoneDay, type ZoneDays, zoneDays } from './zoneDays.ts';

/**
 * When somebody works: the hours of their week in their zone, the dates that are not as the week has it, and their wishes. In a week
 * (Monday to Sunday of their zone) in which any shift of theirs begins, their shifts are their hours, on days off of calendars too.
 */
export type Timetable = Pick<PersonHours, 'zone' | 'hours'> & {
  readonly days?: Days | undefined;
  readonly asking?: Asking | undefined;
  readonly planned?: Planned | undefined;
};

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
  for (const { shifts } of workDaysFrom(at, timetable)) for (const shift of shifts) if (shift.to > at) yield shift;
}

/** Whether there may be any day on which they work, by the week or by shifts. */
export const hasWorkingDay = (timetable: Timetable): boolean =>
  timetable.planned !== undefined || stretchesOf(timetable).some(({ days }) => days.length > 0);

/** A date of somebody's: `usual` are the shifts that the week has, `shifts` what is left of them to be asked in. */
export type WorkDay = {
  /** `2026-11-23`, its midnight and that of the next day (milliseconds since 1970). */
  date: string;
  from: number;
  to: number;
  usual: Shift[];
  shifts: Shift[];
  /** Parts of the usual shifts in which they do not want to be asked. */
  focus: Shift[];
  told: CalendarDay | undefined;
  isQuiet: boolean;
  isKnown: boolean;
  /** Whether the week has shifts of theirs: then these are their hours. */
  isByShifts: boolean;
};

/** Nobody is without a working day for so long: then they have none. */
const farthestDays = 400;

const stretchesOf = ({ hours, asking }: Timetable): readonly Stretch[] => asking?.week ?? [hours];

/** Dates from the day before an instant on, in order: a shift that began then may still run. */
export function* workDaysFrom(at: number, timetable: Timetable): Generator<WorkDay> {
  const { hours, zone, days, asking, planned } = timetable;
  const stretches = stretchesOf(timetable);
  if (!hasWorkingDay(timetable)) return;
  const dates = zoneDays(zone);
  const shiftsOn = planned && shiftsByDay(planned, dates);
  const today = dates.numberAt(at);
  let day = dates.day(today - 1);
  for (let number = today, idle = 0; idle <= farthestDays; number++, idle++) {
    const next = dates.day(number);
    const { date, from, to } = day;
    const own = shiftsOn?.(number - 1, day) ?? null;
    const told = own ? undefined : days?.on(date);
    const on = (of: readonly Stretch[]): Shift[] =>
      of.filter((each) => each.days.includes(day.weekday)).map((each) => shiftOn(day, next, each));
    const usual = own ?? on(stretches).sort((a, b) => a.from - b.from);
    // A weekend that is worked has the hours of the first day of the week that has any.
    const whole =
      told?.kind === 'worked' && usual.length === 0
        ? firstDayOf(stretches, hours).map((each) => shiftOn(day, next, each))
        : usual;
    const isQuiet = asking?.quiet !== undefined && asking.quiet.from <= date && date <= asking.quiet.until;
    const focus = asking?.focus ? on(asking.focus) : [];
    const early = asking?.notBefore === undefined ? [] : [{ from, to: day.timeOn(asking.notBefore) }];
    const off = planned?.off(from, next.to) ?? [];
    const shifts = isQuiet ? [] : without(left(whole, told, day), [...focus, ...early, ...off]);
    if (shifts.length > 0) idle = 0;
    const isKnown = own !== null || !days || days.knows(date);
    yield { date, from, to, usual, shifts, focus, told, isQuiet, isKnown, isByShifts: own !== null };
    day = next;
  }
}

/** The shifts that begin on a day, in a week that has any; null in one that has none. Each week is looked up once. */
function shiftsByDay(planned: Planned, dates: ZoneDays): (number: number, day: ZoneDay) => Shift[] | null {
  let known: { monday: number; shifts: Shift[] } | null = null;
  return (number, day) => {
    const monday = number - (day.weekday - 1);
    if (known?.monday !== monday) {
      const [from, to] = [dates.day(monday).from, dates.day(monday + 7).from];
      known = { monday, shifts: planned.shifts(from, to) };
    }
    return known.shifts.length === 0 ? null : known.shifts.filter(({ from }) => day.from <= from && from < day.to);
  };
}

const shiftOn = (day: ZoneDay, next: ZoneDay, { from, to }: Pick<Stretch, 'from' | 'to'>): Shift => ({
  from: day.timeOn(from),
  to: (to <= from ? next : day).timeOn(to),
});

/** The hours of the first day of the week on which somebody works. */
function firstDayOf(
  stretches: readonly Stretch[],
  hours: PersonHours['hours'],
): readonly Pick<Stretch, 'from' | 'to'>[] {
  const first = Math.min(...stretches.flatMap(({ days }) => days));
  const found = stretches.filter(({ days }) => days.includes(first));
  return found.length > 0 ? found : [hours];
}

/** What a calendar's day leaves of the shifts that begin on it. */
function left(whole: readonly Shift[], told: CalendarDay | undefined, day: ZoneDay): Shift[] {
  if (told?.kind === 'public' || told?.kind === 'company') return [];
  if (told?.kind !== 'half') return whole.filter(({ from, to }) => to > from);
  const [from, to] = [day.timeOn(told.from ?? '00:00'), day.timeOn(told.to ?? noon)];
  return whole
    .map((each) => ({ from: Math.max(each.from, from), to: Math.min(each.to, to) }))
    .filter((each) => each.to > each.from);
}

/** Shifts without what is cut out of them. */
function without(shifts: readonly Shift[], cuts: readonly Shift[]): Shift[] {
  return cuts.reduce<Shift[]>(
    (rest, cut) =>
      rest.flatMap(({ from, to }) =>
        [
          { from, to: Math.min(to, cut.from) },
          { from: Math.max(from, cut.to), to },
        ].filter((each) => each.to > each.from),
      ),
    [...shifts],
  );
}

const noon = '12:00';

/** The state of someone with these hours at an instant. Shifts that touch are one; `until` may be a month away. */
export function workingStateAt(at: number, timetable: Timetable): WorkingState {
  const byShifts = stateByShifts(at, timetable);
  if (byShifts) return byShifts;
  let current: Shift | null = null;
  let off: DayOff | null = null;
  let isKnown = true;
  // Where a day has something to say, the next may say something else; else one answer holds as long as the state.
  let midnight = Number.POSITIVE_INFINITY;
  let tonight = Number.POSITIVE_INFINITY;
  for (const day of workDaysFrom(at, timetable)) {
    const isToday = day.from <= at && at < day.to;
    // What is missed of today is over with its usual hours.
    if (isToday) tonight = Math.min(day.to, ...day.usual.flatMap(({ to }) => (to > at ? [to] : [])));
    if (day.to > at && (!day.isKnown || day.isQuiet || day.told !== undefined)) midnight = tonight;
    if (!current) {
      if (day.to > at && !day.isKnown && (day.usual.length > 0 || isToday)) isKnown = false;
      off = whyOff(day, at, isToday, off);
    }
    for (const shift of day.shifts) {
      if (shift.to <= at) continue;
      if (!current) {
        if (shift.from > at)
          return {
            working: false,
            since: at,
            until: shift.from,
            off,
            isKnown,
            holds: Math.min(shift.from, midnight, ...edges(day, at)),
          };
        current = { from: Math.max(shift.from, at - month), to: shift.to };
      } else if (shift.from > current.to || current.to - at > month) return working(current, isKnown, midnight);
      else current.to = Math.max(current.to, shift.to);
    }
    if (current && (current.to - at > month || day.from > current.to)) break;
  }
  if (current) return working(current, isKnown, midnight);
  return { working: false, since: at, until: Number.POSITIVE_INFINITY, off, isKnown, holds: midnight };
}

const working = ({ from, to }: Shift, isKnown: boolean, midnight: number): WorkingState => ({
  ...{ working: true, since: from, until: to, off: null, isKnown },
  holds: Math.min(to, midnight),
});

/** Where focus time begins or ends: why somebody is not asked is another from then on. */
const edges = ({ focus }: WorkDay, at: number): number[] =>
  focus.flatMap(({ from, to }) => [from, to]).filter((edge) => edge > at);

/** Why a day's shifts are not as the week has them, if what comes before it has not said already. */
function whyOff(
  { from, usual, shifts, focus, told, isQuiet }: WorkDay,
  at: number,
  isToday: boolean,
  before: DayOff | null,
): DayOff | null {
  const isMissed = usual.some((each) => each.to > at) && !shifts.some((each) => each.from <= at && at < each.to);
  const ahead = from > at;
  // The day's own name comes before that of a day after it: on a Sunday that is a holiday, and Monday is one too.
  if (isToday && isQuiet && usual.length > 0) return { kind: 'quiet', ahead };
  if (isToday && told && isOff(told)) return dayOff(told, ahead);
  if (before || !isMissed) return before;
  if (isQuiet) return { kind: 'quiet', ahead };
  if (told && told.kind !== 'worked') return dayOff(told, ahead);
  const isFocus =
    focus.some((each) => each.from <= at && at < each.to) && usual.some((each) => each.from <= at && at < each.to);
  return isFocus ? { kind: 'focus', ahead: false } : null;
}

const isOff = ({ kind }: CalendarDay): boolean => kind === 'public' || kind === 'company';

const dayOff = ({ kind, name }: CalendarDay, ahead: boolean): DayOff => ({ kind, name, ahead });

const month = 31 * 24 * 3_600_000;
