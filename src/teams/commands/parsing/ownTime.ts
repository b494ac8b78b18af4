import type { SwarmRequest } from './request.ts';

/**
 * What somebody says of when they are asked, or their team: "don't ask me next week", 「明日は午前休です」, "close my team for today". It
 * is set in `/swarm skills`, which comes; nothing is set by words. Every word must be one of time and of asks: whoever names anything else
 * tells a case. `bare`: without signs at its ends. Null: it is none of these.
 */
export function ownTimeSaid(bare: string): SwarmRequest | null {
  if (bare.length > longest) return null;
  const said = bare.replace(/[’‘]/gu, "'");
  if (teamEn.test(said) || teamJa.test(said)) return { kind: 'team' };
  return ownEn.some((each) => each.test(said)) || ownJa.some((each) => each.test(said)) ? { kind: 'skills' } : null;
}

const longest = 80;

const time = "(?:[01]?\\d|2[0-4])(?:[:.][0-5]\\d)? ?(?:[ap]\\.?m\\.?|h|o'clock)?(?![\\d-])";
const dayEn =
  '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tue|wed|thu|fri|weekdays|weekends?|(?:the )?holidays|christmas|new year)';
const spanEn = `(?:today|tonight|tomorrow|now|this (?:morning|afternoon|evening|week|month)|next (?:week|month|${dayEn})|(?:a|the|all|one) (?:day|week)|mornings?|afternoons?|evenings?|nights?|noon|lunch|half days?|half a day|${dayEn}|${time})`;
/** "next week", "until Friday and on weekends", "before 10": as many as come. */
const oneWhenEn = `(?: (?:(?:and|or|on|at|in|from|for|until|till|to|before|after|between|over|during|the|every|each|only) )*${spanEn})`;
const whenEn = `${oneWhenEn}*`;

const ownEn = [
  `(?:(?:do not|don't|never|stop) (?:ask|asking|invite|inviting|disturb|disturbing|bother|ping|call|calling) (?:me|us)|no (?:more )?asks|leave me alone)${whenEn}`,
  `(?:(?:ask|invite|disturb|call) me |i (?:want|only want|would like) )?(?:only )?(?:(?:for|about|to be asked for|be asked for) )?(?:only )?critical (?:cases|ones|swarms)(?: only)?`,
  `(?:(?:i (?:want|need|would like) (?:to )?|let me )?(?:set|add|enter|block|book|plan|change|remove|have|need|get)? ?)?(?:my |a |some |an? )?focus (?:time|hours?|blocks?)${whenEn}`,
  `i(?:'m| am| will be|'ll be)? (?:only |usually |normally |always )?(?:at work|in the office|work|working|start|starting|begin|finish|stop|here|in|off|out|away)(?: work(?:ing)?)?(?: only)?(?: part[- ]time${whenEn}|${oneWhenEn}+)`,
  `not before ${time}${whenEn}`,
  `my (?:working )?(?:hours|days|times?) (?:are|is) (?:wrong|not right|not correct|different|others?|outdated|out of date)`,
].map((each) => new RegExp(`^(?:${each})$`, 'iu'));

const teamEn = new RegExp(
  `^(?:(?:close|open|reopen|re-open|shut|pause|block) (?:my|our|the) (?:support )?team|(?:no|stop|pause) (?:more )?(?:asks|requests|invitations|asking|inviting) (?:for |to )?(?:my|our|the) (?:support )?team|(?:do not|don't|stop) (?:ask|asking|invite|inviting) (?:anybody of |anyone of |people of )?(?:my|our) (?:support )?team)(?: (?:for|to) others)?(?: again)?${whenEn}$`,
  'iu',
);

const dayJa =
  '(?:今日|本日|明日|あした|明後日|今週|来週|再来週|今月|来月|当面|しばらく(?:の間)?|年末年始|年末|年始|お盆|連休中?|夜間?|深夜|早朝|土日|週末|休日|平日|午前中?|午後|終日|一日中?|[1１一]日|[月火水木金土日]曜日?|\\d{1,2}時(?:半)?(?:より前|前)?|\\d{1,2}[:：]\\d{2}|\\d{1,2}月\\d{1,2}日)';
const oneWhenJa = `(?:${dayJa}(?:から|まで|以降|だけ|のみ|[はにのもとや、,～〜\\s-])*)`;
const whenJa = `${oneWhenJa}*`;
const minJa = '(?:私|自分|わたし)?(?:に|へ|には|への|宛の|あての|は)?';
const no =
  '(?:し|来|こ|送ら|送り|かけ|入れ)?(?:ないで(?:ほしい|欲しい|ください|下さい|いただきたい|もらいたい)?|な(?:い|く)(?:よう|て)(?:に|いい)?(?:して(?:ほしい|ください|下さい)?|したい)?|(?:を|は)?(?:止め|やめ|控え)(?:て(?:ほしい|欲しい|ください|下さい|おいて(?:ください)?)?|たい)|(?:を|は)?(?:不要|なし)(?:に(?:して(?:ほしい|ください)?|したい))?)';
const politeJa = '(?:です|でお願いします|お願いします|でお願い|にして(?:ください|ほしい)?|ね|よ|。)*';

const ownJa = [
  `${whenJa}${minJa}${whenJa}(?:依頼|声(?:を)?かけ)(?:を|は|が)?${no}${politeJa}`,
  `(?:依頼は|招待は)?(?:緊急|最高|クリティカル|緊急度(?:が|は)?「?最高」?)(?:の|な)?(?:ケース|もの|案件|時|とき|依頼)?(?:だけ|のみ)(?:の?依頼)?(?:に|を)?(?:して|受け(?:たい|る|ます)?|し(?:たい|ます)|依頼して)?(?:ほしい|欲しい|ください|下さい)?${politeJa}`,
  `${whenJa}集中(?:時間|タイム|作業時間)(?:を|の|は|が)?(?:設定|登録|追加|確保|変更|削除|入れ|取り|設け|ほしい|欲しい|作り)?(?:は|を)?(?:し)?(?:たい|て(?:ください|ほしい)?|する(?:には)?|どうやって|方法)?${politeJa}`,
  `(?:私は|自分は)?${oneWhenJa}+(?:勤務|出勤|仕事|時短勤務|在宅勤務|在宅)(?:して(?:い)?(?:ます|る)|します|する|時間)?${politeJa}`,
  `(?:私は|自分は)?${oneWhenJa}+(?:半休|午前休|午後休|有休|有給|年休|代休|振休|時短)(?:を(?:取り(?:たい|ます)?|とり(?:たい|ます)?|取る|いただき(?:たい|ます)?))?(?:中|に(?:なり|し)ます)?${politeJa}`,
  `${dayJa}(?:は|って)?(?:祝日|休日|営業日|休業日|出勤日|休み)(?:です|でしょう|なの|なん|だっけ|でしたっけ)*か?`,
].map((each) => new RegExp(`^(?:${each})$`, 'u'));

const teamJa = new RegExp(
  `^${whenJa}(?:うち|自分|私|わたし|私たち|当)(?:の)?チーム(?:への?|に|は|を|宛の|あての)?${whenJa}(?:(?:依頼|招待)(?:を|は|が)?${whenJa}${no}|(?:を|は)?(?:閉じ|クローズし|止め|休業にし|休みにし|再開し|開け)(?:たい|て(?:ほしい|欲しい|ください|下さい)?|ます|る))${politeJa}$`,
  'u',
);
