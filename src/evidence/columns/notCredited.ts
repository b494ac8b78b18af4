import { type Columns, grown, savedColumn, uint32 } from './columns.ts';

/**
 * Which technologies of a case a person's credit is not for: three numbers for each, in the order of the cases. Most cases
 * have none, as their credits are for all that they were, so that these cost a large past nothing.
 */
export type NotCredited = {
  /** For the case added last. Numbers are those of the two facets' names. */
  add(caseNumber: number, person: number, technology: number): void;
  has(caseNumber: number, person: number, technology: number): boolean;
  columns(): Columns;
  bytes(): number;
};

export function notCredited(saved?: Columns): NotCredited {
  let triples = saved ? savedColumn(saved, 'triples', Uint32Array) : uint32(0);
  let [used = 0] = saved ? savedColumn(saved, 'used', Uint32Array) : [];

  /** The place of the first that is of this case or of a later one. */
  const firstOf = (caseNumber: number): number => {
    let [low, high] = [0, used / 3];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((triples[3 * middle] ?? 0) < caseNumber) low = middle + 1;
      else high = middle;
    }
    return 3 * low;
  };

  return {
    add(caseNumber, person, technology) {
      triples = grown(triples, used + 3, uint32);
      triples.set([caseNumber, person, technology], used);
      used += 3;
    },
    has(caseNumber, person, technology) {
      for (let at = firstOf(caseNumber); at < used && triples[at] === caseNumber; at += 3)
        if (triples[at + 1] === person && triples[at + 2] === technology) return true;
      return false;
    },
    columns: () => ({ triples, used: Uint32Array.of(used) }),
    bytes: () => triples.byteLength,
  };
}
