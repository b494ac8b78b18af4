import type { Question } from '../../src/evidence/answering/answer.ts';
import type { Scored } from '../../src/evidence/answering/fusion.ts';
import { type Feature, type FusionWeights, features } from '../../src/evidence/answering/fusionWeights.ts';
import type { EvidenceIndex } from '../../src/evidence/index/evidenceIndex.ts';
import { termSpans } from '../../src/evidence/terms/terms.ts';

/** Words of the question as they stand in it: UTF-16 offsets, end exclusive. `part` only orders them. */
export type SpeakingWords = { source: 'title' | 'text'; start: number; end: number; words: string; part: number };
export type SimilarCase = {
  caseId: string;
  similarity: number;
  closedAt: number;
  technologies: string[];
  people: string[];
};

/** `parts` add up to `score`, one for each thing that speaks for the person (fusionWeights.ts). */
export type PersonEvidence = {
  person: string;
  score: number;
  /** 0..1 over everybody with any evidence. */
  probability: number;
  parts: Record<Feature, number>;
  /** Similar past cases the person was credited for, most telling first, with how much of the person's votes each is. */
  solved: { caseId: string; similarity: number; part: number }[];
  words: SpeakingWords[];
  /** The person's part of all activity lately (30 days) and in the long run, 0..1. */
  active: { lately: number; long: number };
};
export type TechnologyEvidence = { technology: string; confidence: number; words: SpeakingWords[] };
export type LearnedEvidence = { people: PersonEvidence[]; technologies: TechnologyEvidence[]; similar: SimilarCase[] };

/** What past cases say of a new one, with the reasons: who solved the like, what it may be, and the likest cases. */
export function learnedEvidence(
  index: EvidenceIndex,
  question: Question,
  most: { people: number; technologies: number; similar: number; explained?: number },
): LearnedEvidence {
  const answer = index.ask(question);
  const spans = termSpans(question.title, question.text);
  const explained = most.explained ?? 5;
  const spoken = (facet: 'people' | 'technologies', each: Scored, place: number): SpeakingWords[] => {
    if (place >= explained) return [];
    const parts = index.wordsFor(facet, each.label, answer);
    return spans
      .map((span) => ({ span, part: parts.get(span.hash) ?? 0 }))
      .filter(({ part }) => part > 0)
      .sort((a, b) => b.part - a.part)
      .slice(0, mostWords)
      .map(({ span: { source, start, end }, part }) => ({
        ...{ source, start, end, part },
        words: (source === 'title' ? question.title : question.text).slice(start, end),
      }));
  };
  const { people, technologies } = index.parts;
  return {
    people: answer.people.slice(0, most.people).map((each, place) => ({
      person: people.names.nameOf(each.label),
      score: each.score,
      probability: each.probability,
      parts: partsOf(each, answer.peopleWeights),
      solved: solvedBy(each.label),
      words: spoken('people', each, place),
      active: { lately: people.activity.share(each.label, 30), long: people.activity.share(each.label, 1000) },
    })),
    technologies: answer.technologies.slice(0, most.technologies).map((each, place) => ({
      technology: technologies.names.nameOf(each.label),
      confidence: each.probability,
      words: spoken('technologies', each, place),
    })),
    similar: answer.hits
      .toSorted((a, b) => b.similarity - a.similarity || b.decayed - a.decayed)
      .slice(0, most.similar)
      .map(({ caseId, caseNumber, similarity }) => ({
        caseId,
        similarity,
        closedAt: index.closedAt(caseNumber),
        technologies: technologies.labelsOf(caseNumber).map(({ name }) => name),
        people: people.labelsOf(caseNumber).flatMap(({ name, weight }) => (weight > 0 ? [name] : [])),
      })),
  };

  function solvedBy(person: number): PersonEvidence['solved'] {
    const own = answer.hits.filter(({ caseNumber }) => {
      let solved = false;
      people.each(caseNumber, (label, weight) => {
        solved ||= label === person && weight > 0;
      });
      return solved;
    });
    const all = own.reduce((sum, { decayed }) => sum + decayed, 0);
    return own
      .slice(0, mostSolved)
      .map(({ caseId, similarity, decayed }) => ({ caseId, similarity, part: decayed / all }));
  }
}

const mostWords = 6;
const mostSolved = 3;

function partsOf({ row }: Scored, weights: FusionWeights): Record<Feature, number> {
  const part = (feature: Feature): number => weights[feature] * (row[features.indexOf(feature)] ?? 0);
  return Object.fromEntries(features.map((feature) => [feature, part(feature)])) as Record<Feature, number>;
}
