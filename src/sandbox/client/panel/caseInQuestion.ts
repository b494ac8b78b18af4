import type { ConversationView, MessageView } from '../../people/views.ts';

/**
 * The number of the case that a conversation is about: the one in its name, as the channel of a swarm has it, else the one that was
 * named there last. Null: it names none.
 */
export function caseInQuestion(
  numbers: readonly string[],
  conversation: Pick<ConversationView, 'name'>,
  messages: readonly Pick<MessageView, 'text' | 'card' | 'order'>[],
): string | null {
  const newest = messages.toSorted((one, other) => other.order - one.order);
  const said = [conversation.name, ...newest.map(({ text, card }) => `${text} ${JSON.stringify(card)}`)];
  const known = new Set(numbers);
  const named = (words: string) => words.match(/[\p{L}\p{N}-]+/gu)?.find((word) => known.has(word));
  return said.map(named).find((number) => number !== undefined) ?? null;
}
