import type { Case } from '../cases/case.ts';
import { readCase } from '../reading/readCase.ts';
import type { DetectedTechnology } from './detectedTechnology.ts';

/** Whether any words name a technology, and not past cases alone. */
export const isSaid = ({ evidence }: DetectedTechnology): boolean => evidence.some(({ kind }) => kind !== 'learned');

/**
 * What the subject of an older mail names, read as a title: of a mail that was passed on whole, or answered, with words that name
 * nothing themselves, it is all there is. Nothing where there is no such subject. `read`: what the words of a text name.
 */
export function inOlderSubject(
  { title, description }: Pick<Case, 'title' | 'description'>,
  read: (text: Pick<Case, 'title' | 'description' | 'product'>) => { named: DetectedTechnology[] },
): DetectedTechnology[] {
  const { olderSubject } = readCase(title, description);
  if (!olderSubject) return [];
  const { source, from, to } = olderSubject;
  const subject = (source === 'title' ? title : description).slice(from, to);
  return read({ title: subject, description: '', product: null }).named.map((each) => ({
    ...each,
    evidence: each.evidence.map((one) => ({ ...one, source, start: one.start + from, end: one.end + from })),
  }));
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
