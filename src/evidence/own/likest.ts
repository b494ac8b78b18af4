import type { Hit } from '../answering/similar.ts';
import type { Facet } from '../columns/facet.ts';

/** For each label by number how like its likest case is, and how many labels such cases have. */
export function likeCasesOf(facet: Facet, hits: readonly Hit[]): { nearest: Map<number, number>; each: number } {
  const nearest = new Map<number, number>();
  let labels = 0;
  for (const { caseNumber, similarity } of hits)
    facet.each(caseNumber, (label) => {
      labels++;
      nearest.set(label, Math.max(nearest.get(label) ?? 0, similarity));
    });
  return { nearest, each: Math.max(1, labels / Math.max(1, hits.length)) };
}
