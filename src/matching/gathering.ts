import type { PersonEvidence } from '../evidence/personEvidence.ts';
import { levelOf, skillCode } from '../registry/skillPostings.ts';
import type { RegistrySnapshot } from '../registry/snapshot.ts';
import type { TechnologyId } from '../registry/technology.ts';
import type { RankingWeights } from './weights.ts';

/** Who comes into question: their seats, by place. */
export type Gathered = {
  count: number;
  seats: Int32Array;
  /** For each place and technology a skill code; `technologies.length` of them for each place. */
  codes: Uint8Array;
  placeOf(person: string): number | undefined;
};

/**
 * Everyone with any skill in one of the technologies or in what is broader than they are, and everyone in `evidence`
 * and `others`. Costs what these people are, whatever the size of the registry.
 */
export function gather(
  snapshot: RegistrySnapshot,
  technologies: readonly TechnologyId[],
  weights: RankingWeights,
  evidence: ReadonlyMap<string, Pick<PersonEvidence, 'covers'>>,
  others: readonly string[],
): Gathered {
  const width = technologies.length;
  const expected = technologies
    .flatMap((technology) => [technology, ...snapshot.ancestors(technology)])
    .reduce((sum, line) => sum + snapshot.posting(line).length, evidence.size + others.length);
  const places = placesBySeat(snapshot.seats(), expected);
  const seats = new Int32Array(expected);
  const codes = new Uint8Array(expected * width);
  let count = 0;
  const place = (seat: number): number => {
    const known = places.get(seat);
    if (known >= 0) return known;
    places.set(seat, count);
    seats[count] = seat;
    return count++;
  };
  const credit = (seat: number, column: number, code: number) => {
    const cell = place(seat) * width + column;
    if (code > (codes[cell] ?? 0)) codes[cell] = code;
  };
  const creditAll = (technology: TechnologyId, column: number, loss: number) => {
    const posting = snapshot.posting(technology);
    for (let at = 0; at < posting.length; at++) {
      const code = posting.codes[at] ?? 0;
      // Who owns the broader technology does not own the narrower one.
      if (loss === 0) credit(posting.seats[at] ?? 0, column, code);
      else if (levelOf(code) - loss >= weights.leastLevel)
        credit(posting.seats[at] ?? 0, column, skillCode(levelOf(code) - loss, false));
    }
  };

  technologies.forEach((technology, column) => {
    creditAll(technology, column, 0);
    snapshot.ancestors(technology).forEach((ancestor, step) => {
      creditAll(ancestor, column, (step + 1) * weights.broaderCosts);
    });
  });
  for (const [person, { covers }] of evidence) {
    const seat = snapshot.listed(person)?.seat;
    if (seat === undefined) continue;
    place(seat);
    for (const { technology, level, owner } of covers ?? []) {
      const column = technologies.indexOf(technology);
      if (column >= 0) credit(seat, column, skillCode(Math.max(1, Math.min(5, level)), owner));
    }
  }
  for (const person of others) {
    const seat = snapshot.listed(person)?.seat;
    if (seat !== undefined) place(seat);
  }
  return {
    count,
    seats,
    codes,
    placeOf: (person) => {
      const seat = snapshot.listed(person)?.seat;
      const known = seat === undefined ? -1 : places.get(seat);
      return known >= 0 ? known : undefined;
    },
  };
}

/** -1 for a seat without a place. A table by seat where many are expected, so that the few cost no large one. */
function placesBySeat(
  seats: number,
  expected: number,
): { get(seat: number): number; set(seat: number, place: number): void } {
  if (expected * 64 < seats) {
    const few = new Map<number, number>();
    return { get: (seat) => few.get(seat) ?? -1, set: (seat, place) => few.set(seat, place) };
  }
  const table = new Int32Array(seats);
  return {
    get: (seat) => (table[seat] ?? 0) - 1,
    set: (seat, place) => {
      table[seat] = place + 1;
    },
  };
}
