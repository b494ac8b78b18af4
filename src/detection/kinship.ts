import type { Family } from '../registry/family.ts';
import { type DetectedTechnology, isSuggested } from './detectedTechnology.ts';
import type { DetectionSettings } from './detectionSettings.ts';

/** The found, with what parents and children say for each other, and the parents that only children speak for. */
export function withKin(
  found: DetectedTechnology[],
  family: Family,
  settings: DetectionSettings,
): DetectedTechnology[] {
  const own = new Map(found.map((each) => [each.technology, each]));
  const doubtFromChildren = new Map<string, { doubt: number; children: DetectedTechnology[] }>();
  for (const child of found) {
    const parent = family.ancestors(child.technology)[0];
    if (!parent) continue;
    const known = doubtFromChildren.get(parent) ?? { doubt: 1, children: [] };
    known.doubt *= 1 - child.confidence * settings.kinship;
    known.children.push(child);
    doubtFromChildren.set(parent, known);
  }
  const children = found.map((each) => {
    const above = family.ancestors(each.technology).map((id) => own.get(id)?.confidence ?? 0);
    return { ...each, confidence: either(each.confidence, settings.kinship * Math.max(0, ...above)) };
  });
  const implied = [...doubtFromChildren].flatMap(([id, { doubt, children }]) => {
    const technology = family.technology(id);
    if (!technology || own.has(id) || children.length < 2) return [];
    const evidence = children
      .flatMap((child) => child.evidence.slice(0, 1))
      .map((each) => ({ ...each, kind: 'child' as const }));
    return [
      {
        technology: id,
        name: technology.name,
        confidence: 1 - doubt,
        evidence: evidence.slice(0, settings.mostEvidence),
      },
    ];
  });
  return [...children, ...implied];
}

/**
 * Surest first, of a family the more specific where it is about as sure, and nothing that is not sure enough. What past
 * cases alone suggest takes the place of no technology that the words name: people are asked for these only.
 */
export function settle(found: DetectedTechnology[], family: Family, settings: DetectionSettings): DetectedTechnology[] {
  const own = new Map(found.map((each) => [each.technology, each]));
  // Of a parent that only its children speak for, each of them is less sure than all together.
  const asSure = ({ evidence }: DetectedTechnology): number =>
    evidence.every(({ kind }) => kind === 'child') ? 0.5 : settings.asSure;
  const replaced = new Set<string>();
  for (const each of found.filter(({ confidence }) => confidence >= settings.atLeast))
    for (const ancestor of family.ancestors(each.technology)) {
      const broader = own.get(ancestor);
      if (!broader || (isSuggested(each) && !isSuggested(broader))) continue;
      if (each.confidence >= asSure(broader) * broader.confidence) replaced.add(ancestor);
    }
  const specific = found.filter(({ technology }) => !replaced.has(technology));
  const surest = Math.max(0, ...specific.map((each) => each.confidence));
  return specific
    .filter((each) => each.confidence >= Math.max(settings.atLeast, settings.besideSurest * surest))
    .sort((a, b) => b.confidence - a.confidence || (a.technology < b.technology ? -1 : 1))
    .slice(0, settings.most)
    .map((each) => ({ ...each, confidence: Math.round(each.confidence * 1000) / 1000 }));
}

/** The chance that at least one of two independent signs is right. */
export const either = (one: number, other: number): number => 1 - (1 - one) * (1 - other);
