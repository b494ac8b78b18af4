import { DateTime, IANAZone } from 'luxon';
import type { Technology, TechnologyId } from '../registry/technology.ts';
import type { DayOff } from './reasons.ts';
import { type Shift, type Timetable, workDaysFrom } from './workingHours.ts';

/**
 * A date of somebody's as it counts. `asked`: when they can be asked; `kept`: when they are at work and do not want to be, both by
 * the clocks of their zone (`09:00`, an end at midnight `24:00`). `off`: why the day is not as the week has it; `isKnown`: whether
 * their calendars tell of it, or nothing of it is left to be asked in. `isByShifts`: the week's hours are their shifts. `onCall`: what of the day they are on call.
 */
export type DayAhead = {
  date: string;
  weekday: number;
  asked: { from: string; to: string }[];
  kept: { from: string; to: string }[];
  off: Omit<DayOff, 'ahead'> | null;
  isKnown: boolean;
  isByShifts: boolean;
  onCall: { from: string; to: string; technology: Technology['name'] | null }[];
};

/** The next seven dates of somebody, today first, at an instant (milliseconds since 1970). `nameOf`: what a technology is called. */
export function weekAhead(
  at: number,
  timetable: Timetable,
  nameOf: (technology: TechnologyId) => Technology['name'],
): DayAhead[] {
  const zone = IANAZone.isValidZone(timetable.zone) ? timetable.zone : 'utc';
  const week: DayAhead[] = [];
  for (const day of workDaysFrom(at, timetable)) {
    if (day.to <= at) continue;
    const here = DateTime.fromMillis(day.from, { zone });
    const clock = (instant: number) => {
      const there = DateTime.fromMillis(instant, { zone });
      return there.hasSame(here, 'day') ? there.toFormat('HH:mm') : '24:00';
    };
    const told = ({ from, to }: Shift) => ({ from: clock(from), to: clock(to) });
    const isOff = day.shifts.length === 0 || day.told?.kind === 'half';
    week.push({
      date: here.toISODate() ?? '',
      weekday: here.weekday,
      asked: day.shifts.map(told),
      kept: day.isQuiet ? day.usual.map(told) : day.shifts.length > 0 ? day.focus.map(told) : [],
      off: day.isQuiet
        ? { kind: 'quiet' }
        : day.told && (isOff || day.told.kind === 'worked')
          ? { kind: day.told.kind, name: day.told.name }
          : null,
      isKnown: day.isKnown || day.shifts.length === 0,
      isByShifts: day.isByShifts,
      onCall: (timetable.planned?.onCall(day.from, day.to) ?? []).map(({ technology, ...span }) => ({
        ...told({ from: Math.max(span.from, day.from), to: Math.min(span.to, day.to) }),
        technology: technology === null ? null : nameOf(technology),
      })),
    });
    if (week.length === 7) break;
  }
  return week;
}
