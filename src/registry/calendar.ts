import { z } from 'zod';
import type { Language } from '../language/language.ts';

const longestName = 100;
const text = z.string().min(1).max(longestName);
/** Where it is told in one language, the other shows that. */
const name = z.union([
  z.strictObject({ en: text, ja: text.exactOptional() }).transform(({ en, ja = en }) => ({ en, ja })),
  z.strictObject({ ja: text }).transform(({ ja }) => ({ en: ja, ja })),
]) satisfies z.ZodType<Record<Language, string>>;

export const calendarIdRule = 'a calendar id like jp or tokyo-office';
export const calendarIdSchema = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, calendarIdRule);

/** A date of whoever reads it, `2026-11-23`: it has no zone. Never an instant: two packages are wrong on a host in UTC. */
const localDate = z.iso.date();
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day like 09:00');

/**
 * A date that is not as the week has it. `public` and `company`: nobody works. `half`: work from `from` to `to` alone, until
 * noon if not said. `worked`: a day of the weekend that is worked (China's 调休).
 */
export const calendarDaySchema = z.strictObject({
  date: localDate,
  kind: z.enum(['public', 'company', 'half', 'worked']),
  name,
  from: timeOfDay.exactOptional(),
  to: timeOfDay.exactOptional(),
});
export type CalendarDay = z.infer<typeof calendarDaySchema>;

/** The most days a calendar tells of: thirty years of a country's, or of a firm's. */
const mostDays = 2000;

/**
 * The days off of a country, a site or a firm. It knows of the dates from `from` to `until`, both inclusive: of others nobody
 * has said anything yet. `on`: the calendars that it stands on, whose days are its own too; where two say otherwise of a date,
 * the later one counts, and its own most.
 */
export const calendarSchema = z.strictObject({
  id: calendarIdSchema,
  name,
  on: z.array(calendarIdSchema).max(10).default([]),
  from: localDate,
  until: localDate,
  days: z.array(calendarDaySchema).max(mostDays),
});
export type Calendar = z.infer<typeof calendarSchema>;

/** A line of a file: a day, or all from `date` to `last`, of a calendar. */
export const calendarLineSchema = z.strictObject({
  calendar: calendarIdSchema,
  date: localDate,
  last: localDate.exactOptional(),
  kind: calendarDaySchema.shape.kind.default('company'),
  name,
  from: timeOfDay.exactOptional(),
  to: timeOfDay.exactOptional(),
});
export type CalendarLine = z.infer<typeof calendarLineSchema>;
