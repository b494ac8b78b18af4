import { isSentence } from '../language/compatible.ts';
import { createLately } from '../reading/lately.ts';
import { endsInE, voicedLips } from '../reading/loanWords.ts';

/**
 * A text made comparable, in both languages, with the way back to what was written.
 *
 * Two layers. `plain` is the text in NFKC and lower case, dashes, spaces and quotes unified. `text`, which matching
 * works on, is `plain` further folded: long vowel marks (サーバー, サーバ) and spaces or 中黒 beside Japanese are gone,
 * small vowels are large (ウィンドウ, ウインドウ), other spellings of a loan word are one (フェイル, フェール), and a run of spaces, dashes and underscores is one space.
 */
export type ComparableText = {
  original: string;
  text: string;
  plain: string;
  /** For each UTF-16 unit of `text`: where in `plain` what it stands for begins, and ends (exclusive). */
  plainStart: Uint32Array;
  plainEnd: Uint32Array;
  /** For each UTF-16 unit of `plain`: where in `original` what it stands for begins, and ends (exclusive). */
  originalStart: Uint32Array;
  originalEnd: Uint32Array;
};

/** A text as matching compares it. Any string will do, lone surrogates and all. The last ones are kept, unless they are long. */
export function comparable(original: string): ComparableText {
  if (original.length > longestKept) return compared(original);
  return lately.find(original) ?? lately.keep(original, compared(original));
}

function compared(original: string): ComparableText {
  const plain = plainLayer(original);
  return { original, ...plain, ...foldedLayer(plain.plain) };
}

const lately = createLately<string, ComparableText>((before, asked) => before === asked);
const longestKept = 2_000;

/** Only the folded words, for a key or a name that needs no way back. Names come again and again: theirs are kept. */
export function comparableWords(original: string): string {
  if (original.length > longestName) return isAscii.test(original) ? asciiWords(original) : comparable(original).text;
  const known = foldedNames.get(original);
  if (known !== undefined) return known;
  if (foldedNames.size >= mostNames) foldedNames.clear();
  const { text } = comparable(original);
  foldedNames.set(original, text);
  return text;
}

/** As `comparable` has it, which looks at each sign by itself: most of what is searched for or found is plain Latin text. */
const asciiWords = (original: string): string =>
  original
    .replace(controls, ' ')
    .toLowerCase()
    .replace(/[ _-]+/g, ' ');
const [isAscii, controls] = [/^[\0-\x7f]*$/, /[\0-\x20]/g];

const foldedNames = new Map<string, string>();
const mostNames = 10_000;
const longestName = 60;

/** Where units `from` to `to` (exclusive) of `text` stand in the original. `from` < `to`. */
export function spanInOriginal(of: ComparableText, from: number, to: number): { start: number; end: number } {
  const first = of.plainStart[from] ?? 0;
  const last = (of.plainEnd[to - 1] ?? 1) - 1;
  return { start: of.originalStart[first] ?? 0, end: of.originalEnd[last] ?? of.original.length };
}

/** Units `from` to `to` (exclusive) of `text` as `plain` has them. */
export const plainOf = (of: ComparableText, from: number, to: number): string =>
  of.plain.slice(of.plainStart[from] ?? 0, of.plainEnd[to - 1] ?? 0);

export const isHiragana = (unit: number): boolean => unit >= 0x3041 && unit <= 0x309f;
export const isKatakana = (unit: number): boolean =>
  (unit >= 0x30a1 && unit <= 0x30fa) || unit === longVowel || (unit >= 0x30fd && unit <= 0x30ff);
/** Han, and the halves of those beyond the basic plane. */
export const isHan = (unit: number): boolean =>
  (unit >= 0x3400 && unit <= 0x9fff) ||
  (unit >= 0xf900 && unit <= 0xfaff) ||
  unit === 0x3005 ||
  (unit >= 0xd840 && unit <= 0xd88f);
export const isJapanese = (unit: number): boolean => isHiragana(unit) || isKatakana(unit) || isHan(unit);
export const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
/** Letters of lower case Latin, with accents, and of Greek and Cyrillic. */
export const isLetter = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) || (unit >= 0xdf && unit <= 0x52f && unit !== 0xf7);

const longVowel = 0x30fc;
const [kanaA, kanaI, kanaYa, kanaVu] = [0x30a2, 0x30a4, 0x30e4, 0x30f4];

/**
 * Whether two writings, equal when folded, differ only in long vowel marks at the end of a word of two sounds or
 * more (サーバー, サーバ), which Japanese writes both ways; ビル and ビール differ in meaning.
 */
export function differOnlyInFinalLongVowels(left: string, right: string): boolean {
  const [a, b] = [katakanaWithMarks(left), katakanaWithMarks(right)];
  let sounds = 0;
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const [unit, other] = [a.charCodeAt(i), b.charCodeAt(j)];
    if (unit === other) {
      sounds = isKatakana(unit) && unit !== longVowel ? sounds + 1 : unit === longVowel ? sounds : 0;
      i++;
      j++;
    } else if (unit === longVowel && sounds >= 2) i++;
    else if (other === longVowel && sounds >= 2) j++;
    else return false;
  }
  return true;
}

const katakanaWithMarks = (plain: string): string =>
  plain
    .replace(/[\s\-_・]/g, '')
    .replace(/[ァィゥェォ]/g, (small) => String.fromCharCode(small.charCodeAt(0) + 1))
    .replace(/ヴ([アイエオ]?)/g, (_, vowel: string) => voicedLips(vowel.charCodeAt(0)))
    .replace(/([エケゲセゼテデネヘベペメレ])イ/g, '$1ー')
    .replace(/([イー])ヤ/g, '$1ア');

function plainLayer(original: string): Pick<ComparableText, 'plain' | 'originalStart' | 'originalEnd'> {
  let plain = '';
  let length = 0;
  let starts = new Uint32Array(original.length + 16);
  let ends = new Uint32Array(original.length + 16);
  for (let from = 0; from < original.length; ) {
    const to = clusterEnd(original, from);
    const unit = original.charCodeAt(from);
    const written = to === from + 1 && isStable(unit) ? plainUnit(unit) : plainCluster(original.slice(from, to));
    if (length + written.length > starts.length) {
      starts = grown(starts, length + written.length);
      ends = grown(ends, length + written.length);
    }
    for (let more = written.length; more > 0; more--) {
      starts[length] = from;
      ends[length++] = to;
    }
    plain += written;
    from = to;
  }
  return { plain, originalStart: starts.subarray(0, length), originalEnd: ends.subarray(0, length) };
}

/** NFKC makes up to six units of one character. */
function grown(column: Uint32Array, atLeast: number): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(atLeast * 2);
  wider.set(column);
  return wider;
}

/** A character with the marks that follow it (か and a combining ゛, half-width ｶ and ﾞ), so that NFKC sees them together. */
function clusterEnd(text: string, from: number): number {
  let to = from + ((text.codePointAt(from) ?? 0) > 0xffff ? 2 : 1);
  const end = Math.min(text.length, to + mostMarks);
  while (to < end) {
    const unit = text.charCodeAt(to);
    if (unit < 0x300) break;
    if (!(unit === 0xff9e || unit === 0xff9f || (!isHan(unit) && mark.test(text.charAt(to))))) break;
    to++;
  }
  return to;
}
const mark = /^\p{M}$/u;
/** No script has more on a letter, and sorting them takes time by their square. */
const mostMarks = 30;

/** ASCII, kana and Han of the basic plane are their own NFKC. */
const isStable = (unit: number): boolean =>
  unit < 0x80 ||
  (unit >= 0x3041 && unit <= 0x3096) ||
  (unit >= 0x30a1 && unit <= 0x30fe) ||
  (unit >= 0x4e00 && unit <= 0x9fff);

const asciiPlain = Array.from({ length: 0x80 }, (_, unit) =>
  unit < 0x21 ? ' ' : String.fromCharCode(unit).toLowerCase(),
);
const plainUnit = (unit: number): string => asciiPlain[unit] ?? String.fromCharCode(unit);

function plainCluster(cluster: string): string {
  if (isSentence(cluster.charCodeAt(0))) return cluster;
  return cluster
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|\p{Variation_Selector}/gu, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019\u201b]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/\s/g, ' ');
}

function foldedLayer(plain: string): Pick<ComparableText, 'text' | 'plainStart' | 'plainEnd'> {
  const starts = new Uint32Array(plain.length);
  const ends = new Uint32Array(plain.length);
  let text = '';
  let length = 0;
  let previous = 0;
  let glides = false;
  for (let at = 0; at < plain.length; at++) {
    const unit = plain.charCodeAt(at);
    if (unit === longVowel && isKatakana(previous)) {
      // Belongs to the sound before it: a hit on サーバ in サーバー spans the mark too.
      if (ends[length - 1] === at) ends[length - 1] = at + 1;
      continue;
    }
    if (isSeparator(unit)) {
      let next = at + 1;
      while (next < plain.length && isSeparator(plain.charCodeAt(next))) next++;
      if (!isJapanese(previous) && !isJapanese(plain.charCodeAt(next))) {
        starts[length] = at;
        ends[length++] = next;
        text += ' ';
        previous = 0x20;
      }
      at = next - 1;
      continue;
    }
    const large = isSmallVowel(unit) ? unit + 1 : unit;
    if (large === kanaI && endsInE(previous)) {
      // エイ is エー. What follows as ヤ is ア, as in ファイヤー.
      if (ends[length - 1] === at) ends[length - 1] = at + 1;
      glides = true;
      continue;
    }
    let end = at + 1;
    if (unit === kanaVu) {
      const lips = voicedLips(plain.charCodeAt(at + 1));
      if (lips !== 'ブ') end = at + 2;
      previous = lips.charCodeAt(0);
    } else previous = large === kanaYa && (glides || previous === kanaI) ? kanaA : large;
    glides = false;
    starts[length] = at;
    ends[length++] = end;
    text += String.fromCharCode(previous);
    at = end - 1;
  }
  return { text, plainStart: starts.subarray(0, length), plainEnd: ends.subarray(0, length) };
}

const isSeparator = (unit: number): boolean => unit === 0x20 || unit === 0x2d || unit === 0x5f || unit === 0x30fb;
const isSmallVowel = (unit: number): boolean =>
  unit === 0x30a1 || unit === 0x30a3 || unit === 0x30a5 || unit === 0x30a7 || unit === 0x30a9;
