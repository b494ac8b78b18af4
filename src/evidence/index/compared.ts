import type { Facet } from '../columns/facet.ts';
import type { WeighedTerms } from '../columns/linear.ts';
import type { Postings } from '../columns/postings.ts';

/**
 * The labels a new case is compared with: all, while there are few; else those of the newest cases that share its
 * words, the likeliest to be mistaken for the right one. `slots` are those of the terms.
 */
export function comparedWith(facet: Facet, terms: WeighedTerms, lists: Postings, slots: Int32Array): Iterable<number> {
  if (facet.names.size <= fewLabels) return Array.from({ length: facet.names.size }, (_, label) => label);
  const compared = new Set<number>();
  for (const at of heaviestFirst(terms.weights, mostRead)) {
    const slot = slots[at] ?? -1;
    if (slot < 0) continue;
    lists.blocks(slot, (page, from, to) => {
      for (let i = to - 1; i >= Math.max(from, to - 4); i--) {
        const caseNumber = (page[i] ?? 0) >>> 8;
        facet.each(caseNumber, (label) => compared.add(label));
      }
      return false;
    });
    if (compared.size >= mostCompared) break;
  }
  return compared;
}
const fewLabels = 200;
const mostCompared = 40;
const mostRead = 32;

/** Places of the heaviest, as they are wanted: a dozen most often say enough, and need not be put in order with the rest. */
function* heaviestFirst(weights: Float32Array, most: number): Generator<number> {
  const left = weights.slice();
  for (let given = 0; given < Math.min(most, left.length); given++) {
    let heaviest = 0;
    for (let at = 1; at < left.length; at++) if ((left[at] ?? 0) > (left[heaviest] ?? 0)) heaviest = at;
    left[heaviest] = -1;
    yield heaviest;
  }
}
