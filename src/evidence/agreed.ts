import type { Named } from '../detection/detection.ts';
import type { TechnologyId } from '../registry/technology.ts';
import type { Answer } from './answering/answer.ts';
import type { EvidenceIndex } from './index/evidenceIndex.ts';
import { chanceOf, logOddsOf, ofAny, spoken, trustIn } from './own/pastChance.ts';
import { termsOf } from './terms/terms.ts';

/**
 * How sure it is of technologies that the words name, with past cases heard. What a name has meant is told by the past cases
 * that held its words: the more there are, the more these decide, with the chance the index reckons, and the less the
 * name by itself. A technology of which there was no case has but its name; it is doubted as far as a name beside it
 * that is as sure and of which there were cases.
 */
export function agreedConfidences(
  {
    index,
    answer,
    each,
    sameWorld,
    heard,
  }: { index: EvidenceIndex; answer: Answer; each: number; sameWorld: number; heard: number },
  named: readonly Named[],
): Map<TechnologyId, number> {
  const facet = index.parts.technologies;
  const { slope, offset } = index.own.calibration;
  const chances = new Map(answer.technologies.map(({ label, probability }) => [label, ofAny(probability, each)]));
  const known = new Map<TechnologyId, number>();
  const enough = enoughTold(answer.told);
  const nobodyHad: Named[] = [];
  for (const one of named) {
    const label = facet.names.find(one.technology);
    const cases = label < 0 ? 0 : facet.activity.share(label, 1000) * index.size;
    if (cases <= 0) {
      nobodyHad.push(one);
      continue;
    }
    const { meant, holding } = heldNames(label, one.words);
    const alone = logOddsOf(Math.max(leastNamed, one.confidence));
    const past = slope * spoken(index.size, chances.get(label) ?? 0) + offset;
    const together = past + ofName.itself + ofName.meant * meant - ofName.loud * alone;
    // A line of words is too little for past cases to doubt what it names, not for them to bear it out.
    const told = together > alone ? 1 : enough;
    const decided =
      (heard * sameWorld * told * trustIn(index.size) * cases * holding) /
      ((cases + casesToKnow) * (holding + holdingToKnow));
    known.set(one.technology, chanceOf((1 - decided) * alone + decided * together));
  }
  const believed = new Map(known);
  for (const { technology, confidence } of nobodyHad) {
    const besides = named.filter((each) => known.has(each.technology) && each.confidence >= asSure * confidence);
    const doubted = besides.map((each) => (known.get(each.technology) ?? 1) / each.confidence);
    believed.set(technology, confidence * Math.min(1, ...doubted) * (besides.length > 0 ? ofNobody : 1));
  }
  return believed;

  /** How often past cases that hold a word of the name were of this technology: of its words the one that means it most. */
  function heldNames(label: number, words: readonly string[]): { meant: number; holding: number } {
    let [most, mostHeld] = [0, 0];
    for (const name of words)
      for (const hash of termsOf(name, '').hashes) {
        const { holding, having } = index.heldWith('technologies', label, hash);
        most = Math.max(most, (having + casesSupposed) / (holding + casesSupposed));
        mostHeld = Math.max(mostHeld, holding);
      }
    return { meant: most, holding: mostHeld };
  }
}

/** How far so many terms of matter are enough to be compared, 0..1: of a line of words past cases can say little. */
export const enoughTold = (terms: number): number => Math.min(1, terms / termsToKnow);

/** Learned over the early folds of the public sets, the same for all: docs/matching.md, "Names and past cases". */
const casesToKnow = 2.2;
const holdingToKnow = 2;
const termsToKnow = 40;
/** A name is supposed to have meant its technology in so many cases before the first. */
const casesSupposed = 1.5;
const ofName = { itself: -1.04, meant: 2.43, loud: 0.4 };
const leastNamed = 0.03;
/** A name beside it is as sure from this part of its confidence on. */
const asSure = 0.9;
/** What nobody has had a case of, beside a name of what somebody had. */
const ofNobody = 0.97;
