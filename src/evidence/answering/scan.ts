import type { CaseColumns } from '../columns/caseColumns.ts';
import { float32, grown, uint32 } from '../columns/columns.ts';
import type { Facet } from '../columns/facet.ts';
import type { Postings } from '../columns/postings.ts';
import { type Hit, mostSimilar } from './similar.ts';
import { type WordVotes, wordTally } from './wordVotes.ts';

/**
 * A term of the question that the index knows. `weight` is its part of the question's vector of length 1, times its
 * rarity once more for the cases' side; `opening` the same of the opening alone, 0 for a term it does not hold; `say` its
 * part of all that the words together have to say.
 */
export type QueryTerm = { slot: number; hash: number; weight: number; opening: number; say: number };
/** `hits` are the cases most similar to the whole question, `opening` to its opening. */
export type Scan = { hits: Hit[]; opening: Hit[]; words: WordVotes[] };

/**
 * One walk over the postings of the question's terms, newest case first, that finds the most similar past cases and
 * lets each word vote. Rare words are read whole; of common words, which say little, as many of the newest cases as
 * `budget` postings in all allow.
 */
export type Scanner = (question: { terms: readonly QueryTerm[]; most: number; budget: number }) => Scan;

export function scanner(parts: { postings: Postings; cases: CaseColumns; facets: readonly Facet[] }): Scanner {
  const { postings, cases, facets } = parts;
  // For each case its sum for the whole question and that for the opening, side by side: with a million cases it is the
  // reaching into memory that takes the time.
  let sums = float32(2048);
  let touched = uint32(1024);
  const tallies = facets.map((facet) => wordTally(facet));

  return ({ terms, most, budget }) => {
    sums = grown(sums, 2 * cases.size, float32);
    let found = 0;
    for (const each of tallies) each.begin();
    const inOrder = terms.toSorted((a, b) => postings.count(a.slot) - postings.count(b.slot) || a.hash - b.hash);
    let left = budget;
    for (const [at, term] of inOrder.entries()) {
      let readable = Math.max(leastRead, Math.floor(left / (inOrder.length - at)));
      left -= Math.min(readable, postings.count(term.slot));
      const { weight, opening } = term;
      postings.blocks(term.slot, (page, from, to) => {
        const stop = Math.max(from, to - readable);
        touched = grown(touched, found + to - stop, uint32);
        for (let i = to - 1; i >= stop; i--) {
          const posting = page[i] ?? 0;
          const place = (posting >>> 8) * 2;
          const before = sums[place] ?? 0;
          if (before === 0) touched[found++] = posting >>> 8;
          sums[place] = before + weight * (posting & 0xff);
          if (opening > 0) sums[place + 1] = (sums[place + 1] ?? 0) + opening * (posting & 0xff);
        }
        for (const each of tallies) each.count(page, stop, to, cases.mass);
        readable -= to - stop;
        return readable > 0;
      });
      for (const each of tallies) each.endTerm(term.say, cases.newestMass);
    }
    const whole = mostSimilar(cases, most);
    const opening = mostSimilar(cases, most);
    for (let i = 0; i < found; i++) {
      const caseNumber = touched[i] ?? 0;
      const place = caseNumber * 2;
      whole.offer(caseNumber, sums[place] ?? 0);
      if (sums[place + 1] !== 0) opening.offer(caseNumber, sums[place + 1] ?? 0);
      sums[place] = 0;
      sums[place + 1] = 0;
    }
    return { hits: whole.best(), opening: opening.best(), words: tallies.map((each) => each.end()) };
  };
}

/** Of each word this many postings at least, whatever the others took. */
const leastRead = 256;
