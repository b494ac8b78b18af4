/** From 32-bit hashes (never 0) to slots counted from 0 in order of arrival: linear probing in one typed array. */
export type HashTable = {
  readonly size: number;
  /** The slot of a hash, or -1. */
  find(hash: number): number;
  /** The slot of a hash, a new one if it had none. */
  slotOf(hash: number): number;
  /** Every hash with its slot, in no order. */
  each(onHash: (hash: number, slot: number) => void): void;
  bytes(): number;
};

/** It begins with 2^`bits` places and doubles when it is seven tenths full. */
export function hashTable(bits = 10): HashTable {
  // A hash and its slot lie side by side: in a large table it is the reaching into memory that takes the time.
  let rows = new Uint32Array(2 ** (bits + 1));
  let mask = 2 ** bits - 1;
  let size = 0;

  const place = (hash: number): number => {
    let at = hash & mask;
    for (let key = rows[2 * at]; key !== 0 && key !== hash; key = rows[2 * at]) at = (at + 1) & mask;
    return 2 * at;
  };
  const grow = (): void => {
    const old = rows;
    rows = new Uint32Array(old.length * 2);
    mask = mask * 2 + 1;
    for (let from = 0; from < old.length; from += 2) {
      const hash = old[from] ?? 0;
      if (hash === 0) continue;
      const at = place(hash);
      rows[at] = hash;
      rows[at + 1] = old[from + 1] ?? 0;
    }
  };

  return {
    get size() {
      return size;
    },
    find(hash) {
      const at = place(hash);
      return rows[at] === 0 ? -1 : (rows[at + 1] ?? -1);
    },
    slotOf(hash) {
      let at = place(hash);
      if (rows[at] !== 0) return rows[at + 1] ?? -1;
      if (size * 10 > (mask + 1) * 7) {
        grow();
        at = place(hash);
      }
      rows[at] = hash;
      rows[at + 1] = size;
      return size++;
    },
    each(onHash) {
      for (let at = 0; at < rows.length; at += 2) if (rows[at] !== 0) onHash(rows[at] ?? 0, rows[at + 1] ?? 0);
    },
    bytes: () => rows.byteLength,
  };
}
