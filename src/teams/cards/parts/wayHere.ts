import type { Action, Card } from './elements.ts';

/**
 * The card as it is fit for a channel: a button that opens just this channel leads nowhere from there. `conversationId`: of
 * the chat, or of the channel or one of its threads, `19:…@thread.tacv2;messageid=…`.
 */
export function withoutWayHere(card: Card, conversationId: string): Card {
  const [channelId = ''] = conversationId.split(';');
  const actions = card.actions?.filter((each) => !leadsTo(channelId, each));
  return actions && actions.length < (card.actions?.length ?? 0) ? { ...card, actions } : card;
}

/** A message with cards as it is fit for where it is said. */
export const saidIn = <Said extends { attachments?: { content?: Card }[] }>(
  conversationId: string,
  message: Said,
): Said =>
  message.attachments
    ? {
        ...message,
        attachments: message.attachments.map((each) =>
          each.content ? { ...each, content: withoutWayHere(each.content, conversationId) } : each,
        ),
      }
    : message;

/** As Teams and Graph write the address of a channel: `https://teams.microsoft.com/l/channel/19%3A…%40thread.tacv2/name?…`. */
function leadsTo(channelId: string, action: Action): boolean {
  if (action.type !== 'Action.OpenUrl') return false;
  const [, encoded = ''] = /\/l\/channel\/([^/?#]+)/.exec(action.url) ?? [];
  return encoded !== '' && decoded(encoded) === channelId;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
