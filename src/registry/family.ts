import type { Technology, TechnologyId } from './technology.ts';

/** Which technologies are broader than which. */
export type Family = {
  technology(id: TechnologyId): Technology | undefined;
  /** Parent first, then its parent, and so on. A parent that does not exist ends the line, and so does a circle. */
  ancestors(id: TechnologyId): readonly TechnologyId[];
};

export function createFamily(technologies: readonly Technology[]): Family {
  const byId = new Map(technologies.map((technology) => [technology.id, technology]));
  return { technology: (id) => byId.get(id), ancestors: (id) => ancestorsOf(id, (each) => byId.get(each)) };
}

/** The ancestors of a technology, nearest first, by whatever knows the technologies. */
export function ancestorsOf(
  id: TechnologyId,
  technology: (id: TechnologyId) => Technology | undefined,
): TechnologyId[] {
  const line: TechnologyId[] = [];
  for (let parent = technology(id)?.parent; parent && technology(parent); parent = technology(parent)?.parent) {
    if (parent === id || line.includes(parent)) break;
    line.push(parent);
  }
  return line;
}
