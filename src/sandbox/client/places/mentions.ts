import { useMemo } from 'react';
import type { ConversationView, MessageView } from '../../people/views.ts';
import { useMe, useSession } from '../window/windowContext.ts';

/** A message that mentions the person. `isNew`: the conversation has not been read since. */
export type MentionSeen = { message: MessageView; conversation: ConversationView; isNew: boolean };

/** Where the window's person was mentioned by somebody else, newest first. */
export function useMentions(): MentionSeen[] {
  const conversations = useSession('conversations');
  const messages = useSession('messages');
  const me = useMe();
  return useMemo(() => {
    if (me === null) return [];
    const found = conversations.flatMap((conversation) => {
      const all = messages.get(conversation.id) ?? [];
      const others = all.filter(({ from }) => from?.alias !== me.alias);
      const unread = new Set(others.slice(others.length - conversation.unread).map(({ id }) => id));
      return others
        .filter(({ mentions, deleted }) => !deleted && mentions.some(({ mri }) => mri === me.mri))
        .map((message): MentionSeen => ({ message, conversation, isNew: unread.has(message.id) }));
    });
    return found.sort((one, other) => other.message.at.localeCompare(one.message.at));
  }, [conversations, messages, me]);
}
