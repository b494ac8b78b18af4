import type { WeighedTerms } from '../columns/linear.ts';
import type { Rarity } from '../columns/rarity.ts';
import type { Terms } from '../terms/terms.ts';

/** Terms weighed by rarity, as a vector of length 1; `norm` is how long it was. -1: a term without a slot. */
export type Weighing = { vector: WeighedTerms; norm: number; slots: Int32Array };

export function weighing(terms: Terms, slotOf: (hash: number) => number, rare: Rarity): Weighing {
  const slots = slotsOf(terms, slotOf);
  const weights = new Float32Array(slots.length);
  let squares = 0;
  for (let at = 0; at < slots.length; at++) {
    weights[at] = (terms.weights[at] ?? 0) * rare.of(slots[at] ?? -1);
    squares += (weights[at] ?? 0) ** 2;
  }
  const norm = Math.sqrt(squares) || 1;
  for (let at = 0; at < slots.length; at++) weights[at] = (weights[at] ?? 0) / norm;
  return { vector: { hashes: terms.hashes, weights }, norm, slots };
}

/** Plain loops: with a million cases in memory it is where the time of a start goes. */
export function slotsOf({ hashes }: Terms, slotOf: (hash: number) => number): Int32Array {
  const slots = new Int32Array(hashes.length);
  for (let at = 0; at < hashes.length; at++) slots[at] = slotOf(hashes[at] ?? 1);
  return slots;
}
