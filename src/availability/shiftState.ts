import type { Asking } from '../registry/engineer.ts';
import type { Planned } from '../registry/shifts/planned.ts';
import { zoneDays } from './zoneDays.ts';

const day = 24 * 3_600_000;

type Shifts = { readonly zone: string; readonly asking?: Asking | undefined; readonly planned?: Planned | undefined };

/** A WorkingState (workingHours.ts) of somebody of whom shifts tell all. */
export type StateByShifts = {
  working: boolean;
  since: number;
  until: number;
  off: null;
  isKnown: true;
  holds: number;
};

/**
 * What workingStateAt says of somebody amid a week of shifts, by these alone: of thousands of people with shifts each is reckoned by
 * themselves, and nearly always this is enough. Null: something else counts, too (wishes, days off, the end of the week), or nothing of
 * the week is left.
 */
export function stateByShifts(at: number, { zone, asking, planned }: Shifts): StateByShifts | null {
  if (!planned || asking) return null;
  const dates = zoneDays(zone);
  const today = dates.numberAt(at);
  const { weekday } = dates.day(today);
  // On a Monday a shift of the week before may still run.
  if (weekday === 1) return null;
  const [from, to] = [dates.day(today - weekday + 1).from, dates.day(today - weekday + 8).from];
  const week = planned.shifts(from, to);
  const place = week.findIndex((each) => each.to > at);
  const next = week[place];
  if (!next || planned.off(at - 2 * day, to + 2 * day).length > 0) return null;
  if (next.from > at)
    return { working: false, since: at, until: next.from, off: null, isKnown: true, holds: next.from };
  let until = next.to;
  for (const each of week.slice(place + 1)) {
    if (each.from > until) break;
    until = Math.max(until, each.to);
  }
  if (until >= to) return null;
  return { working: true, since: next.from, until, off: null, isKnown: true, holds: until };
}
