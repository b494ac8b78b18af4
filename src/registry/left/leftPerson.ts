import { z } from 'zod';
import { engineerSchema, skillSchema } from '../engineer.ts';
import { personShiftsSchema } from '../shifts/plannedShift.ts';
import { technologyIdSchema } from '../technology.ts';

const instant = z.iso.datetime({ offset: true });
const person = z.strictObject({ id: z.string().min(1).max(128), name: z.string().min(1).max(256) });

/** Their account is gone, or may not sign in any more, or they are in no group that is followed. */
export const whyLeft = ['deleted', 'disabled', 'group'] as const;
export type WhyLeft = (typeof whyLeft)[number];

/** What a lead decided of a technology that somebody who left owned: who owns it now, or (null) that it stays open for now. */
const settledSchema = z.strictObject({
  technology: technologyIdSchema,
  to: person.nullable(),
  by: person,
  at: instant,
});
export type Settled = z.infer<typeof settledSchema>;

/**
 * Somebody of the registry who left the organisation, with all that the registry had of them: kept so long that they can come back.
 * `back`: since when Entra shows them again, though nobody has brought them back.
 */
export const leftPersonSchema = z.strictObject({
  why: z.enum(whyLeft),
  at: instant,
  back: instant.exactOptional(),
  engineer: engineerSchema,
  skills: z.array(skillSchema),
  shifts: personShiftsSchema.shape.shifts,
  settled: z.array(settledSchema),
});
export type LeftPerson = z.infer<typeof leftPersonSchema>;

/** What changes of somebody who left, and who owns a technology from now on that they owned. */
export type LeftChange = { entry: LeftPerson; owners?: readonly { person: string; technology: string }[] };

/** What a file or a card has to know of everybody who left lately; `entry` null: the time in which they could come back is over. */
export type Left = { id: string; at: string; entry: LeftPerson | null };

/** Days in which somebody can come back with all they had: as long as Entra keeps a deleted account (restorable from deletedItems). */
export const mayComeBackDays = 30;
/** Days for which a file that still names them does not bring them back. */
export const keptOutDays = 400;

/** Until when they can come back (ISO, UTC). */
export const mayComeBackUntil = ({ at }: Pick<LeftPerson, 'at'>): string =>
  new Date(Date.parse(at) + mayComeBackDays * 86_400_000).toISOString();
