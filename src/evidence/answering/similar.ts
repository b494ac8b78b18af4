import type { CaseColumns } from '../columns/caseColumns.ts';

/** `similarity`: the cosine of the words, 0..1; `decayed`: the same, faded with the case's age. */
export type Hit = { caseNumber: number; similarity: number; decayed: number };

/** Keeps the best of many cases by similarity with decay. */
export type MostSimilar = {
  /** `sum`: of the products of the words' weights, as a scan makes it. */
  offer(caseNumber: number, sum: number): void;
  /** The best `most`, best first; equal ones in the order of the cases' own keys. */
  best(): Hit[];
};

export function mostSimilar(cases: CaseColumns, most: number): MostSimilar {
  const { mass, norms, newestMass, keys } = cases;
  const hits: Hit[] = [];
  let worst = 0;
  /** Sorts, keeps the best, and remembers how good the last one kept is. Amortised, as cheap as a heap, and stable. */
  const cut = (): void => {
    hits.sort((a, b) => b.decayed - a.decayed || (keys[a.caseNumber] ?? 0) - (keys[b.caseNumber] ?? 0));
    if (hits.length < most) return;
    hits.length = most;
    worst = hits.at(-1)?.decayed ?? 0;
  };
  return {
    offer(caseNumber, sum) {
      const similarity = Math.min(1, sum / (32 * (norms[caseNumber] ?? 1)));
      const decayed = (similarity * (mass[caseNumber] ?? 0)) / newestMass;
      if (decayed <= 0 || decayed < worst) return;
      hits.push({ caseNumber, similarity, decayed });
      if (hits.length >= most * 4) cut();
    },
    best() {
      cut();
      return hits;
    },
  };
}
