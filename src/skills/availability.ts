import type { Engineer, Load, Presence, WorkingHours } from './engineer.ts';
import type { ReasonAgainst, ReasonFor } from './plan.ts';
import { shiftsFrom, type WorkingState, workingStateAt } from './workingHours.ts';

/** What is asked about: an instant, how bad the case is, and how many asks in 28 days are fair. */
export type Moment = {
  /** ISO instant. */
  at: string;
  /** A critical case may reach people outside their hours, and beyond invitations they have not answered. */
  critical: boolean;
  /** swarm policy's askBudget28Days. */
  budget: number;
};

/**
 * Whether a person can be asked now. `against` may hold something although they are available: who has been asked
 * beyond the budget is asked only when nobody else will do.
 */
export type Availability = { available: boolean; for: ReasonFor[]; against: ReasonAgainst[] };

/** Older than this, what Graph said of a person says nothing any more. */
export const presenceHoldsMinutes = { presence: 30, outOfOffice: 24 * 60 };

/** What an availability is made of; milliseconds since 1970. */
export type Circumstance = {
  at: number;
  critical: boolean;
  budget: number;
  awayUntil: number;
  state: WorkingState;
  presence: { availability: string; activity: string; outOfOffice: boolean; seenAt: number } | null;
  live: number;
  pending: number;
  most: number;
  asks28d: number;
};

/**
 * Judges one person. Away, out of office, do-not-disturb and at capacity always rule them out, out of hours unless
 * the case is critical. `state` may come from a cache (createWorkingStates).
 */
export function availabilityOf(
  engineer: Engineer,
  presence: Presence | null,
  load: Load | null,
  moment: Moment,
  state?: WorkingState,
): Availability {
  const at = Date.parse(moment.at);
  return judged({
    at,
    critical: moment.critical,
    budget: moment.budget,
    awayUntil: engineer.awayUntil === null ? 0 : Date.parse(engineer.awayUntil),
    state: state ?? workingStateAt(at, engineer.hours, engineer.zone),
    presence: presence && { ...presence, seenAt: Date.parse(presence.seenAt) },
    live: load?.liveSwarms ?? 0,
    pending: load?.pendingInvitations ?? 0,
    most: engineer.mostSwarms,
    asks28d: load?.asks28d ?? 0,
  });
}

/** The same judgement on plain numbers, for ranking thousands. */
export function judged(of: Circumstance): Availability {
  const reasons: ReasonFor[] = [];
  const hard: ReasonAgainst[] = [];
  const soft: ReasonAgainst[] = [];
  const { at, state, presence } = of;
  const carried = carriedBy(of);

  if (of.awayUntil > at) hard.push({ code: 'away', until: iso(of.awayUntil) });
  if (isOutOfOffice(of)) hard.push({ code: 'out-of-office' });
  if (presence && isFresh(of)) {
    if (isUndisturbed(presence)) hard.push({ code: 'do-not-disturb' });
    else reasons.push({ code: 'present', availability: presence.availability });
  }
  if (state.working) reasons.push({ code: 'in-hours', until: iso(state.until) });
  else (of.critical ? soft : hard).push({ code: 'out-of-hours', back: iso(state.until) });

  if (carried >= of.most) hard.push({ code: 'at-capacity', live: carried, most: of.most });
  else reasons.push({ code: 'load', live: of.live + of.pending, most: of.most });
  if (of.asks28d >= of.budget) soft.push({ code: 'over-budget', asks: of.asks28d, budget: of.budget });

  return { available: canBeAsked(of), for: reasons, against: [...hard, ...soft] };
}

/** Whether nothing rules the person out; says no why, so that thousands are judged in a millisecond. */
export const canBeAsked = (of: Circumstance): boolean =>
  of.awayUntil <= of.at &&
  !isOutOfOffice(of) &&
  !(of.presence !== null && isFresh(of) && isUndisturbed(of.presence)) &&
  (of.critical || of.state.working) &&
  carriedBy(of) < of.most;

/** Whether what Graph said of their presence still says something. */
export const isFresh = ({ presence, at }: Circumstance): boolean =>
  presence !== null && at - presence.seenAt <= presenceHoldsMinutes.presence * 60_000;

const isOutOfOffice = ({ presence, at }: Circumstance): boolean =>
  presence?.outOfOffice === true && at - presence.seenAt <= presenceHoldsMinutes.outOfOffice * 60_000;

/** Swarms they are in; unless the case is critical, also those that wait for their answer. */
const carriedBy = (of: Circumstance): number => of.live + (of.critical ? 0 : of.pending);

/** Who shares the screen before others is not to be disturbed either. */
export const isUndisturbed = (presence: { availability: string; activity: string }): boolean =>
  presence.availability === 'DoNotDisturb' || presence.activity === 'Presenting';

/** A far future for who has no working day at all. */
const iso = (at: number): string => new Date(Number.isFinite(at) ? at : Date.UTC(9999, 11, 31)).toISOString();

/**
 * When an answer is due: the instant (ISO, UTC) by which `minutes` of the person's working time have passed since
 * `at`; round the clock with `anyTime`, or for who has no working day. Due at the end of a shift, not at the beginning
 * of the next. Right across changes of clocks: working time is real time.
 */
export function answerDeadline(
  at: string,
  minutes: number,
  hours: WorkingHours,
  zone: string,
  anyTime: boolean,
): string {
  const from = Date.parse(at);
  let left = minutes * 60_000;
  if (anyTime || hours.days.length === 0 || left <= 0) return iso(from + left);
  let reached = from;
  for (const shift of shiftsFrom(from, hours, zone)) {
    const begin = Math.max(shift.from, reached);
    const length = Math.max(0, shift.to - begin);
    if (length >= left) return iso(begin + left);
    left -= length;
    reached = Math.max(reached, shift.to);
  }
  return iso(from + left);
}
