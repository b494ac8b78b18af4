import type { CaseColumns } from './caseColumns.ts';
import { float32, float64, grown, uint32 } from './columns.ts';
import type { Facet } from './facet.ts';
import type { Postings } from './postings.ts';

/**
 * A term of the question that the index knows. `weight` is its part of the question's vector of length 1, times its
 * rarity once more for the cases' side; `opening` the same of the opening alone, 0 for a term it does not hold; `say` its
 * part of all that the words together have to say.
 */
export type QueryTerm = { slot: number; hash: number; weight: number; opening: number; say: number };
export type Hit = { caseNumber: number; similarity: number; decayed: number };

/** What each label gets from the words of the question (see `wordVote`), for the labels that have any. */
export type WordVotes = { labels: Uint32Array; votes: Float64Array; nobody: number };
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
  let sums = float32(1024);
  let openings = float32(1024);
  let touched = uint32(1024);
  const tallies = facets.map((facet) => tally(facet));

  return ({ terms, most, budget }) => {
    sums = grown(sums, cases.size, float32);
    openings = grown(openings, cases.size, float32);
    let found = 0;
    for (const each of tallies) each.begin();
    const inOrder = terms.toSorted((a, b) => postings.count(a.slot) - postings.count(b.slot) || a.hash - b.hash);
    let left = budget;
    for (const [at, term] of inOrder.entries()) {
      let readable = Math.max(leastRead, Math.floor(left / (inOrder.length - at)));
      left -= Math.min(readable, postings.count(term.slot));
      postings.blocks(term.slot, (page, from, to) => {
        const stop = Math.max(from, to - readable);
        touched = grown(touched, found + to - stop, uint32);
        for (let i = to - 1; i >= stop; i--) {
          const posting = page[i] ?? 0;
          const caseNumber = posting >>> 8;
          const before = sums[caseNumber] ?? 0;
          if (before === 0) touched[found++] = caseNumber;
          sums[caseNumber] = before + term.weight * (posting & 0xff);
        }
        if (term.opening > 0)
          for (let i = to - 1; i >= stop; i--) {
            const posting = page[i] ?? 0;
            openings[posting >>> 8] = (openings[posting >>> 8] ?? 0) + term.opening * (posting & 0xff);
          }
        for (const each of tallies) each.count(page, stop, to, cases.mass);
        readable -= to - stop;
        return readable > 0;
      });
      for (const each of tallies) each.endTerm(term.say, cases.newestMass);
    }
    const hits = mostSimilar({ sums, touched, found, cases, most });
    const opening = mostSimilar({ sums: openings, touched, found, cases, most });
    for (let i = 0; i < found; i++) {
      sums[touched[i] ?? 0] = 0;
      openings[touched[i] ?? 0] = 0;
    }
    return { hits, opening, words: tallies.map((each) => each.end()) };
  };
}

const leastRead = 256;

/** The best `most` by similarity with decay, best first; equal ones in the order of the cases' own keys. */
function mostSimilar(of: {
  sums: Float32Array;
  touched: Uint32Array;
  found: number;
  cases: CaseColumns;
  most: number;
}): Hit[] {
  const { sums, touched, found, cases, most } = of;
  const { mass, norms, newestMass } = cases;
  const heap: Hit[] = [];
  let worst = 0;
  for (let i = 0; i < found; i++) {
    const caseNumber = touched[i] ?? 0;
    const similarity = Math.min(1, (sums[caseNumber] ?? 0) / (32 * (norms[caseNumber] ?? 1)));
    const decayed = (similarity * (mass[caseNumber] ?? 0)) / newestMass;
    if (decayed <= 0 || (heap.length >= most * 2 && decayed < worst)) continue;
    heap.push({ caseNumber, similarity, decayed });
    if (heap.length >= most * 4) worst = cut(heap, most, cases);
  }
  cut(heap, most, cases);
  return heap;
}

/** Sorts, keeps the best, and answers how good the last one kept is. Amortised, as cheap as a heap, and stable. */
function cut(hits: Hit[], most: number, cases: CaseColumns): number {
  hits.sort((a, b) => b.decayed - a.decayed || (cases.keys[a.caseNumber] ?? 0) - (cases.keys[b.caseNumber] ?? 0));
  if (hits.length > most) hits.length = most;
  return hits.at(-1)?.decayed ?? 0;
}

/**
 * How much more often than usual the cases with a word were a label's: Σ say × log(p(label | word) / p(label)),
 * p(label | word) smoothed with two cases' worth of p(label). `nobody` is what a label gets that no such case had.
 */
function tally(facet: Facet) {
  let counts = float64(64);
  let votes = float64(64);
  let seen = new Uint8Array(64);
  let inTerm = new Uint8Array(64);
  let ofTerm = uint32(64);
  let termLabels = 0;
  let labels = uint32(64);
  let found = 0;
  let total = 0;
  let nobody = 0;
  return {
    begin() {
      const size = facet.names.size;
      counts = grown(counts, size, float64);
      votes = grown(votes, size, float64);
      ofTerm = grown(ofTerm, size, uint32);
      labels = grown(labels, size, uint32);
      seen = grown(seen, size, (length) => new Uint8Array(length));
      inTerm = grown(inTerm, size, (length) => new Uint8Array(length));
      found = termLabels = total = nobody = 0;
    },
    count(page: Uint32Array, from: number, to: number, mass: Float32Array) {
      const { spans, packed } = facet.labels;
      for (let i = to - 1; i >= from; i--) {
        const caseNumber = (page[i] ?? 0) >>> 8;
        const end = spans[2 * caseNumber + 1] ?? 0;
        for (let at = spans[2 * caseNumber] ?? 0; at < end; at++) {
          const label = (packed[at] ?? 0) >>> 8;
          const weight = ((packed[at] ?? 0) & 0xff) - 128;
          if (inTerm[label] === 0) {
            inTerm[label] = 1;
            ofTerm[termLabels++] = label;
          }
          counts[label] = (counts[label] ?? 0) + (weight / 64) * (mass[caseNumber] ?? 0);
          total += weight > 0 ? (weight / 64) * (mass[caseNumber] ?? 0) : 0;
        }
      }
    },
    endTerm(say: number, newestMass: number) {
      const all = total / newestMass + 2;
      const base = Math.log(2 / all);
      nobody += say * base;
      for (let i = 0; i < termLabels; i++) {
        const label = ofTerm[i] ?? 0;
        const usual = facet.activity.share(label, 365) + 1e-6;
        const vote = Math.log((Math.max(0, counts[label] ?? 0) / newestMass + 2 * usual) / all / usual);
        if (seen[label] === 0) {
          seen[label] = 1;
          labels[found++] = label;
        }
        votes[label] = (votes[label] ?? 0) + say * (vote - base);
        counts[label] = 0;
        inTerm[label] = 0;
      }
      termLabels = total = 0;
    },
    end(): WordVotes {
      const result = { labels: labels.slice(0, found), votes: new Float64Array(found), nobody };
      for (let i = 0; i < found; i++) {
        const label = labels[i] ?? 0;
        result.votes[i] = nobody + (votes[label] ?? 0);
        votes[label] = 0;
        seen[label] = 0;
      }
      return result;
    },
  };
}
