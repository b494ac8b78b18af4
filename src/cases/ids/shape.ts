import { withoutCourtesy } from '../../language/courtesy.ts';
import { usual } from '../../language/usual.ts';
import { matchesOf } from '../../reading/matches.ts';
import { plea } from './plea.ts';

/**
 * Whether words could be the id of a case in some case system: one word with a digit in it, made of letters, digits
 * and the usual marks (`4711`, `#4711`, `CS0012345`, `INC-JP-00124`, `大阪-0042`). `VPN`, `AADSTS50011エラー`, a day and
 * an IP address are not.
 */
export function looksLikeCaseId(words: string): boolean {
  const word = caseIdIn(words);
  return word.length <= 60 && shape.test(word) && !other.test(word);
}

const shape =
  /^(?=.*\d)(?:\p{Script=Latin}{1,16}[-_./])*(?:\p{Script=Latin}{0,16}[-_./]?\d[\p{Script=Latin}\d\-_./]{0,40})$|^\p{Script=Han}{1,6}[-_]?\d[\d-]{1,20}$|^T-[A-Z2-7]{12}$/u;
const other = /^\d{4}([-/.])\d{1,2}\1\d{1,2}$|^\d+(?:\.\d+)+$|^\d{1,2}[/.]\d{1,2}$/;

/** The id as a case system has it: in usual signs, without the number sign people put before it. */
export const caseIdIn = (words: string): string => usual(words).trim().replace(/^#\s*/, '');

/** The one id by its shape that somebody names and says nothing of: `ticket INC7654321, please`; null if they say more. */
export function loneCaseId(written: string): string | null {
  const named = withoutCourtesy(usual(written))
    .replace(plea, ' ')
    .replace(said, ' ')
    .replace(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, '');
  return named !== '' && looksLikeCaseId(named) ? caseIdIn(named) : null;
}

/**
 * The one id that is called a case, whatever is said of it, or of which it is said right at the beginning: `case 4712 is down again`,
 * `4712 is down again`; null: there is none, or there are several.
 */
export function calledCaseId(written: string): string | null {
  const words = usual(written).trim();
  if (words.length > longestCall) return null;
  const ids = matchesOf(called, words).flatMap(([, by, first]) => {
    const id = caseIdIn(by ?? first ?? '');
    return looksLikeCaseId(id) ? [id] : [];
  });
  const [only, ...others] = new Set(ids);
  return only !== undefined && others.length === 0 ? only : null;
}

/** Who tells more tells a problem, in which older cases may be named. */
const longestCall = 200;
/** One letter at a time: runs of letters that may follow one another are cut in more ways than could ever be tried. */
const anId = String.raw`(?:\p{Script=Latin}[-_./]?)*\d[\p{Script=Latin}\d\-_]{2,40}`;
const called = new RegExp(
  String.raw`(?:(?<![\p{L}\d])(?:case|ticket|incident)(?:\s?(?:number|no\.?|id))?|(?:ケース|案件|チケット|インシデント)(?:番号)?|[([【]#)\s?[:#]?\s?(${anId})|^#?(${anId})(?=\s(?:is|was|has|had|keeps?|still|fails?|failed|stopped)(?!\p{L})|\s?の(?:件|続き))`,
  'giu',
);

const said =
  /(?<![\p{L}\d])(?:case|ticket|incident|request|sr|no|number|id|re|for|the|at)(?:\s?(?:number|no|id))?\s?[:#=.]?(?=\s|#|\d)|(?:案件|ケース|チケット|インシデント|リクエスト|問い?合わ?せ)(?:番号)?[はの]?\s?[:#]?(?=\s|\d|\p{Script=Latin})|番?の(?:件|続き|チケット|ケース|案件|インシデント|リクエスト|問い?合わ?せ)(?:です)?|について|番$|号$|です$/giu;
