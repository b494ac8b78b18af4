import { z } from 'zod';
import { forgeries } from '../entra/forgeries.ts';

/** How one activity is to reach the bot, other than once and in order. */
export const deliveryOptionsSchema = z.strictObject({
  /** A second copy at the same time, with the same id or a new one. */
  twice: z.enum(['same-id', 'new-id']).optional(),
  /** A token that must be refused; `no-token`: none at all. */
  forged: z.enum([...forgeries, 'no-token']).optional(),
  /** A tenant that is not the one served, or none. */
  tenant: z.enum(['foreign', 'none']).optional(),
  serviceUrl: z.literal('none').optional(),
  /** Milliseconds to wait before it is sent. */
  delayMs: z.int().min(0).max(600_000).optional(),
});
export type DeliveryOptions = z.infer<typeof deliveryOptionsSchema>;

/** What came of one sending. `status` 0: the bot did not answer, and `fault` says why. `body`: parsed JSON, or text. */
export const deliverySchema = z.object({
  activityId: z.string(),
  status: z.int(),
  ms: z.number(),
  body: z.unknown(),
  fault: z.string().nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;
