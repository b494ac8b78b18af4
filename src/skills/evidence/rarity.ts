import type { CaseColumns } from './caseColumns.ts';
import { float32 } from './columns.ts';
import type { Postings } from './postings.ts';

/**
 * How rare each term is: ln(1 + (N + 1) / (n + ½)) of N cases, n of them with the term. The counts are those of the
 * last recount, not of this moment: so what one new case does to all others' scores is nothing, and its own person
 * can only gain by it.
 */
export type Rarity = {
  of(slot: number): number;
  /** How many cases the last recount saw. */
  readonly counted: number;
  /**
   * Counts anew and measures every case that was there at the beginning again, in steps of about a millisecond; what
   * it found holds after the last. Reads all postings.
   */
  recounting(terms: number): Generator<void>;
  bytes(): number;
};

export function rarity({ postings, cases }: { postings: Postings; cases: CaseColumns }): Rarity {
  let rarities = float32(0);
  let ofUnknown = Math.log(1 + 1 / 0.5);
  let counted = 0;
  return {
    of: (slot) => (slot >= 0 && slot < rarities.length ? (rarities[slot] ?? ofUnknown) : ofUnknown),
    get counted() {
      return counted;
    },
    *recounting(terms) {
      const size = cases.size;
      const squares = float32(size);
      const found = float32(terms);
      let read = 0;
      for (let slot = 0; slot < terms; slot++) {
        const rare = Math.log(1 + (size + 1) / (postings.count(slot) + 0.5));
        found[slot] = rare;
        postings.blocks(slot, (page, from, to) => {
          for (let i = from; i < to; i++) {
            const posting = page[i] ?? 0;
            const part = ((posting & 0xff) * rare) / 32;
            if (posting >>> 8 < size) squares[posting >>> 8] = (squares[posting >>> 8] ?? 0) + part * part;
          }
          return true;
        });
        read += postings.count(slot) + 4;
        if (read < readAtOnce) continue;
        read = 0;
        yield;
      }
      rarities = found;
      counted = size;
      ofUnknown = Math.log(1 + (size + 1) / 0.5);
      for (let i = 0; i < size; i++) cases.norms[i] = Math.sqrt(squares[i] ?? 0) || 1;
    },
    bytes: () => rarities.byteLength,
  };
}

const readAtOnce = 50_000;
