import type { ConversationView } from '../../people/views.ts';

/** What a conversation is called for one of its people: its name, else the others'. */
export function chatName(conversation: ConversationView, who: string): string {
  if (conversation.name !== '') return conversation.name;
  return conversation.people
    .filter(({ alias }) => alias !== who)
    .map(({ name }) => name)
    .join(', ');
}
