import { int32 } from './columns.ts';
import { hashOfText } from './hash.ts';

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
  bytes(): number;
};

export function caseNumbers(columns: { readonly ids: readonly string[]; readonly keys: Uint32Array }): CaseNumbers {
  let places = int32(1024).fill(empty);
  let used = 0;
  let size = 0;

  /** The place of an id, or the empty one where it would stand. */
  const placeOf = (id: string): number => {
    const mask = places.length - 1;
    let at = hashOfText(id) & mask;
    for (let number = places[at] ?? empty; number !== empty; number = places[at] ?? empty) {
      if (number !== deleted && columns.ids[number] === id) return at;
      at = (at + 1) & mask;
    }
    return at;
  };
  const put = (caseNumber: number): void => {
    const mask = places.length - 1;
    let at = (columns.keys[caseNumber] ?? 0) & mask;
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
    bytes: () => places.byteLength,
  };
}

const empty = -1;
const deleted = -2;
