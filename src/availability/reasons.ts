import type { CalendarDay } from '../registry/calendar.ts';
import type { SupportTeam } from '../registry/team.ts';

/** What speaks for asking a person at a moment; instants are ISO, UTC. */
export type AvailabilityFor =
  | { code: 'in-hours'; until: string }
  /** Off work now; asked all the same, for they are back soon: their time to answer counts from then. */
  | { code: 'back'; at: string }
  /** Off work now; they want to be asked at any hour. */
  | { code: 'any-hour' }
  | { code: 'present'; availability: string }
  | { code: 'load'; live: number; most: number };

/** What a support team is called. */
export type TeamName = SupportTeam['name'];

/** A support team takes no asks of others now. `by`: the name of who closed it, where that is known. */
export type TeamShut =
  | { code: 'team-closed'; team: TeamName; until: string; by?: string }
  | { code: 'team-asked-enough'; team: TeamName; asks: number; most: number };

/** Somebody is not there, by their own word or by Graph's. `until`: where their automatic replies say it. */
export type NotThere = { code: 'away'; until: string } | { code: 'out-of-office'; until?: string };

/** What speaks against it; instants are ISO, UTC. */
export type AvailabilityAgainst =
  | NotThere
  | { code: 'out-of-hours'; back: string; day?: DayOff }
  /** Nobody has said yet which days are holidays there, of now or of a day until they are back. */
  | { code: 'calendar-unknown' }
  /** Their shifts are of a feed that was read last at `readAt`, more than a day ago. */
  | { code: 'shifts-old'; readAt: string }
  /** By their own wish. */
  | { code: 'only-critical' }
  | { code: 'asked-enough'; asks: number; most: number }
  /** Of a vendor, or a guest: to be reached so, never invited. */
  | { code: 'outside'; reach: string }
  | TeamShut
  | { code: 'do-not-disturb' }
  | { code: 'at-capacity'; live: number; most: number }
  | { code: 'over-budget'; asks: number; budget: number };

/**
 * Why somebody is not asked although it would be their hours: a day of a calendar, a date on which they want no asks (`quiet`), or
 * their `focus` time. `ahead`: it is yet to come, and they are back only after it.
 */
export type DayOff = { kind: CalendarDay['kind'] | 'quiet' | 'focus'; name?: CalendarDay['name']; ahead: boolean };
