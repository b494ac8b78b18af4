import type { Language } from '../../language/language.ts';
import { messages, type Reader } from '../languages/language.ts';
import { type Card, show } from './parts/elements.ts';
import { mostLetters } from './parts/fit.ts';

/**
 * A card for people who read different languages: in the first reader's, the same in the other folded below, behind a
 * button that is named in that language. `second` null: all read the first's. Mentions are made in the first alone, so
 * that nobody is told twice.
 */
export function inBothLanguages(draw: (reader: Reader) => Card, first: Reader, second: Language | null): Card {
  const card = draw(first);
  if (second === null || second === first.language) return card;
  // Not only the first reader reads it, who may speak both.
  const { speaks: _, ...anybody } = first;
  const { body } = draw({ ...anybody, language: second });
  const unfold = show(messages(second).common.readInThis, body);
  const both = { ...card, actions: [...(card.actions ?? []), unfold] };
  return JSON.stringify(both).length <= mostLetters ? both : card;
}
