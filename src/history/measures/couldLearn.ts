import type { Listed, RegistrySnapshot } from '../../registry/snapshot.ts';
import type { Technology, TechnologyId } from '../../registry/technology.ts';

/**
 * Somebody who could learn a technology next: they want to, have used it or read about it, or solve cases of one beside it (`near`: the
 * broader one, a narrower one, or one of the same). No number of theirs: who they are, and why.
 */
export type CouldLearn = {
  id: string;
  name: string;
  wants: boolean;
  knowsLittle: boolean;
  near: Technology['name'] | null;
};

/** So many are named for each technology: more would be a list of everybody. */
const mostNamed = 3;
/** From this level on somebody solves usual cases alone. */
const capable = 3;

/**
 * Who could learn technologies next, from what they said they want and what they know beside it; those first who want it, then those who
 * know a little, then those beside it. Nobody who is outside, takes no swarms, or was asked more than `budget` times in 28 days: who has
 * too much is not given more.
 */
export function createCouldLearn(snapshot: RegistrySnapshot, budget: number) {
  const narrower = new Map<TechnologyId, TechnologyId[]>();
  for (const { id, parent } of snapshot.technologies())
    if (parent) narrower.set(parent, [...(narrower.get(parent) ?? []), id]);

  return function couldLearn(technology: TechnologyId): CouldLearn[] {
    const found = new Map<string, { who: Listed } & Omit<CouldLearn, 'id' | 'name'>>();
    const known = new Map(snapshot.skilled(technology).map((each) => [each.by.engineer.id, each]));
    const note = (who: Listed, change: Partial<Omit<CouldLearn, 'id' | 'name'>>): void => {
      const { id } = who.engineer;
      if (!isFree(who) || (known.get(id)?.level ?? 0) >= capable) return;
      const before = found.get(id) ?? { who, wants: false, knowsLittle: known.has(id), near: null };
      found.set(id, { ...before, ...change });
    };
    for (const { by, wantsToLearn } of known.values()) note(by, wantsToLearn ? { wants: true } : {});
    for (const beside of besides(technology)) {
      const { name } = snapshot.technology(beside) ?? {};
      if (!name) continue;
      for (const { by, level } of snapshot.skilled(beside))
        if (level >= capable && found.get(by.engineer.id)?.near == null) note(by, { near: name });
    }
    return [...found.values()]
      .toSorted((one, other) => reasons(other) - reasons(one) || (one.who.engineer.id < other.who.engineer.id ? -1 : 1))
      .slice(0, mostNamed)
      .map(({ who, ...why }) => ({ id: who.engineer.id, name: who.engineer.name, ...why }));
  };

  /** The broader one first, then what is narrower, then what is under the same. */
  function besides(technology: TechnologyId): TechnologyId[] {
    const parent = snapshot.technology(technology)?.parent ?? null;
    const siblings = parent ? (narrower.get(parent) ?? []) : [];
    const all = [...(parent ? [parent] : []), ...(narrower.get(technology) ?? []), ...siblings];
    return all.filter((each) => each !== technology);
  }

  function isFree({ engineer, load }: Listed): boolean {
    return engineer.outside === undefined && engineer.mostSwarms > 0 && (load?.asks28d ?? 0) <= budget;
  }
}

/** What one wants weighs more than the rest together. */
const reasons = ({ wants, knowsLittle, near }: Omit<CouldLearn, 'id' | 'name'>): number =>
  (wants ? 4 : 0) + (knowsLittle ? 2 : 0) + (near ? 1 : 0);
