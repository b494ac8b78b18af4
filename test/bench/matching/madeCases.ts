import type { PastCase } from '../../../src/evidence/pastCases/pastCase.ts';

/**
 * Past cases by number, each the same each time it is asked for: words by Zipf's law, half of them general, half those of
 * the case's technology; engineers and technologies as unevenly active as in life; five years.
 */
export function generator(of: { engineers: number; technologies: number; size: number }): (number: number) => PastCase {
  const general = 60_000;
  const own = 300;
  return (number) => {
    const random = randomOf(number);
    const zipf = (count: number): number => Math.min(count - 1, Math.floor(count ** random()) - 1);
    const technology = zipf(of.technologies);
    const perTechnology = Math.max(5, Math.floor((of.engineers / of.technologies) * 2));
    const person = (technology * 7919 + zipf(perTechnology)) % of.engineers;
    const word = (): string =>
      random() < 0.5 ? wordOf(zipf(general)) : wordOf(general + technology * own + zipf(own));
    const words = (count: number): string => Array.from({ length: count }, word).join(' ');
    return {
      id: `case-${number}`,
      title: words(7),
      text: words(20 + Math.floor(60 * random())),
      closedAt: Date.UTC(2021, 0, 1) + (number / of.size) * 5 * 365 * 86_400_000,
      credits: [{ person: `engineer-${person}`, weight: 1 }],
      technologies: [`technology-${technology}`],
    };
  };
}

/** A made-up word, the same for the same number. */
function wordOf(number: number): string {
  let left = number;
  let word = '';
  do {
    word += syllables[left % syllables.length];
    left = Math.floor(left / syllables.length);
  } while (left > 0);
  return `${word}n`;
}

/** xorshift32, seeded. */
export function randomOf(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const syllables = ['ka', 'to', 'mi', 're', 'su', 'no', 'ha', 'vi', 'le', 'po', 'dra', 'fen', 'gol', 'bis', 'cor', 'ta'];
