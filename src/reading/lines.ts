/** One line of a text. `from` and `to` are UTF-16 offsets, the line's end exclusive and without its break. */
export type Line = {
  from: number;
  to: number;
  /** As written, at most `longestRead` units of it, without spaces at its ends. */
  words: string;
  /** Counts up at each empty line. */
  paragraph: number;
};

/** The lines that hold anything. What decides about a line stands in its beginning: that bounds what a long one costs. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let paragraph = 0;
  let empty = false;
  for (let from = 0; from < text.length; ) {
    const found = text.indexOf('\n', from);
    const to = found < 0 ? text.length : found;
    const words = text.slice(from, Math.min(to, from + longestRead)).trim();
    if (words === '') empty = true;
    else {
      if (empty && lines.length > 0) paragraph++;
      empty = false;
      lines.push({ from, to, words, paragraph });
    }
    from = to + 1;
  }
  return lines;
}

const longestRead = 400;

/** Lines by paragraph, in order. */
export function paragraphsOf(lines: readonly Line[]): Line[][] {
  const all: Line[][] = [];
  for (const line of lines) {
    const last = all.at(-1);
    if (last && last[0]?.paragraph === line.paragraph) last.push(line);
    else all.push([line]);
  }
  return all;
}

/** A line of rules and stars and nothing else: `━━━━━━━━`, `========`, `* * * *`. */
export function isRule(words: string): boolean {
  if (words.length < 5 || /[\p{L}\p{N}]/u.test(words)) return false;
  const signs = new Set(words.replace(/\s/g, ''));
  return signs.size <= 3 && words.length >= 2 * signs.size;
}

/** Whether a line reads as a sentence of somebody, not as a name, a label or a row of a table. */
export function isSentence(words: string): boolean {
  if (/[。！？]|(?:です|ます|ました|ません|ください|でした|たい|ない|ある|する|した)[)）」]?$/.test(words)) return true;
  return /[.!?:][)"']?$/.test(words) ? words.split(/\s+/, 6).length > 4 : words.split(/\s+/, 12).length > 10;
}
