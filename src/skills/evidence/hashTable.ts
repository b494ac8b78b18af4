/** From 32-bit hashes (never 0) to slots counted from 0 in order of arrival: linear probing in typed arrays. */
export type HashTable = {
  readonly size: number;
  /** The slot of a hash, or -1. */
  find(hash: number): number;
  /** The slot of a hash, a new one if it had none. */
  slotOf(hash: number): number;
  bytes(): number;
};

export function hashTable(): HashTable {
  let keys = new Uint32Array(1024);
  let slots = new Int32Array(1024);
  let size = 0;

  const place = (hash: number): number => {
    const mask = keys.length - 1;
    let at = hash & mask;
    while (keys[at] !== 0 && keys[at] !== hash) at = (at + 1) & mask;
    return at;
  };
  const grow = (): void => {
    const [oldKeys, oldSlots] = [keys, slots];
    keys = new Uint32Array(oldKeys.length * 2);
    slots = new Int32Array(oldKeys.length * 2);
    for (let i = 0; i < oldKeys.length; i++) {
      const hash = oldKeys[i] ?? 0;
      if (hash === 0) continue;
      const at = place(hash);
      keys[at] = hash;
      slots[at] = oldSlots[i] ?? 0;
    }
  };

  return {
    get size() {
      return size;
    },
    find(hash) {
      const at = place(hash);
      return keys[at] === 0 ? -1 : (slots[at] ?? -1);
    },
    slotOf(hash) {
      let at = place(hash);
      if (keys[at] !== 0) return slots[at] ?? -1;
      if (size * 10 > keys.length * 7) {
        grow();
        at = place(hash);
      }
      keys[at] = hash;
      slots[at] = size;
      return size++;
    },
    bytes: () => keys.byteLength + slots.byteLength,
  };
}
