import { isCourtesy, isIntroduction, type Sentence, sentencesOf } from './courtesy.ts';
import { handsOn } from './handedOn.ts';
import type { Line } from './lines.ts';

/** The sentences that are courtesy, among the first and the last of what is said. */
export function courtesies(text: string, open: readonly Line[]): Sentence[] {
  const sentences = open.flatMap((line) =>
    line.to - line.from > longestCourteous ? [] : sentencesOf(text, line.from, line.to),
  );
  const read =
    sentences.length <= mostRead ? sentences : [...sentences.slice(0, mostRead / 2), ...sentences.slice(-mostRead / 2)];
  const found: Sentence[] = [];
  read.forEach((each, at) => {
    const before = read[at - 1];
    const next = read[at + 1];
    const beside =
      (at === 0 && read.length > 1) ||
      (before && found.at(-1) === before) ||
      (next !== undefined && isCourtesy(next.words));
    if (isCourtesy(each.words) || (beside && isIntroduction(each.words))) found.push(each);
  });
  return found;
}
const longestCourteous = 1000;
const mostRead = 60;

/** Whether all words between the offsets are in the sentences. */
export function covered(sentences: readonly Sentence[], from: number, to: number, text: string): boolean {
  let at = from;
  for (const each of sentences) {
    if (each.to <= at || each.from >= to) continue;
    if (each.from > at && /[\p{L}\p{N}]/u.test(text.slice(at, each.from))) return false;
    at = each.to;
  }
  return at >= to || !/[\p{L}\p{N}]/u.test(text.slice(at, to));
}

/**
 * The courtesies with all that is said beside them, `said`, where that only hands an older mail on; null where any of it says
 * something.
 */
export function handingOn(text: string, said: readonly Line[], greetings: readonly Sentence[]): Sentence[] | null {
  if (said.length === 0 || said.length > mostHandingOn) return null;
  const sentences = said.flatMap(({ from, to }) => sentencesOf(text, from, Math.min(to, from + longestCourteous)));
  const handing = sentences.filter(({ words }) => handsOn(words));
  const known = new Set(greetings.map(({ from }) => from));
  const all = [...greetings, ...handing.filter(({ from }) => !known.has(from))].sort((a, b) => a.from - b.from);
  return said.every(({ from, to }) => covered(all, from, to, text)) ? all : null;
}
/** Who hands a mail on says so in a few lines. */
const mostHandingOn = 4;
