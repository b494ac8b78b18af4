import type { Technology } from '../registry/technology.ts';
import { aliasesOf } from '../registry/writings.ts';
import { katakanaBorders } from './katakana.ts';
import { specificity } from './specificity.ts';
import {
  type ComparableText,
  comparable,
  comparableWords,
  differOnlyInFinalLongVowels,
  isDigit,
  isJapanese,
  isKatakana,
  isLetter,
  plainOf,
} from './text.ts';

/** A name or alias that stands in a text. `from` and `to` are units of the comparable text, `to` exclusive. */
export type AliasHit = { from: number; to: number; alias: Alias };

/** One way to write one technology. `technology` is its place in the list the index was made from. */
export type Alias = {
  technology: number;
  /** As folded. */
  words: string;
  /** As `plain` has each that folds to these words, for long vowels: クバネティス, クーバネティス. */
  plains: string[];
  /** How surely these words mean a technology and nothing else, 0..1; shared words count for each in part. */
  specificity: number;
  /** Whether other technologies are called so too: the name of a family, such as VPN. */
  shared: boolean;
};

export type AliasIndex = {
  /**
   * Every alias that stands in the text. Where two overlap the longer wins, then the earlier; the same words may be
   * an alias of several technologies, and then there is a hit for each.
   */
  hits(text: ComparableText): readonly AliasHit[];
  /** The technologies of which this is a whole name or alias, as places in the list. */
  named(words: string): number[];
};

/**
 * All names and aliases of the technologies, for finding them in text in one pass. Latin words are found between word
 * borders (a plural s aside), Japanese ones anywhere but in the middle of a katakana word (ワード is not in パスワード).
 * Time grows with the text, not with the number of aliases: a hash look-up for each length of alias that begins so.
 */
export function createAliasIndex(technologies: readonly Technology[]): AliasIndex {
  const known = made.get(technologies);
  if (known) return known;
  const index = indexOf(technologies);
  made.set(technologies, index);
  return index;
}

/** One of a list serves all who read with it. */
const made = new WeakMap<readonly Technology[], AliasIndex>();

function indexOf(technologies: readonly Technology[]): AliasIndex {
  const byWords = new Map<string, Alias[]>();
  const lengthsByBeginning = new Map<string, number[]>();
  technologies.forEach((technology, place) => {
    for (const [words, alias] of writingsOf(technology, place)) {
      const same = byWords.get(words);
      if (same) same.push(alias);
      else byWords.set(words, [alias]);
      const beginning = beginningAt(words, 0);
      const lengths = lengthsByBeginning.get(beginning);
      if (!lengths) lengthsByBeginning.set(beginning, [words.length]);
      else if (!lengths.includes(words.length)) lengths.push(words.length);
    }
  });
  for (const lengths of lengthsByBeginning.values()) lengths.sort((a, b) => b - a);
  for (const shared of byWords.values())
    if (shared.length > 1)
      for (const alias of shared)
        Object.assign(alias, { specificity: alias.specificity / shared.length, shared: true });

  const known = new WeakMap<ComparableText, AliasHit[]>();
  const hits = (text: ComparableText): readonly AliasHit[] => {
    const before = known.get(text);
    if (before) return before;
    const found = hitsIn(text);
    known.set(text, found);
    return found;
  };
  const hitsIn = (text: ComparableText): AliasHit[] => {
    const borders = katakanaBorders(text.plain);
    const found: { from: number; to: number; aliases: Alias[] }[] = [];
    for (let from = 0; from < text.text.length; from++) {
      if (!mayBegin(text.text, from)) continue;
      for (const beginning of beginningsAt(text.text, from)) {
        for (const length of lengthsByBeginning.get(beginning) ?? []) {
          const to = from + length;
          const aliases = to <= text.text.length ? byWords.get(text.text.slice(from, to)) : undefined;
          if (!aliases) continue;
          const end = wordEnd(text, from, to);
          if (end === null || !borders.allow(text.plainStart[from] ?? 0, text.plainEnd[to - 1] ?? 0)) continue;
          const meant = aliases.filter((alias) => sameVowels(alias, text, from, to));
          if (meant.length > 0) found.push({ from, to: end, aliases: meant });
        }
      }
    }
    return longest(found).flatMap(({ from, to, aliases }) => aliases.map((alias) => ({ from, to, alias })));
  };
  const named = (words: string): number[] => [
    ...new Set((byWords.get(comparableWords(words).trim()) ?? []).map((alias) => alias.technology)),
  ];
  return { hits, named };
}

/** Every writing of one technology, by its folded words; the surest of equal ones. */
function writingsOf(technology: Technology, place: number): Map<string, Alias> {
  const writings = new Map<string, Alias>();
  const put = (words: string, plain: string, isName: boolean) => {
    const sure = specificity(words, isName);
    if (words === '' || sure <= 0) return;
    const { plains = [], specificity: before = 0 } = writings.get(words) ?? {};
    if (!plains.includes(plain)) plains.push(plain);
    writings.set(words, { technology: place, words, plains, specificity: Math.max(sure, before), shared: false });
  };
  const add = (written: string, isName: boolean) => {
    const { text, plain } = comparable(written);
    put(text.trim(), plain.trim(), isName);
  };
  for (const name of new Set([technology.name.en, technology.name.ja]))
    for (const part of namesIn(name)) add(part, true);
  for (const alias of aliasesOf(technology)) add(alias, false);
  add(technology.id, false);
  for (const { plains, words } of [...writings.values()]) {
    if (!/^[a-z0-9]+( [a-z0-9]+)+$/.test(words)) continue;
    // `key vault` is also written KeyVault, `logic apps` also logic app. Short joins would be other words.
    const [plain = words] = plains;
    if (words.length >= 7) put(words.replaceAll(' ', ''), plain, false);
    if (/[a-z]{3}s$/.test(words) && !/(ss|us|is)$/.test(words)) put(words.slice(0, -1), plain, false);
  }
  return writings;
}

/** `Azure Virtual Desktop / RDS` and `Azure Kubernetes Service (AKS)` are two names each. */
const namesIn = (name: string): Set<string> =>
  new Set([name, ...name.split(/ [/／] |[()（）]/)].map((part) => part.trim()).filter((part) => part.length > 1));

/** A Latin word begins where no other goes on; everything else may begin anywhere. */
function mayBegin(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit === 0x20) return false;
  if (isLetter(unit) || isDigit(unit)) return at === 0 || !isWordUnit(text.charCodeAt(at - 1));
  return isJapanese(unit) || at === 0 || !isWordUnit(text.charCodeAt(at - 1));
}

const isWordUnit = (unit: number): boolean => isLetter(unit) || isDigit(unit);

/** What aliases are grouped by: a run of letters or of digits, else two units. */
function beginningAt(text: string, at: number): string {
  const kind = isLetter(text.charCodeAt(at)) ? isLetter : isDigit(text.charCodeAt(at)) ? isDigit : null;
  if (!kind) return text.slice(at, at + 2);
  let to = at + 1;
  while (to < text.length && kind(text.charCodeAt(to))) to++;
  return text.slice(at, to);
}

/** The group an alias that stands here may be in: also that of its singular, and of one that is a single sign. */
function beginningsAt(text: string, at: number): string[] {
  const beginning = beginningAt(text, at);
  if (!isLetter(text.charCodeAt(at))) return beginning.length === 2 ? [beginning, beginning.charAt(0)] : [beginning];
  if (!beginning.endsWith('s')) return [beginning];
  const singular = beginning.slice(0, -1);
  return singular.endsWith('e') ? [beginning, singular, singular.slice(0, -1)] : [beginning, singular];
}

/**
 * Where a hit that should end at `to` truly ends, a plural s included, or null when a Latin word goes on there.
 * A version may follow a word of three letters at once: Exchange2016.
 */
function wordEnd(
  { text, original, plainStart, originalStart }: ComparableText,
  from: number,
  to: number,
): number | null {
  const last = text.charCodeAt(to - 1);
  const next = text.charCodeAt(to);
  if (!isWordUnit(last) || !isWordUnit(next)) return to;
  if (isLetter(last) && isDigit(next) && to - from >= 3) return to;
  const plural = text.startsWith('s', to) ? to + 1 : text.startsWith('es', to) ? to + 2 : null;
  if (plural === null || !isLetter(last) || isWordUnit(text.charCodeAt(plural))) return null;
  if (to - from >= 3 && !text.endsWith('s', to)) return plural;
  // VMs, but not `as` for the alias `a`: the s is small after capitals.
  const written = (at: number): string => original.charAt(originalStart[plainStart[at] ?? 0] ?? 0);
  return /[A-Z]/.test(written(to - 1)) && written(to) === 's' ? plural : null;
}

const sameVowels = (alias: Alias, text: ComparableText, from: number, to: number): boolean =>
  !hasKatakana(alias.words) ||
  alias.plains.some((plain) => differOnlyInFinalLongVowels(plain, plainOf(text, from, to)));

const hasKatakana = (words: string): boolean => {
  for (let at = 0; at < words.length; at++) if (isKatakana(words.charCodeAt(at))) return true;
  return false;
};

/** The hits that remain when of two that overlap only the longer does. */
function longest<T extends { from: number; to: number }>(found: T[]): T[] {
  const byLength = found.toSorted((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
  const taken = new Set<number>();
  const kept = byLength.filter(({ from, to }) => {
    for (let at = from; at < to; at++) if (taken.has(at)) return false;
    for (let at = from; at < to; at++) taken.add(at);
    return true;
  });
  return kept.sort((a, b) => a.from - b.from);
}
