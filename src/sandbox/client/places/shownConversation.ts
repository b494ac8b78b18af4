import { useRef } from 'react';
import type { ConversationView } from '../../people/views.ts';
import type { View } from '../window/address.ts';
import type { SessionState } from '../window/session.ts';
import { useSession, useWindow } from '../window/windowContext.ts';
import { useMentions } from './mentions.ts';

/**
 * The id of the conversation that the window shows: the one of its address, else the one that its view begins with.
 * What a view has begun with it keeps, also when something newer comes.
 */
export function useShownConversation(): string | null {
  const { address } = useWindow();
  const connection = useSession('connection');
  const conversations = useSession('conversations');
  const messages = useSession('messages');
  const begun = useRef<{ view: View; id: string } | null>(null);
  const mentions = useMentions();
  const { place } = address;
  if (place.view === 'app') return null;
  if (place.conversation !== null) return place.conversation;
  const kept = begun.current;
  if (kept?.view === place.view && conversations.some(({ id }) => id === kept.id)) return kept.id;
  const first =
    place.view === 'chat'
      ? chatWithBot(conversations)
      : place.view === 'teams'
        ? liveliestChannel(conversations, messages)
        : mentions[0]?.conversation;
  if (first !== undefined && connection === 'live') begun.current = { view: place.view, id: first.id };
  return first?.id ?? null;
}

const chatWithBot = (conversations: SessionState['conversations']): ConversationView | undefined =>
  conversations.find(({ kind }) => kind === 'personal');

function liveliestChannel(
  conversations: SessionState['conversations'],
  messages: SessionState['messages'],
): ConversationView | undefined {
  const newest = ({ id }: ConversationView) => messages.get(id)?.at(-1)?.at ?? '';
  return conversations
    .filter(({ kind, hidden }) => kind === 'channel' && !hidden)
    .sort((one, other) => other.unread - one.unread || newest(other).localeCompare(newest(one)))[0];
}
