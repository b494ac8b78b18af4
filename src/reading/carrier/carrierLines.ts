import { tellsFault } from '../courtesy.ts';
import { isSentence, type Line } from '../lines.ts';
import { beginsWithName, namesNothing, pointsElsewhere } from '../names.ts';
import { isWish } from '../notices.ts';
import { carrierOf } from './carrier.ts';
import type { Carrier } from './carrierKind.ts';

/** The lines that tell only by what a message came or is kept. Longer ones are read in their beginning only (Line.words), and so are none. */
export function carrierLines(lines: readonly Line[]): Map<Line, Carrier> {
  const found = new Map<Line, Carrier>();
  for (const line of lines) {
    const carrier = line.to - line.from > longestRead ? null : carrierOf(line.words);
    if (carrier) found.set(line, carrier);
  }
  return found;
}

const longestRead = 400;

/**
 * Which of them are the matter after all, by where they stand among what else is said. Below all of it they are a notice. Above it
 * only as paragraphs of their own, and where what follows does not go on about them: who tells of a setup begins with it
 * (「すべてのメールは Exchange Online により転送されています。」「これをやめたいです。」). In the midst of it they are matter.
 */
export function carriersOfMatter(carriers: ReadonlyMap<Line, Carrier>, said: readonly Line[]): Line[] {
  const [first] = said;
  const last = said.findLast(({ words }) => isSentence(words) || words.length >= shortest) ?? first;
  if (!first || !last) return [];
  const next = first.words;
  const isOfAnother = !namesNothing(next) || beginsWithName(next);
  return [...carriers].flatMap(([line, carrier]) => {
    if (line.from > last.from) return [];
    const isApart = line.from < first.from && line.paragraph < first.paragraph;
    if (!isApart || (goesOnAboutMessage.test(next) && !isOfAnother)) return [line];
    return carrier === 'anyMessage' && (!isOfAnother || pointsElsewhere(next)) ? [line] : [];
  });
}
/** A name under a mail, of which it is not known that it is one, is shorter. */
const shortest = 20;

/**
 * Which of them are to be read where nothing else names a technology: what is said names no other thing, and may mean them. A fault
 * of what has no name (`The printer is broken.`) is not theirs.
 */
export function carriersAside(carriers: ReadonlyMap<Line, Carrier>, said: readonly Line[]): Line[] {
  if (!said.every(({ words }) => namesNothing(words) && !beginsWithName(words))) return [];
  const means = said.some(({ words }) => pointsElsewhere(words) || isWish(words));
  const isFault = said.some(({ words }) => tellsFault(words));
  return [...carriers].flatMap(([line, carrier]) => (means || (carrier === 'anyMessage' && !isFault) ? [line] : []));
}

/** Whether what is said next goes on about the message. */
const goesOnAboutMessage =
  /\b(?:it|they|them|e-?mails?|mails?|messages?|recipients?|receivers?|senders?|attachments?|meeting|recording)\b|メール|メッセージ|受信|宛先|送信|差出人|添付|会議|録画|開(?:け|封|こう|きま)/iu;
