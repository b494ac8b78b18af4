import { addressSpans } from './addresses.ts';
import { isCourtesy, sentencesOf } from './courtesy.ts';
import { createLately } from './lately.ts';
import { linesOf } from './lines.ts';
import { namesSomething } from './names.ts';
import { type ReadText, readText } from './parts.ts';
import { isOlderSubject, isReplyTitle } from './quotedMail.ts';

/** A case's texts as they are read. */
export type ReadCase = {
  text: ReadText;
  /**
   * How far the title tells what the case is about, 0..1: little where it is left from an older mail (`RE: …`) and the text has
   * a matter of its own.
   */
  titleWeight: number;
  /** The same for what stands at an offset of the title: an address or a path there names things in passing. */
  titleWeightAt(offset: number): number;
  /** Where the text's first sentence of matter stands, which says most; null without one. */
  opening: { from: number; to: number } | null;
  /**
   * The subject of an older mail over a matter of its own, which says little or nothing: the title, or that in the head of a mail
   * that was pasted, or the text's first line. Null: there is none. Where the matter names nothing it is what is left.
   */
  olderSubject: Stretch | null;
  /** What else is left to read where the matter names nothing: lines that look like a program's own (ReadText.aside). */
  aside: readonly Stretch[];
};

/** Of a case's text; UTF-16 offsets, end exclusive. */
export type Stretch = { source: 'title' | 'description'; from: number; to: number };

/** Reads title and text together. What was lately read is kept: names and past cases are asked of the same case one after the other. */
export function readCase(title: string, text: string): ReadCase {
  return lately.find({ title, text }) ?? lately.keep({ title, text }, readAnew(title, text));
}

const lately = createLately<{ title: string; text: string }, ReadCase>(
  (before, asked) => before.text === asked.text && before.title === asked.title,
);

function readAnew(title: string, text: string): ReadCase {
  const isReply = isReplyTitle(title);
  const read = readBeside(isReply ? '' : title.trim(), text);
  const sentences = read.matter
    .slice(0, 4)
    .flatMap(({ from, to }) => sentencesOf(text, from, Math.min(to, from + 600)));
  const said = read.matter.reduce((sum, { from, to }) => sum + to - from, 0);
  const opening = sentences.find(({ words }) => words.length > 3 && !isCourtesy(words)) ?? sentences[0] ?? null;
  const least = opening && /[\u3041-\u30ff]/.test(opening.words) ? leastMatter.ja : leastMatter.en;
  const foreign = isReply && said >= (opening && namesSomething(opening.words) ? least / 2 : least);
  const titleWeight = foreign ? foreignWeight : 1;
  const addresses = addressSpans(title);
  const titleWeightAt = (offset: number): number =>
    titleWeight * (addresses.find(({ from, to }) => from <= offset && offset < to)?.weight ?? 1);
  const olderSubject = foreign ? wholeOf(title) : (headed(read.subject) ?? pasted(text));
  const aside = read.aside.map(({ from, to }) => ({ source: 'description' as const, from, to }));
  return { text: read, titleWeight, titleWeightAt, opening, olderSubject, aside };
}

/** A title that was taken from a mail that was passed on is no reason not to read that mail. */
function readBeside(title: string, text: string): ReadText {
  if (title.length <= 1) return readText(text);
  const read = readText(text, true);
  if (read.matter.length > 0 || !text.includes(title)) return read;
  const whole = readText(text);
  return whole.matter.length > 0 || whole.subject ? whole : read;
}

const wholeOf = (title: string): Stretch => ({ source: 'title', from: 0, to: title.length });

const headed = (subject: ReadText['subject']): Stretch | null =>
  subject && { source: 'description', from: subject.from, to: subject.to };

function pasted(text: string): Stretch | null {
  const [first, second] = linesOf(text.slice(0, 2_000));
  return first && second && isOlderSubject(first) ? { source: 'description', from: first.from, to: first.to } : null;
}

/**
 * Units of matter from which on an answer says by itself what it is about: 「まだ直りません。」 does not. Half as much is enough where it
 * names a thing of its own: `Teams に入れません。`
 */
const leastMatter = { ja: 20, en: 40 };

const foreignWeight = 0.05;
