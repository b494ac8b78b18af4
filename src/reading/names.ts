/**
 * Whether words name a thing: katakana or Latin letters in Japanese, in English capitals that do not begin it. What stands in an
 * answer about anything (エラー, `FYI`) is none.
 */
export function namesSomething(words: string): boolean {
  const names = /[\u3041-\u30ff]/.test(words)
    ? /[\u30a1-\u30fa\u30fc]{3,}|[A-Za-z]{2,}/gu
    : /\b[A-Z]{2,}\b|(?<=\S )[A-Z]\w+/gu;
  return (words.match(names) ?? []).some((name) => !saidAnyway.test(name));
}
const saidAnyway =
  /^(?:エラー|メール|ログ|メッセージ|ユーザー?|テスト|サポート|ケース|ファイル|サーバー?|パソコン|データ|システム|OK|PC|ID|FYI|IT|NG)$/iu;

/** Whether they name no thing and count none: 「止め方を教えてください。」, `Nobody in the team can play that.` */
export const namesNothing = (words: string): boolean => !namesSomething(words) && !/\d/.test(words);

/** Whether they mean what stands elsewhere: これ, `that`. */
export const pointsElsewhere = (words: string): boolean =>
  /\b(?:it|them|these|those)\b|\b(?:this|that)(?=\s*(?:[.,;!?]|$)| (?:off|on|up|for|to|in|is|was|does|did|has|can|could|should|must|fails?|stops?|stopped|happens?|happened)\b)|[こそあ]れ|[こそ]の(?!ため)/iu.test(
    words,
  );
