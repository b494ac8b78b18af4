import { besideNumber } from './besideNumber.ts';
import type { SwarmRequest } from './request.ts';

/**
 * When those who were asked will answer, of the case that is named or of one's own swarm: its status tells until when each has time.
 * `whole`: one line of usual signs. Null: it is no such question.
 */
export function whenAnswered(whole: string): SwarmRequest | null {
  const beside = besideNumber(whole);
  const said = (beside?.said ?? whole)
    .replace(/[’]/gu, "'")
    .replace(/(?: (?:for|to|on|about|in))? #(?=$)|^# ?(?:の|は|に)?/giu, ' ')
    .replace(/[\s,、。.!！?？]+/gu, ' ')
    .trim();
  return questions.some((each) => each.test(said)) ? { kind: 'status', caseId: beside?.caseId ?? null } : null;
}

const they =
  '(?:they|he|she|people|somebody|someone|anybody|anyone|everybody|everyone|the (?:others?|experts?|colleagues?|people|team)|my colleagues?)';
const answer = '(?:answer|reply|respond|accept|join|come back(?: to me)?|get back(?: to me)?)';
const answers = '(?:answers?|repl(?:y|ies)|responds?|accepts?|joins?|comes? back(?: to me)?|gets? back(?: to me)?)';
const answerJa = '(?:回答|返事|返答|返信|応答|承諾)';
const howLongJa = '(?:(?:あと|後)?(?:どのくらい|どれくらい|どれぐらい|何分|何時間)(?:くらい|ぐらい)?)';

const questions: readonly RegExp[] = [
  new RegExp(
    `^(?:how long(?: is it| does it take| will it (?:take|be))?|how much longer) (?:until|till|before) ${they} ${answers}$`,
    'iu',
  ),
  new RegExp(
    `^(?:how long|how much time) (?:do|does|will|have|has) ${they} (?:have|got|need|take|get)? ?(?:left )?to ${answer}$`,
    'iu',
  ),
  new RegExp(
    `^(?:(?:by |until )?when|how soon) (?:will|do|does|must|should|can|have) ${they} (?:have to |need to )?${answer}$`,
    'iu',
  ),
  // Only of a name: "when will Kenji answer".
  /^[Ww]hen will \p{Lu}[\p{L}'-]{1,20}(?: \p{Lu}[\p{L}'-]{1,20})? (?:answer|reply|accept|join)$/u,
  /^(?:when|how soon) (?:will|do|can|should) i (?:get|have|expect|receive) (?:an answer|a reply|a response|answers)$/iu,
  new RegExp(
    `^(?:いつ(?:まで)?に?(?:頃|ごろ|は)?|${howLongJa}で?)(?:(?:皆さん|みなさん|エキスパート|相手|[^ ]{1,14}(?:さん|様))(?:から|が|は|の))?${answerJa}(?:が|は|を)?(?:して)?(?:来|き|もらえ|いただけ|届き|得られ|くれ|し|あり)ます(?:でしょう)?か$`,
    'u',
  ),
  new RegExp(
    `^${answerJa}(?:が(?:来る|ある|届く)|をもらえる)?(?:まで(?:に|は)?|の?期限は?|は)?(?:いつ(?:まで|頃|ごろ|に)?(?:来ます|もらえます|届きます)?|${howLongJa}(?:かかります|待てばいいです|待ちます)?)(?:です|でしょう)?か?$`,
    'u',
  ),
];
