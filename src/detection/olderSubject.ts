import type { Case } from '../cases/case.ts';
import { readCase } from '../reading/readCase.ts';
import type { DetectedTechnology } from './detectedTechnology.ts';

/** Whether any words name a technology, and not past cases alone. */
export const isSaid = ({ evidence }: DetectedTechnology): boolean => evidence.some(({ kind }) => kind !== 'learned');

/**
 * What is left names, where words of the matter name nothing: the subject of an older mail, read as a title, of one that was passed on
 * whole or answered; then lines that looked like a program's own. `read`: what the words of a text name.
 */
export function inOlderSubject(
  { title, description }: Pick<Case, 'title' | 'description'>,
  read: (text: Pick<Case, 'title' | 'description' | 'product'>) => { named: DetectedTechnology[] },
): DetectedTechnology[] {
  const { olderSubject, aside } = readCase(title, description);
  for (const { source, from, to } of olderSubject ? [olderSubject, ...aside] : aside) {
    const left = (source === 'title' ? title : description).slice(from, to);
    const { named } = read({ title: left, description: '', product: null });
    if (named.length > 0)
      return named.map((each) => ({
        ...each,
        evidence: each.evidence.map((one) => ({ ...one, source, start: one.start + from, end: one.end + from })),
      }));
  }
  return [];
}

/** What an older subject names with what past cases suggest, surest first. */
export function besideOlderSubject(
  passedOn: readonly DetectedTechnology[],
  suggested: readonly DetectedTechnology[],
): DetectedTechnology[] {
  const known = new Set(passedOn.map(({ technology }) => technology));
  const all = [...passedOn, ...suggested.filter(({ technology }) => !known.has(technology))];
  return all.sort((a, b) => b.confidence - a.confidence);
}
