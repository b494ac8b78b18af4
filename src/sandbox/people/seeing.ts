import { hasVanished } from '../connector/messages.ts';
import { channelWebUrl } from '../graph/resources.ts';
import {
  botIsIn,
  type Conversation,
  isIn,
  isReadOnly,
  type Message,
  type Person,
  type Tenant,
} from '../tenant/tenant.ts';
import type { ConversationView, MessageView } from './views.ts';

/** `person` null: the base card, as somebody without a view of their own. */
export function messageView(conversation: Conversation, message: Message, person: Person | null): MessageView {
  const own = person === null ? undefined : message.views.get(person.id);
  return {
    conversation: conversation.id,
    id: message.id,
    thread: message.thread,
    from: message.from === 'bot' ? null : { alias: message.from.profile.alias, name: message.from.profile.name },
    at: new Date(message.at).toISOString(),
    order: message.order,
    text: message.deleted ? '' : message.text,
    textFormat: message.textFormat,
    mentions: message.mentions,
    card: message.deleted ? null : (own ?? message.card),
    ownView: own !== undefined,
    attachments: message.deleted ? [] : message.attachments,
    targeted: message.targetedTo !== null,
    revision: message.revision,
    deleted: message.deleted,
  };
}

/** Targeted messages are for one person, for 24 hours (platform.md 4). */
export function sees(tenant: Tenant, person: Person, conversation: Conversation, message: Message): boolean {
  if (!isIn(conversation, person)) return false;
  return message.targetedTo === null || (message.targetedTo === person && !hasVanished(message, tenant.now()));
}

export function conversationView(tenant: Tenant, conversation: Conversation, person: Person): ConversationView {
  const channel = conversation.kind === 'channel' ? conversation.channel : null;
  const people = conversation.kind === 'groupChat' ? [...conversation.people.values()] : [];
  return {
    id: conversation.id,
    kind: conversation.kind,
    name: channel?.name ?? (conversation.kind === 'groupChat' ? conversation.topic : tenant.app.name),
    team: channel === null ? null : { id: channel.team.id, name: channel.team.name },
    channelKind: channel?.kind ?? null,
    archived: channel !== null && isReadOnly(channel),
    hidden: channel?.hidden ?? false,
    botIsIn: botIsIn(conversation),
    muted: conversation.kind === 'personal' && person.muted,
    unread: unreadOf(tenant, conversation, person),
    url: channel === null ? null : channelWebUrl(tenant, channel),
    people: people.map((one) => ({ alias: one.profile.alias, name: one.profile.name })),
  };
}

/** Conversations of a person: the chat with the bot, group chats, channels of their teams. */
export function conversationsOf(tenant: Tenant, person: Person): Conversation[] {
  const found: Conversation[] = [person.chat];
  for (const conversation of new Set(tenant.conversations.values())) {
    if (conversation.kind === 'groupChat' && conversation.people.has(person.id)) found.push(conversation);
  }
  for (const team of tenant.teams.values()) {
    for (const channel of team.channels.values())
      if (isIn(channel.conversation, person)) found.push(channel.conversation);
  }
  return found;
}

/** How many messages of others there are that the person has not looked at. */
export function unreadOf(tenant: Tenant, conversation: Conversation, person: Person): number {
  const read = conversation.read.get(person.id) ?? 0;
  let unread = 0;
  for (const message of conversation.messages.values()) {
    if (
      message.arrived > read &&
      message.from !== person &&
      !message.deleted &&
      sees(tenant, person, conversation, message)
    )
      unread += 1;
  }
  return unread;
}
