import { grown, int32 } from './columns.ts';

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

const pageBits = 16;
const pageSize = 1 << pageBits;
const largest = 256;

export function postings(): Postings {
  const pages: Uint32Array[] = [];
  let used = pageSize;
  // For each term, side by side: its newest block, how full that is, how many it holds, and how many postings in all.
  let rows = int32(4 * 1024);
  let terms = 0;

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
      if (term >= terms) {
        rows = grown(rows, 4 * (term + 1), int32);
        while (terms <= term) rows[4 * terms++] = -1;
      }
      const row = 4 * term;
      let head = rows[row] ?? -1;
      let fill = rows[row + 1] ?? 0;
      const capacity = rows[row + 2] ?? 0;
      if (fill === capacity) {
        const larger = head < 0 ? 2 : Math.min(capacity * 2, largest);
        head = newBlock(larger, head);
        fill = 0;
        rows[row] = head;
        rows[row + 2] = larger;
      }
      const page = pages[head >> pageBits];
      if (page) page[(head & (pageSize - 1)) + 2 + fill] = postingOf(caseNumber, weight);
      rows[row + 1] = fill + 1;
      rows[row + 3] = (rows[row + 3] ?? 0) + 1;
    },
    count: (term) => (term < terms ? (rows[4 * term + 3] ?? 0) : 0),
    blocks(term, onBlock) {
      if (term >= terms) return;
      let address = rows[4 * term] ?? -1;
      let fill = rows[4 * term + 1] ?? 0;
      while (address >= 0) {
        const page = pages[address >> pageBits];
        const at = address & (pageSize - 1);
        if (!page || !onBlock(page, at + 2, at + 2 + fill)) return;
        address = (page[at] ?? 0) - 1;
        fill = address < 0 ? 0 : (pages[address >> pageBits]?.[(address & (pageSize - 1)) + 1] ?? 0);
      }
    },
    bytes: () => pages.length * pageSize * 4 + rows.byteLength,
  };
}
