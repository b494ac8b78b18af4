import type { CaseColumns } from './caseColumns.ts';
import { type Columns, float32, savedColumn } from './columns.ts';
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
  columns(): Columns;
  bytes(): number;
};

export function rarity({ postings, cases }: { postings: Postings; cases: CaseColumns }, saved?: Columns): Rarity {
  let rarities = saved ? savedColumn(saved, 'rarities', Float32Array) : float32(0);
  let [counted = 0] = saved ? savedColumn(saved, 'counted', Uint32Array) : [];
  let ofUnknown = rarityOf(counted, 0);
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
        const rare = rarityOf(size, postings.count(slot));
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
      ofUnknown = rarityOf(size, 0);
      for (let i = 0; i < size; i++) cases.norms[i] = Math.sqrt(squares[i] ?? 0) || 1;
    },
    columns: () => ({ rarities, counted: Uint32Array.of(counted) }),
    bytes: () => rarities.byteLength,
  };
}

const rarityOf = (cases: number, holders: number): number => Math.log(1 + (cases + 1) / (holders + 0.5));

const readAtOnce = 50_000;
