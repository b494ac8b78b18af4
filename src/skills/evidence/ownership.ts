import { massOf } from './activity.ts';

/**
 * Who solves the cases of each technology, with old cases forgotten: sums that do not depend on the order of adding.
 * Numbers are those of the two facets' names; `day` as in activity.ts.
 */
export type Ownership = {
  add(technology: number, person: number, day: number, weight: number): void;
  /** A person's part of a technology's cases, 0..1, at both half-lives. */
  shares(technology: number, person: number): { lately: number; long: number };
  bytes(): number;
};

type Sums = { lately: number; long: number };

export function ownership(): Ownership {
  const technologies: { all: Sums; people: Map<number, Sums> }[] = [];
  let entries = 0;
  return {
    add(technology, person, day, weight) {
      technologies[technology] ??= { all: { lately: 0, long: 0 }, people: new Map() };
      const { all, people } = technologies[technology];
      const own = people.get(person) ?? { lately: 0, long: 0 };
      if (!people.has(person)) entries++;
      people.set(person, own);
      const [lately, long] = [massOf(day, latelyHalfLife) * weight, massOf(day, longHalfLife) * weight];
      own.lately += lately;
      own.long += long;
      all.lately += lately;
      all.long += long;
    },
    shares(technology, person) {
      const known = technologies[technology];
      const own = known?.people.get(person);
      if (!known || !own) return { lately: 0, long: 0 };
      return { lately: part(own.lately, known.all.lately), long: part(own.long, known.all.long) };
    },
    bytes: () => entries * 96,
  };
}

const latelyHalfLife = 120;
const longHalfLife = 1000;
const part = (own: number, all: number): number => (all <= 0 ? 0 : Math.max(0, own) / all);
