/**
 * What stands before a value in a form or over a paragraph, by language. `matter`: what follows is what it is about; `other`: it is of
 * whom, where or since when. Patterns of usual signs in small letters; numbers and signs around a label are no part of it.
 */
const labels: Readonly<Record<'matter' | 'other', Readonly<Record<'en' | 'ja', string>>>> = {
  matter: {
    en: '(?:short |brief |problem |issue |case |error |incident |detailed )?(?:summary|description|details?|statement|overview)|(?:main |current )?(?:issue|problem|symptoms?|subject|title|question|request|inquiry|enquiry|matter|topic|complaint|error)|what (?:happened|happens|is wrong|went wrong)|actual (?:behaviou?r|result)|background',
    ja: '(?:発生)?(?:現象|事象|症状|不具合|問題点?|障害)(?:の)?(?:内容|概要|詳細|説明)?|概要|詳細|要約|要件|用件|ご?(?:お問い?合わせ|問合せ|依頼|相談|質問|要望|申告|報告|連絡)(?:の)?(?:内容|事項|概要|詳細)?|内容|件名|題名|タイトル|表題|サマリー?|エラー(?:内容)?|状況|背景|経緯',
  },
  other: {
    en: '(?:customer|client|company|account|organi[sz]ation|tenant|product|version|environment|contact|reporter|requester|requestor|user|name|e-?mail|phone|date|time|since|started|severity|priority|impact|urgency|location|site|region|steps?(?: to reproduce)?|repro(?:duction)?(?: steps)?|expected (?:behaviou?r|result)|attachments?|logs?|category|component|system|platform|os|case|ticket|reference|ref|status|workaround|cause|root cause|troubleshooting|done so far|actions? taken)(?: (?:name|id|number|no\\.?|type|details?|information|info|level|window))?',
    ja: '(?:ご?(?:お客|顧客|会社|企業|組織|団体|契約者|利用者|ユーザー?|担当者?|連絡先|依頼者|申告者|氏|部署|所属|拠点|場所)(?:様)?|製品|商品|対象(?:製品|商品|サービス|システム|機器|機能)?|環境|構成|バージョン|発生(?:日時|時刻|時期|頻度|箇所|場所|環境|条件)?|日時|期限|希望日時?|重要度|優先度|緊急度|影響(?:範囲|度)?|再現(?:手順|性|方法)|手順|期待(?:する|される)?(?:動作|結果)|添付(?:ファイル)?|ログ|備考|分類|種別|カテゴリー?|受付|管理|案件|契約|電話|メール(?:アドレス)?|原因|対処|対応(?:履歴|状況)?|回避策|切り分け(?:結果)?|実施(?:事項|済み))(?:名|番号|情報|内容|先)?(?:様)?',
  },
};

const marks = String.raw`[\s#>*_・●○■□◆◇▼▽•【\[《〈(（「『-]{0,12}(?:[\d０-９]{1,2}[.)）．、]\s*)?[\s*_【\[]{0,4}`;
const closes = String.raw`[\s*_】\]》〉)）」』・●○■□◆◇#]{0,6}`;
const patternOf = (words: string, sign = '[:：]'): RegExp =>
  new RegExp(`^${marks}(?:${words})${scale}${closes}(?:${sign}|$)[\\s*_]*`, 'iu');
/** `Priority (1-5)`, 「緊急度（高・中・低）」 */
const scale = String.raw`(?:\s?[(（][^()（）\n]{1,16}[)）])?`;
/** ■重要度■A */
const between = (words: string): RegExp => new RegExp(`^[\\s]{0,3}([■□◆◇●○▼])(?:${words})\\1`, 'iu');
const bracketed = (words: string): RegExp =>
  new RegExp(`^${marks.replace('【', '')}[【\\[《](?:${words})[】\\]》]`, 'iu');
/** `２．事象　…`: a number or a mark before the label, and behind it no colon but a wide space, as in the rows of a letter. */
const spaced = (words: string): RegExp =>
  new RegExp(
    `^[\\s（(]{0,3}(?:[\\d０-９]{1,2}[.)）．、\\s]|[①-⑳■□◆◇●○▼・])[\\s【\\[]{0,3}(?:${words})[】\\]]?(?:\\u3000|\\t| {2})\\s{0,20}(?=\\S)`,
    'iu',
  );
/** Without a number only what is no fault itself: 「障害　発生中」 says something. */
const bare =
  /^[\s・]{0,3}(?:(?:発生)?(?:現象|事象|症状)|(?:不具合|障害|お?問い?合わせ)の?内容|件名|概要)(?:\u3000|\t)\s{0,20}(?=\S)/u;

const both = (kind: 'matter' | 'other'): string => `${labels[kind].en}|${labels[kind].ja}`;
const matter = [
  patternOf(both('matter')),
  bracketed(both('matter')),
  spaced(both('matter')),
  between(both('matter')),
  bare,
];
const other = [
  patternOf(both('other'), '[:：]|[=＝](?=[^\\n]{1,20}$)'),
  bracketed(both('other')),
  spaced(both('other')),
  between(both('other')),
];

/**
 * What a sentence says behind its label: `kind` of the label, null where it has none, and the words after it, empty where it is
 * a heading alone.
 */
export function withoutLabel(sentence: string): { kind: 'matter' | 'other' | null; words: string } {
  const beginning = sentence.slice(0, longestLabel);
  for (const [kind, patterns] of [
    ['matter', matter],
    ['other', other],
  ] as const)
    for (const pattern of patterns) {
      const found = pattern.exec(beginning)?.[0];
      if (found !== undefined) return { kind, words: sentence.slice(found.length).trim() };
    }
  return { kind: null, words: sentence };
}
const longestLabel = 80;
