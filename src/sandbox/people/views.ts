import { z } from 'zod';
import { deliverySchema } from '../connector/delivery.ts';
import type { WireEntry } from '../doors/feed.ts';

const cardSchema = z.record(z.string(), z.unknown());

/** A message as one person sees it. `card` is their own view where they have one. */
export const messageViewSchema = z.object({
  conversation: z.string(),
  id: z.string(),
  thread: z.string(),
  /** `null`: the bot. */
  from: z.object({ alias: z.string(), name: z.string() }).nullable(),
  at: z.iso.datetime(),
  /** Rises with every message and change of the tenant, so that newest is highest. */
  order: z.int(),
  text: z.string(),
  textFormat: z.string(),
  mentions: z.array(z.object({ mri: z.string(), name: z.string(), text: z.string() })),
  card: cardSchema.nullable(),
  ownView: z.boolean(),
  attachments: z.array(z.unknown()),
  targeted: z.boolean(),
  revision: z.int(),
  deleted: z.boolean(),
});
export type MessageView = z.infer<typeof messageViewSchema>;

export const conversationViewSchema = z.object({
  id: z.string(),
  kind: z.enum(['personal', 'groupChat', 'channel']),
  name: z.string(),
  team: z.object({ id: z.string(), name: z.string() }).nullable(),
  channelKind: z.enum(['standard', 'private', 'shared']).nullable(),
  archived: z.boolean(),
  hidden: z.boolean(),
  botIsIn: z.boolean(),
  muted: z.boolean(),
  unread: z.int(),
  url: z.string().nullable(),
  people: z.array(z.object({ alias: z.string(), name: z.string() })),
});
export type ConversationView = z.infer<typeof conversationViewSchema>;

/** A dialog the bot opened: with a card, or a page by `url`. */
export const dialogSchema = z.object({
  id: z.string(),
  title: z.string().nullable(),
  card: cardSchema.nullable(),
  url: z.string().nullable(),
  height: z.unknown().optional(),
  width: z.unknown().optional(),
});
export type DialogView = z.infer<typeof dialogSchema>;

/** What doing something led to, as the person notices it, and what went to the bot for it. */
export const outcomeSchema = z.object({
  /** What was said, where something was. */
  message: messageViewSchema.nullable(),
  /** The pressed card as the person sees it now. */
  card: cardSchema.nullable(),
  /** A line the bot answered with. */
  notice: z.string().nullable(),
  /** What Teams would show as an error. */
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  dialog: dialogSchema.nullable(),
  /** A page that opens. */
  url: z.string().nullable(),
  deliveries: z.array(deliverySchema),
});
export type Outcome = z.infer<typeof outcomeSchema>;

export const wireEntrySchema = z.object({
  number: z.int(),
  at: z.string(),
  door: z.enum(['entra', 'graph', 'connector', 'bot', 'cases', 'model']),
  method: z.string(),
  url: z.string(),
  status: z.int(),
  ms: z.number(),
  activity: z.string().optional(),
  fault: z.string().optional(),
}) satisfies z.ZodType<WireEntry>;

/** One event of the stream. `message`: it is new or changed, and this is how the watching person sees it now. */
export const streamEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    change: z.enum(['new', 'updated', 'deleted', 'view', 'replayed']),
    message: messageViewSchema,
    onlyFor: z.string().nullable(),
  }),
  z.object({ kind: z.literal('conversation'), conversation: z.string() }),
  z.object({ kind: z.literal('wire'), entry: wireEntrySchema }),
  z.object({ kind: z.literal('ready') }),
]);
export type StreamEvent = z.infer<typeof streamEventSchema>;
