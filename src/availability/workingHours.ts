import { DateTime, IANAZone } from 'luxon';
import type { WorkingHours } from '../registry/engineer.ts';

/** One stretch of working time, as milliseconds since 1970, `to` exclusive. */
export type Shift = { from: number; to: number };

/** Whether someone works at an instant, and until when that stays so. Milliseconds since 1970. */
export type WorkingState = { working: boolean; since: number; until: number };

/**
 * Shifts that end after an instant, in order, without end; none when no day is a working day. A shift that ends at or
 * before its beginning ends the next day (22:00 to 06:00; 00:00 to 00:00 is round the clock). Times are those of the
 * zone's clocks: on the day of a change of clocks a shift is an hour shorter or longer, and a time that the clocks
 * skip is as much later. An unknown zone counts as UTC; imports refuse it.
 */
export function* shiftsFrom(at: number, hours: WorkingHours, zone: string): Generator<Shift> {
  if (hours.days.length === 0) return;
  // The library keeps the zones it made: to ask anew whether there is such a zone takes longer than all that follows.
  const there = IANAZone.create(zone);
  const here = DateTime.fromMillis(at, { zone: there.isValid ? there : 'utc' });
  const overnight = hours.to <= hours.from;
  // The shift that began yesterday may still run.
  for (let day = here.startOf('day').minus({ days: 1 }); ; day = day.plus({ days: 1 })) {
    if (!hours.days.includes(day.weekday)) continue;
    const shift = {
      from: timeOn(day, hours.from),
      to: timeOn(overnight ? day.plus({ days: 1 }) : day, hours.to),
    };
    if (shift.to > at && shift.to > shift.from) yield shift;
  }
}

const timeOn = (day: DateTime, time: string): number =>
  day.set({ hour: Number(time.slice(0, 2)), minute: Number(time.slice(3)), second: 0, millisecond: 0 }).toMillis();

/** The state of someone with these hours at an instant. Shifts that touch are one; `until` may be a month away. */
export function workingStateAt(at: number, hours: WorkingHours, zone: string): WorkingState {
  let since = at;
  let until: number | null = null;
  for (const shift of shiftsFrom(at, hours, zone)) {
    if (until === null) {
      if (shift.from > at) return { working: false, since, until: shift.from };
      since = Math.max(shift.from, since - month);
      until = shift.to;
    } else if (shift.from > until || until - at > month) break;
    else until = Math.max(until, shift.to);
  }
  return until === null ? { working: false, since, until: Number.POSITIVE_INFINITY } : { working: true, since, until };
}

const month = 31 * 24 * 3_600_000;
