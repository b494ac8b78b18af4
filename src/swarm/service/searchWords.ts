import { comparableWords, isJapanese } from '../../detection/text.ts';
import { cut } from '../../language/cut.ts';
import { matchesOf } from '../../reading/matches.ts';

/**
 * How texts are made findable in both languages with nothing but PostgreSQL's own index. Latin words are tokens as
 * they stand, and a search finds them by their beginning. Japanese has no spaces: each two neighbouring characters
 * are a token, so that 証明 and 明書 are both found in サーバー証明書, and each three, `~` before them: 証明 and 明書 are
 * in thousands of texts that 証明書 is not in. A technology is a token too, `#` before its id.
 */

/** Texts folded as detection folds them (detection/text.ts), each on a line of its own: no word runs across two. */
export const searchableWords = (texts: readonly string[]): string =>
  texts.map((text) => comparableWords(text).trim()).join('\n');

/** Every token of a swarm, once: of its folded words, its technologies, and the month it was planned in (an ISO instant). */
export function tokensOf(words: string, technologies: readonly string[], plannedAt: string): string[] {
  return [...new Set([...wordTokens(words), ...technologies.map(technologyToken), monthToken(plannedAt)])];
}

/** Every token of folded words, once. */
export function wordTokens(words: string): Set<string> {
  const tokens = new Set<string>();
  for (const run of runsOf(words)) {
    if (!run.japanese) {
      tokens.add(run.text);
      continue;
    }
    const units = [...run.text];
    units.forEach((unit, at) => {
      tokens.add(unit + (units[at + 1] ?? ''));
    });
    for (const token of tripleTokens(units)) tokens.add(token);
  }
  return tokens;
}

/**
 * What a text must have for folded words to stand in it: tokens, and beginnings of tokens. It may have them apart:
 * only the words themselves tell whether four Japanese characters stand side by side.
 */
export function wantedTokens(words: string): WantedToken[] {
  const signed = signedWords(words);
  const whole = signed.map((each): WantedToken => ({ token: each.replace(/[.+#]/g, ''), beginning: false }));
  const rest = signed.reduce((left, each) => left.replace(each, ' '), words);
  const wanted = runsOf(rest).flatMap((run): WantedToken[] => {
    if (!run.japanese) return [{ token: run.text, beginning: true }];
    const units = [...run.text];
    if (units.length < 3) return [{ token: run.text, beginning: units.length === 1 }];
    return tripleTokens(units).map((token) => ({ token, beginning: false }));
  });
  return [...whole, ...wanted];
}

/**
 * Names that signs are part of, in folded words: `c#`, `c++`, `f#`, `.net`. Their token is without the sign, and whole: only the
 * words themselves tell `c#` from `c`, and nothing that merely begins with `c` is meant.
 */
export const signedWords = (words: string): string[] => words.match(signed) ?? [];
const signed = /(?<![a-z\d])[a-z]{1,10}(?:\+\+|#)(?![a-z\d+#])|(?<![a-z\d.])\.[a-z][a-z\d]{1,20}(?![a-z\d])/g;

/**
 * Before which `.net` is the end of a host's name and not the technology: privatelink.blob.core.windows.net, and not ASP.NET. A pattern
 * in the words that JavaScript and PostgreSQL share; null for other words.
 */
export const hostBefore = (words: string): string | null => (words === '.net' ? '[a-z0-9-]\\.[a-z0-9-]+' : null);

/** `beginning`: a token that begins so will do. */
export type WantedToken = { token: string; beginning: boolean };

/** The sign keeps them apart from what begins with a single character. */
const tripleTokens = (units: readonly string[]): string[] =>
  units.slice(2).map((third, at) => `~${units.slice(at, at + 2).join('')}${third}`);

export const technologyToken = (id: string): string => `#${id}`;

/** The month, in UTC, of an ISO instant: with it the index alone narrows a search to the newest swarms. */
export const monthToken = (at: string): string => `@${new Date(at).toISOString().slice(0, 7)}`;

const longestToken = 60;

/** Runs of Japanese, and of letters and digits of any other script. Everything else only parts them. */
function runsOf(words: string): { text: string; japanese: boolean }[] {
  return matchesOf(lettersAndDigits, words).flatMap(({ 0: word }) => {
    const runs: { text: string; japanese: boolean }[] = [];
    for (let from = 0; from < word.length; ) {
      const japanese = isJapanese(word.charCodeAt(from));
      const begins = from;
      do from += (word.codePointAt(from) ?? 0) > 0xffff ? 2 : 1;
      while (from < word.length && isJapanese(word.charCodeAt(from)) === japanese);
      const text = word.slice(begins, from);
      // Of other scripts only the beginning is kept.
      runs.push({ text: japanese ? text : cut(text, longestToken), japanese });
    }
    return runs;
  });
}
const lettersAndDigits = /[\p{L}\p{M}\p{N}々ー]+/gu;
