import type { Faults } from '../doors/faults.ts';
import type { Feed } from '../doors/feed.ts';
import type { Answer } from '../doors/routes.ts';
import { botIsIn, type Conversation, isReadOnly, type Tenant } from '../tenant/tenant.ts';

export type ConnectorContext = { tenant: Tenant; feed: Feed; faults: Faults };

/** An error as the Bot Connector words it. */
export function connectorError(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } };
}

/** A conversation as a bot names it: its id, and the thread after `;messageid=` in a channel. */
export function findConversation(
  tenant: Tenant,
  id: string,
): { conversation: Conversation; thread: string | null } | null {
  const [base = '', thread] = id.split(';messageid=');
  const conversation = tenant.conversations.get(base);
  return conversation === undefined ? null : { conversation, thread: thread ?? null };
}

/** Why the bot may not write there now, or null (platform.md 3, and Teams' table of status codes). */
export function writeRefusal({ tenant, faults }: ConnectorContext, conversation: Conversation): Answer | null {
  const settings = faults.settings();
  if (conversation.kind === 'personal') {
    const { person } = conversation;
    if (person.installation === null || settings.withoutApp.includes(person.profile.alias)) {
      return connectorError(403, 'ForbiddenOperationException', "Bot isn't installed in user's personal scope.");
    }
    return person.blockedBot
      ? connectorError(403, 'ConversationBlockedByUser', 'User blocked conversation with the bot.')
      : null;
  }
  if (conversation.kind === 'channel') {
    const { channel } = conversation;
    if (channel.deletedAt !== null) return connectorError(404, 'ConversationNotFound', 'Conversation not found.');
    const refuses = settings.newChannelRefuses;
    if (refuses !== null && tenant.now() < channel.created + refuses.ms) {
      return refuses.status === 403
        ? notInRoster()
        : connectorError(404, 'ConversationNotFound', 'Conversation not found.');
    }
    if (isReadOnly(channel)) return connectorError(403, 'MessageWritesBlocked', 'The channel is archived.');
  }
  return botIsIn(conversation) ? null : notInRoster();
}

function notInRoster(): Answer {
  return connectorError(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
}
