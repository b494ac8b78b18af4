import { z } from 'zod';

/** The queue of what problems sent to support contacts bring about (requests/). */
export const helpRequestJob = 'help-request';

/** One job, one message outside. `personId`: in whose chat it is. */
export const helpRequestJobSchema = z.discriminatedUnion('does', [
  z.strictObject({ does: z.literal('bring'), requestId: z.string(), personId: z.string() }),
  z.strictObject({ does: z.literal('redraw'), requestId: z.string(), personId: z.string() }),
  z.strictObject({ does: z.literal('tell'), requestId: z.string() }),
  z.strictObject({ does: z.literal('lapse'), requestId: z.string() }),
  z.strictObject({ does: z.literal('look-after'), requestId: z.string() }),
]);
export type HelpRequestJob = z.infer<typeof helpRequestJobSchema>;
