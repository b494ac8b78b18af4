import { foldedName } from './foldedName.ts';
import { type CaseMark, usualMarks } from './outcomeMarks.ts';

/**
 * What a status or an outcome says of a case, as it is written: by a system's own words (`marks`, folded), else by what it
 * denies, since outcomes come with reasons of every wording: `Not Solved (Too Costly)`, 再現せず. Undefined: it tells nothing.
 */
export function markOf(marks: Readonly<Record<string, CaseMark>>, word: string): CaseMark | undefined {
  const name = foldedName(word);
  const known = Object.hasOwn(marks, name) ? marks[name] : undefined;
  if (known !== undefined || name === '') return known;
  if (notYet.test(name)) return 'open';
  // A long text is an account of the case, in which such words may stand for anything.
  return denied.test(name.slice(0, longestReason)) && (name.length <= longestReason || atFirst.test(name))
    ? 'unsolved'
    : undefined;
}

/** Whether the code with which a case was closed says that nothing was solved; one that says it is still open says that, too. */
export const deniesSolution = (word: string): boolean => ['unsolved', 'open'].includes(markOf(usualMarks, word) ?? '');

const longestReason = 60;
const notYet =
  /^(?:未完了?|未了|未済|未着手|未処理|未確認|未回答|未クローズ|not?yet|not(?:started|closed|done|complete|finished))/;
const atFirst =
  /^(?:not(?:solved|resolved|fixed|reproduc)|un(?:solved|resolved)|cannot|couldnot|cant|unableto|未解決|未修正|再現)/;
const denied = new RegExp(
  [
    'un(?:re)?solved|unresolvable|unfixed|unsuccessful|unreproducible|(?:customer|user|caller)unresponsive|abandoned|(?:^|closed|resolved)incomplete|aborted',
    'not(?:been)?(?:re)?solved|notfixed|notreproduc|notrepeatable|not(?:be)?(?:able)?to(?:solve|resolve|fix|reproduce)',
    '(?:cannot|cant|couldnot|couldnt|unableto|failedto|didnot|didnt|doesnot|doesnt)(?:be)?(?:re)?(?:solve|produce|fix)',
    'cancell?ed|^cancel|^void|duplicate|withdrawn|rejected|declined|wont(?:fix|do)|willnot(?:fix|do)|no(?:re)?solution|nofix|noresponse|nofault',
    '未解決|未完了|未修正|未対応|未処理|未解消',
    '(?:再現|解決|解消|修正|復旧|対応)(?:は|も|を)?(?:せず|しな(?!く)|しませ|できず|できな|できませ|出来ず|出来な|出来ませ|不可|不能|不要|なし|無し|見送り|断念)',
    '(?:解決|解消)(?:に|には)?(?:至ら|至って(?:い)?(?:な|ませ))|(?:解決|修正|回避)(?:策|方法)(?:は|が)?(?:なし|無し|な[いく])',
    'キャンセル|取り?消し?|取り?下げ|却下|重複|中止|断念|見送り|(?:応答|回答|連絡|返信)(?:なし|無し)',
  ].join('|'),
);
