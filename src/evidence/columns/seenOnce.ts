import { isPair } from '../terms/hash.ts';
import { type Columns, savedColumn, uint32 } from './columns.ts';
import type { HashTable } from './hashTable.ts';

/**
 * The slot a new case's term has in the table; -1 when the term is not worth one. A large table gives a pair of
 * words a slot only from its second case on: most pairs never come again, and would take half of all memory. A word of its
 * own (an error code) always has one. Remembering a pair takes two bits; of pairs seen once a few count as seen before.
 */
export function slotsWorthHaving(table: HashTable, saved?: Columns): SlotsWorthHaving {
  let seen = saved ? savedColumn(saved, 'seen', Uint32Array) : uint32(0);
  /** Both bits of a pair lie in one word: it is the reaching into memory that takes the time. */
  const remember = (hash: number): boolean => {
    const mixed = Math.imul(hash, 0x9e3779b1);
    const at = mixed >>> (32 - filterBits + 5);
    const bits = (1 << (hash >>> 27)) | (1 << ((hash >>> 22) & 31));
    const before = seen[at] ?? 0;
    seen[at] = before | bits;
    return (before & bits) === bits;
  };
  return {
    slotFor(hash) {
      if (!isPair(hash) || table.size < largeTable) return table.slotOf(hash);
      const known = table.find(hash);
      if (known >= 0) return known;
      if (seen.length === 0) seen = uint32(2 ** (filterBits - 5));
      return remember(hash) ? table.slotOf(hash) : -1;
    },
    columns: () => ({ seen }),
    bytes: () => seen.byteLength,
  };
}

export type SlotsWorthHaving = { slotFor(hash: number): number; columns(): Columns; bytes(): number };

/** Reached with some 30,000 cases. */
const largeTable = 1_000_000;
/** 32 MB. */
const filterBits = 28;
