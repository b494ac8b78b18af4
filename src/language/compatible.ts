/**
 * The text in NFKC: width, ligatures and the order of marks are one. Of more marks on one letter than any script has only the
 * first thirty stay (Unicode's Stream-Safe Text Format, UAX 15): sorting thousands would take time by their square.
 * Two honorifics of Arabic stay as they are: NFKC makes a sentence of each, and eighteen times as long a text.
 */
export const compatible = (text: string): string =>
  isPlain.test(text)
    ? text
    : hasSentences.test(text)
      ? withFewMarks(text).replace(others, normal)
      : normal(withFewMarks(text));

/** Nothing but signs of ASCII: it is in every form of Unicode as it is, which is told faster than made. */
export const isPlain = /^[\0-\x7f]*$/;

const normal = (text: string): string => text.normalize('NFKC');

/** U+FDFA and U+FDFB, of eighteen and eight letters; no other character is more than six. */
export const isSentence = (unit: number): boolean => unit === 0xfdfa || unit === 0xfdfb;
const hasSentences = /[\ufdfa\ufdfb]/;
const others = /[^\ufdfa\ufdfb]+/g;

/** As `compatible`, but what only looks alike stays as it is (NFC). */
export const composed = (text: string): string => withFewMarks(text).normalize('NFC');

const withFewMarks = (text: string): string => text.replace(manyMarks, '$1');
const manyMarks = /([\p{M}\uff9e\uff9f]{30})[\p{M}\uff9e\uff9f]+/gu;
