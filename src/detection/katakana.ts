import { isKatakana } from './text.ts';

/** Whether a span of the text may be a word of its own, as far as katakana goes. */
export type KatakanaBorders = { allow(from: number, to: number): boolean };

/**
 * Japanese writes no spaces, but a katakana run is one foreign word or a few: ワード stands in ワードファイル, not in
 * パスワード. A span that begins or ends inside a run is allowed when the segmenter of Node cuts there too, or when it
 * is a long beginning or end of the run, since the segmenter does not know every compound (チームズ|アプリ).
 * Offsets are units of `plain`; each run is cut once, when first asked about.
 */
export function katakanaBorders(plain: string): KatakanaBorders {
  const cutsByRun = new Map<number, Set<number>>();
  const katakanaAt = (at: number): boolean => at >= 0 && at < plain.length && isKatakana(plain.charCodeAt(at));

  // Spans are asked about from left to right: the run of the last question often holds the next.
  let last = { from: 0, to: 0 };
  const runAround = (at: number): { from: number; to: number } => {
    if (at >= last.from && at < last.to) return last;
    let from = at;
    let to = at + 1;
    while (katakanaAt(from - 1)) from--;
    while (katakanaAt(to)) to++;
    last = { from, to };
    return last;
  };
  const cutsOf = (run: { from: number; to: number }): Set<number> => {
    const known = cutsByRun.get(run.from);
    if (known) return known;
    const cuts = new Set<number>();
    for (const { index } of segmenter().segment(plain.slice(run.from, run.to))) cuts.add(run.from + index);
    cutsByRun.set(run.from, cuts);
    return cuts;
  };

  return {
    allow(from, to) {
      if (katakanaAt(from) && katakanaAt(from - 1)) {
        const run = runAround(from);
        if (!cutsOf(run).has(from) && !(to === run.to && to - from >= longEnd)) return false;
      }
      if (katakanaAt(to - 1) && katakanaAt(to)) {
        const run = runAround(to - 1);
        if (!cutsOf(run).has(to) && !(from === run.from && to - from >= longBeginning)) return false;
      }
      return true;
    },
  };
}

const longBeginning = 4;
const longEnd = 5;

let made: Intl.Segmenter | undefined;
/** Made when first needed: it loads a dictionary. */
const segmenter = (): Intl.Segmenter => {
  made ??= new Intl.Segmenter('ja', { granularity: 'word' });
  return made;
};
