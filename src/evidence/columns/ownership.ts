import { massOf } from './activity.ts';
import { type Columns, float64, grown, savedColumn, uint32 } from './columns.ts';

/**
 * Who solves the cases of each technology, with old cases forgotten: sums that do not depend on the order of adding.
 * Numbers are those of the two facets' names; `day` as in activity.ts.
 */
export type Ownership = {
  add(technology: number, person: number, day: number, weight: number): void;
  /** A person's part of a technology's cases, 0..1, at both half-lives. */
  shares(technology: number, person: number): { lately: number; long: number };
  columns(): Columns;
  bytes(): number;
};

/** Linear probing over the pairs of a technology and a person who solved a case of it. */
export function ownership(saved?: Columns): Ownership {
  // Two numbers side by side for each pair or technology; a pair's technology counts from 1, as 0 is an empty place.
  let pairs = saved ? savedColumn(saved, 'pairs', Uint32Array) : uint32(128);
  let sums = saved ? savedColumn(saved, 'sums', Float64Array) : float64(128);
  let totals = saved ? savedColumn(saved, 'totals', Float64Array) : float64(64);
  let [used = 0] = saved ? savedColumn(saved, 'used', Uint32Array) : [];

  const placeOf = (technology: number, person: number): number => {
    const mask = pairs.length / 2 - 1;
    let at = placeHash(technology, person) & mask;
    while (pairs[2 * at] !== 0 && (pairs[2 * at] !== technology + 1 || pairs[2 * at + 1] !== person))
      at = (at + 1) & mask;
    return 2 * at;
  };
  const grow = (): void => {
    const [oldPairs, oldSums] = [pairs, sums];
    pairs = uint32(oldPairs.length * 2);
    sums = float64(oldSums.length * 2);
    for (let from = 0; from < oldPairs.length; from += 2) {
      if (oldPairs[from] === 0) continue;
      const at = placeOf((oldPairs[from] ?? 0) - 1, oldPairs[from + 1] ?? 0);
      pairs.set(oldPairs.subarray(from, from + 2), at);
      sums.set(oldSums.subarray(from, from + 2), at);
    }
  };

  return {
    add(technology, person, day, weight) {
      let at = placeOf(technology, person);
      if (pairs[at] === 0) {
        if (used * 3 > pairs.length) {
          grow();
          at = placeOf(technology, person);
        }
        used++;
        pairs[at] = technology + 1;
        pairs[at + 1] = person;
      }
      totals = grown(totals, 2 * technology + 2, float64);
      const [lately, long] = [massOf(day, latelyHalfLife) * weight, massOf(day, longHalfLife) * weight];
      sums[at] = (sums[at] ?? 0) + lately;
      sums[at + 1] = (sums[at + 1] ?? 0) + long;
      totals[2 * technology] = (totals[2 * technology] ?? 0) + lately;
      totals[2 * technology + 1] = (totals[2 * technology + 1] ?? 0) + long;
    },
    shares(technology, person) {
      const at = placeOf(technology, person);
      return {
        lately: part(sums[at] ?? 0, totals[2 * technology] ?? 0),
        long: part(sums[at + 1] ?? 0, totals[2 * technology + 1] ?? 0),
      };
    },
    columns: () => ({ pairs, sums, totals, used: Uint32Array.of(used) }),
    bytes: () => pairs.byteLength + sums.byteLength + totals.byteLength,
  };
}

const latelyHalfLife = 120;
const longHalfLife = 1000;
const part = (own: number, all: number): number => (all <= 0 ? 0 : Math.max(0, own) / all);
const placeHash = (technology: number, person: number): number =>
  Math.imul(Math.imul(technology + 1, 0x9e3779b1) ^ person, 0x85ebca6b) >>> 7;
