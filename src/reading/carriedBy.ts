import { compatible } from '../language/compatible.ts';
import { sentencesOf } from './courtesy.ts';

/**
 * Whether a line tells only by what a message came or is kept: 「このメールは Exchange Online により暗号化されています。」,
 * `Scanned by Microsoft Defender`. The product is whose mail it is, not what fails. Each sentence must say that from its first word to
 * its last: what goes on (…されていますが、開けません, `… but nobody can open it`), asks or denies is what somebody wants solved.
 */
export function tellsWhatCarriedIt(line: string): boolean {
  if (line.length > 300 || !mayTell.test(line)) return false;
  const words = compatible(line);
  const said = sentencesOf(words, 0, words.length);
  let told = 0;
  for (const { words: sentence } of said) {
    const bare = sentence.replace(marks, '').replace(opening, '');
    if (bare === '' || assured.test(bare)) continue;
    if (!(japanese.test(bare) ? tellsInJapanese(bare) : tellsInEnglish(bare))) return false;
    told++;
  }
  return told > 0;
}

/** Whether what is said next goes on about the message, so that the line before it belongs to the matter. */
export const goesOnAboutMessage = (words: string): boolean =>
  /\b(?:it|they|them|e-?mails?|mails?|messages?|recipients?|receivers?|senders?|attachments?|meeting|recording)\b|メール|メッセージ|受信|宛先|送信|差出人|添付|会議|録画|開(?:け|封|こう|きま)/iu.test(
    words,
  );

const japanese = /[\u3041-\u309f]|[\u4e00-\u9fff]/u;
const mayTell =
  /(?:ed|ced|nt|tten|pt|ked|red)\b|free\b|済|され|して(?:い|お)|られ(?:て|ま)|行(?:って|い)|(?:送信|配信|暗号化|保護)$/iu;
/** What stands around it: stars, brackets, bullets, and the full stop. */
const marks = /^[\s*※★☆■●◆・#=<>[\](){}【】（）|~–—-]+|[\s*★☆#=<>[\](){}【】（）|~–—.。!！-]+$/gu;
/** That nothing was found, beside who looked. */
const assured =
  /^(?:(?:it is )?(?:virus|malware|threat|spam)[- ]?free|no (?:known )?(?:threats?|viruses|malware)(?: (?:was|were))?(?: (?:found|detected))?|(?:it is )?believed to be clean|please do not (?:reply|respond)|(?:ウイルス|脅威|マルウェア)は?(?:検出され(?:ません|ていません)(?:でした)?|ありません(?:でした)?)|(?:ご?返信は?(?:でき(?:ません|かねます)|ご?不要です|お控えください)))$/iu;
/** Why it is done, and by whom, said first. */
const opening =
  /^(?:(?:for|as part of) (?:your|our|the) [a-z ]{3,30}?,? (?=this|the|all|any|our|your)|(?:セキュリティ|情報漏えい|誤送信|ウイルス|安全)(?:対策|防止|確保)?の?(?:ため(?:に)?|として)、?\s?|(?:当社|弊社|当組織|社内)では、?\s?|(?:notice|note|info)\s?[:：]\s?)/iu;

const done =
  '(?:encrypted|scanned|checked|inspected|examined|screened|protected|secured|safeguarded|verified|validated|signed|labell?ed|classified|archived|journall?ed|stored|saved|kept|retained|recorded|transcribed|logged|sent|delivered|relayed|routed|transmitted|generated|created|composed|written|filtered|processed|analy[sz]ed|monitored|powered|provided)';
const how = '(?:automatically|securely|safely|digitally|electronically|routinely|also|continuously)';
const what =
  '(?:e-?mails?|mails?|messages?|communications?|transmissions?|notifications?|attachments?|calls?|meetings?|chats?)';
/** What is told of. Without it only what programs say so: `Scanned by …`, where `Stored in SharePoint` may be of the matter. */
const messageIs = new RegExp(
  String.raw`^(?:(?:this is an? )?(?:automated |automatic |auto-generated |secure |encrypted )?${what} ${how}? ?|(?:this|the|these|all|any|our|every|each|outgoing|incoming|a(?:n)? (?:copy|record|recording) of)\b[a-z ,/&'-]{0,50}?${what}(?: (?:of|in|to|from|within) (?:this|our|the) [a-z]+| and (?:any|all|its|the|their) [a-z]+)?(?: (?:is|was|are|were|has been|have been|gets?))(?: being)? (?:${how} )?|(?=(?:${how} )?(?:scanned|checked|secured|delivered|sent|powered|filtered)\b))`,
  'iu',
);
const act = new RegExp(
  String.raw`^(?:${how} )?${done}(?: ${how})?(?:(?:,| and|, and|,? then) (?:${how} )?${done}(?: ${how})?){0,3}(?: in transit| at rest| as ["“]?[A-Z]\w{2,20}["”]?)?(?: for (?:viruses|spam|malware|threats|compliance|security|phishing|dangerous content)(?:(?:,| and|,? or) (?:viruses|spam|malware|threats|compliance|phishing|dangerous content)){0,3})? `,
  'iu',
);
const means =
  /^(?:by|with|using|through|via|in|from|under|on)(?: (?:a certificate|a key|keys|certificates|labels?|a label|technology|services?)(?: (?:issued|provided|managed))? (?:by|of|from))? (?:(?:the|our|a|an|new) ){0,2}/iu;
/** A name as names are written: capitals, numbers, and small words between them. */
const product =
  /^(?:\p{Lu}[\p{L}\p{N}.+-]*|365|\d+)(?: (?:\(?\p{Lu}[\p{L}\p{N}.+-]*\)?|\d+|(?:for|and|of|&)(?= \p{Lu}|\sMac|\siOS)|iOS|iPhone|iPad)){0,9}(?: (?:gateways?|servers?|services?|filters?|systems?|platform))?/u;
/** `with TLS by our Exchange gateway`. */
const secondMeans = new RegExp(`^ ${means.source.slice(1)}${product.source.slice(1)}`, 'u');
const tail = new RegExp(
  String.raw`^(?:(?: and|,|, and) (?:(?:is|are|was|has been) )?(?:${how} )?${done}(?: ${how})?(?: (?:for|in|on|by) .{1,40})?|(?: and|,|, and) (?:is )?(?:believed to be clean|(?:found )?no (?:threats?|viruses|malware)(?: (?:was|were))?(?: (?:found|detected))?)| [-–—] no (?:threats?|viruses|malware)(?: (?:was|were))?(?: (?:found|detected))?| (?:before|after|upon|on|prior to|during) (?:delivery|sending|receipt|arrival|transit|transmission)| in transit| at rest| on behalf of .{1,40}| for (?:viruses|spam|malware|threats|phishing)(?:(?:,| and|,? or) (?:viruses|spam|malware|threats|phishing)){0,3}| (?:for|under) (?:your|our|legal|regulatory|compliance|security|quality|the) ?[a-z ]{0,30}| for (?:\d+|\w+) (?:years?|months?|days?)| ${how})*$`,
  'iu',
);

function tellsInEnglish(words: string): boolean {
  if (complaint.test(words)) return false;
  let rest = words;
  for (const step of [messageIs, act, means, product]) {
    const [found] = step.exec(rest) ?? [];
    if (found === undefined) return false;
    rest = rest.slice(found.length);
  }
  const [then] = / /.test(rest) ? (secondMeans.exec(rest) ?? []) : [];
  return tail.test(then ? rest.slice(then.length) : rest);
}
const complaint =
  /[?]|\b(?:but|although|though|yet|however|not|n't|never|cannot|wrong|twice|again|instead|why|how|should|must|fail(?:s|ed|ure)?|errors?|missing|blocked|deleted|quarantined|expired|late|slow)\b/iu;

const about = '(?:(?:の|および|と|や|、|・)?(?:添付ファイル|本文|内容))?';
const subject = `(?:(?:この|その|本|当)(?:電子)?(?:メール|メッセージ|通知|通信|チャット|会議|通話|文書)|(?:(?:弊社|当社|全て|すべて|各|社外宛|お送りした)の?)?(?:送受信|受信|送信|外部)?(?:した|する)?(?:電子)?(?:メール|メッセージ)|添付ファイル)${about}`;
const name =
  '(?:[A-Za-z][A-Za-z0-9+&/.-]*(?:[ ・](?:[A-Za-z0-9][A-Za-z0-9+&/.-]*)){0,7}|[ァ-ヶー]{5,20})(?: ?(?:ウイルス対策|コンプライアンス|の?(?:メール)?(?:ゲートウェイ|フィルター|サービス|サーバー|機能)))?';
const deed =
  '(?:暗号化|スキャン|検査|チェック|検証|保護|署名|送信|配信|配送|送付|発信|アーカイブ|保存|保管|記録|録画|録音|文字起こし|監視|監査|フィルタリング|生成|作成|処理|分類|中継|転送|付与|適用|設定)';
const meanwhile =
  '(?:(?:自動(?:的に|で)?|安全に|常時|すべて|全て|電子的に|適切に|\\d+ ?(?:年|か月|ヶ月|カ月|日)間?|TLS (?:により|で|を使用して)|受信時に|送信時に|社外に)[ 、]?)*';
const object =
  '(?:(?:の|で)?(?:(?:ラベル|ポリシー|秘密度ラベル|分類)?「[^」]{1,20}」(?:の?ラベル)?(?:が|を)?|(?:ラベル|ポリシー|秘密度ラベル|電子署名)(?:が|を)|(?:(?:ウイルス|マルウェア|迷惑メール|スパム|脅威|なりすまし)(?:および|・|や|と|、)?)+の?(?:対策の)?))?';
const polite =
  '(?:され(?:て(?:い|お)(?:ます|ります)|ました|ます)|して(?:い|お)(?:ます|ります)|しました|済み?(?:です)?|が行われて(?:い|お)(?:ます|ります)|を(?:実施し|行っ)て(?:い|お)(?:ます|ります)|を実施済み(?:です)?|を行いました|された(?:安全な)?(?:メール|メッセージ|通知|もの)です|(?:される|する)(?:こと|場合)があります)';
const sent = '(?:自動で|自動的に)?(?:送られて(?:い|き)(?:ます|ました)|送られました|届いて(?:い|お)(?:ます|ります))';
const by = String.raw`\s?(?:により|によって|によ(?:る|り)|で|にて|に|から|より|を(?:使用|利用|経由)して|の)?、?\s?`;
const toldInJapanese = [
  String.raw`${subject}(?:は|を|には)、?\s?${meanwhile}\s?${name}${by}${meanwhile}${object}(?:${deed}(?:[・、]|および|と)?){1,3}${polite}`,
  String.raw`${subject}は、?\s?${name}${by}(?:安全性|正当性)(?:が|を)確認(?:されて|して)(?:い|お)(?:ます|ります)`,
  String.raw`${subject}の(?:送信|配信|受信|保護|暗号化|検査)(?:に)?は、?\s?${name}\s?を(?:利用|使用)して(?:い|お)(?:ます|ります)`,
  String.raw`${subject}は、?\s?${meanwhile}\s?${name}\s?(?:から|より|により|によって)、?\s?${sent}`,
  // 「ウイルス検査済み（Exchange Online Protection）」, 「Microsoft Defender により検査済み」
  String.raw`(?:(?:ウイルス|マルウェア|脅威)の?)?(?:検査|チェック|スキャン)(?:済み?|完了)[\s)】\]:：(（]*(?:by )?(?:${name})?`,
  String.raw`${name}\s?(?:により|によって|で|にて)\s?(?:(?:ウイルス|マルウェア|脅威)の?)?${deed}(?:・${deed})?済み?(?:です|のメールです|メール)?`,
].map((form) => new RegExp(`^${form}$`, 'iu'));

const tellsInJapanese = (words: string): boolean => toldInJapanese.some((form) => form.test(words));
