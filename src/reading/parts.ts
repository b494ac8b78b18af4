import { type AddressSpan, addressSpans } from './addresses.ts';
import { carrierLines, carriersAside, carriersOfMatter } from './carrier/carrierLines.ts';
import { chatHeads } from './chatHeads.ts';
import { type Sentence, tellsFault } from './courtesy.ts';
import { courtesies, covered, handingOn } from './greetings.ts';
import { createLately } from './lately.ts';
import { isSentence, type Line, linesOf, paragraphsOf } from './lines.ts';
import { machineLines, tableRows } from './machine.ts';
import { isMark, isNotice, isWish } from './notices.ts';
import { isOlderSubject, isReplyTitle, quotedLines, type Subject, subjectOf } from './quotedMail.ts';
import { signatureLines } from './signature.ts';

/** What a stretch of a text is. `address`: of a page, a file or a mailbox, who wrote when to whom, long numbers. */
export type PartKind = 'matter' | 'greeting' | 'signature' | 'notice' | 'quoted' | 'log' | 'trace' | 'code' | 'address';
/** UTF-16 offsets into the text, end exclusive. `weight`, 0..1: how far what stands there tells what the text is about. */
export type Part = { kind: PartKind; from: number; to: number; weight: number };

/** A text in its parts. */
export type ReadText = {
  /** All that is not matter through and through, in order, none within another but addresses within the rest. */
  parts: readonly Part[];
  /** The stretches of matter in order, addresses and all. */
  matter: readonly { from: number; to: number }[];
  /** Lines that were taken for a program's own, and are what is left to read where the matter names nothing. */
  aside: readonly { from: number; to: number }[];
  /** The subject of the mail that was passed on or pasted whole, the innermost of several; null where there is no such mail. */
  subject: Subject | null;
  weightAt(offset: number): number;
  /** How much matter stands before an offset, in units. */
  matterBefore(offset: number): number;
};

/**
 * Reads a text as people write and paste it, in Japanese and English: what they want, and what stands around it. `told`: whether what it is
 * about is said elsewhere, in a title; otherwise what is left is the matter: a mail that was only passed on, a log alone.
 * Time grows with the text's length. What was lately read is kept: of a case's own words a turn asks several things.
 */
export function readText(text: string, told = false): ReadText {
  const known = lately.find({ text, told });
  if (known) return known;
  const { isLeft, ...read } = readAnew(text, told);
  return lately.keep({ text, told: isLeft ? null : told }, read);
}

/** `told` null: it makes no difference, since something is said in the text itself. */
const lately = createLately<{ text: string; told: boolean | null }, ReadText>(
  (before, asked) => before.text === asked.text && (before.told === null || before.told === asked.told),
);

function readAnew(text: string, told: boolean): ReadText & Pick<Kinds, 'isLeft'> {
  const lines = linesOf(text);
  const { kinds, greetings, alone, isLeft, aside, subject } = kindsOf(text, lines, told, 0);
  const parts = partsOf(lines, kinds, greetings, alone);
  const addresses = addressSpans(text);
  const open = lines.filter((line) => !kinds.has(line));
  const matter = matterOf(text, open, parts);
  return {
    isLeft,
    parts: addresses.length === 0 ? parts : [...parts, ...addresses.map(asPart)].sort((a, b) => a.from - b.from),
    matter,
    aside: aside.map(({ from, to }) => ({ from, to })),
    subject,
    weightAt: (offset) => Math.min(weightIn(parts, offset), weightIn(addresses, offset)),
    matterBefore: (offset) => matter.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, offset) - from), 0),
  };
}

/**
 * What each line is that is not matter, and which sentences are courtesy. `alone`: nobody said a word; `isLeft`: somebody did,
 * beside courtesy; `aside`: see ReadText.
 */
type Kinds = {
  kinds: Map<Line, PartKind>;
  greetings: Sentence[];
  alone: boolean;
  isLeft: boolean;
  aside: readonly Line[];
  subject: Subject | null;
};

function kindsOf(text: string, lines: readonly Line[], told: boolean, depth: number): Kinds {
  const kinds = new Map<Line, PartKind>();
  const open = (): Line[] => lines.filter((line) => !kinds.has(line));
  fences(lines, kinds);
  for (const line of paragraphsOf(open()).flatMap(tableRows)) kinds.set(line, 'code');
  for (const line of chatHeads(open())) kinds.set(line, 'address');
  for (const [line, kind] of quotedLines(open())) kinds.set(line, kind === 'header' ? 'address' : 'quoted');
  for (const paragraph of paragraphsOf(open()))
    for (const [line, kind] of machineLines(paragraph)) kinds.set(line, kind);
  for (const paragraph of paragraphsOf(open())) notices(paragraph, kinds);
  const carriers = carrierLines(open());
  for (const line of carriers.keys()) kinds.set(line, 'notice');
  const isQuoting = [...kinds.values()].includes('quoted');
  let greetings = courtesies(text, open());
  for (const line of signatureLines(open(), isQuoting || depth > 0 || greetings.length > 0))
    kinds.set(line, 'signature');

  let said = open().filter(({ from, to }) => !covered(greetings, from, to, text));
  const isOlder = isQuoting || [...kinds].some(([line, kind]) => kind === 'address' && isOlderSubject(line));
  const handing = isOlder ? handingOn(text, said, greetings) : null;
  if (handing) {
    greetings = handing;
    said = [];
  }
  const isAlone = said.length === 0 && !told && !isQuoting;
  const kept = isAlone ? [...carriers.keys()] : carriersOfMatter(carriers, said);
  for (const line of kept) kinds.delete(line);
  const isLeft = said.length > 0;
  const aside = carriersAside(carriers, said).filter((line) => kinds.has(line));
  if (!isLeft && !told && isQuoting) {
    const begins = lines.findIndex((line) => kinds.get(line) === 'quoted');
    const passedOn = lines.slice(begins);
    // A mail that was pasted whole, or passed on: what stands under its head is read as what is said.
    if (begins > 0 && kinds.get(lines[begins - 1] as Line) === 'address' && depth < deepest) {
      const inner = kindsOf(text, passedOn, told, depth + 1);
      for (const line of passedOn) kinds.delete(line);
      for (const [line, kind] of inner.kinds) kinds.set(line, kind);
      const own = subjectOver(text, lines.slice(0, begins));
      const subject = inner.subject && !(own && isReplyTitle(inner.subject.words)) ? inner.subject : own;
      return { ...inner, kinds, greetings: [...greetings, ...inner.greetings], isLeft, subject };
    }
    for (const [line, kind] of [...kinds]) if (kind === 'quoted') kinds.delete(line);
  }
  return { kinds, greetings, alone: !told && !isLeft && open().length === 0, isLeft, aside, subject: null };
}
/** The subject in the head that lines end with. */
function subjectOver(text: string, lines: readonly Line[]): Subject | null {
  for (const line of lines.slice(-longestHead).toReversed()) {
    const subject = subjectOf(line, text);
    if (subject) return subject;
  }
  return null;
}
const longestHead = 10;

/** So many mails that were passed on, one within the other, are opened. */
const deepest = 3;

const weights: Readonly<Record<PartKind, number>> = {
  matter: 1,
  greeting: 0,
  signature: 0,
  notice: 0,
  quoted: 0,
  log: 0.05,
  trace: 0.1,
  code: 0.2,
  address: 0,
};
/** Where nothing else is said, what a machine wrote is all there is. */
const aloneWeight = 0.6;

const asPart = ({ from, to, weight }: AddressSpan): Part => ({ kind: 'address', from, to, weight });

/** ``` and what is between, {code}, {noformat}. */
function fences(lines: readonly Line[], kinds: Map<Line, PartKind>): void {
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (!line || !/^(?:```|~~~)/.test(line.words)) continue;
    const end = lines.findIndex(({ words }, place) => place > at && /^(?:```|~~~)/.test(words));
    for (const each of lines.slice(at, end < 0 ? at + 1 : end + 1)) kinds.set(each, 'code');
    if (end > 0) at = end;
  }
}

function notices(paragraph: readonly Line[], kinds: Map<Line, PartKind>): void {
  if (paragraph.every(isWhole) && isNotice(paragraph.map(({ words }) => words).join('\n'))) {
    const own = paragraph.map((line) => isNotice(line.words) || isMark(line.words));
    // A heading or a last line belongs to it; a sentence above it, one that tells a fault or a line among several does not.
    const notice = paragraph.length <= 6 && own.filter(Boolean).length * 2 >= Math.min(paragraph.length, 4) - 1;
    const begins = own.indexOf(true);
    paragraph.forEach((line, at) => {
      const isOther =
        begins >= 0 && (isWish(line.words) || (at < begins ? endsSentence(line.words) : tellsFault(line.words)));
      if (own[at] || (notice && !isOther)) kinds.set(line, 'notice');
    });
    return;
  }
  for (const line of paragraph)
    if (isWhole(line) && (isMark(line.words) || isNotice(line.words))) kinds.set(line, 'notice');
}
const endsSentence = (words: string): boolean => /[.。!！?？]$/.test(words) && isSentence(words);

/** Longer lines are read in their beginning only. */
const isWhole = ({ from, to }: Line): boolean => to - from <= 400;

function partsOf(
  lines: readonly Line[],
  kinds: ReadonlyMap<Line, PartKind>,
  greetings: readonly Sentence[],
  alone: boolean,
): Part[] {
  const parts: Part[] = greetings
    .filter(({ from }) => !lines.some((line) => kinds.has(line) && from >= line.from && from < line.to))
    .map(({ from, to }) => ({ kind: 'greeting', from, to, weight: 0 }));
  for (const [line, kind] of kinds) {
    const machine = kind === 'log' || kind === 'trace' || kind === 'code';
    parts.push({ kind, from: line.from, to: line.to, weight: alone && machine ? aloneWeight : weights[kind] });
  }
  parts.sort((a, b) => a.from - b.from);
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last && last.kind === part.kind && part.from - last.to <= 1) last.to = part.to;
    else joined.push({ ...part });
  }
  return joined;
}

function matterOf(text: string, open: readonly Line[], parts: readonly Part[]): { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  const add = (from: number, to: number): void => {
    if (to > from && text.slice(from, Math.min(to, from + 200)).trim() !== '') stretches.push({ from, to });
  };
  let next = 0;
  for (const { from, to } of open) {
    let at = from;
    while (next < parts.length && (parts[next]?.to ?? 0) <= from) next++;
    for (let place = next; place < parts.length; place++) {
      const part = parts[place];
      if (!part || part.from >= to) break;
      add(at, part.from);
      at = part.to;
    }
    add(at, to);
  }
  return stretches;
}

/** Of spans in order, none of which overlap. */
function weightIn(spans: readonly { from: number; to: number; weight: number }[], offset: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.to ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const span = spans[low];
  return span && span.from <= offset ? span.weight : 1;
}
