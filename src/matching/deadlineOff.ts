import type { DayOff } from '../availability/reasons.ts';
import { presentStretch, workStateAt, worksUntil } from '../availability/stretches.ts';
import type { Timetable } from '../availability/workingHours.ts';

/**
 * That a case is to be solved by a moment at which nobody of its plan works. `off`: the day of their calendar for which the first of
 * them does not; `last`: until when any of them works before it (ISO, UTC), null: none of them does any more.
 */
export type DeadlineOff = { off?: DayOff; last: string | null };

/**
 * What is to be told of a deadline (ISO, UTC) to who reads a plan made `at` an instant (ISO, UTC). Null: somebody of the plan works
 * then, or it is over. Who goes home at six works at a deadline at six; a break or focus time is work.
 */
export function deadlineOff(deadline: string, at: string, people: readonly Timetable[]): DeadlineOff | null {
  const [until, now] = [Date.parse(deadline), Date.parse(at)];
  const [first] = people;
  if (first === undefined || until <= now) return null;
  if (people.some((each) => presentStretch(until - 1, each) !== null)) return null;
  const ends = people.map((each) => worksUntil(now, until, each)).filter((end) => end !== null);
  const { off } = workStateAt(until - 1, first);
  return {
    ...(off && !off.ahead && { off }),
    last: ends.length === 0 ? null : new Date(Math.max(...ends)).toISOString(),
  };
}
