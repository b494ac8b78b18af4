import { z } from 'zod';
import { calendarIdSchema } from '../calendar.ts';
import { technologyIdSchema } from '../technology.ts';
import { personShiftsSchema } from './plannedShift.ts';

/** The most letters of a feed: half a year of some hundred people's shifts. */
export const mostFeedLetters = 2_000_000;
/** One that is kept with the registry, in every process: some hundred events. */
const mostKeptLetters = 200_000;

/**
 * An iCalendar feed of shifts, as an administrator set it: by an address, which is a secret (who has it reads the calendar), or by
 * the text of a file. It tells the shifts of a `person`, else its events name people, by mail address, by their name in the
 * registry, or by one of `names`. `technology`: on call for that alone. Times without a zone are meant in `zone`.
 */
export const feedSchema = z.strictObject({
  id: calendarIdSchema,
  address: z
    .url({ protocol: /^https$/ })
    .max(2000)
    .exactOptional(),
  text: z.string().max(mostKeptLetters).exactOptional(),
  kind: z.enum(['shift', 'on-call']).default('on-call'),
  person: z.string().min(1).max(128).exactOptional(),
  technology: technologyIdSchema.exactOptional(),
  zone: z.string().min(1).max(64),
  names: z
    .array(z.strictObject({ written: z.string().min(1).max(256), person: z.string().min(1).max(128) }))
    .max(1000)
    .exactOptional(),
});
export type Feed = z.infer<typeof feedSchema>;

/** Why a feed could not be read. */
export const feedTroubles = [
  'no-answer',
  'refused',
  'private-address',
  'redirected',
  'too-big',
  'not-icalendar',
  'unknown-zone',
  'too-many-events',
  'no-address',
  'not-granted',
  'no-schedule',
] as const;
export type FeedTrouble = (typeof feedTroubles)[number];

/** What could not be taken of a feed that was read: people nobody knows, by the names written there, and events by kind of fault. */
export const feedLeftOutSchema = z.strictObject({
  unknownPeople: z.array(z.string()).max(20),
  /** Longer than a stretch of its kind may be, or of a rule that comes more often than can be. */
  tooLong: z.int(),
  tooOften: z.int(),
  /** In a zone that nobody knows. */
  unknownZone: z.int(),
});
export type FeedLeftOut = z.infer<typeof feedLeftOutSchema>;

export const feedShiftsSchema = z.array(personShiftsSchema);

/** What a feed said last, and how the last reading went. ISO instants in UTC; `readAt` null: it was never read. */
export type FeedState = {
  id: string;
  readAt: string | null;
  triedAt: string;
  trouble: FeedTrouble | null;
  leftOut: FeedLeftOut;
  /** Undefined: as before. */
  shifts?: z.infer<typeof feedShiftsSchema>;
};

/** The Shifts of a team of Teams are known as a feed of this id, which nobody sets in the registry (graph/people/shifts.ts). */
export const shiftsOfTeam = (team: string): string => `${shiftsPrefix}${team}`;
const shiftsPrefix = 'shifts:';
/** The team whose Shifts a feed is, by Entra group id; null: it is another feed. */
export const teamOfShifts = (feed: string): string | null =>
  feed.startsWith(shiftsPrefix) ? feed.slice(shiftsPrefix.length) : null;

/** How an address is shown: who may see it in whole is nobody. */
export const shownAddress = (address: string): string => {
  if (!URL.canParse(address)) return '…';
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}/…`;
};

/** Whether a text may be an iCalendar file: a page to sign in at is none. */
export const isCalendarText = (text: string): boolean => /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text);
