import type { Listed } from '../registry/snapshot.ts';
import { type Shift, shiftsFrom, type Timetable } from './workingHours.ts';

/**
 * The stretch of work in which somebody is at an instant (milliseconds since 1970): when it began and when they go off. Null: they
 * are off. Focus time and days without asks are work: who is not asked then has not gone home. Shifts that touch are one.
 */
export function presentStretch(at: number, timetable: Timetable): Shift | null {
  const next = nextStretch(at, timetable);
  return next && next.from <= at ? next : null;
}

/** The stretch of work that somebody who is off begins within so many milliseconds. Null: none, or they are at work already. */
export function stretchWithin(at: number, within: number, timetable: Timetable): Shift | null {
  const next = nextStretch(at, timetable);
  return next && next.from > at && next.from - at <= within ? next : null;
}

/** Those who begin to work within so many milliseconds, who begins first first; of the same instant in the order given. */
export const whoBegins = (people: Iterable<Listed>, at: number, within: number): { by: Listed; stretch: Shift }[] =>
  Array.from(people, (by) => ({ by, stretch: stretchWithin(at, within, by.rota) }))
    .flatMap(({ by, stretch }) => (stretch ? [{ by, stretch }] : []))
    .sort((a, b) => a.stretch.from - b.stretch.from);

/** The stretch in which they are, else the next. One that goes on for more than a month, round the clock, is cut off there. */
function nextStretch(at: number, timetable: Timetable): Shift | null {
  let stretch: Shift | null = null;
  for (const { from, to } of shiftsFrom(at, withoutWishes(timetable))) {
    if (!stretch) stretch = { from, to };
    else if (from > stretch.to || stretch.to - at > month) break;
    else stretch.to = Math.max(stretch.to, to);
  }
  return stretch;
}

/** When they are at work, whatever they wish to be asked. */
const withoutWishes = ({ asking, ...timetable }: Timetable): Timetable => ({
  ...timetable,
  asking: asking?.week && { week: asking.week },
});

const month = 31 * 24 * 3_600_000;
