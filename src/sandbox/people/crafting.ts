import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { deliveryOptionsSchema } from '../connector/delivery.ts';
import type { Conversation, Message, Person } from '../tenant/tenant.ts';
import { type DoingContext, nothing, threadFor } from './doings.ts';
import type { Outcome } from './views.ts';

/** What a client that somebody has tampered with may send: any value, in their own name. */
export const craftedSchema = z.strictObject({
  conversation: z.string().optional(),
  message: z.string().optional(),
  /** The name of an invoke; without one it is a message with a value, as Action.Submit sends. */
  invoke: z.string().optional(),
  value: z.unknown(),
  locale: z.string().optional(),
  delivery: deliveryOptionsSchema.default({}),
});
export type Crafted = Pick<z.infer<typeof craftedSchema>, 'invoke' | 'value' | 'delivery'> & { locale?: string };

/** Sends it. Who sends is still true: the Bot Service vouches for that, and for nothing else in an activity. */
export async function sendCrafted(
  { activities, deliveries }: DoingContext,
  person: Person,
  place: { conversation: Conversation; message: Message | null },
  crafted: Crafted,
): Promise<Outcome> {
  const { conversation, message } = place;
  const fields = {
    thread: message === null ? null : threadFor(conversation, message),
    value: crafted.value,
    ...(crafted.locale === undefined ? {} : { locale: crafted.locale }),
  };
  const activity =
    crafted.invoke === undefined
      ? activities.submitted(person, conversation, {
          ...fields,
          id: `f:${randomUUID()}`,
          replyToId: message?.id ?? '',
        })
      : activities.invoke(person, conversation, {
          ...fields,
          id: `f:${randomUUID()}`,
          name: crafted.invoke,
          ...(message === null ? {} : { replyToId: message.id }),
        });
  return { ...nothing, deliveries: await deliveries.deliver(activity, crafted.delivery) };
}
