import { type Shift, shiftsFrom, type Timetable, type WorkingState, workingStateAt } from './workingHours.ts';
import { zoneDays } from './zoneDays.ts';

/**
 * The stretch of work in which somebody is at an instant (milliseconds since 1970): when it began and when they go off. Null: they
 * are off. Focus time, days without asks and a break of up to two hours are work: who is not asked then has not gone home.
 */
export function presentStretch(at: number, timetable: Timetable): Shift | null {
  const next = nextStretch(at, timetable);
  return next && next.from <= at ? next : null;
}

/** Whether an instant (milliseconds since 1970) is in somebody's working time, whatever they wish to be asked. A break is not. */
export const isWorkingTime = (at: number, timetable: Timetable): boolean => workStateAt(at, timetable).working;

/** Whether somebody is in their working time at an instant (milliseconds since 1970), whatever they wish to be asked. */
export const workStateAt = (at: number, timetable: Timetable): WorkingState =>
  workingStateAt(at, withoutWishes(timetable));

/** Until when somebody works who does after `from` and before `to`, at most a month before that. Null: they do not. */
export function worksUntil(from: number, to: number, timetable: Timetable): number | null {
  let last: number | null = null;
  for (const shift of shiftsFrom(Math.max(from, to - month), withoutWishes(timetable))) {
    if (shift.from >= to) break;
    last = Math.min(to, Math.max(last ?? 0, shift.to));
  }
  return last;
}

/** The stretch of work that somebody who is off begins within so many milliseconds. Null: none, or they are at work already. */
export function stretchWithin(at: number, within: number, timetable: Timetable): Shift | null {
  const next = nextStretch(at, timetable);
  return next && next.from > at && next.from - at <= within ? next : null;
}

/** When somebody was last at work before an instant, within a week. Null: not in that time. */
export const lastAtWork = (at: number, timetable: Timetable): number | null =>
  worksUntil(at - 7 * 24 * 3_600_000, at, timetable);

/** Whether an instant is on one of the dates on which somebody does not want to be asked. */
export function isQuietAt(at: number, { zone, asking }: Timetable): boolean {
  if (!asking?.quiet) return false;
  const days = zoneDays(zone);
  const { date } = days.day(days.numberAt(at));
  return asking.quiet.from <= date && date <= asking.quiet.until;
}

/** The stretch in which they are, else the next. One that goes on for more than a month, round the clock, is cut off there. */
function nextStretch(at: number, timetable: Timetable): Shift | null {
  let stretch: Shift | null = null;
  // From before: in a break, the stretch began before it.
  for (const { from, to } of shiftsFrom(at - longestBreak, withoutWishes(timetable))) {
    const apart = stretch !== null && from - stretch.to > longestBreak;
    if (!stretch || (apart && stretch.to <= at)) stretch = { from, to };
    else if (apart || stretch.to - at > month) break;
    else stretch.to = Math.max(stretch.to, to);
  }
  return stretch && stretch.to > at ? stretch : null;
}

/** When they are at work, whatever they wish to be asked. */
const withoutWishes = ({ asking, ...timetable }: Timetable): Timetable => ({
  ...timetable,
  asking: asking?.week && { week: asking.week },
});

const longestBreak = 2 * 3_600_000;
const month = 31 * 24 * 3_600_000;
