import { z } from 'zod';

/** The queue of answers that a conversation would not take yet (commands/replies.ts). */
export const sayAgainJob = 'say-again';

/** An answer as it was given, with all it takes to bring it. `since`: when it was given (ISO, UTC). */
export const sayAgainSchema = z.strictObject({
  since: z.iso.datetime(),
  audience: z.enum(['asker', 'room']),
  message: z.looseObject({ type: z.literal('message') }),
  /** The swarm whose card it is. */
  swarmId: z.string().nullable(),
  /** Its form of the status note, or an invitation by its id; left out: its reader's card. */
  kept: z.string().exactOptional(),
  person: z.strictObject({ id: z.string(), name: z.string() }),
  teamsUserId: z.string(),
  language: z.enum(['en', 'ja']),
  place: z.strictObject({
    kind: z.enum(['personal', 'group', 'channel']),
    address: z.strictObject({ serviceUrl: z.string(), conversationId: z.string() }),
    channelId: z.string().nullable(),
    isTargeted: z.boolean(),
  }),
  cause: z.string(),
});
export type SayAgain = z.infer<typeof sayAgainSchema>;
