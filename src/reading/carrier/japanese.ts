import type { Carrier } from './carrierKind.ts';
import { scanners } from './scanners.ts';

/**
 * What one sentence in Japanese, without its full stop, tells of the way of a message; null: something else. Each form is read from
 * the first word to the last, of closed lists but for the product, which is a name in Latin letters or katakana.
 */
export function carrierInJapanese(sentence: string): Carrier | 'nothingFound' | null {
  const words = sentence.replace(opening, '');
  if (nothingFound.test(words)) return 'nothingFound';
  if (scanned.some((form) => form.test(words))) return 'thisMessage';
  for (const [carrier, forms] of told) if (forms.some((form) => form.test(words))) return carrier;
  return null;
}

const any = (...words: readonly string[]): string => `(?:${words.join('|')})`;
const whole = (form: string): RegExp => new RegExp(`^${form}$`, 'iu');

const enclosed = '(?:(?:の|および|と|や|、|・)?(?:添付ファイル|本文|内容))?';
const mail = '(?:電子)?(?:メール|メッセージ)';
/** Of what is told. メール alone is of no message more than of another, and so what somebody tells. */
const subjects: readonly (readonly [Carrier, string])[] = [
  ['thisMessage', `(?:この|本|当)(?:電子)?(?:メール|メッセージ|通知|通信)${enclosed}`],
  [
    'anyMessage',
    any(
      '(?:この|本|すべての|全ての)(?:チャット|会議|通話|文書)',
      `(?:弊社|当社|全て|すべて|各|社外宛|お送りした)の?(?:送受信|受信|送信|外部)?(?:した|する)?${mail}${enclosed}`,
      `(?:送受信|受信|送信|外部)(?:した|する)?${mail}${enclosed}`,
      '添付ファイル',
    ),
  ],
];

const name = any('[A-Za-z][A-Za-z0-9+&/.-]*(?:[ ・][A-Za-z0-9][A-Za-z0-9+&/.-]*){0,7}', '[ァ-ヶー]{5,20}');
const product = `${name}(?: ?(?:ウイルス対策|コンプライアンス|の?(?:メール)?(?:ゲートウェイ|フィルター|サービス|サーバー|機能)))?`;
const by = String.raw`\s?(?:により|によって|による|で|にて|に|から|より|を(?:使用|利用|経由)して|の)?、?\s?`;

const threat = any('ウイルス', 'マルウェア', '迷惑メール', 'スパム', '脅威', 'なりすまし');
const threats = `(?:${threat}(?:および|・|や|と|、)?){1,4}の?(?:対策の)?`;
const deed = any(
  ...['暗号化', '保護', '署名', '分類', '付与', '適用', '設定'],
  ...['スキャン', '検査', 'チェック', '検証', '監視', '監査', 'フィルタリング'],
  ...['アーカイブ', '保存', '保管', '記録', '録画', '録音', '文字起こし'],
  ...['送信', '配信', '配送', '送付', '発信', '中継', '転送', '生成', '作成', '処理'],
);
const deeds = `(?:${deed}(?:[・、]|および|と|して)?){1,3}`;
/** How and for how long, before or behind the product. */
const manner = any(
  '自動(?:的に|で)?',
  '(?:安全|適切|電子的)に',
  '常時|すべて|全て',
  String.raw`\d{1,3} ?(?:年|か月|ヶ月|カ月|日)間?`,
  'TLS (?:により|で|を使用して)',
  '(?:受信時|送信時|社外)に',
);
const meanwhile = `(?:${manner}[ 、]?){0,4}`;
const label = any('ラベル', 'ポリシー', '秘密度ラベル', '分類');
/** What is put on it, or looked for in it. */
const object = `(?:(?:の|で)?${any(
  `${label}?「[^」]{1,20}」(?:の?ラベル)?(?:が|を)?`,
  '(?:ラベル|ポリシー|秘密度ラベル|電子署名)(?:が|を)',
  threats,
)})?`;

/** How a sentence of a program ends. Each is polite, and none goes on. */
const ending = any(
  'され(?:て(?:い|お)(?:ます|ります)|ました|ます)',
  'して(?:い|お)(?:ます|ります)',
  'しました',
  '済み?(?:です)?',
  '(?:が行われて|を(?:実施し|行っ)て)(?:い|お)(?:ます|ります)',
  'を実施済み(?:です)?',
  'を行いました',
  'された(?:安全な)?(?:メール|メッセージ|通知|もの)です',
  '(?:される|する)(?:こと|場合)があります',
);
const arrived = '(?:自動で|自動的に)?(?:送られて(?:い|き)(?:ます|ました)|送られました|届いて(?:い|お)(?:ます|ります))';

/** What is told of a subject, each with a name for its kind. */
const predicates = {
  done: String.raw`(?:は|を|には)、?\s?${meanwhile}\s?${product}${by}${meanwhile}${object}${deeds}${ending}`,
  foundSafe: String.raw`は、?\s?${product}${by}(?:安全性|正当性)(?:が|を)確認(?:されて|して)(?:い|お)(?:ます|ります)`,
  means: String.raw`の(?:送信|配信|受信|保護|暗号化|検査)に?は、?\s?${product}\s?を(?:利用|使用)して(?:い|お)(?:ます|ります)`,
  arrived: String.raw`は、?\s?${meanwhile}\s?${product}\s?(?:から|より|により|によって)、?\s?${arrived}`,
};
const told = subjects.map(
  ([carrier, subject]) =>
    [carrier, Object.values(predicates).map((predicate) => whole(`${subject}${predicate}`))] as const,
);

const inspected = '(?:検査|チェック|スキャン)';
/** Of what, is not said: then what was looked for, or a product that looks through mail, must be. */
const scanned = [
  // 「ウイルス検査済み（Exchange Online Protection）」
  whole(
    String.raw`(?:ウイルス|マルウェア|脅威)の?${inspected}(?:済み?|完了)[\s)】\]:：(（]{0,4}(?:by )?(?:${product})?`,
  ),
  whole(String.raw`${inspected}(?:済み?|完了)[\s)】\]:：(（]{0,4}(?:by )?(?:${scanners})`),
  // 「Microsoft Defender により検査済み」
  whole(
    String.raw`(?:${scanners})\s?(?:により|によって)\s?(?:(?:ウイルス|マルウェア|脅威)の?)?${inspected}済み?(?:です|のメールです|メール)?`,
  ),
  whole(
    String.raw`${product}\s?(?:により|によって|で|にて)\s?(?:ウイルス|マルウェア|脅威)の?${inspected}済み?(?:です|のメールです|メール)?`,
  ),
];

/** Why it is done, and by whom, said first. */
const opening =
  /^(?:(?:セキュリティ|情報漏えい|誤送信|ウイルス|安全)(?:対策|防止|確保)?の?(?:ため(?:に)?|として)、?\s?|(?:当社|弊社|当組織|社内)では、?\s?)/u;
const nothingFound = whole(
  any(
    '(?:ウイルス|脅威|マルウェア)は?(?:検出され(?:ません|ていません)(?:でした)?|ありません(?:でした)?)',
    'ご?返信は?(?:でき(?:ません|かねます)|ご?不要です|お控えください)',
  ),
);
