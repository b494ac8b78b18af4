/**
 * The text with each number beside what it counts on one line (`2 件`, `10 min`), each date and time whole
 * (`5 Nov 2026`, `18:15 GMT`), and no line that begins with a separator (`·`, `/`): the spaces in them break no line.
 * For texts as they are shown; in what is searched, stored or sent on spaces stay as they are.
 */
export const unbroken = (text: string): string => (mayHold.test(text) ? text.replace(held, noBreak) : text);

/** As `unbroken`, for what people wrote, and may copy from where it is shown: only Japanese counters are held. */
export const unbrokenCounts = (text: string): string => text.replace(beforeCounter, noBreak);

/**
 * As `unbroken`, and Japanese dates whole, as cards write them (`12月1日(火)`, `2026年12月1日`): a line may end between their numbers
 * and words, and only a sign that nobody sees keeps them together.
 */
export const unbrokenDates = (text: string): string => (mayHold.test(text) ? datesHeld(unbroken(text)) : text);

const datesHeld = (text: string): string => text.replace(japaneseDate, (date) => date.replace(betweenSigns, joiner));

/** What nothing is held without: most names and words of a card have none of it. */
const mayHold = /[\d·/]/;
const joiner = '\u{2060}';
const betweenSigns = /(?<=\d)(?=[年月日])|(?<=[年月日])(?=[\d(])/gu;
const japaneseDate = /(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:\([月火水木金土日]\))?/gu;
const noBreak = '\u{a0}';
const counters = '件|人|名|回|位|つ|個|台|行|社|点|日|週|か月|年|時間|分|秒|以上|以下|以内';
const units = '(?:d|h|min|s)(?![a-z])';
const months = 'Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec';
const days = 'Mon|Tue|Wed|Thu|Fri|Sat|Sun';
const zones = 'UTC|GMT|BST|[IJ]ST|CES?T|[ECMP][SD]T|AE[SD]T';
const beforeCounter = new RegExp(` (?<=\\d )(?=${counters})`, 'gu');
const held = new RegExp(
  ` (?:${[
    `(?<=\\d )(?=${counters}|${units}|(?:${months})\\b)`,
    `(?<=\\b(?:${months}) )(?=\\d{4}\\b)`,
    `(?<=\\b(?:${days}) )(?=\\d)`,
    `(?<=\\d\\d:\\d\\d )(?=\\(?(?:${zones})\\b)`,
    '(?<=日\\([月火水木金土日]\\) )(?=\\d\\d:)',
    '(?=[·/] )',
  ].join('|')})`,
  'gu',
);

/** A catalogue of texts as `unbroken` has them, also in what its functions tell. */
export function unbrokenWords<Words>(words: Words): Words;
export function unbrokenWords(words: unknown): unknown {
  if (typeof words === 'string') return unbroken(words);
  if (typeof words === 'function') return (...values: unknown[]): unknown => unbrokenWords(words(...values));
  if (Array.isArray(words)) return words.map((each: unknown) => unbrokenWords(each));
  if (typeof words !== 'object' || words === null) return words;
  return Object.fromEntries(Object.entries(words).map(([key, each]) => [key, unbrokenWords(each)]));
}
