import { cut } from '../../language/cut.ts';
import { foldedLoanWord } from '../../reading/loanWords.ts';
import { readCase } from '../../reading/readCase.ts';
import { hashOfPair, hashOfText } from './hash.ts';
import { stemOf } from './stem.ts';

/**
 * What a text is about, as weighted terms: stems of Latin words (and of their camelCase parts), whole katakana runs, Han
 * in pairs of characters, and pairs of neighbouring words near the beginning. A term is a 32-bit hash, so an index needs no
 * strings. `weight` is a damped count in which the beginning counts up to four times as much as the end, in
 * steps of 1/32 up to 7.97. `quiet`: those that stand in no matter, but in a log, a trace or code beside it; nobody knows it of
 * terms that were stored.
 */
export type Terms = { hashes: Uint32Array; weights: Float32Array; quiet?: ReadonlySet<number> };

/** Where a term stands in the text it came from: UTF-16 offsets, end exclusive. */
export type TermSpan = { hash: number; source: 'title' | 'text'; start: number; end: number };

export function termsOf(title: string, text: string): Terms {
  const counts = new Map<number, number>();
  const quiet = new Set<number>();
  readTerms(title, text, (hash, weight) => {
    const before = counts.get(hash);
    counts.set(hash, (before ?? 0) + weight);
    // What counts less than the last word of matter.
    if (weight < 1 && before === undefined) quiet.add(hash);
    else if (weight >= 1 && quiet.size > 0) quiet.delete(hash);
  });
  const kept = counts.size <= mostTerms ? [...counts] : [...counts].sort(heaviestFirst).slice(0, mostTerms);
  const [hashes, weights] = [new Uint32Array(kept.length), new Float32Array(kept.length)];
  for (const [at, [hash, count]] of kept.entries()) {
    hashes[at] = hash;
    weights[at] = Math.min(255, Math.max(1, Math.round(Math.log2(1 + count) * 32))) / 32;
  }
  return { hashes, weights, ...(quiet.size > 0 && { quiet }) };
}

/** What a case says first: its title, or the first words of matter of a text without one, or under an older mail's. */
export function openingOf({ title, text }: { title: string; text: string }): string {
  const shortened = cut(text, mostCharacters);
  const { titleWeight, opening } = readCase(title, shortened);
  if (title.trim() !== '' && titleWeight === 1) return title;
  // Under the title of an older mail the first sentence stands for one.
  if (opening && titleWeight < 1) return shortened.slice(opening.from, opening.to);
  return cut(firstWords.exec(shortened.slice(opening?.from ?? 0))?.[0] ?? '', longestOpening);
}
const firstWords = /(?:\s*\S+){1,12}/;
/** Units; Japanese has no spaces. */
const longestOpening = 160;

/** The first place of every term in the text, for showing which words spoke. */
export function termSpans(title: string, text: string): TermSpan[] {
  const first = new Map<number, TermSpan>();
  readTerms(title, text, (hash, _weight, source, start, end) => {
    if (!first.has(hash)) first.set(hash, { hash, source, start, end });
  });
  return [...first.values()];
}

/** Beyond this the rest of a long text says little that is new; it also bounds what one case costs. */
const mostTerms = 96;
const mostCharacters = 12_000;
/** Pairs of words are read up to this many words into the case: measured, test/bench/matching. */
const pairsUpTo = 60;
/** The first word counts 1 + lead, falling by e every `leadWords` words. */
const lead = 3;
const leadWords = 40;

/** Ties go by hash, so that the choice never depends on anything but the text. */
const heaviestFirst = (a: [number, number], b: [number, number]): number => b[1] - a[1] || a[0] - b[0];

type OnTerm = (hash: number, weight: number, source: 'title' | 'text', start: number, end: number) => void;

/** Runs of one script; half-width katakana and full-width Latin are read as what they stand for. */
const run =
  /[a-zA-Z0-9\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+|[\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f]+|[\u3400-\u9fff\uf900-\ufaff\u3005]+|[\u3041-\u309f]+|\p{L}+/gu;

function readTerms(title: string, text: string, onTerm: OnTerm): void {
  let words = 0;
  const readable = cut(text, mostCharacters);
  const read = readCase(title, readable);
  const toldAt = (source: 'title' | 'text', start: number): number =>
    source === 'title' ? read.titleWeight : read.text.weightAt(start);
  for (const [source, written] of [
    ['title', title],
    ['text', readable],
  ] as const) {
    let previous = 0;
    let previousStart = 0;
    const word = (hash: number, start: number, end: number): void => {
      const told = toldAt(source, start);
      const weight = 1 + lead * Math.exp(-words / leadWords);
      // What is in the way speaks more softly than matter, and what comes after it is no later for it.
      if (told < 1) {
        if (told > 0) onTerm(hash, weight * told, source, start, end);
        previous = 0;
        return;
      }
      onTerm(hash, weight, source, start, end);
      if (previous !== 0 && words < pairsUpTo) {
        onTerm(hashOfPair(previous, hash), weight, source, previousStart, end);
      }
      previous = hash;
      previousStart = start;
      words++;
    };
    const whole = (hash: number, start: number, end: number): void => {
      const told = toldAt(source, start);
      if (told > 0) onTerm(hash, told, source, start, end);
    };
    for (const { 0: piece, index } of written.matchAll(run)) {
      const first = piece.charCodeAt(0);
      if (first < 0x250 || (first >= 0xff10 && first <= 0xff5a)) {
        latinWords(piece, index, word, whole);
      } else if ((first >= 0x30a1 && first <= 0x30ff) || (first >= 0xff66 && first <= 0xff9f)) {
        word(hashOfText(foldedKatakana(piece)), index, index + piece.length);
      } else if (first >= 0x3041 && first <= 0x309f) {
        previous = 0;
      } else if (piece.length <= 2) {
        word(hashOfText(piece), index, index + piece.length);
      } else {
        for (let at = 0; at + 1 < piece.length; at++)
          word(hashOfText(piece.slice(at, at + 2)), index + at, index + at + 2);
      }
    }
  }
}

/** `VpnGateway` is two words and a whole; a single letter or a very long run says nothing. */
function latinWords(
  piece: string,
  index: number,
  word: (hash: number, start: number, end: number) => void,
  whole: (hash: number, start: number, end: number) => void,
): void {
  if (piece.length > 64) return;
  const latin = isAscii.test(piece) ? piece : piece.normalize('NFKC');
  const parts = latin.length === piece.length && hump.test(latin) ? latin.split(betweenHumps) : [latin];
  let at = index;
  for (const part of parts) {
    if (part.length >= 2) word(hashOfText(stemOf(part.toLowerCase())), at, at + part.length);
    at += part.length;
  }
  if (parts.length > 1) whole(hashOfText(latin.toLowerCase()), index, index + piece.length);
}

const isAscii = /^[a-zA-Z0-9]*$/;
const hump = /[a-z0-9][A-Z]/;
/** Far slower to look for. */
const betweenHumps = /(?<=[a-z0-9])(?=[A-Z])/;

/** ｻｰﾊﾞ and サーバ are one word, and so are all spellings of a loan word. */
const foldedKatakana = (written: string): string => foldedLoanWord(written.normalize('NFKC'));
