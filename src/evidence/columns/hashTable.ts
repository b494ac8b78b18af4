import { type Columns, named, savedColumn, savedPages, uint32 } from './columns.ts';

/** From 32-bit hashes (never 0) to slots counted from 0 in order of arrival: linear probing in typed arrays. */
export type HashTable = {
  readonly size: number;
  /** The slot of a hash, or -1. */
  find(hash: number): number;
  /** The slot of a hash, a new one if it had none. */
  slotOf(hash: number): number;
  /** Every hash with its slot, in no order; in steps, as there may be millions. */
  each(onHash: (hash: number, slot: number) => void): Generator<void>;
  columns(): Columns;
  bytes(): number;
};

/**
 * It begins with 2^`bits` places. It is made of parts that grow each by itself when they are seven tenths full: to move
 * millions of hashes at once would keep everybody waiting for half a second.
 */
export function hashTable(bits = 10, saved?: Columns): HashTable {
  // A hash and its slot lie side by side: in a large table it is the reaching into memory that takes the time.
  const parts = saved
    ? savedPages(saved, 'parts', Uint32Array)
    : Array.from({ length: 2 ** partBits }, () => uint32(2 ** (Math.max(bits - partBits, 3) + 1)));
  const filled = saved ? savedColumn(saved, 'filled', Uint32Array) : uint32(parts.length);
  let [size = 0] = saved ? savedColumn(saved, 'size', Uint32Array) : [];

  const place = (part: Uint32Array, hash: number): number => {
    const mask = part.length / 2 - 1;
    let at = hash & mask;
    for (let key = part[2 * at]; key !== 0 && key !== hash; key = part[2 * at]) at = (at + 1) & mask;
    return 2 * at;
  };
  const larger = (old: Uint32Array): Uint32Array => {
    const part = uint32(old.length * 2);
    for (let from = 0; from < old.length; from += 2) {
      const hash = old[from] ?? 0;
      if (hash === 0) continue;
      const at = place(part, hash);
      part[at] = hash;
      part[at + 1] = old[from + 1] ?? 0;
    }
    return part;
  };

  return {
    get size() {
      return size;
    },
    find(hash) {
      const part = parts[hash >>> (32 - partBits)];
      if (!part) return -1;
      const at = place(part, hash);
      return part[at] === 0 ? -1 : (part[at + 1] ?? -1);
    },
    slotOf(hash) {
      const number = hash >>> (32 - partBits);
      let part = parts[number] ?? uint32(2);
      let at = place(part, hash);
      if (part[at] !== 0) return part[at + 1] ?? -1;
      const before = filled[number] ?? 0;
      if (before * 20 > part.length * 7) {
        part = larger(part);
        parts[number] = part;
        at = place(part, hash);
      }
      filled[number] = before + 1;
      part[at] = hash;
      part[at + 1] = size;
      return size++;
    },
    *each(onHash) {
      for (const part of parts) {
        for (let at = 0; at < part.length; at += 2) if (part[at] !== 0) onHash(part[at] ?? 0, part[at + 1] ?? 0);
        yield;
      }
    },
    columns: () => ({ ...named('parts', parts), filled, size: Uint32Array.of(size) }),
    bytes: () => parts.reduce((sum, part) => sum + part.byteLength, 0),
  };
}

/** The upper six bits of a hash choose its part. */
const partBits = 6;
