import type { Card } from '../cards/parts/elements.ts';
import type { InvokeAnswer } from '../inbound/bot.ts';

/**
 * What a person who pressed a button gets back: their new card, a word, or that the button is no good. A card that
 * `replaces` also becomes what the message itself shows: nothing else would ever bring it up to date.
 */
export type ActionReply =
  | { kind: 'card'; card: Card; replaces?: true }
  | { kind: 'words'; words: string }
  | { kind: 'invalid'; words: string };

/** The reply in the form of `adaptiveCard/action` (platform.md 2.5): a card changes this person's view only. */
export function invokeAnswer(reply: ActionReply): InvokeAnswer {
  switch (reply.kind) {
    case 'card':
      return accepted('application/vnd.microsoft.card.adaptive', reply.card);
    case 'words':
      return accepted('application/vnd.microsoft.activity.message', reply.words);
    case 'invalid':
      return {
        status: 200,
        body: {
          statusCode: 400,
          type: 'application/vnd.microsoft.error',
          value: { code: 'BadRequest', message: reply.words },
        },
      };
    default:
      return reply satisfies never;
  }
}

const accepted = (type: string, value: unknown): InvokeAnswer => ({
  status: 200,
  body: { statusCode: 200, type, value },
});
