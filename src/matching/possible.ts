import { type DetectedTechnology, isGuess, isSuggested } from '../detection/detectedTechnology.ts';
import type { TechnologyId } from '../registry/technology.ts';

/** What a plan asks people for, and what it only shows; both surest first. */
export type Sorted = { wanted: DetectedTechnology[]; possible: DetectedTechnology[] };

/**
 * What was found in a case, by whether people are asked for it. What past cases alone suggest is only possible: nobody
 * is disturbed for what no word of the case names, nor for a guess. A case that names nothing would have an empty plan: the surest
 * suggestion is wanted then, if it is sure enough. `ticked` stay wanted, by id: the owner has seen them so.
 */
export function sortedByVoice(found: readonly DetectedTechnology[], ticked: readonly TechnologyId[] = []): Sorted {
  const surest = found.every(isSuggested) ? found.find(({ confidence }) => confidence >= sureEnough) : undefined;
  const isWanted = (each: DetectedTechnology): boolean =>
    (!isSuggested(each) && !isGuess(each)) || each === surest || ticked.includes(each.technology);
  return { wanted: found.filter(isWanted), possible: found.filter((each) => !isWanted(each)) };
}

/** Of what past cases alone say at 55 to 70 %, 73 to 77 of 100 were right: docs/matching.md, "How far the confidence …". */
const sureEnough = 0.6;
