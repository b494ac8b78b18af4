import { withoutCourtesy } from '../../../language/courtesy.ts';

/**
 * Whether a few typed words tell that something does not work, or works no better than before, courtesies aside: "thanks, but the same
 * thing happened again", 「助かりました、でもまだ直りません」. Not where what was wrong is over, or is what somebody is thanked for: "thanks for
 * looking into the error", 「問題ありません」. `words`: of usual signs, and few.
 */
export function faultSaid(words: string): boolean {
  const whole = words.replace(/[’‘]/gu, "'").replace(thankedFor, ' ');
  const matter = whole.replace(harmless, ' ');
  // "No" alone is a courtesy.
  if (lacks.test(matter)) return true;
  const said = withoutCourtesy(matter);
  if (denied.test(said) || recurs.test(said)) return true;
  return wrong.test(said) && (!settled.test(whole) || turned.test(whole));
}

/** What somebody is thanked for, up to where the sentence turns. */
const thankedFor =
  /\b(?:thank(?:s| you)?|thx|cheers|appreciate)\b[^.,;!?]{0,30}?\bfor\b[^.,;!?]*?(?= (?:but|still|and|however)\b|[.,;!?]|$)|[^、。,.!?！？\s]{1,40}(?=(?:どうも|本当に|大変)?(?:ありがとう|有難う|お疲れ(?:様|さま)でした|助かりました))/giu;

/** Words that deny or that look like trouble, of which nothing is wrong. */
const harmless = new RegExp(
  [
    String.raw`\b(?:no|without|zero)(?: more| further| other| new)* (?:problems?|issues?|errors?|trouble|questions?|ideas?|plans?|objections?|comments?|worries|need|rush|hurry)\b`,
    String.raw`\bnot (?:at all|sure|me|now|today|urgent|bad|needed|necessary|required|(?:a |an |any )?(?:problem|issue|worry|rush|hurry))\b`,
    String.raw`\b(?:do not|don't|dont|did not|didn't|no longer|won't|wont) (?:need|worry|mind|bother|have (?:any|more|to|further))\b`,
    String.raw`\b(?:can't|cannot|cant) (?:wait|thank|complain)\b|\bcouldn't (?:have|agree|be)\b|\bwouldn't have\b`,
    String.raw`\b(?:has|have|had|did|does)(?: not|n't)(?: yet)? (?:happen|occur|come back|recur|reappear)\w*(?: again)?`,
    String.raw`\bnothing (?:else|more|further|new|wrong|to (?:add|report|do))\b|\bwhy not\b|\b(?:if|or|whether or) not\b|\bisn't it\b`,
    String.raw`\b(?:writ\w+|not(?:e|ed|ing)|calm\w*|settl\w+|track\w*|narrow\w*|it|that|them|further) down\b`,
    String.raw`\b(?:stopped|no longer) (?:failing|crashing|slow|hanging|freezing|dropping)\b|\bdown for\b`,
    '(?:エラー|症状|問題|警告)(?:は|が|も)?(?:もう)?(?:消え|なくなり)(?:まし)?た|もう(?:落ち|切れ|止まり|固まり|出|起き)ません|出社しません',
    '(?:問題|支障|異常|間違い|心配|必要|差し支え|不具合|エラー)(?:は|が|も)?(?:特に)?(?:あり|ござい)ません(?:でした)?|(?:問題|支障|異常|間違い|心配|必要|差し支え|仕方|しょうが|とんでも|もったい)な(?:い|く(?!な)|さ|し|かった)',
    '(?:問題|不具合|エラー|障害|症状)(?:は|が|も)?(?:出|発生し|表示され|起き)?な(?:く|くな)(?:り|って)(?:まし)?[たい]?',
    '(?:構い|かまい|要り|いり|急ぎ|急ぎでは(?:あり|ござい)|緊急では(?:あり|ござい))ません|(?:要|い)らない|急がない|(?:質問|ご意見)(?:は|も)?(?:特に)?ありません|特にありません',
    '(?:返信|返事|連絡|回答|対応|到着|出社|報告)(?:が|も)?(?:大変)?遅(?:く|れ)(?:なり|なって|て|まし)?(?:まして)?|(?<=^|[、。,\\s])遅(?:く|れて)|遅くまで|遅い時間',
  ].join('|'),
  'giu',
);

const denied =
  /\b(?:not|nobody|no ?one|none|cannot|can not|unable|never|nothing|(?:does|do|did|is|are|was|were|has|have|had|ca|wo|could|would|should)n'?t)\b|ません(?!か)|ない(?!か)|なくな[りっ]|なかった|できず|(?:[らかさまわがれ])ず(?=[、。,\s]|$)/iu;

const lacks =
  /\b(?:has|have) no [a-z]|\bno (?:luck|change|effect|difference|sound|audio|signal|picture|image|video|display|power|network|internet|connection|access|wi-?fi|response|dial ?tone)\b/iu;

const recurs =
  /\bsame (?:thing|issue|error|problem|symptoms?|fault|behaviou?r|message|result)\b|\b(?:happen\w*|fail\w*|broken?|down|crash\w*|drop\w*|stuck|start\w*|occur\w*) again\b|\b(?:came|comes) back\b|\b(?:error|issue|problem|fault|it)(?:'s| is) back(?! (?:up|online|to|in))\b|\brecurr?\w*\b|再(?:発|燃)|また(?:起き|落ち|出|止ま|発生|同じ|切れ|駄目|だめ|ダメ)|同じ(?:症状|現象|エラー|問題|状態|事象|こと)|まだ(?:直|駄目|だめ|ダメ|続|出て|起き)/iu;

const wrong = new RegExp(
  [
    String.raw`\b(?:err|errors?|fail(?:s|ed|ing|ures?)?|slow(?:ly|er|ness)?|down|outages?|brok(?:e|en)|issues?|problems?|trouble|crash\w*|freez\w*|frozen|hang(?:s|ing)|hung|stuck|drop(?:s|ped|ping)|disconnect\w*|time(?:s|d)? ?outs?|denied|refused|rejected|corrupt\w*|offline|unreachable|unavailable|unresponsive|blank|black|flicker\w*|gr[ea]y(?:ed)?[ -]?out|lost|missing|gone|deadlock\w*|leak(?:s|ing)|locked out|expired|wrong|weird|dead|jam(?:s|med)|stop(?:s|ped)|garbled|overheat\w*|returns? \d{3}|bad gateway|persists?|laggy|lag(?:s|ging)|(?:kick|log|sign|throw)(?:s|ed|n)? (?:me |us |everyone |people )?out of|\d+ ?% (?:used|full)|smoke|on fire|(?:disk|queue|mailbox|quota|storage|drive|log|memory) (?:is|are|was) (?:again )?full)\b`,
    'エラー|失敗|障害|遅(?:い|く|延|れ)|不具合|問題|異常|停止|切断|故障|不足|拒否|真っ[暗白黒青赤]|固ま|落ち(?!着)|壊れ|消え|切れ|止ま|詰ま|重い|重く|おかし|ちらつ|文字化け|フリーズ|クラッシュ|ダウン|トラブル|症状|困って|漏れ|煙が|異音|[だダ]メ(?!でも)|だめ(?!でも)|駄目|変化(?:なし|は?ありません)|効果(?:なし|は?ありません)',
  ].join('|'),
  'iu',
);

/** That it is over: only with what makes it plain, as "working from home" and "half of it works" do not. */
const settled = new RegExp(
  [
    String.raw`\b(?:fixed|solved|resolved|sorted)\b|\bworks? (?:again|now|fine|well|great|perfectly)\b|\b(?:it|that|this|everything|all) (?:now )?(?:works|worked)\b|(?<!stop(?:s|ped) )\bworking (?:again|now|fine)\b`,
    String.raw`\b(?:errors?|issues?|problems?|outages?|messages?|symptoms?) (?:is|are|has|have)(?: now| been)? (?:gone|over|closed)\b|\ball good\b|\b(?:is|are) up again\b|\bback (?:up|online|to normal)\b`,
    '(?:解決|解消|復旧|完了)(?:し(?:まし)?た|済|いたしました)|直り(?:まし)?た|直った|治(?:り(?:まし)?た|った)|動き(?:まし)?た|(?:でき|使え|動く|つなが(?:る|れ)|見(?:え|られ)る?)る?ように(?:なり|なっ)|つながりました|繋がりました|(?<!まだ)おかげ|無事|収まりました|収束',
  ].join('|'),
  'iu',
);

const turned =
  /\b(?:but|still|however|except|now (?:the|my|i|we|all))\b|まだ|でも(?!なく)|しかし|ですが|ましたが|けど|一方|別の|今度は|ただ[し、]/iu;
