import { hostBefore, signedWords } from '../../swarm/service/searchWords.ts';
import type { SearchGroup } from './searchQuery.ts';

/** What a found swarm is judged by, folded as the search folds (searchWords.ts). `text`: all of its words. */
export type Judged = { title: string; knowledge: string; text: string };

/** Where words say most of what a swarm is about; other writings of a technology say less than the words themselves. */
const weights = { title: 4, knowledge: 2, text: 1, alias: 0.3, technology: 0.2, phraseInTitle: 6, phrase: 2 };
/** Of BM25: how soon more of a word tells no more, and how much longer texts are held against. */
const [saturation, lengthShare] = [1.2, 0.75];

/**
 * How well each of the found fits, in their order; higher is better. By BM25 over title, cause and fix, and text: a word counts
 * for more the fewer of the found have it, in short texts, and in the title; and the words side by side for more than apart.
 * `whole`: the words as they were asked, folded; `telling`: how much a group tells, by its `own`, where it is known of all swarms: of those
 * that were found by a word all have it.
 */
export function relevanceOf(
  found: readonly Judged[],
  groups: readonly SearchGroup[],
  { whole, telling = new Map() }: { whole: string; telling?: ReadonlyMap<string, number> },
): number[] {
  const average = found.reduce((sum, { text }) => sum + text.length, 0) / Math.max(1, found.length);
  const counted = groups.map(({ own, aliases }) => {
    const rows = found.map((each) => fieldsOf(each).map((field) => occurrences(field, own)));
    const other = found.map((each) =>
      fieldsOf(each).map((field) => aliases.some((alias) => occurrences(field, alias) > 0)),
    );
    const having = rows.filter((counts) => counts.some((count) => count > 0)).length;
    const rarity = telling.get(own) ?? Math.log(1 + (found.length - having + 0.5) / (having + 0.5)) + 0.1;
    return { rows, other, rarity };
  });
  return found.map((each, at) => {
    const length = 1 - lengthShare + lengthShare * (each.text.length / Math.max(1, average));
    const tell = (count: number) => (count * (saturation + 1)) / (count + saturation * length);
    const words = counted.reduce((sum, { rows, other, rarity }) => {
      const [title = 0, knowledge = 0, text = 0] = rows[at] ?? [];
      const [inTitle, inKnowledge, inText] = other[at] ?? [];
      const own = weights.title * tell(title) + weights.knowledge * tell(knowledge) + weights.text * tell(text);
      const byOther =
        (inTitle ? weights.title : 0) + (inKnowledge ? weights.knowledge : 0) + (inText ? weights.text : 0);
      return sum + rarity * (own > 0 ? own : weights.alias * byOther + weights.technology);
    }, 0);
    const phrase = groups.length > 1 && occurrences(each.title, whole) > 0 ? weights.phraseInTitle : 0;
    return words + phrase + (groups.length > 1 && occurrences(each.text, whole) > 0 ? weights.phrase : 0);
  });
}

const fieldsOf = ({ title, knowledge, text }: Judged): string[] => [title, knowledge, text];

/** How often words stand in a text, counted up to eight: Latin ones where a word begins, signed ones whole. */
export function occurrences(text: string, words: string): number {
  if (words === '') return 0;
  const isWhole = signedWords(words).includes(words);
  const host = hostBefore(words);
  const endsHost = host === null ? null : new RegExp(`${host}$`);
  let count = 0;
  for (let at = text.indexOf(words); at >= 0 && count < mostCounted; at = text.indexOf(words, at + words.length)) {
    const before = isLatin(words.charAt(0)) && isLatin(text.charAt(at - 1));
    const after = isWhole && /[a-z\d+#]/.test(text.charAt(at + words.length));
    if (!before && !after && !endsHost?.test(text.slice(Math.max(0, at - longestLabel), at))) count++;
  }
  return count;
}
const mostCounted = 8;
/** Letters of a host's name before its end that are looked at (a label has at most 63). */
const longestLabel = 66;
const isLatin = (sign: string): boolean => /[a-z\d\u00df-\u024f]/.test(sign);
