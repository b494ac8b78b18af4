import { isLabel, labelOf, labelWeightOf } from '../columns/caseLabels.ts';
import { float64, grown, uint32 } from '../columns/columns.ts';
import type { Facet } from '../columns/facet.ts';

/** What each label gets from the words of the question (see `wordTally`), for the labels that have any. */
export type WordVotes = { labels: Uint32Array; votes: Float64Array; nobody: number };

/**
 * How much more often than usual the cases with a word were a label's: Σ say × log(p(label | word) / p(label)),
 * p(label | word) smoothed with two cases' worth of p(label). `nobody` is what a label gets that no such case had.
 */
export function wordTally(facet: Facet) {
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
  const countLabel = (packed: number, caseMass: number): void => {
    const label = labelOf(packed);
    const weight = labelWeightOf(packed) * caseMass;
    if (inTerm[label] === 0) {
      inTerm[label] = 1;
      ofTerm[termLabels++] = label;
    }
    counts[label] = (counts[label] ?? 0) + weight;
    if (weight > 0) total += weight;
  };
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
      const { rows, more } = facet.labels;
      // By hand, not by `facet.each`: here goes most of the time of a question to a million cases.
      for (let i = to - 1; i >= from; i--) {
        const caseNumber = (page[i] ?? 0) >>> 8;
        const caseMass = mass[caseNumber] ?? 0;
        const first = rows[2 * caseNumber] ?? 0;
        const second = rows[2 * caseNumber + 1] ?? 0;
        if (isLabel(first)) {
          countLabel(first, caseMass);
          if (second !== 0) countLabel(second, caseMass);
        } else if (first !== 0) {
          const end = second + (first >>> 8);
          for (let at = second; at < end; at++) countLabel(more[at] ?? 0, caseMass);
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
      const result = { labels: labels.slice(0, found), votes: float64(found), nobody };
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
