import { deadlinesIn } from '../cases/deadlineWords.ts';
import { isNoEvidence } from './emptyWords.ts';

/**
 * Words of people without what they say only of until when it is wanted (`Please fix it by Monday 9`, 「金曜までに回答が必要です」): a case's
 * title says what it is about, and whoever reads how it was solved has another day. What tells anything else beside the day (`The job must finish by 6 am`) stays letter for
 * letter.
 */
export const withoutDemands = (text: string): string =>
  text
    .split('\n')
    .flatMap((line) => {
      const left = line.split(betweenSentences).map(sentenceLeft).join('');
      if (left === line) return [line];
      return left.trim() === '' ? [] : [left.trimEnd()];
    })
    .join('\n');

/** After the sign that ends a sentence and the blanks behind it; where a word begins alone, since it looks back over all of them. */
const betweenSentences = /(?=\S)(?<=[.!?]\s+)|(?=[^\s。！？])(?<=[。！？]\s*)/u;
/** Before the sign between two clauses. */
const betweenClauses = /(?=[,;]\s|[、，；])/u;

/** The sentence, what is left of it, or nothing. */
function sentenceLeft(sentence: string): string {
  if (inTime.test(sentence)) return '';
  const deadlines = deadlinesIn(sentence);
  if (deadlines.length === 0) return sentence;
  let at = 0;
  const clauses = sentence.split(betweenClauses).map((words) => {
    const from = at;
    at += words.length;
    const rest = deadlines.reduce(
      (left, each) => blank(left, Math.max(0, each.from - from), Math.min(words.length, each.to - from)),
      words,
    );
    return { words, rest, saysMore: !isNoEvidence(rest.replace(demands, ' ')), isDemand: isDemand(words, rest) };
  });
  const kept = clauses.filter(({ isDemand: isOne }) => !isOne);
  if (kept.length === clauses.length) return sentence;
  if (!kept.some(({ saysMore }) => saysMore)) return '';
  const told = sentence.trimEnd();
  const end = `${/[.!?。！？]$/u.exec(told)?.[0] ?? ''}${sentence.slice(told.length)}`;
  const words = kept.map((each) => each.words).join('');
  return `${words.replace(/^[\s,;、，；]+|(?<![\s,;、，；.!?。！？])[\s,;、，；.!?。！？]+$/gu, '')}${end}`;

  /** It says until when, that it is wanted, and nothing else. */
  function isDemand(words: string, rest: string): boolean {
    if (rest === words) return false;
    const left = rest.replace(demands, ' ');
    return isNoEvidence(left) && (left !== rest || !/[\p{L}]/u.test(rest));
  }
}

const blank = (text: string, from: number, to: number): string =>
  from < to ? text.slice(0, from) + ' '.repeat(to - from) + text.slice(to) : text;

/** For what it is to be solved in time, which tells no day by itself: 「本日 13:00 からの出荷に間に合わせたいです」. */
const inTime =
  /(?:本日|今日|今夜|今週|今月|明日|明朝|来週|来月|月末|曜|\d\s?[時日:：]).{0,40}間に合(?:わせ(?:たい|て|る必要|なければ)|うよう)|\b(?:needs?|wants?|must|would like|have to)\b[^.!?]{0,60}\bin time for\b/iu;

/** What somebody wants done until then, and that they do. */
const demands =
  /\b(?:needs?|needed|must|should|ha(?:s|ve) to|wants?|wanted|expects?|expected|required?|requires|promised|due|latest|please|pls|kindly|fix(?:ed)?|answer(?:ed)?|reply|response|respond|resolved?|resolution|solved?|solution|sort(?:ed)?|restored?|done|ready|repaired)\b|復旧|解決|対応|回答|返信|返答|連絡|修正|完了|必要|希望|約束|お願い|[直な]お?[しす]|ほし|欲し|くださ|下さ/giu;
