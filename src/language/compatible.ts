/**
 * The text in NFKC: width, ligatures and the order of marks are one. Of more marks on one letter than any script has only the
 * first thirty stay (Unicode's Stream-Safe Text Format, UAX 15): sorting thousands would take time by their square.
 */
export const compatible = (text: string): string => withFewMarks(text).normalize('NFKC');

/** As `compatible`, but what only looks alike stays as it is (NFC). */
export const composed = (text: string): string => withFewMarks(text).normalize('NFC');

const withFewMarks = (text: string): string => text.replace(manyMarks, '$1');
const manyMarks = /([\p{M}\uff9e\uff9f]{30})[\p{M}\uff9e\uff9f]+/gu;
