import type { ConversationView } from '../../people/views.ts';
import { useSession, useWindow } from '../windowContext.ts';

/** The id of the conversation that the window shows: the one of its address, else the one that its view begins with. */
export function useShownConversation(): string | null {
  const { address } = useWindow();
  const { conversations } = useSession();
  switch (address.place.view) {
    case 'chat':
      return address.place.conversation ?? conversations.find(({ kind }) => kind === 'personal')?.id ?? null;
    case 'teams':
      return address.place.conversation ?? firstChannel(conversations)?.id ?? null;
    case 'activity':
    case 'app':
      return null;
    default:
      return address.place satisfies never;
  }
}

function firstChannel(conversations: readonly ConversationView[]): ConversationView | undefined {
  const channels = conversations.filter(({ kind, hidden }) => kind === 'channel' && !hidden);
  return channels.find(({ unread }) => unread > 0) ?? channels[0];
}
