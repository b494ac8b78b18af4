import { isPair } from './hash.ts';
import type { HashTable } from './hashTable.ts';

/**
 * The slot a new case's term has in the table; -1 when the term is not worth one. A large table gives a pair of
 * words a slot only from its second case on: most pairs never come again, and would take half of all memory. A word of its
 * own (an error code) always has one. Remembering a pair takes two bits; of pairs seen once a few count as seen before.
 */
export function slotsWorthHaving(table: HashTable): (hash: number) => number {
  let seen = new Uint8Array(0);
  const remember = (bit: number): boolean => {
    const [byte, mask] = [bit >>> 3, 1 << (bit & 7)];
    const before = ((seen[byte] ?? 0) & mask) !== 0;
    seen[byte] = (seen[byte] ?? 0) | mask;
    return before;
  };
  return (hash) => {
    if (!isPair(hash) || table.size < largeTable) return table.slotOf(hash);
    const known = table.find(hash);
    if (known >= 0) return known;
    if (seen.length === 0) seen = new Uint8Array(2 ** (filterBits - 3));
    const first = remember(hash >>> (32 - filterBits));
    const second = remember(Math.imul(hash, 0x9e3779b1) >>> (32 - filterBits));
    return first && second ? table.slotOf(hash) : -1;
  };
}

/** Reached with some 30,000 cases. */
const largeTable = 1_000_000;
/** 32 MB. */
const filterBits = 28;
