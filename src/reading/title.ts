import { cut } from '../language/cut.ts';
import type { Language } from '../language/language.ts';
import { afterCourtesy, type Sentence, sentencesOf } from './courtesy.ts';
import { tellsWhatWorks } from './denial.ts';
import { withoutLabel } from './formLabels.ts';
import { readText } from './parts.ts';

/**
 * The title of what was told without one: the first sentence of matter that tells of no more than what works, behind its label;
 * else the first line; at most 200 characters. A title ends with no full stop.
 */
export function titleOf(text: string): string {
  const read = cut(text, longestRead);
  const said = sentencesToTell(read).flatMap(({ words }) => {
    const told = withoutLabel(words);
    return told.words === ''
      ? []
      : [{ ...told, isField: told.kind === 'other' || (told.kind === null && isField.test(words)) }];
  });
  const telling = said.filter(({ words }) => isTelling(words));
  const own = telling.filter((each) => !each.isField);
  const first = own.find(({ words }) => !tellsWhatWorks(words)) ?? own[0] ?? telling[0] ?? said[0];
  const line = read.trim().split('\n', 1)[0] ?? '';
  const title = afterCourtesy(first?.words ?? line)
    .replace(/^(?:[・●○■□◆◇*•-]\s*)+(?=\S)/u, '')
    .replace(/^(?:でも|しかし|ただし?|ところが|However,|But,?)[、\s]\s*(?=\S)/u, '')
    .replace(/[。.]+$/u, '')
    .trim();
  return shortened(title || line.trim());
}

/**
 * The language a text is told in: Japanese from one sentence on, wherever it stands in what somebody wrote; logs, code, notices
 * and what is quoted say nothing. Null where there is no prose: the reader's is as good as any.
 */
export function languageOf(text: string): Language | null {
  const read = cut(text, longestRead);
  const { parts } = readText(read);
  let own = '';
  let at = 0;
  for (const { kind, from, to } of parts) {
    if (kind === 'greeting' || from < at) continue;
    own += `${read.slice(at, from)}\n`;
    at = to;
  }
  own += read.slice(at);
  // What an English sentence only cites does not make it Japanese.
  const uncited = own.replace(/「[^」\n]{0,200}」|"[^"\n]{0,200}"|“[^”\n]{0,200}”/g, ' ');
  if (/[\u3041-\u3096]/.test(uncited)) return 'ja';
  const japanese = uncited.match(/[\u3041-\u30fa\u4e00-\u9fff\uff66-\uff9d]/g)?.length ?? 0;
  const letters = uncited.match(/\p{L}/gu)?.length ?? 0;
  if (japanese > 0 && japanese * 5 >= letters) return 'ja';
  return /\p{L}\p{L} \p{L}\p{L}/u.test(uncited) ? 'en' : null;
}

const longestRead = 20_000;

function sentencesToTell(text: string): Sentence[] {
  const { matter, parts } = readText(text);
  return matter
    .slice(0, 16)
    .flatMap(({ from, to }) =>
      sentencesOf(text, from, Math.min(to, from + 800)).filter(
        (each) =>
          !parts.some(({ kind, from: start, to: end }) => kind === 'greeting' && start < each.to && each.from < end),
      ),
    );
}

/** `受付番号: REQ-2026-5512`, `Customer: Woodgrove`: a field of a form. */
const isField = /^[\p{L}\p{N} ]{1,20}\s*[:：]\s*\S{1,40}(?:\s\S{1,20})?$/u;
/** Long enough to say something. */
const isTelling = (words: string): boolean => words.length >= 8 || (/[\u3041-\u9fff]/.test(words) && words.length >= 4);

function shortened(title: string): string {
  const characters = Array.from(title);
  return characters.length <= 200 ? title : `${cut(title, characters.slice(0, 199).join('').length).trimEnd()}…`;
}
