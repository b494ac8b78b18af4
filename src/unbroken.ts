/**
 * The text with each number and its Japanese counter (`2 件`, `10 分`) on one line: the space between them breaks no
 * line. For texts as they are shown; in what is searched, stored or sent on spaces stay as they are.
 */
export const unbroken = (text: string): string => text.replace(beforeCounter, '\u{a0}');

const beforeCounter = /(?<=\d) (?=件|人|名|回|位|つ|個|台|行|社|点|日|週|か月|年|時間|分|秒|以上|以下|以内)/gu;

/** A catalogue of texts whose numbers stay with their counters, also in what its functions tell. */
export function unbrokenWords<Words>(words: Words): Words;
export function unbrokenWords(words: unknown): unknown {
  if (typeof words === 'string') return unbroken(words);
  if (typeof words === 'function') return (...values: unknown[]): unknown => unbrokenWords(words(...values));
  if (Array.isArray(words)) return words.map((each: unknown) => unbrokenWords(each));
  if (typeof words !== 'object' || words === null) return words;
  return Object.fromEntries(Object.entries(words).map(([key, each]) => [key, unbrokenWords(each)]));
}
