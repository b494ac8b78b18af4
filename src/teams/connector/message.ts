import { CardFactory } from 'botbuilder';
import type { Card } from '../cards/parts/elements.ts';
import type { OutgoingMessage } from './connector.ts';

/** A card as a message; what it says in one line is what notifications show. */
export const cardMessage = (card: Card): OutgoingMessage => ({
  type: 'message',
  attachments: [CardFactory.adaptiveCard(card)],
  summary: card.speak,
});

/** Words as a message, shown as they are: no markdown. */
export const wordsMessage = (words: string): OutgoingMessage => ({ type: 'message', text: words, textFormat: 'plain' });

/** The card with its mentions naming people by what `teamsIdOf` gives for their Entra ids. */
export function withTeamsIds(card: Card, teamsIdOf: (personId: string) => string): Card {
  const entities = card.msteams?.entities;
  if (!entities) return card;
  return {
    ...card,
    msteams: {
      ...card.msteams,
      entities: entities.map((each) => ({
        ...each,
        mentioned: { ...each.mentioned, id: teamsIdOf(each.mentioned.id) },
      })),
    },
  };
}
