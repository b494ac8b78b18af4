import { z } from 'zod';
import type { Feed } from '../doors/feed.ts';
import {
  type Card,
  type Conversation,
  isIn,
  type Mention,
  type Message,
  type Person,
  type Tenant,
} from '../tenant/tenant.ts';

/** What a message says, whoever wrote it. */
export type MessageContent = Pick<Message, 'text' | 'textFormat' | 'mentions' | 'card' | 'attachments'>;

/** Puts a message into a conversation, as the root of a new thread unless `thread` names one. */
export function addMessage(
  tenant: Tenant,
  feed: Feed,
  conversation: Conversation,
  wanted: { from: Person | 'bot'; content: MessageContent; thread: string | null; targetedTo: Person | null },
): Message {
  const id = nextMessageId(tenant, conversation);
  const order = tenant.nextOrder();
  const message: Message = {
    ...wanted.content,
    id,
    thread: conversation.kind === 'channel' ? (wanted.thread ?? id) : id,
    from: wanted.from,
    at: tenant.now(),
    order,
    arrived: order,
    targetedTo: wanted.targetedTo,
    views: new Map(),
    revision: 0,
    deleted: false,
  };
  conversation.messages.set(id, message);
  if (wanted.from !== 'bot') conversation.read.set(wanted.from.id, message.order);
  for (const mention of message.mentions) {
    const person = tenant.byMri.get(mention.mri);
    if (person !== undefined && isIn(conversation, person))
      person.activity.push({ conversation, message, at: message.at });
  }
  feed.publish({ kind: 'message', change: 'new', conversation, message, onlyFor: message.targetedTo });
  return message;
}

/** A new base for everybody: views that single people had are gone. */
export function updateMessage(
  tenant: Tenant,
  feed: Feed,
  conversation: Conversation,
  message: Message,
  content: MessageContent,
): void {
  Object.assign(message, content);
  message.views.clear();
  message.revision += 1;
  message.order = tenant.nextOrder();
  feed.publish({ kind: 'message', change: 'updated', conversation, message, onlyFor: message.targetedTo });
}

/** A message for one person lives 24 hours (platform.md 4). */
export const hasVanished = ({ targetedTo, at }: Pick<Message, 'targetedTo' | 'at'>, now: number): boolean =>
  targetedTo !== null && now >= at + targetedLife;

const targetedLife = 24 * 3_600_000;

export function deleteMessage(tenant: Tenant, feed: Feed, conversation: Conversation, message: Message): void {
  message.deleted = true;
  message.order = tenant.nextOrder();
  feed.publish({ kind: 'message', change: 'deleted', conversation, message, onlyFor: message.targetedTo });
}

/** Gives one person their own view of a message's card. */
export function showTo(
  tenant: Tenant,
  feed: Feed,
  conversation: Conversation,
  message: Message,
  person: Person,
  card: Card,
): void {
  message.views.set(person.id, card);
  message.order = tenant.nextOrder();
  feed.publish({ kind: 'message', change: 'view', conversation, message, onlyFor: person });
}

/** Ids are the milliseconds of the moment, as in Teams, and rise within a conversation. */
export function nextMessageId(tenant: Tenant, conversation: Conversation): string {
  conversation.lastMessageId = Math.max(conversation.lastMessageId + 1, tenant.now());
  return String(conversation.lastMessageId);
}

const entitySchema = z.looseObject({
  type: z.string().optional(),
  text: z.string().optional(),
  mentioned: z.looseObject({ id: z.string(), name: z.string().optional() }).optional(),
});

/** What the bot sends as an activity. Everything else in it passes unseen. */
export const botActivitySchema = z.looseObject({
  type: z.string(),
  text: z.string().nullish(),
  textFormat: z.string().nullish(),
  replyToId: z.string().nullish(),
  recipient: z.looseObject({ id: z.string().optional() }).nullish(),
  entities: z.array(entitySchema).nullish(),
  attachments: z.array(z.looseObject({ contentType: z.string(), content: z.unknown().optional() })).nullish(),
});
export type BotActivity = z.infer<typeof botActivitySchema>;

export const cardSchema = z.record(z.string(), z.unknown());
const cardEntitiesSchema = z.looseObject({ msteams: z.looseObject({ entities: z.array(entitySchema) }) });
export const adaptiveCardType = 'application/vnd.microsoft.card.adaptive';

/** The content of a bot's activity: its first adaptive card apart, mentions of text and card together. */
export function contentOf(activity: BotActivity): MessageContent {
  const attachments = activity.attachments ?? [];
  const adaptive = attachments.find((attachment) => attachment.contentType === adaptiveCardType);
  const card = adaptive === undefined ? null : (cardSchema.safeParse(adaptive.content).data ?? null);
  const inCard = card === null || card.msteams === undefined ? null : cardEntitiesSchema.safeParse(card).data;
  const entities = [...(activity.entities ?? []), ...(inCard?.msteams.entities ?? [])];
  return {
    text: activity.text ?? '',
    textFormat: activity.textFormat ?? 'markdown',
    mentions: entities.flatMap((entity): Mention[] =>
      entity.type === 'mention' && entity.mentioned !== undefined
        ? [{ mri: entity.mentioned.id, name: entity.mentioned.name ?? '', text: entity.text ?? '' }]
        : [],
    ),
    card,
    attachments: attachments.filter((attachment) => attachment !== adaptive),
  };
}
