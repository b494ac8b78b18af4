import { hashOfText } from '../terms/hash.ts';
import type { CaseColumns } from './caseColumns.ts';
import { type Columns, int32, savedColumn } from './columns.ts';

/**
 * Which number a case has, by its id: linear probing over the numbers alone, since the columns hold the ids and their
 * hashes. A Map of a million ids would take ten times the room and keep the garbage collector busy.
 */
export type CaseNumbers = {
  readonly size: number;
  find(id: string): number | undefined;
  /** For a case that stands in the columns and whose id has no number yet. */
  add(caseNumber: number): void;
  delete(id: string): void;
  columns(): Columns;
  bytes(): number;
};

export function caseNumbers(cases: Pick<CaseColumns, 'ids' | 'keys'>, saved?: Columns): CaseNumbers {
  let places = saved ? savedColumn(saved, 'places', Int32Array) : int32(1024).fill(empty);
  let [used = 0, size = 0] = saved ? savedColumn(saved, 'counts', Uint32Array) : [];

  /** The place of an id, or the empty one where it would stand. */
  const placeOf = (id: string): number => {
    const mask = places.length - 1;
    const key = hashOfText(id);
    let at = key & mask;
    for (let number = places[at] ?? empty; number !== empty; number = places[at] ?? empty) {
      if (number !== deleted && cases.keys[number] === key && cases.ids.is(number, id)) return at;
      at = (at + 1) & mask;
    }
    return at;
  };
  const put = (caseNumber: number): void => {
    const mask = places.length - 1;
    let at = (cases.keys[caseNumber] ?? 0) & mask;
    while (places[at] !== empty) at = (at + 1) & mask;
    places[at] = caseNumber;
    used++;
  };
  const grow = (): void => {
    const old = places;
    places = int32(size * 2 > old.length / 2 ? old.length * 2 : old.length).fill(empty);
    used = 0;
    for (const number of old) if (number >= 0) put(number);
  };

  return {
    get size() {
      return size;
    },
    find(id) {
      const number = places[placeOf(id)] ?? empty;
      return number === empty ? undefined : number;
    },
    add(caseNumber) {
      if (used * 3 > places.length * 2) grow();
      put(caseNumber);
      size++;
    },
    delete(id) {
      const at = placeOf(id);
      if (places[at] === empty) return;
      places[at] = deleted;
      size--;
    },
    columns: () => ({ places, counts: Uint32Array.of(used, size) }),
    bytes: () => places.byteLength,
  };
}

const empty = -1;
const deleted = -2;
