import { messages, type Reader } from '../../languages/language.ts';
import type { CardAction } from '../verbs.ts';
import { bold, box, type Card, card, type Element, text, verbatim } from './elements.ts';
import { mostLetters } from './fit.ts';
import { passage } from './text.ts';

/** What people write in their own words on cards: it is lost when the card is drawn anew without having been taken. */
const ownWords: ReadonlySet<string> = new Set([
  ...['known', 'tried', 'next', 'waitingFor', 'viewText', 'question', 'rootCause', 'fix', 'cancelReason', 'note'],
  ...['stepBackWhy', 'stepBackKnown', 'gapElsewhere', 'preventionTask', 'preventionWhy'],
]);

/** What was typed with an action, in the order of its form. */
export const typedWith = (action: CardAction): string[] =>
  Object.entries(action).flatMap(([field, value]: [string, unknown]) =>
    ownWords.has(field) && typeof value === 'string' && value.trim() !== '' ? [value] : [],
  );

/**
 * A card as it is now, after an action for which it was too late: with why, and what was typed, to be copied from there. Where both
 * have no room in a message of Teams, what was typed stands alone: how the swarm is can be asked for again.
 */
export function withTyped(now: Card, typed: readonly string[], why: string, reader: Reader): Card {
  if (typed.length === 0) return now;
  const { common } = messages(reader.language);
  const spoken = common.sentences(common.notTaken, why);
  for (const letters of lettersShown) {
    const kept = box(
      [
        text(bold(common.notTaken)),
        text(why, { spacing: 'None' }),
        text(common.youTyped, { spacing: 'Small' }),
        ...typed.flatMap((each) => lines(each, letters / typed.length)),
      ],
      'warning',
    );
    const both: Card = { ...now, speak: spoken, fallbackText: spoken, body: [kept, ...now.body] };
    if (isSent(both)) return both;
    const alone = card({ language: reader.language, spoken, body: [kept] });
    if (isSent(alone)) return alone;
  }
  return now;
}

/** Of all that was typed: first as much as any form takes. */
const lettersShown = [9000, 6000, 3000, 1000, 300];

const isSent = (one: Card): boolean => JSON.stringify(one).length <= mostLetters;

const lines = (typed: string, letters: number): Element[] =>
  passage(typed, Math.floor(letters), Math.ceil(letters / 100))
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => verbatim(line, { spacing: 'Small' }));
