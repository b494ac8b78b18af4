import { type Columns, int32, named, savedColumn, savedPages, uint32 } from './columns.ts';

/**
 * For each term the cases that hold it, newest added first. One posting is 32 bits: the case's number in the upper 24
 * (16.7 million cases), its weight in the lower 8 (steps of 1/32).
 *
 * Postings lie in blocks of growing size (2, 4, … 256) in pages of 256 kB, each block pointing to the one before it: adding
 * is O(1) and never copies, and reading from the newest on needs no sorting. Half of all terms have one posting: it
 * stands in the term's own row until a second comes.
 */
export type Postings = {
  add(term: number, caseNumber: number, weight: number): void;
  /** One more case holds the term, which nobody will look for by it. */
  countOnly(term: number): void;
  /** How many cases hold the term. */
  count(term: number): number;
  /** Calls for each block, newest first, until `onBlock` answers false. `to` is exclusive; read from `to - 1` down. */
  blocks(term: number, onBlock: (page: Uint32Array, from: number, to: number) => boolean): void;
  columns(): Columns;
  bytes(): number;
};

export const caseNumberOf = (posting: number): number => posting >>> 8;
export const weightOf = (posting: number): number => (posting & 0xff) / 32;
export const postingOf = (caseNumber: number, weight: number): number =>
  ((caseNumber << 8) | Math.max(1, Math.min(255, Math.round(weight * 32)))) >>> 0;

const pageBits = 16;
const pageSize = 1 << pageBits;
const largest = 256;
const rowSize = 3;
const rowBits = 14;
const rowMask = (1 << rowBits) - 1;
const capacityShift = 16;
const fillMask = 0xffff;

export function postings(saved?: Columns): Postings {
  const pages: Uint32Array[] = saved ? savedPages(saved, 'pages', Uint32Array) : [];
  // For each term, side by side: its newest block, or its only posting while it has no block; how many postings that
  // holds, with how many it has room for above (0: no block); how many cases hold the term.
  const rows: Int32Array[] = saved ? savedPages(saved, 'rows', Int32Array) : [];
  let [used = pageSize] = saved ? savedColumn(saved, 'used', Uint32Array) : [];
  const single = uint32(1);

  const rowsOf = (term: number): Int32Array => {
    while (rows.length <= term >> rowBits) rows.push(int32(rowSize << rowBits));
    return rows[term >> rowBits] ?? int32(0);
  };
  const newBlock = (capacity: number, previous: number): number => {
    if (used + capacity + 2 > pageSize) {
      pages.push(uint32(pageSize));
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
      const own = rowsOf(term);
      const row = rowSize * (term & rowMask);
      const posting = postingOf(caseNumber, weight);
      const head = own[row] ?? 0;
      const filled = own[row + 1] ?? 0;
      own[row + 2] = (own[row + 2] ?? 0) + 1;
      if (filled === 0) {
        own[row] = posting;
        own[row + 1] = 1;
        return;
      }
      const fill = filled & fillMask;
      const capacity = filled >>> capacityShift;
      if (fill < capacity) {
        const page = pages[head >> pageBits];
        if (page) page[(head & (pageSize - 1)) + 2 + fill] = posting;
        own[row + 1] = filled + 1;
        return;
      }
      const larger = capacity === 0 ? 2 : Math.min(capacity * 2, largest);
      const address = newBlock(larger, capacity === 0 ? -1 : head);
      const page = pages[address >> pageBits];
      let at = (address & (pageSize - 1)) + 2;
      if (page && capacity === 0) page[at++] = head;
      if (page) page[at] = posting;
      own[row] = address;
      own[row + 1] = (larger << capacityShift) | (capacity === 0 ? 2 : 1);
    },
    countOnly(term) {
      const own = rowsOf(term);
      const row = rowSize * (term & rowMask);
      own[row + 2] = (own[row + 2] ?? 0) + 1;
    },
    count: (term) => rows[term >> rowBits]?.[rowSize * (term & rowMask) + 2] ?? 0,
    blocks(term, onBlock) {
      const own = rows[term >> rowBits];
      const row = rowSize * (term & rowMask);
      const filled = own?.[row + 1] ?? 0;
      if (!own || filled === 0) return;
      let address = own[row] ?? 0;
      let fill = filled & fillMask;
      if (filled === 1) {
        single[0] = address;
        onBlock(single, 0, 1);
        return;
      }
      while (address >= 0) {
        const page = pages[address >> pageBits];
        const at = address & (pageSize - 1);
        if (!page || !onBlock(page, at + 2, at + 2 + fill)) return;
        address = (page[at] ?? 0) - 1;
        fill = address < 0 ? 0 : (pages[address >> pageBits]?.[(address & (pageSize - 1)) + 1] ?? 0);
      }
    },
    columns: () => ({ ...named('pages', pages), ...named('rows', rows), used: Uint32Array.of(used) }),
    bytes: () => [...pages, ...rows].reduce((sum, page) => sum + page.byteLength, 0),
  };
}
