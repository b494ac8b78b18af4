import { cut } from '../language/cut.ts';
import type { Language } from '../language/language.ts';
import { carrierOf } from './carrier/carrier.ts';
import { afterCourtesy, type Sentence, sentencesOf, tellsFault } from './courtesy.ts';
import { tellsWhatWorks } from './denial.ts';
import { withoutLabel } from './formLabels.ts';
import { linesOf } from './lines.ts';
import { beginsWithName, namesNoThing } from './names.ts';
import { readText } from './parts.ts';
import { isReplyTitle, withoutReplyMarks } from './quotedMail.ts';

/**
 * The title of what was told without one: the first sentence of matter that tells of no more than what works and points to no
 * labelled one below, behind its label; the subject of a mail that was pasted or passed on, where that sentence names nothing, or nothing
 * is said that tells a fault; else the first line. At most 200 characters; a title ends with no full stop.
 */
export function titleOf(text: string): string {
  const read = cut(text, longestRead);
  const first = firstTold(read);
  const { subject } = readText(read);
  const line = read.trim().split('\n', 1)[0] ?? '';
  const isOfMail = first === null ? !tellsFault(line) : namesNoThing(first) && !beginsWithName(first);
  const told = subject && isTitle(subject.words) && isOfMail ? subject.words.replace(outside, '') : first;
  const title = afterCourtesy(told ?? tableMatter(read) ?? withoutReplyMarks(line))
    .replace(/^(?:(?:[・●○■□◆◇*•-]|(?:[>＞]|&gt;)(?!\s?\d))\s*)+(?=\S)/u, '')
    .replace(/^(?:でも|しかし|ただし?|ところが|However,|But,?)[、\s]\s*(?=\S)/u, '')
    .replace(/[。.]+$/u, '')
    .trim();
  return shortened(title || line.trim());
}

/** The words of the sentence that tells most; null where nothing is said. */
function firstTold(text: string): string | null {
  /** Whether a label of the matter stands alone on the line before: 「■件名」. */
  let isHeaded = false;
  const said = sentencesToTell(text).flatMap(({ words }) => {
    const told = withoutLabel(words);
    const kind = told.kind ?? (isHeaded ? ('matter' as const) : null);
    isHeaded = told.words === '' && told.kind === 'matter';
    return told.words === ''
      ? []
      : [{ words: told.words, kind, isField: kind === 'other' || (told.kind === null && isField.test(words)) }];
  });
  // Behind a label of the matter few letters say enough: `Problem: AG down`.
  const telling = said.filter(({ words, kind }) => isTelling(words) || (kind === 'matter' && words.length >= 4));
  const own = telling.filter((each) => !each.isField);
  const labelled = own.find(({ kind }) => kind === 'matter');
  // Who tells of a setup begins with it: "All emails are encrypted by Purview. Recipients cannot open them."
  const isTold = own.some(({ words }) => tellsFault(words));
  const begins =
    own.find(({ words }) => !tellsWhatWorks(words) && !(isTold && isSetup(words))) ?? own[0] ?? telling[0] ?? said[0];
  return (begins && labelled && isPointer.test(begins.words) ? labelled : begins)?.words ?? null;
}

/** What a message came by, or was made with. */
const isSetup = (words: string): boolean =>
  carrierOf(words) !== null || /で(?:作成|返信|送信)しました。?$/u.test(words);

/** 「下記の通り障害が発生しております。」, `Details are as follows:`; what it is about stands below. */
const isPointer =
  /(?:下記|以下|次|別記)の?(?:通り|とおり|内容|要領|件)|^記$|^(?:障害|インシデント|トラブル|不具合)(?:報告書?|連絡票?|票)$|^(?:incident|trouble|problem|outage|fault) (?:report|notification)$|\b(?:as follows|(?:see|details|described) below|the following)\b/iu;

/** Whether a subject says anything of what it is about: not `Question`, 「お問い合わせ」, nor that of an answer. */
const isTitle = (subject: string): boolean =>
  isTelling(subject) &&
  !isReplyTitle(subject) &&
  subject.split(/[\s,.:;!?・、。！？-]+/u).some((word) => !isVague.test(word));
/** What a mail server puts before the subject of mail from outside. */
const outside = /^(?:[[【(](?:external|ext|外部|社外)[^\]】)]{0,12}[\]】)]\s*)+(?=\S)/iu;
const isVague =
  /^(?:|urgent|urgently|help|need(?:ed|s)?|question|issue|problem|request|inquiry|enquiry|support|ticket|case|fyi|hello|hi|update|follow|up|please|assistance|with|your|our|for|from|about|an?|the|re|(?:ご?(?:質問|相談|依頼|連絡|報告|確認|対応)|お?問い?合わせ|お?願い|の?件|について|につきまして|至急|緊急|重要|[のにをお]){1,4})$/iu;

/** In a form that was drawn as a table the matter, beside its label or below it: `| Issue | Printing stopped |`. */
function tableMatter(text: string): string | null {
  const rows = linesOf(text.slice(0, longestTable)).flatMap(({ words }) =>
    words.startsWith('|') ? [words.split('|', mostColumns).map((cell) => cell.trim())] : [],
  );
  const beside = rows.map((cells) => cells[cells.findIndex(isMatterLabel) + 1]);
  const column = rows[0]?.findIndex(isMatterLabel) ?? -1;
  const below = rows.slice(1).map((cells) => cells[column]);
  return [...beside, ...below].find(isTableValue) ?? null;
}
const isTableValue = (cell: string | undefined): cell is string =>
  cell !== undefined && /\p{L}/u.test(cell) && isTelling(cell) && withoutLabel(cell).kind === null;
const isMatterLabel = (cell: string): boolean => {
  const { kind, words } = withoutLabel(cell);
  return cell !== '' && kind === 'matter' && words === '';
};
const mostColumns = 12;
const longestTable = 4_000;

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
