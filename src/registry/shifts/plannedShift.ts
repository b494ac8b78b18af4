import { z } from 'zod';
import { technologyIdSchema } from '../technology.ts';

const instant = z.iso.datetime({ offset: true });
/** A local date, `2027-03-31`. */
const localDate = z.iso.date();

/** At work; to be asked first of what cannot wait; or not at work although a shift or the week says so. */
export const plannedKinds = ['shift', 'on-call', 'off'] as const;
export type PlannedKind = (typeof plannedKinds)[number];

/**
 * A stretch of somebody's rota, between ISO instants, `to` exclusive. With `everyWeeks` it comes again so often by the clocks of
 * `zone`, the last time on the date `until` (none: without end). `technology`: on call for that alone.
 */
export const plannedShiftSchema = z.strictObject({
  kind: z.enum(plannedKinds).default('shift'),
  from: instant,
  to: instant,
  technology: technologyIdSchema.exactOptional(),
  everyWeeks: z.int().min(1).max(52).exactOptional(),
  zone: z.string().min(1).max(64).exactOptional(),
  until: localDate.exactOptional(),
});
export type PlannedShift = z.infer<typeof plannedShiftSchema>;

/** Half a year of three shifts a day of somebody. */
export const mostPlanned = 600;

/** The rota of a person, by their id. */
export const personShiftsSchema = z.strictObject({
  id: z.string().min(1).max(128),
  shifts: z.array(plannedShiftSchema).max(mostPlanned),
});
export type PersonShifts = z.infer<typeof personShiftsSchema>;

/** A line of a file. */
export const shiftLineSchema = plannedShiftSchema.extend({ person: z.string().min(1).max(128) });
export type ShiftLine = z.infer<typeof shiftLineSchema>;

const hour = 3_600_000;

/** No longer than this is a stretch of a kind: a day that is an hour longer by a change of clocks; two months. */
export const longestPlanned: Readonly<Record<PlannedKind, number>> = {
  shift: 25 * hour,
  'on-call': 62 * 24 * hour,
  off: 366 * 24 * hour,
};
