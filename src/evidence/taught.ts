import type { DetectedTechnology, DetectionEvidence } from '../detection/detectedTechnology.ts';
import type { SecondVoice } from '../detection/detection.ts';
import { isNoEvidence } from '../detection/emptyWords.ts';
import type { Technology } from '../registry/technology.ts';
import { agreedConfidences, enoughTold } from './agreed.ts';
import type { Answer, Question } from './answering/answer.ts';
import type { EvidenceIndex } from './index/evidenceIndex.ts';
import { heardOf } from './own/askedFirst.ts';
import { likeCasesOf } from './own/likest.ts';
import { chanceOf, likeness, ofAny, spokenBy } from './own/pastChance.ts';
import { type TermSpan, termSpans } from './terms/terms.ts';

/** Says nothing, and doubts nothing. */
export const silent: ReturnType<SecondVoice> = {
  found: [],
  confidences: (named) => new Map(named.map(({ technology, confidence }) => [technology, confidence])),
};

/** `titleEnds`: where the product field begins that was put behind the title. */
type Told = Pick<Question, 'title' | 'text'> & { titleEnds?: number };

/**
 * What past cases say of a case's technologies: what such cases turned out to be, with the chance that this one is too;
 * and how sure what the words name is beside it (agreed.ts). Both are measured: test/bench/matching.
 */
export function taught(
  index: EvidenceIndex,
  question: Told,
  answer: Answer,
  names: ReadonlyMap<string, Technology['name']>,
): ReturnType<SecondVoice> {
  const facet = index.parts.technologies;
  const { calibration } = index.own;
  const { nearest, each } = likeCasesOf(facet, answer.hits);
  const heard = heardOf(answer);
  const sameWorld = likeness(Math.max(0, ...nearest.values()), calibration);
  return {
    found: found(),
    besideNames: besideNames(answer, index.size),
    confidences: (named) => agreedConfidences({ index, answer, each, sameWorld, heard }, named),
  };

  function found(): DetectedTechnology[] {
    const likely = answer.technologies.slice(0, mostTaught).flatMap(({ label, probability }) => {
      const technology = facet.names.nameOf(label);
      const name = names.get(technology);
      const logOdds = spokenBy(index.size, ofAny(probability, each));
      const chance = chanceOf(calibration.slope * logOdds + calibration.offset);
      // What is usual is likely whatever the case says: it counts when some case of it was like this one.
      const confidence = likeness(nearest.get(label) ?? 0, calibration) * chance * heard;
      return name && confidence >= leastTaught ? [{ label, technology, name, confidence }] : [];
    });
    if (likely.length === 0) return [];
    const spans = termSpans(question.title, question.text);
    return likely.flatMap(({ label, ...known }) => {
      const evidence = spokenWords(question, spans, index.wordsFor('technologies', label, answer));
      return evidence.length > 0 ? [{ ...known, evidence }] : [];
    });
  }
}

/**
 * How far what past cases alone say is heard beside a name: few of them, asked by a line of words, were certain of what had one word in
 * common with it.
 */
function besideNames({ told }: Pick<Answer, 'told'>, size: number): number {
  const enough = enoughTold(told);
  return enough + (1 - enough) * (size / (size + casesToKnowLines));
}
/**
 * Of suggestions beside a name at 70 to 90 %, by titles alone, 25 of 100 were right after 60 past cases, 36 after 150, 75 and more after
 * 400 (ms-support-en).
 */
const casesToKnowLines = 150;

const leastTaught = 0.05;
const mostTaught = 8;
const mostSpans = 3;
/** A word that says less than this part of what the best one says is not shown. */
const besideBest = 0.4;

/** The words that spoke for a technology, as they stand in the case; neighbours are one piece. */
function spokenWords(
  question: Told,
  spans: readonly TermSpan[],
  parts: ReadonlyMap<number, number>,
): DetectionEvidence[] {
  const ends = question.titleEnds ?? question.title.length;
  const best = spans
    .map((span) => ({ ...span, part: parts.get(span.hash) ?? 0 }))
    // Two words of which one is the title's and one the product's stand nowhere side by side.
    .filter(({ part, source, start, end }) => part > 0 && !(source === 'title' && start < ends && end > ends))
    .sort((a, b) => b.part - a.part)
    .slice(0, mostSpans * 2);
  const pieces: typeof best = [];
  for (const span of best.toSorted((a, b) =>
    a.source < b.source ? 1 : a.source > b.source ? -1 : a.start - b.start,
  )) {
    const last = pieces.at(-1);
    const apart = span.source === 'title' && span.start > ends && (last?.start ?? 0) < ends;
    if (last && last.source === span.source && span.start <= last.end && !apart) {
      last.end = Math.max(last.end, span.end);
      last.part += span.part;
    } else pieces.push({ ...span });
  }
  const telling = pieces.filter(({ source, start, end }) => !isNoEvidence(question[source].slice(start, end)));
  const most = Math.max(...telling.map(({ part }) => part));
  return telling
    .filter(({ part }) => part >= most * besideBest)
    .sort((a, b) => b.part - a.part)
    .slice(0, mostSpans)
    .map(({ source, start, end }): DetectionEvidence => {
      const words = question[source].slice(start, end);
      const behind = source === 'title' ? start - ends - 1 : -1;
      if (behind >= 0) return { kind: 'learned', source: 'product', start: behind, end: behind + words.length, words };
      return { kind: 'learned', source: source === 'title' ? 'title' : 'description', start, end, words };
    });
}
