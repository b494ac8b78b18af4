import { hashOfText } from '../terms/hash.ts';
import { massOf } from './activity.ts';
import { type Columns, float32, float64, grown, named, savedColumn, uint32, within } from './columns.ts';
import { type Texts, texts } from './texts.ts';

/** What the index keeps of each past case besides its terms and labels, one column each. */
export type CaseColumns = {
  readonly size: number;
  readonly ids: Pick<Texts, 'at' | 'is'>;
  readonly days: Float64Array;
  /** What the case counts at the evidence's half-life of 365 days; 0 when it was taken back. */
  readonly mass: Float32Array;
  /** The mass of a case of the newest day there is. */
  readonly newestMass: number;
  /** Lengths of the cases' weighted term vectors. */
  readonly norms: Float32Array;
  /** A hash of the id, which orders cases that are otherwise equal. */
  readonly keys: Uint32Array;
  add(id: string, day: number, norm: number): number;
  remove(caseNumber: number): void;
  columns(): Columns;
  bytes(): number;
};

export const evidenceHalfLife = 365;

export function caseColumns(saved?: Columns): CaseColumns {
  const ids = texts(within(saved, 'ids'));
  let days = saved ? savedColumn(saved, 'days', Float64Array) : float64(64);
  let mass = saved ? savedColumn(saved, 'mass', Float32Array) : float32(64);
  let norms = saved ? savedColumn(saved, 'norms', Float32Array) : float32(64);
  let keys = saved ? savedColumn(saved, 'keys', Uint32Array) : uint32(64);
  let [newest = Number.NEGATIVE_INFINITY, newestMass = 1] = saved ? savedColumn(saved, 'newest', Float64Array) : [];
  return {
    ids,
    get size() {
      return ids.size;
    },
    get days() {
      return days;
    },
    get mass() {
      return mass;
    },
    get norms() {
      return norms;
    },
    get keys() {
      return keys;
    },
    get newestMass() {
      return newestMass;
    },
    add(id, day, norm) {
      const caseNumber = ids.size;
      ids.add(id);
      days = grown(days, caseNumber + 1, float64);
      mass = grown(mass, caseNumber + 1, float32);
      norms = grown(norms, caseNumber + 1, float32);
      keys = grown(keys, caseNumber + 1, uint32);
      days[caseNumber] = day;
      mass[caseNumber] = massOf(day, evidenceHalfLife);
      norms[caseNumber] = norm;
      keys[caseNumber] = hashOfText(id);
      if (day > newest) {
        newest = day;
        newestMass = massOf(day, evidenceHalfLife);
      }
      return caseNumber;
    },
    remove(caseNumber) {
      mass[caseNumber] = 0;
    },
    columns: () => ({
      ...{ days, mass, norms, keys, newest: Float64Array.of(newest, newestMass) },
      ...named('ids', ids.columns()),
    }),
    bytes: () => days.byteLength + mass.byteLength + norms.byteLength + keys.byteLength + ids.bytes(),
  };
}
