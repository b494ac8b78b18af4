import { compatible } from '../../language/compatible.ts';
import { cut } from '../../language/cut.ts';
import type { Technology } from '../../registry/technology.ts';
import { glossary } from './glossary.ts';

/** What is compared with past cases: `title` and `text`. */
type Told = { title: string; text: string };

/**
 * The words by which a case would be told in the other of both languages, as far as they are known: the names of its
 * technologies, what cases are told with (証明書, certificate), and what is written alike in both: names in Latin letters
 * and codes. No sentences: it is only compared with past cases, word by word. Null when nothing is known.
 */
export function inOtherLanguage({ title, text }: Told, names: readonly Technology['name'][]): Told | null {
  const japanese = /[\u3041-\u30ff]/.test(title + text);
  const translated = (words: string): string => (japanese ? toEnglish(words) : toJapanese(words));
  const own = translated(title);
  const rest = translated(cut(text, mostRead));
  if (own === '' && rest === '' && names.length === 0) return null;
  return { title: [...names.map((name) => name[japanese ? 'en' : 'ja']), own].join(' ・ '), text: rest };
}

/** Further down a text goes into details, which are told otherwise in each case. */
const mostRead = 1500;

const alternatives = (from: 0 | 1): string[] =>
  glossary.flatMap((pair) => pair[from].split('|')).sort((a, b) => b.length - a.length);
const dictionary = (from: 0 | 1): ReadonlyMap<string, string> =>
  new Map(
    glossary.flatMap((pair) =>
      pair[from].split('|').map((written) => [written, pair[from === 0 ? 1 : 0].replaceAll('|', ' ')] as const),
    ),
  );
const [english, japanese] = [dictionary(0), dictionary(1)];

/** Latin words and codes stand in Japanese as they do in English. */
const inJapanese = new RegExp(`${alternatives(0).join('|')}|[A-Za-z0-9][A-Za-z0-9._-]*`, 'gu');
const inEnglish = new RegExp(`(?<![\\w-])(?:${alternatives(1).join('|')})(?:es|s)?(?![\\w-])`, 'giu');
/** Of English what is written in Latin letters in Japanese too: names and codes. */
const alike = /[A-Z0-9][\w.-]*[A-Z0-9][\w.-]*|(?<=[a-z,] )[A-Z]\w+/gu;

function toEnglish(words: string): string {
  return [...compatible(words).matchAll(inJapanese)].map(([found]) => english.get(found) ?? found).join(' ');
}

function toJapanese(words: string): string {
  const known = [...words.matchAll(inEnglish)].flatMap(({ 0: found, index }) => {
    const folded = found.toLowerCase();
    const said =
      japanese.get(folded) ?? japanese.get(folded.replace(/s$/, '')) ?? japanese.get(folded.replace(/es$/, ''));
    return said === undefined ? [] : [{ index, end: index + found.length, said }];
  });
  const names = [...words.matchAll(alike)].map(({ 0: said, index }) => ({ index, end: index + said.length, said }));
  let read = 0;
  return [...known, ...names]
    .sort((a, b) => a.index - b.index)
    .flatMap(({ index, end, said }) => {
      if (index < read) return [];
      read = end;
      return [said];
    })
    .join('、');
}
