import type { DetectedTechnology } from '../detection/detectedTechnology.ts';
import type { Answer } from './answering/answer.ts';
import type { EvidenceIndex } from './index/evidenceIndex.ts';

/** A past case enough like the one at hand to be named to a person. `likeness` only orders. */
export type LikeCase = {
  caseId: string;
  caseNumber: number;
  likeness: number;
  closedAt: number;
  technologies: string[];
};

/**
 * The past cases that an engineer would call like this one, the likest first: the same technologies and some words in
 * common, or the same words. Words alone find in a few dozen cases what only sounds alike (a certificate is renewed, a
 * database fails over); technologies alone, whatever is of the same product. `atLeast`: how like, in the measure of
 * `likeness`; `words`: how like the words are at least.
 */
export function likeCases(
  index: EvidenceIndex,
  { hits }: Pick<Answer, 'hits'>,
  wanted: readonly Pick<DetectedTechnology, 'technology' | 'confidence'>[],
  except: string,
  { atLeast = leastLikeness, words = leastWords }: { atLeast?: number | undefined; words?: number } = {},
): LikeCase[] {
  const confidence = new Map(wanted.map((each) => [each.technology, each.confidence]));
  const length = Math.hypot(...confidence.values());
  return hits
    .flatMap(({ caseId, caseNumber, similarity }): LikeCase[] => {
      if (caseId === except || similarity < words) return [];
      const technologies = index.parts.technologies.labelsOf(caseNumber).map(({ name }) => name);
      const shared = technologies.reduce((sum, each) => sum + (confidence.get(each) ?? 0), 0);
      const same = shared === 0 ? 0 : shared / (length * Math.sqrt(technologies.length));
      const likeness = similarity + weightOfTechnologies * same;
      if (likeness < atLeast) return [];
      return [{ caseId, caseNumber, likeness, closedAt: index.closedAt(caseNumber), technologies }];
    })
    .sort(likestFirst);
}

export const likestFirst = (a: LikeCase, b: LikeCase): number =>
  b.likeness - a.likeness || b.closedAt - a.closedAt || (a.caseId < b.caseId ? -1 : 1);

/** The cosine of the words, 0..1, counts as it is; that of the technologies this much. */
const weightOfTechnologies = 0.4;
/** Less in common than this is chance. */
const leastWords = 0.03;
/** All technologies the same and few words; half of them and many; or words as of a case that came back. */
export const leastLikeness = 0.33;
