/**
 * Whether words name a thing: katakana or Latin letters in Japanese, in English capitals that do not begin it. What stands in an
 * answer about anything (エラー, `FYI`) is none.
 */
export const namesSomething = (words: string): boolean => namesIn(words).some((name) => !saidAnyway.test(name));

/** Whether they name no thing: 「昨夜パッチ後に再発しました。」, `It happened again on Monday.` */
export const namesNoThing = (words: string): boolean =>
  !/0x|\d{3}/iu.test(words) && !namesIn(words).some((name) => !saidAnyway.test(name) && !happening.test(name));

/** Whether they name no thing and count none: 「止め方を教えてください。」, `Nobody in the team can play that.` */
export const namesNothing = (words: string): boolean => namesNoThing(words) && !/\d/.test(words);

const namesIn = (words: string): string[] =>
  words.match(
    /[\u3041-\u30ff]/.test(words) ? /[\u30a1-\u30fa\u30fc]{3,}|[A-Za-z]{2,}/gu : /\b[A-Z]{2,}\b|(?<=\S )[A-Z]\w+/gu,
  ) ?? [];
const saidAnyway =
  /^(?:エラー|メール|ログ|メッセージ|ユーザー?|テスト|サポート|ケース|ファイル|サーバー?|パソコン|データ|システム|OK|PC|ID|FYI|IT|NG)$/iu;
/** When and with what it happened, whatever it is. */
const happening =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|am|pm|utc|gmt|jst|cet|asap|パッチ|アップデート|リリース|メンテナンス|リブート|バージョンアップ|トラブル|タイミング|チーム|メンバー|スタッフ|フロア|オフィス)$/iu;

/** Whether an English sentence begins with what may be a name: `Outlook crashes`, and not `It crashes`. */
export const beginsWithName = (words: string): boolean =>
  /^\p{Lu}[\p{L}\p{N}]*\b(?!')/u.test(words) && !beginning.test(words);
/** Words with which any sentence may begin. */
const beginning =
  /^(?:an?|the|this|that|these|those|it|its|we|our|i|my|you|your|he|she|they|their|there|here|all|any|some|every|everyone|everybody|each|many|most|several|no|none|nobody|nothing|not|same|still|again|another|one|two|three|yes|and|but|so|also|as|at|in|on|by|for|from|with|without|after|before|since|until|when|where|while|if|is|are|was|were|be|been|has|have|had|do|does|did|can|could|will|would|should|may|might|must|please|see|look|how|what|why|who|which|just|now|then|today|yesterday|last|this|happened|happens|happening|seen|got|getting|having|need|needs|sorry|thanks|users?|customers?|people|somebody|someone|only|even|maybe|perhaps|unfortunately|suddenly|currently|right|something|everything|external|internal|new|old|recipients?|senders?|receivers?|attachments?|e-?mails?|messages?|opens?)\b/iu;

/** Whether they mean what stands elsewhere: これ, `that`. */
export const pointsElsewhere = (words: string): boolean =>
  /\b(?:it|them|these|those)\b|\b(?:this|that)(?=\s*(?:[.,;!?]|$)| (?:off|on|up|for|to|in|is|was|does|did|has|can|could|should|must|fails?|stops?|stopped|happens?|happened)\b)|[こそあ]れ|[こそ]の(?!ため)/iu.test(
    words,
  );
