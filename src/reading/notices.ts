import { anyOf } from './anyOf.ts';

/**
 * Whether a paragraph is about the message that holds it, and not about the matter: secrecy, a sender from outside, lists,
 * virus checks, labels, surveys. One sign is chance (people do write of mail that is blocked), two are a notice, and so is one
 * that no person writes in a case.
 */
export function isNotice(words: string): boolean {
  if (words.length > 1500) return false;
  if (sure.test(words)) return true;
  let told = 0;
  const enough = goesOn.test(words) || words.split(/[。！？\n]/u).some(isWish) ? 3 : 2;
  for (const sign of anyJapanese.test(words) ? signs : englishSigns)
    if (sign.test(words) && ++told >= enough) return true;
  return false;
}

/** A line of marks that tell how fast or for whom, and nothing of what: 【至急】【社外秘】, `URGENT!!`, `[EXTERNAL]`. */
export const isMark = (words: string): boolean =>
  /^(?:[[【(（<＜]\s?[^\]】)）>＞]{1,16}\s?[\]】)）>＞]\s*)+$/.test(words) ||
  /^(?:urgent|asap|important|high priority|至急|大至急|緊急|重要)\s*[!！.。]*$/i.test(words);

/** `scanned by Defender and deleted, although it is harmless`: one sentence that ends elsewhere than it began. */
const goesOn =
  /^[^.!?。]*\b(?:but|although|though|yet|now|already|minutes|hours)\b[^.!?。]*[.!?。]?$|^[^。]*(?:ます|した|です)(?:が|のに|けれども?)、[^。]*。?$/iu;

const sure = anyOf(
  [
    /(?:reply|write|type) (?:your \w+ )?above this line/u,
    /この(?:行|線)より上に(?:返信|ご返信|ご記入)/u,
    /LearnAboutSenderIdentification/u,
    /^[^\p{L}\p{N}]*(?:confidentiality notice|disclaimer|legal notice|機密保持について|免責事項|秘密保持|個人情報の取り扱い)/u,
    /^[^\p{L}\p{N}]*(?:caution|warning|external|注意|外部|社外)[^\p{L}\p{N}]{1,4}.{0,60}(?:mail|message|sender|メール|送信|ドメイン)/u,
    /^[^\p{L}\p{N}]*(?:classification|sensitivity|秘密度(?:ラベル)?|機密区分|情報区分)\s*[:：]/u,
    /(?:社外|外部|組織外)(?:ドメイン)?から(?:の|送信された)メール(?:です|になります)/u,
    /^※.{0,4}(?:お問い合わせ|ご質問|ご不明な点)(?:先)?は/u,
    /(?:consider|think of|think about) the environment before/u,
    /印刷する前に.{0,10}環境/u,
    /don.t often get (?:e-?mail|messages?) from/u,
    /からのメールを受信することはあまりありません/u,
    /^[^\p{L}\p{N}]*(?:unsubscribe|配信停止)[^\p{L}\p{N}]*(?:$|[|<])/u,
    /(?:unsubscribe|配信停止)[^.。]{0,60}(?:preferences|browser|privacy|こちら|お手続き)/u,
    /(?:メール|本状)は[^。]{0,30}(?:自動(?:的に)?(?:送信|配信)|送信専用)/u,
    /(?:アンケート|満足度調査)に(?:ご協力|ご回答)/u,
    /(?:please )?take (?:a moment|our|a short) .{0,20}survey/u,
    /(?:your|this) (?:request|ticket|case|inquiry) has been (?:received|created|logged|updated)/u,
    /(?:お問い合わせ|ご依頼|リクエスト)を(?:受け付け|受付いた)/u,
  ],
  'iu',
);

/** What happens to a message is what somebody tells: …が届きません, …が出ます. */
const happens = 'が[^。、]{0,30}(?:ません|ない(?!場合|方)|出(?:ます|る|て)|消え|遅れ|戻(?:る|って|り)|拒否|ブロック)';

const signs = [
  /\b(?:this|the|these) (?:e-?mail|message|communication|transmission|item)s?\b(?! (?:server|flow|queue|trace|client|box))/u,
  new RegExp(`(?:本|この|当)(?:電子)?(?:メール|メッセージ|通知|通信)(?!${happens})`, 'u'),
  /\b(?:confidential|privileged|intended recipient|addressee|received (?:this|it) in error|strictly prohibited)\b/u,
  /(?:機密情報|誤って受信|誤送信|宛先(?:の方)?以外|無断(?:で)?の?(?:複製|転送|開示|転載)|固くお断り)/u,
  /\b(?:originated|sent|comes?|received) from (?:an? )?(?:outside|external)\b/u,
  new RegExp(
    `(?:社外|外部|組織外)(?:ドメイン)?(?:から|より)(?:の|送信|受信|送られ|届)(?!.{0,3}(?:メール|メッセージ|もの)?${happens})`,
    'u',
  ),
  /\b(?:do not|don't|never) (?:click|open|reply|forward)\b|\bunless you (?:recogni[sz]e|know|trust)\b/u,
  /(?:心当たり|リンクや添付|添付(?:ファイル)?やリンク).{0,30}(?:ない|開か|クリック)|開かないでください/u,
  /\b(?:scanned|checked) (?:for|by)\b.{0,40}\b(?:virus|malware|threat|defender)|\bvirus(?:es)?\b.{0,40}\b(?:liability|free|transmitted|clean)/u,
  /ウイルス(?:チェック|スキャン)済|脅威は検出されません|スキャン結果/u,
  /\breport (?:phishing|spam|this|it)\b/u,
  /(?:不審|迷惑|フィッシング)(?:な)?(?:メール|点|場合).{0,30}報告/u,
  /\b(?:unsubscribe|manage (?:your )?preferences|view (?:this )?(?:e-?mail )?(?:in|on) (?:your |a )?(?:web )?browser|you(?: are|'re|.ve| have)? receiv(?:ing|ed) this|subscribed to)\b/u,
  /(?:配信停止|配信を希望|配信の停止|お送りしています|お送りしております|登録された方)/u,
  /(?:送信専用|自動(?:送信|配信)|ご返信いただいても|返信はお受け|お答えできません)/u,
  /\b(?:registered (?:in|office)|company (?:number|registration)|may be monitored|regulatory purposes|no liability|forwarding is restricted|is protected by)\b/u,
  /\battachments?\b.{0,60}\b(?:uploaded|replaced|removed|stripped|converted)\b/u,
  /添付ファイルは?.{0,60}(?:置き換え|差し替え|削除され|分離|変換)/u,
  /\b(?:link|access|password) (?:expires|will expire|is valid)\b/u,
  /(?:リンク|パスワード)(?:の有効期限|は別(?:メール|途))/u,
  /(?:秘密度ラベル|社外秘|関係者外秘|取扱注意)/u,
  /(?:お問い合わせは|ご質問は|よくあるご質問).{0,40}(?:FAQ|ポータル|サイト|こちら|窓口)/u,
  /\b(?:automated|automatically generated|no-?reply|do not respond)\b/u,
  /\bnotify us\b|\bdelete (?:it|this)\b.{0,40}\b(?:system|copies)\b/u,
  /(?:★|☆){3,}/u,
].map((sign) => new RegExp(sign.source, 'iu'));

/** Whether a sentence is somebody's wish or question, which no notice has: 「ルールを直したい。」, `Can we switch it off?` */
export const isWish = (words: string): boolean => wish.test(words);
const wish =
  /(?:たい|欲しい|ほしい)(?:です|と思|の(?:です|だ)|ん(?:です|だ))?[^、。]{0,8}[。…]*$|(?:教えて|直して|外して|止めて|調べて|助けて|見て|(?:解除|許可|変更|調査|対応|設定|修正)(?:を)?して?)(?:ください|下さい|いただけ|もらえ)[^、。]{0,6}[。?？]*$|(?:です|ます|でしょう)か[。?？]*$|^(?:can|could|how|why|what) (?:we|i|you|do|can|is|are|does)\b|^(?:we|i) (?:want|need|would like)\b/iu;

const anyJapanese = /[\u3041-\u9fff]/u;
/** Those that hold no Japanese: most texts that are told in English need not be looked through for the others. */
const englishSigns = signs.filter(({ source }) => !anyJapanese.test(source));
