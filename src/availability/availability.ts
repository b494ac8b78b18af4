import { calendarIn, daysOf } from '../registry/calendarDays.ts';
import type { Engineer, Load, Mailbox, Presence } from '../registry/engineer.ts';
import { repliesOf } from '../registry/mailboxReplies.ts';
import type { AvailabilityAgainst, AvailabilityFor } from './reasons.ts';
import { hasWorkingDay, shiftsFrom, type Timetable, type WorkingState, workingStateAt } from './workingHours.ts';

/** What is asked about: an instant, how bad the case is, and how many asks in 28 days are fair. */
export type Moment = {
  /** ISO instant. */
  at: string;
  /** A critical case may reach people outside their hours, and beyond invitations they have not answered. */
  critical: boolean;
  /** swarm policy's askBudget28Days. */
  budget: number;
  /** Who is off work now may be asked when they are back within so many hours; none if not said. */
  aheadHours?: number;
  /** Support teams, by id, whose people are not to be asked for this case, and why. */
  shutTeams?: ReadonlyMap<string, AvailabilityAgainst>;
};

/**
 * Whether a person can be asked now. `against` may hold something although they are available: who has been asked
 * beyond the budget is asked only when nobody else will do.
 */
export type Availability = { available: boolean; for: AvailabilityFor[]; against: AvailabilityAgainst[] };

/** Older than this, what Graph said of a person says nothing any more. */
export const presenceHoldsMinutes = { presence: 30, outOfOffice: 24 * 60 };

/** A feed of shifts that has not been read for longer is told, and what it said last goes on counting. */
export const shiftsHoldMillis = 24 * 3_600_000;

/** What is known of a person at the moment; a Listed of the snapshot is one. Instants in milliseconds since 1970. */
export type Standing = {
  readonly engineer: Pick<Engineer, 'mostSwarms' | 'anyHour' | 'asking' | 'team' | 'outside'>;
  readonly rota?: Pick<Timetable, 'planned'>;
  /** 0: not away. */
  readonly awayUntil: number;
  readonly presence: { availability: string; activity: string; outOfOffice: boolean; seenAt: number } | null;
  readonly mailbox: Pick<Mailbox, 'repliesFrom' | 'repliesUntil' | 'readAt'> | null;
  readonly load: Readonly<Omit<Load, 'person'>> | null;
};

/** A moment with its instant in milliseconds since 1970. */
export type Instant = Omit<Moment, 'at'> & { at: number };

/**
 * Judges one person. Away, out of office, do-not-disturb and at capacity always rule them out; out of hours does
 * unless the case is critical, they want to be asked at any hour, or they are back soon enough to wait for (`aheadHours`).
 */
export function availabilityOf(
  engineer: Engineer,
  presence: Presence | null,
  load: Load | null,
  moment: Moment,
): Availability {
  const at = Date.parse(moment.at);
  const standing = {
    engineer,
    awayUntil: engineer.awayUntil === null ? 0 : Date.parse(engineer.awayUntil),
    presence: presence && { ...presence, seenAt: Date.parse(presence.seenAt) },
    mailbox: null,
    load,
  };
  return judged(standing, workingStateAt(at, timetableOf(engineer)), { ...moment, at });
}

/** Somebody's hours with the calendars that are always there. */
const timetableOf = ({ zone, hours, asking, calendars }: Engineer): Timetable => ({
  ...{ zone, hours, asking },
  days: calendars && daysOf(calendars, calendarIn(new Map())),
});

/** The same judgement of someone already looked up. `state` may come from a cache (workingStates.ts). */
export function judged(who: Standing, state: WorkingState, moment: Instant): Availability {
  const reasons: AvailabilityFor[] = [];
  const hard: AvailabilityAgainst[] = [];
  const soft: AvailabilityAgainst[] = [];
  const { presence, load } = who;
  const most = who.engineer.mostSwarms;
  const asks = load?.asks28d ?? 0;

  const { outside, team } = who.engineer;
  if (outside !== undefined) hard.push({ code: 'outside', reach: outside });
  const shut = team === undefined ? undefined : moment.shutTeams?.get(team);
  if (shut) hard.push(shut);
  if (who.awayUntil > moment.at) hard.push({ code: 'away', until: iso(who.awayUntil) });
  if (isOutOfOffice(who, moment)) hard.push({ code: 'out-of-office', ...untilWhen(who, moment) });
  if (presence && isFresh(who, moment)) {
    if (isUndisturbed(presence)) hard.push({ code: 'do-not-disturb' });
    else reasons.push({ code: 'present', availability: presence.availability });
  }
  if (state.working) reasons.push({ code: 'in-hours', until: iso(state.until) });
  else {
    const isAnyHour = isAskedAtAnyHour(who.engineer, moment);
    const isBackSoon = !isAnyHour && isWorthTheWait(state, moment);
    const day = state.off ? { day: state.off } : {};
    (isAnyHour || isBackSoon ? soft : hard).push({ code: 'out-of-hours', back: iso(state.until), ...day });
    if (isBackSoon) reasons.push({ code: 'back', at: iso(state.until) });
    if (who.engineer.anyHour === true) reasons.push({ code: 'any-hour' });
  }

  const { onlyCritical = false, mostAWeek } = who.engineer.asking ?? {};
  if (onlyCritical && !moment.critical) hard.push({ code: 'only-critical' });
  if (isAskedEnough(who, moment) && mostAWeek !== undefined)
    hard.push({ code: 'asked-enough', asks: load?.asks7d ?? 0, most: mostAWeek });
  if (!state.isKnown) soft.push({ code: 'calendar-unknown' });
  const readAt = who.rota?.planned?.readAt() ?? null;
  if (readAt !== null && moment.at - readAt > shiftsHoldMillis) soft.push({ code: 'shifts-old', readAt: iso(readAt) });

  const carried = carriedBy(who, moment);
  if (carried >= most) hard.push({ code: 'at-capacity', live: carried, most });
  else reasons.push({ code: 'load', live: (load?.liveSwarms ?? 0) + (load?.pendingInvitations ?? 0), most });
  if (asks >= moment.budget) soft.push({ code: 'over-budget', asks, budget: moment.budget });

  return { available: canBeAsked(who, state, moment), for: reasons, against: [...hard, ...soft] };
}

/** Whether nothing rules the person out; says no why, so that thousands are judged in a millisecond. */
export const canBeAsked = (who: Standing, state: WorkingState, moment: Instant): boolean =>
  who.engineer.outside === undefined &&
  !(who.engineer.team !== undefined && moment.shutTeams?.has(who.engineer.team)) &&
  !isAway(who, moment) &&
  !(who.presence !== null && isFresh(who, moment) && isUndisturbed(who.presence)) &&
  (isAskedAtAnyHour(who.engineer, moment) || state.working || isWorthTheWait(state, moment)) &&
  (moment.critical || who.engineer.asking?.onlyCritical !== true) &&
  !isAskedEnough(who, moment) &&
  carriedBy(who, moment) < who.engineer.mostSwarms;

/**
 * Whether someone who is off work now may be asked all the same, their answer counting from when they are back. Of a
 * critical case everyone is asked at once, and nobody waited for.
 */
export const isWorthTheWait = ({ working, until }: WorkingState, moment: Instant): boolean =>
  !working && isSoon(until, moment);

/** Whether who is off work until an instant is back soon enough to be asked and waited for. */
export const isSoon = (until: number, { at, critical, aheadHours = 0 }: Instant): boolean =>
  !critical && until - at <= aheadHours * 3_600_000;

/** Whether hours rule nobody out, and nobody is waited for: of a critical case, or by the person's own wish. */
export const isAskedAtAnyHour = (who: Pick<Engineer, 'anyHour'>, { critical }: Pick<Instant, 'critical'>): boolean =>
  critical || who.anyHour === true;

/** By their own word or by Graph's. */
export const isAway = (who: Standing, moment: Instant): boolean =>
  who.awayUntil > moment.at || isOutOfOffice(who, moment);

/** As often in the last seven days as they want to be in a week; a critical case reaches them all the same. */
const isAskedEnough = ({ engineer, load }: Standing, { critical }: Instant): boolean =>
  !critical && engineer.asking?.mostAWeek !== undefined && (load?.asks7d ?? 0) >= engineer.asking.mostAWeek;

/** Whether what Graph said of their presence still says something. */
export const isFresh = ({ presence }: Standing, { at }: Instant): boolean =>
  presence !== null && at - presence.seenAt <= presenceHoldsMinutes.presence * 60_000;

/** Presence is asked for each minute, a mailbox once a day: it speaks where presence says nothing any more. */
const isOutOfOffice = (who: Standing, moment: Instant): boolean =>
  who.presence !== null && moment.at - who.presence.seenAt <= presenceHoldsMinutes.outOfOffice * 60_000
    ? who.presence.outOfOffice
    : isReplying(who, moment);

const isReplying = ({ mailbox }: Standing, { at }: Instant): boolean => {
  if (!mailbox) return false;
  const { from, until } = repliesOf(mailbox);
  return from <= at && at < until;
};

/** Until when the mailbox answers for them, where they said it. */
const untilWhen = (who: Standing, moment: Instant): { until?: string } =>
  who.mailbox?.repliesUntil && isReplying(who, moment) ? { until: who.mailbox.repliesUntil } : {};

/** Swarms they are in; unless the case is critical, also those that wait for their answer. */
const carriedBy = ({ load }: Standing, { critical }: Instant): number =>
  load === null ? 0 : load.liveSwarms + (critical ? 0 : load.pendingInvitations);

/** Who shares the screen before others is not to be disturbed either. */
export const isUndisturbed = (presence: { availability: string; activity: string }): boolean =>
  presence.availability === 'DoNotDisturb' || presence.activity === 'Presenting';

/** A far future for who has no working day at all. Thousands of people are off or back at the same instants: written once. */
function iso(at: number): string {
  const known = written.get(at);
  if (known !== undefined) return known;
  const text = new Date(Number.isFinite(at) ? at : Date.UTC(9999, 11, 31)).toISOString();
  if (written.size >= mostWritten) written.clear();
  written.set(at, text);
  return text;
}
const written = new Map<number, string>();
const mostWritten = 2000;

/**
 * When an answer is due: the instant (ISO, UTC) by which `minutes` of the person's working time have passed since
 * `at`; round the clock with `anyTime`, or for who has no working day. Due at the end of a shift, not at the beginning
 * of the next. Right across changes of clocks: working time is real time.
 */
export function answerDeadline(at: string, minutes: number, timetable: Timetable, anyTime: boolean): string {
  const from = Date.parse(at);
  let left = minutes * 60_000;
  if (anyTime || !hasWorkingDay(timetable) || left <= 0) return iso(from + left);
  let reached = from;
  for (const shift of shiftsFrom(from, timetable)) {
    const begin = Math.max(shift.from, reached);
    const length = Math.max(0, shift.to - begin);
    if (length >= left) return iso(begin + left);
    left -= length;
    reached = Math.max(reached, shift.to);
  }
  return iso(from + left);
}
