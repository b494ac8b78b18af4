import type { Registry, RegistrySnapshot } from './snapshot.ts';
import type { Technology } from './technology.ts';

/** A technology that somebody who leaves owned. `owners`: who still does, none or one; `couldTakeOver`: who knows it best, by name. */
export type LeftBehind = {
  technology: Technology['name'];
  by: string[];
  owners: string[];
  couldTakeOver: { name: string; level: number }[];
};

/** From this level on somebody solves usual cases alone. */
const leastLevel = 3;
const mostNamed = 3;

/** What becomes of what those owned who are not in a registry any more that takes another's place: technologies left with one owner or none. */
export function leftBehind(before: Pick<RegistrySnapshot, 'engineers' | 'skillsOf'>, after: Registry): LeftBehind[] {
  const names = new Map(after.engineers.map(({ id, name }) => [id, name]));
  const leavers = [...before.engineers()].filter(({ id }) => !names.has(id));
  const owned = new Map<string, string[]>();
  for (const { id, name } of leavers)
    for (const { technology, owner } of before.skillsOf(id))
      if (owner) owned.set(technology, [...(owned.get(technology) ?? []), name]);
  if (owned.size === 0) return [];
  const skills = Map.groupBy(
    after.skills.filter(({ technology, person }) => owned.has(technology) && names.has(person)),
    ({ technology }) => technology,
  );
  return after.technologies.flatMap(({ id, name }): LeftBehind[] => {
    const by = owned.get(id);
    const lines = (skills.get(id) ?? []).map((each) => ({ ...each, name: names.get(each.person) ?? '' }));
    const owners = lines.filter(({ owner }) => owner).map((each) => each.name);
    if (!by || owners.length > 1) return [];
    const couldTakeOver = lines
      .filter(({ owner, level }) => !owner && level >= leastLevel)
      .toSorted((a, b) => b.level - a.level || (a.name < b.name ? -1 : 1))
      .slice(0, mostNamed)
      .map((each) => ({ name: each.name, level: each.level }));
    return [{ technology: name, by, owners, couldTakeOver }];
  });
}
