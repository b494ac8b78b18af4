import type { DetectedTechnology, DetectionEvidence } from '../detection/detectedTechnology.ts';
import type { SecondVoice } from '../detection/detection.ts';
import type { Technology } from '../registry/technology.ts';
import type { Answer, Question } from './answering/answer.ts';
import { saysNothing } from './emptyWords.ts';
import type { EvidenceIndex } from './index/evidenceIndex.ts';
import { type TermSpan, termSpans, termsOf } from './terms/terms.ts';

/** Says nothing, and doubts nothing. */
export const silent: ReturnType<SecondVoice> = { found: [], belief: () => 1 };

/** `titleEnds`: where the product field begins that was put behind the title. */
type Told = Pick<Question, 'title' | 'text'> & { titleEnds?: number };

/**
 * What past cases say of a case's technologies: what such cases turned out to be, with the chance that this one is too;
 * and how far a name in the text is to be believed. A technology of which there were many cases, none of them like this
 * one, is mostly named in passing. Both are measured: test/bench/matching/calibration.ts.
 */
export function taught(
  index: EvidenceIndex,
  question: Told,
  answer: Answer,
  names: ReadonlyMap<string, Technology['name']>,
): ReturnType<SecondVoice> {
  const trust = index.size / (index.size + casesToTrust);
  const { nearest, each } = labelled(index, answer);
  const facet = index.parts.technologies;
  const boldness = 1 + (shyness * casesToBeSure) / (casesToBeSure + index.size);
  const fading = casesToFade / (casesToFade + index.size);
  const chances = new Map(
    answer.technologies.map(({ label, probability }) => [
      facet.names.nameOf(label),
      // The chance that it is among the few technologies of a case, where `probability` is that of each of them.
      { label, chance: 1 - (1 - bolder(probability, boldness)) ** each },
    ]),
  );
  const heard = Math.min(1, answer.familiar / familiarEnough);
  const sameWorld = likeness(Math.max(0, ...nearest.values()));

  return {
    found: found(),
    belief(technology, words) {
      const label = facet.names.find(technology);
      if (label < 0) return 1;
      const cases = facet.activity.share(label, 1000) * index.size;
      const known = cases / (cases + casesToKnow);
      return 1 - sameWorld * known * (1 - fading * meant(label, words));
    },
  };

  /** How often past cases that hold a word of the name were of this technology: of its words the one that means it most. */
  function meant(label: number, words: readonly string[]): number {
    let most = 0;
    for (const name of words)
      for (const hash of termsOf(name, '').hashes) {
        const { holding, having } = index.heldWith('technologies', label, hash);
        most = Math.max(most, (having + casesSupposed) / (holding + casesSupposed));
      }
    return most;
  }

  function found(): DetectedTechnology[] {
    const likely = [...chances].slice(0, mostTaught).flatMap(([technology, { label, chance }]) => {
      const name = names.get(technology);
      // What is usual is likely whatever the case says: it counts when some case of it was like this one.
      const confidence = trust * likeness(nearest.get(technology) ?? 0) * chance * heard;
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

/** After so many cases their word counts half: the registry's own words are all there is in the beginning. */
const casesToTrust = 10;
/** After so many cases of a technology it counts half that none of them is like the one at hand. */
const casesToKnow = 10;
/** A name is supposed to have meant its technology in so many cases before the first. */
const casesSupposed = 5;
/**
 * While there are few cases the chances are too near to one another: the odds to this power and one more near what comes true. It counts
 * half after `casesToBeSure`.
 */
const shyness = 1.2;
const casesToBeSure = 300;
/** After so many cases in all a name of a known technology counts half what its words have meant. */
const casesToFade = 4000;
/** With less of its words in any past case than this, a question is of another language or world, and they tell less of it. */
const familiarEnough = 0.35;
const leastTaught = 0.15;
const mostTaught = 8;
const mostSpans = 3;
/** A word that says less than this part of what the best one says is not shown. */
const besideBest = 0.4;
/**
 * How far a case with this cosine is of a kind with the one at hand, 0..1. Of texts of another world (a bug of an editor
 * among support articles) 95 of 100 come no nearer than 0.06, and 95 of 100 of the same world come nearer than 0.05 to
 * 0.09: test/bench/matching/calibration.ts.
 */
const likeness = (cosine: number): number => Math.max(0, Math.min(1, (cosine - unlike) / (likeEnough - unlike)));
const unlike = 0.03;
const likeEnough = 0.07;

/** The odds of a chance to a power. */
function bolder(chance: number, power: number): number {
  const [yes, no] = [chance ** power, (1 - chance) ** power];
  return yes / (yes + no);
}

/** For each technology how like its likest case is, and how many technologies such cases have. */
function labelled(index: EvidenceIndex, { hits }: Answer): { nearest: Map<string, number>; each: number } {
  const nearest = new Map<string, number>();
  let labels = 0;
  for (const { caseNumber, similarity } of hits)
    for (const { name } of index.parts.technologies.labelsOf(caseNumber)) {
      labels++;
      nearest.set(name, Math.max(nearest.get(name) ?? 0, similarity));
    }
  return { nearest, each: Math.max(1, labels / Math.max(1, hits.length)) };
}

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
  const telling = pieces.filter(({ source, start, end }) => !saysNothing(question[source].slice(start, end)));
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
