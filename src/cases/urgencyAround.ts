/**
 * What stands around a word of urgency and says nothing of the matter: who asks, why, how politely, and what goes on from there.
 * Patterns of usual signs in small letters.
 */

/** 「すみません、」, before what is urgent. */
const apology =
  '(?:お忙しいところ(?:を)?|お手数ですが|突然)?(?:大変)?(?:すみません|すいません|申し訳(?:ありません|ございません|ないです)|恐れ入ります|恐縮です|失礼します)(?:が|けど|けれど)?[、,!。\\s]{0,2}';
/** What presses, and is no matter of its own. */
const circumstance =
  '(?:本番|お客様|顧客|業務|納期間近|期限間近|月末|月初|年末|期末|決算|会議|監査|経営|役員|社長|全社|影響|利用者|リリース|デモ|公開)';
/** A sign of a noun phrase that tells of no fault: 「本番停止のため」 is the matter. */
const ofNoun = '(?!障害|停止|失敗|故障|異常|[不無遅断消壊落切漏欠誤損](?!替))[一-龥々のとへ]';
/**
 * 「本番系のため」, 「お客様影響があるため」: circumstances alone, in nouns. 「会議に入れないので」 and 「認証不可のため」 tell the matter, and
 * 「明日までに必要なので」 a deadline.
 */
const reason = `(?:(?:本日|今日|明日|明後日|今週|来週)の?)?(?:${circumstance}(?:${ofNoun}|リリース|サービス|システム){0,10}?(?:(?:の|な)?(?:ため|為|ので)|につき|(?:だ|です)から|ですので)|${circumstance}{1,3}が(?:ある|近い|控えている|迫っている|出ている)(?:ため|為|ので|から))、?`;
const help = '(?:help|assistance|support|attention)';

/** `pls help`, `need help`, before or after what is urgent. */
export const pleas = '(?:(?:please|pls|help|(?:(?:i|we) )?need help)[ ,!]+){0,2}';

/** `This is urgent.`, `Sorry, we need urgent help`, 「すみません、本番のため急ぎです」 */
export const said = `(?:(?:hi|hello|hey|sorry)(?: all| team| there| everyone)?[ ,!.]+)?${pleas}(?:(?:(?:i|we) )?need(?:ed)? (?:some |your )?(?=(?:[a-z]{2,9} )?[a-z]{4,9} ${help}\\b))?(?:(?:this|it|that)(?: one| case| issue)?(?: is|'s) )?(?:${apology})?(?:${reason})?`;

const isNeeded = '(?: needed| required| wanted)';
/** `urgent help`, `help needed`; `Emergency support:` is a phone's. */
const helpBegged = `(?:need(?:ed)? |(?=${help}(?: is)?${isNeeded})|(?<=(?:urgent(?:ly)?|asap|immediate|please|pls)[ ,]{1,2})(?!${help}(?: is)?${isNeeded}))${help}(?: is)?${isNeeded}?`;
const lasting = '(?:重要|重大|[高中低常])';
/** 「至急対応」, 「重要対応お願いします」; 「重要確認：」 is what is to be seen to. */
const deedBegged = `(?:(?<!${lasting})|(?<=${lasting})(?=(?:ご|御)?(?:対応|確認|回答)(?:[をで]?[お御]?願|をお|くだ|下さ|です|を要)))(?:ご|御)?(?:対応|確認|回答)`;

export const begged = `(?:[ ,、]{0,2}(?:please|pls|${helpBegged}|${deedBegged}|ください|下さい|(?:を|で)?(?:お|御)?願い?(?:いた|致)?(?:し)?ます|です|でお願いします|を要する))*`;

/** 「会議に入れないので」: the matter itself is why something is urgent, and stays. */
export const because = '[^。!?\\n]{2,100}?(?:ため|為|ので|(?<=[すただい])から)、?\\s?';

/** `urgent help needed with`, `need help asap with` */
export const forHelp = String.raw`(?<=urgent(?:ly)? [a-z ]{0,24}|asap [a-z ]{0,24}|help (?:asap|urgently)) (?:with|on|for|regarding|about) (?=\S)`;

const but = '(?:が|けれども|けれど|けど)';
/** What goes on to the matter: 「急ぎではないのですが、」, `Not urgent, but`. */
export const goesOn = String.raw`(?:(?:の|ん)?(?:です)?${but}(?=[、,\s])|(?=,? but ))?`;
/** What does so without a comma, of haste alone: 「至急ではないですが」, 「いつでもいいので」. */
export const onward = String.raw`(?<=(?:急|優先|重要度|いつでも|後で|あとで|影響|時間)[^\s、。!?:]{0,14})(?:(?<=です|ません|ます|ない)(?:の|ん)?(?:です)?${but}|(?:な|の|ん)?(?:です)?ので|(?<=です|ません|ます|ない|いい)から)`;

/** Until when it can wait: 「来週でOKです」, `next week is fine`. */
export const waits = String.raw`(?:(?:(?:な|の)?(?:です)?(?:ので|から|が))?[、,]?\s?(?:来週|再来週|今週|来月|明日|明後日|後日|週明け|[月火水木金]曜日?)(?:中|以降|頃)?(?:で|でも|に)(?:も)?(?:ok|[いよ良]い|大丈夫|結構|構いません|かまいません|問題(?:ない|ありません))(?:です)?|[,;-]?\s*(?:and |so )?(?:(?:it |this )?can wait (?:until|till) (?:next week|next month|tomorrow|(?:mon|tues|wednes|thurs|fri)day)|(?:any ?time |some ?time |later |early )?(?:next week|next month|this week|tomorrow|(?:on )?(?:mon|tues|wednes|thurs|fri)day)(?:'s| is| would be| will be) (?:also |totally |perfectly |just )?(?:fine|ok|okay|good|enough|great)))?`;

/** Marks around a word that is to be seen: ★至急★, ※至急※, !!! URGENT !!! */
export const marks = '*!★☆※◆◇●○■□▲▼♦♢';
/** Which are typed in one breath: 至急・重要 */
export const together =
  '(?:[大超最]?至急|[大超]?特急|[超最]?緊急|最?重要|最優先|急ぎ|urgent|critical|important|asap|high)';
export const hastily = '(?:(?:とりあえず|とにかく|できれば)[ 、]?)?';
export const asking =
  '(?=[^。!?\\n]{0,80}(?:くださ|下さ|願い|ほし|欲し|いただ|頂け|頂き|たい|求め|教えて|見て(?![いるた]|も(?!ら))))';
