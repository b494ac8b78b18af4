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
  const heaviest = [...terms.weights.keys()].sort((a, b) => (terms.weights[b] ?? 0) - (terms.weights[a] ?? 0));
  for (const at of heaviest.slice(0, 32)) {
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
