import type { MessageView } from '../../people/views.ts';
import type { Words } from '../language/en.ts';

/** One line that stands for a message in a list. */
export function plainText(message: MessageView, words: Words): string {
  if (message.deleted) return words.conversation.deleted;
  const { card } = message;
  const spoken = card === null ? null : [card.speak, card.fallbackText].find((each) => typeof each === 'string');
  const text = message.text
    .replace(/<\/?at>/g, '')
    .replace(/\*\*|__|`/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!<>|~])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  return text || (typeof spoken === 'string' ? spoken : card === null ? '' : words.list.card);
}
