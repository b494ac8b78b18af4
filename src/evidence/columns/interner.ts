import { hashOfText } from '../terms/hash.ts';
import { type Columns, int32, named, savedColumn, within } from './columns.ts';
import { texts } from './texts.ts';

/** Names to numbers counted from 0, and back. */
export type Interner = {
  readonly size: number;
  /** -1 when there is none. */
  find(name: string): number;
  numberOf(name: string): number;
  nameOf(number: number): string;
  columns(): Columns;
  bytes(): number;
};

/** Linear probing over the numbers alone: the names lie in `texts`. */
export function interner(saved?: Columns): Interner {
  const names = texts(within(saved, 'names'));
  let places = saved ? savedColumn(saved, 'places', Int32Array) : int32(64).fill(empty);

  const placeOf = (name: string): number => {
    const mask = places.length - 1;
    let at = hashOfText(name) & mask;
    for (let number = places[at] ?? empty; number !== empty; number = places[at] ?? empty) {
      if (names.is(number, name)) return at;
      at = (at + 1) & mask;
    }
    return at;
  };
  const grow = (): void => {
    places = int32(places.length * 2).fill(empty);
    for (let number = 0; number < names.size; number++) places[placeOf(names.at(number))] = number;
  };

  return {
    get size() {
      return names.size;
    },
    find: (name) => places[placeOf(name)] ?? empty,
    numberOf(name) {
      const known = places[placeOf(name)] ?? empty;
      if (known !== empty) return known;
      if ((names.size + 1) * 2 > places.length) grow();
      places[placeOf(name)] = names.size;
      names.add(name);
      return names.size - 1;
    },
    nameOf: names.at,
    columns: () => ({ places, ...named('names', names.columns()) }),
    bytes: () => places.byteLength + names.bytes(),
  };
}

const empty = -1;
