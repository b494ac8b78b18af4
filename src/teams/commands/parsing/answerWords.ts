import { besideNumber } from './besideNumber.ts';

/**
 * Whether words answer an invitation, as people answer a colleague: `caseId` of which case; null where they name none. Null: they
 * answer nothing. What they say is not taken for an answer: that is a button.
 */
export function answerTo(words: string): { caseId: string | null } | null {
  if (words.length > 120) return null;
  const beside = besideNumber(words);
  const said = (beside?.said ?? words)
    .replace(/[’]/gu, "'")
    .replace(/[\s,、。.:!！]+/gu, ' ')
    .replace(/(?<![\p{L}'])im(?= )/giu, "i'm")
    .replace(/(?<![\p{L}'])(can|won|couldn)t(?![\p{L}'])/giu, "$1't")
    .trim();
  return english.some((each) => each.test(said)) || japanese.some((each) => each.test(said))
    ? { caseId: beside?.caseId ?? null }
    : null;
}

const it =
  '(?: (?:it|this|that|this one|that one|you|the (?:case|swarm|invitation)|#|on|up|over|in|into|to|with|at|out|for|from|of))*';
const when =
  '(?: (?:(?:in|after|within) (?:about |around )?[^ ]{1,12}(?: [^ ]{1,12}){0,2}|at \\d{1,2}(?::\\d\\d)?(?: ?[ap]m)?|later(?: today)?|tomorrow(?: [^ ]+)?|tonight|soon|(?:un)?till? [^ ]{1,10}(?: [ap]m)?|(?:right )?now|today|at the moment|this time|instead|please))*';
const yes =
  '(?:yes|yep|yeah|sure|ok|okay|of course|absolutely|certainly|gladly|no|nope|sorry|unfortunately|no sorry|please|thanks|no thanks|apologies|but)';
const act =
  '(?:take|do|join|accept|decline|help|handle|look|have a look|take a look|pick|come|be there|cover|answer|check|make|start|decide|work)';
/** Who else is to be asked, by their name. */
const other =
  "(?: (?:sorry|i'm afraid|unfortunately))?(?: (?:but )?(?:please |maybe |perhaps |better )*(?:ask|try|contact) \\p{L}[^ ]*(?: \\p{Lu}[^ ]*)?(?: instead)?)?";
const busy =
  '(?:in|on) (?:an? |the |another )(?:customer |client |other |long )?(?:call|meeting|workshop|training)(?: (?:right now|now|today|at the moment|(?:un)?till? [^ ]{1,10}(?: [ap]m)?))?';

const english: readonly RegExp[] = [
  new RegExp(
    `^(?:yes|yep|yeah|no|nope|accept(?:ed)?|decline[d]?|no thanks|i accept|i decline|not (?:me|now)|count me in|on it)${it}${when}$`,
    'iu',
  ),
  new RegExp(
    `^(?:${yes} )*i(?:'ll| will| can| could| would| want to| would like to|'d like to|'d love to| am able to)(?: gladly| happily)? ${act}${it}${when}$`,
    'iu',
  ),
  new RegExp(
    `^(?:${yes} )*i (?:can't|cannot|can not|won't|will not|am not able to|couldn't)(?: ${act})?${it}${when}${other}$`,
    'iu',
  ),
  new RegExp(
    `^(?:${yes} )*(?:i'm|i am) (?:in|on it|busy|too busy|not available|unavailable|away|in a meeting|available|free|swamped|slammed|snowed under|overloaded|tied up|fully booked|not the right (?:person|one|contact))${it}${when}${other}$`,
    'iu',
  ),
  new RegExp(`^(?:${yes} )*(?:can|could|may) i ${act}${it}${when}$`, 'iu'),
  new RegExp(
    `^(?:${yes} )*(?:give me|i need) (?:another |about )?[^ ]{1,10} (?:more )?(?:minutes?|mins?|hours?)$|^(?:${yes} )*give me \\d{1,2}$|^maybe later$|^(?:${yes} )*(?:totally |completely )?(?:swamped|slammed|snowed under)${when}$`,
    'iu',
  ),
  new RegExp(`^(?:${yes} )*(?:ask|try) \\p{L}[^ ]*(?: \\p{L}[^ ]*){0,2}${when}$`, 'iu'),
  new RegExp(
    `^(?:${yes} )*(?:it's |it is |that's |this is |# is )?not (?:mine|for me|my (?:field|area|topic|expertise))${other}$`,
    'iu',
  ),
  new RegExp(
    `^(?:${yes} )*(?:# )?(?:can't|cannot|won't)(?: (?:help|come|make it|take (?:it|this)|do (?:it|this)))?${when}${other}$`,
    'iu',
  ),
  // Alone it may be a meeting that one cannot join.
  new RegExp(`^(?:${yes} )*(?:# )?(?:can't|cannot|won't) join(?=.)${when}${other}$`, 'iu'),
  new RegExp(`^(?:${yes} )*(?:i'm )?on my way(?: (?:now|over|in))?$`, 'iu'),
  new RegExp(
    `^(?:${yes} )*(?:(?:i'm|i am|i'd be|would be|i would be) )?(?:happy|glad) to(?: ${act}${it}${when})?$`,
    'iu',
  ),
  new RegExp(`^(?:${yes} )*no can do(?: (?:i'm )?${busy})?${other}$|^(?:${yes} )*${busy}${other}$`, 'iu'),
];

const opening =
  '(?:(?:はい|ええ|いいえ|すみません|申し訳(?:ありません|ございません)(?:が)?|喜んで|ぜひ|承知(?:いた)?しました|了解(?:です|しました)?|では) ?)*';
const circumstances =
  '(?:(?:# (?:に|は|を|の件は?|へ)?|今回は|今日は|今は|(?:今週|来週|今月|本日)は?|現在|あいにく|今|私が|私(?:で)?は|自分が|(?:明日|明後日|来週|午前中?|午後|夕方|[月火水木金]曜日?)(?:から|以降)?(?:なら|であれば|は)|明日|すぐに?|(?:後|あと)で|この(?:件|ケース)は?|こちらは?|それは|(?:少し|ちょっと)?遅れ(?:ますが|て|るかもしれませんが)|\\d{1,3} ?(?:分|時間)(?:後|以内)?(?:に|なら|は|でよければ)?) ?)*';
const deed =
  '(?:(?:参加|対応|担当|協力|承諾|受諾|辞退|お手伝い|サポート|確認)(?:は|が|を)?(?:(?:し|いたし|致し|させていただき|でき|出来|しかね|いたしかね)(?:ます|ません|ないです|ない)|する|できる|したいです|させてください|(?:は)?(?:難しい|厳しい|無理|可能|不可)です)|(?:引き?継ぎ|引き?受け|お?受けし|お受けでき|手伝い|手伝え|やり|やれ|見|見られ|入り|加わり|行き|行け|受けられ)(?:ます|ません|たいです)|向かって(?:い)?ます|お?(?:役に立て|力になれ)(?:ません|そうに(?:も)?(?:ありません|ない(?:です)?))|力不足です|無理です|(?:手が離せ|手が空き|時間が(?:あり|取れ))ません|(?:忙し(?:い|くて)|多忙|会議中|対応中|取り込み中|手が離せない|手一杯|余裕が(?:ない|ありません))(?:で)?(?:です|だ)?)';
/** Why one cannot, or not at once: only what keeps people away, as a fault may stand before the same words. */
const reason =
  '(?:[^ #]{0,8}?(?:(?:会議|打ち?合わせ|商談|研修|予定|来客)(?:中|が(?:あ|続|入))?|客先|出張|(?:移動|外出|作業|休暇|取り込み)中|専門外|担当外|(?:経験|知識|時間|余裕)(?:が|の)?(?:な|あり|少な|取れ|とれ|足り)|別件|別の(?:件|案件)|他の(?:件|案件)|多忙|忙し|手一杯|手が離せ|立て込|体調|詳しくな|不慣れ)(?!室)(?:(?![れきえからげ]な|エラー|障害|画面|表示|落ち|切れ|遅)[^ #がを]){0,12}?(?:ので|ため|から|で|につき) ?)?';

const japanese: readonly RegExp[] = [
  new RegExp(
    `^${opening}${circumstances}(?:参加し|対応し|お手伝いし|手伝っ|入っ)ても(?:いい|よい|よろしい|大丈夫)(?:です|でしょう)か[?？]?$`,
    'u',
  ),
  /^(?:はい|ええ|いいえ|(?:はい )?(?:喜んで|ぜひ)|はい お願いします|いいえ 結構です)$/u,
  new RegExp(
    `^${opening}${circumstances}${reason}${circumstances}${deed}(?:が|ので|ね|よ|か)?[?？]?(?: ?(?:すみません|申し訳(?:ありません|ございません)))?$`,
    'u',
  ),
  new RegExp(
    `^${opening}${circumstances}[\\p{L}・]{1,14}(?:さん|様|氏)(?:の(?:方|ほう))?が(?:詳し(?:い|そう)|適任|得意|よく知って(?:い)?る|(?:わか|分か)る)(?:はず)?(?:です|かと|と)?(?:思い?ます|思う|存じます)?$`,
    'u',
  ),
  new RegExp(
    `^${opening}(?:もう|あと|後)?\\d{1,3} ?(?:分|時間)(?:後|ほど|待)(?:に|で|って)?(?:見て|参加して|対応して|入って|確認して)?(?:も|ください|もらえ|いただけ|待って).{0,12}$`,
    'u',
  ),
  new RegExp(
    `^${opening}${circumstances}[\\p{L}・ ]{1,20}(?:さん|様|氏)?に(?:聞いて|頼んで|依頼して|お願いして|任せて|お願いします)(?:ください|下さい)?$`,
    'u',
  ),
];
