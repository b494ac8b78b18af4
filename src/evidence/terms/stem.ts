/**
 * What an English word shares with its other forms: crash, crashes, crashed and crashing are one word. By endings alone,
 * far milder than Porter 1980: words that only look alike should stay apart, and a word that is no English loses at most an s.
 */
export function stemOf(word: string): string {
  if (word.length < 4 || !isWord.test(word)) return word;
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (sibilantPlural.test(word)) return word.slice(0, -2);
  const one = word.endsWith('s') && !noPlural.test(word) ? word.slice(0, -1) : word;
  const ending = one.length > 5 && one.endsWith('ing') ? 3 : one.length > 4 && one.endsWith('ed') ? 2 : 0;
  if (ending === 0) return one.length > 3 && one.endsWith('e') ? one.slice(0, -1) : one;
  const stem = one.slice(0, -ending);
  if (!vowel.test(stem)) return one;
  return doubled.test(stem) ? stem.slice(0, -1) : stem;
}

const isWord = /^[a-z]+$/;
const sibilantPlural = /(?:ss|x|ch|sh)es$/;
const noPlural = /(?:ss|us|is)$/;
const vowel = /[aeiouy]/;
/** stopped, logging */
const doubled = /([bdgklmnprt])\1$/;
