import { type Card, lettersOf } from './elements.ts';

/**
 * How much a card may tell: people named, technologies named, letters in a short text, letters and lines in a long one.
 */
export type Detail = { people: number; technologies: number; words: number; passage: number; lines: number };

/** A card of up to 28 KB (UTF-16) is safe in every place of Teams (platform.md 2.5); kept a little below. */
export const mostLetters = 13_800;

const details: Detail[] = [
  { people: 10, technologies: 20, words: 160, passage: 1500, lines: 30 },
  { people: 8, technologies: 16, words: 110, passage: 1000, lines: 20 },
  { people: 5, technologies: 12, words: 70, passage: 500, lines: 12 },
  { people: 4, technologies: 10, words: 48, passage: 250, lines: 6 },
  { people: 3, technologies: 6, words: 32, passage: 120, lines: 3 },
  { people: 2, technologies: 4, words: 20, passage: 60, lines: 2 },
  { people: 1, technologies: 2, words: 12, passage: 40, lines: 1 },
];

/** The card in as much detail as fits. */
export function fitted(draw: (detail: Detail) => Card): Card {
  for (const detail of details) {
    const card = draw(detail);
    if (lettersOf(card) <= mostLetters) return card;
  }
  throw new Error(`A card is over ${mostLetters} letters even in the least detail`);
}
