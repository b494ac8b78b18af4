import type { Coverage, ReasonFor } from './plan.ts';
import type { Listed, RegistrySnapshot } from './snapshot.ts';
import type { TechnologyId } from './technology.ts';
import type { RankingWeights } from './weights.ts';

/**
 * What learned evidence (past cases, credits, declines) says of a person for one case. `score` lies in 0..1; `covers`
 * names technologies they have shown to know although the registry does not say so, or says less.
 */
export type PersonEvidence = { score: number; for: ReasonFor[]; covers?: Coverage[] };

/** Who comes into question, by place; `codes` holds for each place and technology a level and whether they own it. */
export type Gathered = {
  listed: Listed[];
  /** level × 2 + owner, 0 for nothing; `technologies.length` of them for each place. */
  codes: Int8Array;
  placeOf(person: string): number | undefined;
};

export const levelOf = (code: number): number => code >> 1;
export const isOwner = (code: number): boolean => (code & 1) === 1;

/**
 * Everyone with any skill in one of the technologies or in what is broader than they are, and everyone in `evidence`
 * and `others`. Costs what these people are, whatever the size of the registry.
 */
export function gather(
  snapshot: RegistrySnapshot,
  technologies: readonly TechnologyId[],
  weights: RankingWeights,
  evidence: ReadonlyMap<string, PersonEvidence>,
  others: Iterable<string>,
): Gathered {
  const width = technologies.length;
  const lines = technologies.flatMap((technology) => [technology, ...snapshot.ancestors(technology)]);
  const most = lines.reduce((sum, line) => sum + snapshot.skilled(line).length, evidence.size);
  const places = placesBySeat(snapshot.seats(), most);
  const listed: Listed[] = [];
  let codes = new Int8Array(width * Math.min(most + 16, 4096));
  const place = (person: Listed): number => {
    const known = places.get(person.seat);
    if (known >= 0) return known;
    const next = listed.push(person) - 1;
    places.set(person.seat, next);
    if ((next + 1) * width > codes.length) {
      const wider = new Int8Array(codes.length * 2);
      wider.set(codes);
      codes = wider;
    }
    return next;
  };
  const credit = (at: number, technology: number, level: number, owner: boolean) => {
    const code = Math.max(1, Math.min(5, level)) * 2 + (owner ? 1 : 0);
    const cell = at * width + technology;
    if (code > (codes[cell] ?? 0)) codes[cell] = code;
  };

  technologies.forEach((technology, column) => {
    for (const { by, level, owner } of snapshot.skilled(technology)) credit(place(by), column, level, owner);
    snapshot.ancestors(technology).forEach((ancestor, step) => {
      const loss = (step + 1) * weights.broaderCosts;
      for (const { by, level } of snapshot.skilled(ancestor))
        if (level - loss >= weights.leastLevel) credit(place(by), column, level - loss, false);
    });
  });
  for (const [person, { covers }] of evidence) {
    const known = snapshot.listed(person);
    if (!known) continue;
    const at = place(known);
    for (const { technology, level, owner } of covers ?? []) {
      const column = technologies.indexOf(technology);
      if (column >= 0) credit(at, column, level, owner);
    }
  }
  for (const person of others) {
    const known = snapshot.listed(person);
    if (known) place(known);
  }
  return {
    listed,
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
