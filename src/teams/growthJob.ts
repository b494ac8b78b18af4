import { z } from 'zod';
import { careReasons } from '../growth/care.ts';

/** The queue of what people are told and asked of their own part (effects/tellGrowth.ts). */
export const growthJob = 'tell-growth';

const toOne = { personId: z.string(), since: z.iso.datetime() };
const month = z.string().regex(/^\d{4}-\d\d$/);

/** One job, one person's message. `of`: whose part it is, where a lead is told; `since`: when it was to be sent (ISO, UTC). */
export const growthJobSchema = z.discriminatedUnion('about', [
  z.strictObject({ about: z.literal('month'), ...toOne, month }),
  z.strictObject({ about: z.literal('lead-month'), ...toOne, of: z.string(), month }),
  z.strictObject({ about: z.literal('skill'), ...toOne, technology: z.string() }),
  z.strictObject({ about: z.literal('care'), ...toOne, why: z.array(z.enum(careReasons)).min(1) }),
  z.strictObject({ about: z.literal('lead-care'), ...toOne, of: z.string(), why: z.array(z.enum(careReasons)).min(1) }),
]);
export type GrowthJob = z.infer<typeof growthJobSchema>;
