import { usual } from '../../language/usual.ts';
import { matchesOf } from '../../reading/matches.ts';
import { caseKey } from './caseKey.ts';
import { decoded } from './decoded.ts';

/**
 * Words of a text that could be the id of a case: where they stand in `text` (UTF-16 units, end exclusive), and their
 * key. `place`: in an address, in brackets or quotes, or in the open; `cut`: it is a part of a longer number or word.
 */
export type PossibleId = {
  key: string;
  from: number;
  to: number;
  place: 'address' | 'brackets' | 'open';
  cut: boolean;
};

/** A text in usual signs, each address in it shown as spaces, and the words in both that could be ids. */
export type TextWithIds = { text: string; ids: PossibleId[] };

/** Of a longer text only so much is looked through, and of an id so much kept. */
const mostText = 4000;
const longestId = 80;
const mostIds = 400;

/**
 * Every word or neighbouring words with a figure in them, at most eight parts of letters or figures each, whatever
 * signs stand between; what an address leads to; and a text of a few words as a whole. Longest first.
 */
export function idsInText(written: string): TextWithIds {
  const ids: PossibleId[] = [];
  const told = usual(written).slice(0, mostText);
  const text = told.replace(address, (url, at: number) => {
    // A later part of an address counts less: it is taken for shorter.
    for (const [rank, part] of partsOf(url).entries())
      for (const { key } of partsIn(part))
        ids.push({ key, from: at + rank, to: at + url.length, place: 'address', cut: false });
    return ' '.repeat(url.length);
  });
  ids.push(...partsIn(text));
  // Japanese keyboards have ー where a hyphen is: after anything but kana it can be no long vowel.
  const hyphened = text.replace(/(?<![\p{Script=Hiragana}\p{Script=Katakana}ー])[ー─]/gu, '-');
  if (hyphened !== text) ids.push(...partsIn(hyphened));
  const whole = text.trim();
  if (whole.length > 0 && whole.length <= 60 && !/\d/.test(whole)) {
    const from = text.indexOf(whole);
    ids.push({ key: caseKey(whole), from, to: from + whole.length, place: 'open', cut: false });
  }
  return { text, ids: ids.toSorted((one, other) => other.to - other.from - (one.to - one.from)).slice(0, mostIds) };
}

/** With https:// before it, or copied without, as browsers show it: `desk.contoso.example/case/4737`. */
const address =
  /(?:https?:\/\/|(?<![\p{L}\p{N}@/._-])(?:[a-z\d][a-z\d-]{0,62}\.){2,6}[a-z]{2,24}\/)[^\s<>"'「」『』（）()[\]、。]+/giu;

/** What an address may name its case by, the likeliest first: what is asked for, the end of its path, its anchor. */
function partsOf(written: string): string[] {
  const url = /^https?:/i.test(written) ? written : `https://${written}`;
  if (!URL.canParse(url)) return [];
  const { pathname, search, hash } = new URL(url);
  const asked = [
    ...decoded(search).matchAll(/[?&=;]([\w.-]*?(?:id|number|num|no|case|ticket|incident|key|query|q))=([^&;]+)/gi),
  ];
  const path = decoded(pathname)
    .split('/')
    .filter((part) => /\d/.test(part));
  const last = path.at(-1);
  return [
    ...asked.map(([, , value = '']) => value),
    ...(last ? [last] : []),
    ...(/\d/.test(hash) ? [decoded(hash)] : []),
  ];
}

/** Letters of one script, or figures. */
const part = /\p{Nd}+|\p{Script=Latin}+|\p{Script=Han}+|\p{Script=Hiragana}+|[\p{Script=Katakana}ー]+|[\p{L}\p{M}]+/gu;
const between = /^(?:[-‐-―−_./:# ~\\]?| # ?)$/u;
const longWord = /[\p{L}\p{N}][\p{L}\p{N}_./-]{6,78}[\p{L}\p{N}]/gu;
const mostParts = 8;

function partsIn(text: string): PossibleId[] {
  const parts = matchesOf(part, text).map(({ 0: words, index }) => ({ from: index, to: index + words.length }));
  const found: PossibleId[] = [];
  for (const [first, { from }] of parts.entries()) {
    for (let last = first; last < parts.length && last < first + mostParts; last++) {
      const to = parts[last]?.to ?? from;
      if (to - from > longestId) break;
      if (last > first && !between.test(text.slice(parts[last - 1]?.to ?? to, parts[last]?.from ?? to))) break;
      const words = text.slice(from, to);
      if (!/\d/.test(words) || decimal(text, from, to)) continue;
      found.push({ key: caseKey(words), from, to, place: placeOf(text, from, to), cut: isCut(text, from, to) });
    }
    if (found.length > 4 * mostIds) break;
  }
  // Longer than eight parts, as a GUID is: the whole word.
  if (!text.split(/\s+/u).some((each) => each.length > 7 && /\d/.test(each))) return found;
  for (const { 0: words, index } of matchesOf(longWord, text))
    if (/\d/.test(words))
      found.push({
        ...{ key: caseKey(words), from: index, to: index + words.length },
        ...{ place: placeOf(text, index, index + words.length), cut: false },
      });
  return found;
}

/** A figure of an amount, a time, a version or an IP address is no id; two long ones with a mark between are two. */
function decimal(text: string, from: number, to: number): boolean {
  const [before, after] = [text.slice(Math.max(0, from - 5), from), text.slice(to, to + 5)];
  const isLong = /^\d{4,}$/.test(text.slice(from, to));
  return (
    (/\d[.:/,]$/u.test(before) && !(isLong && /\d{4}[/,]$/.test(before))) ||
    (/^[.:/,]\d/u.test(after) && !(isLong && /^[/,]\d{4}/.test(after)))
  );
}

const isCut = (text: string, from: number, to: number): boolean =>
  /[\p{Script=Latin}\d][-_]?$/u.test(text.slice(Math.max(0, from - 2), from)) ||
  /^[-_]?[\p{Script=Latin}\d]/u.test(text.slice(to, to + 2));

const placeOf = (text: string, from: number, to: number): 'brackets' | 'open' =>
  /[[(<{"'“‘「『【《〔⟦（]\s?(?:#|no\.? ?)?$/iu.test(text.slice(Math.max(0, from - 6), from)) &&
  /^\s?[\])>}"'”’」』】》〕⟧）]/u.test(text.slice(to, to + 2))
    ? 'brackets'
    : 'open';
