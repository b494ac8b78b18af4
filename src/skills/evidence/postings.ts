import { grown, int32, uint32 } from './columns.ts';

/**
 * For each term the cases that hold it, newest added first. One posting is 32 bits: the case's number in the upper 24
 * (16.7 million cases), its weight in the lower 8 (steps of 1/32).
 *
 * Postings lie in blocks of growing size (2, 4, … 256) in pages of 256 kB, each block pointing to the one before it: adding
 * is O(1) and never copies, and reading from the newest on needs no sorting.
 */
export type Postings = {
  add(term: number, caseNumber: number, weight: number): void;
  /** How many cases hold the term. */
  count(term: number): number;
  /** Calls for each block, newest first, until `onBlock` answers false. `to` is exclusive; read from `to - 1` down. */
  blocks(term: number, onBlock: (page: Uint32Array, from: number, to: number) => boolean): void;
  bytes(): number;
};

export const caseNumberOf = (posting: number): number => posting >>> 8;
export const weightOf = (posting: number): number => (posting & 0xff) / 32;
export const postingOf = (caseNumber: number, weight: number): number =>
  ((caseNumber << 8) | Math.max(1, Math.min(255, Math.round(weight * 32)))) >>> 0;

const pageSize = 1 << 16;
const largest = 256;

export function postings(): Postings {
  const pages: Uint32Array[] = [];
  let used = pageSize;
  let heads = int32(1024).fill(-1);
  let filled = uint32(1024);
  let counts = uint32(1024);

  const newBlock = (capacity: number, previous: number): number => {
    if (used + capacity + 2 > pageSize) {
      pages.push(new Uint32Array(pageSize));
      used = 0;
    }
    const page = pages.length - 1;
    const address = page * pageSize + used;
    const block = pages[page];
    if (block) {
      block[used] = previous + 1;
      block[used + 1] = capacity;
    }
    used += capacity + 2;
    return address;
  };

  return {
    add(term, caseNumber, weight) {
      if (term >= heads.length) {
        const before = heads.length;
        heads = grown(heads, term + 1, int32).fill(-1, before);
        filled = grown(filled, heads.length, uint32);
        counts = grown(counts, heads.length, uint32);
      }
      let head = heads[term] ?? -1;
      let fill = filled[term] ?? 0;
      const capacity = head < 0 ? 0 : (pages[(head / pageSize) | 0]?.[(head % pageSize) + 1] ?? 0);
      if (fill === capacity) {
        head = newBlock(head < 0 ? 2 : Math.min(capacity * 2, largest), head);
        heads[term] = head;
        fill = 0;
      }
      const page = pages[(head / pageSize) | 0];
      if (page) page[(head % pageSize) + 2 + fill] = postingOf(caseNumber, weight);
      filled[term] = fill + 1;
      counts[term] = (counts[term] ?? 0) + 1;
    },
    count: (term) => counts[term] ?? 0,
    blocks(term, onBlock) {
      let address = heads[term] ?? -1;
      let fill = filled[term] ?? 0;
      while (address >= 0) {
        const page = pages[(address / pageSize) | 0];
        const at = address % pageSize;
        if (!page || !onBlock(page, at + 2, at + 2 + fill)) return;
        address = (page[at] ?? 0) - 1;
        fill = address < 0 ? 0 : (pages[(address / pageSize) | 0]?.[(address % pageSize) + 1] ?? 0);
      }
    },
    bytes: () => pages.length * pageSize * 4 + heads.byteLength + filled.byteLength + counts.byteLength,
  };
}
