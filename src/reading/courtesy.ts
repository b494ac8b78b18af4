import { compatible } from '../language/compatible.ts';
import { courtesyMarks, englishGreetings } from '../language/courtesyWords.ts';
import { matchesOf } from './matches.ts';

/** A sentence of a text: UTF-16 offsets, and its words without spaces at its ends. */
export type Sentence = { from: number; to: number; words: string };

/** The sentences between two offsets; a line's end ends one. */
export function sentencesOf(text: string, from: number, to: number): Sentence[] {
  const sentences: Sentence[] = [];
  const whole = text.slice(from, to);
  for (const { 0: piece, index } of matchesOf(sentence, whole)) {
    const words = piece.trim();
    if (words !== '') sentences.push({ from: from + index, to: from + index + piece.length, words });
  }
  return sentences;
}
/** Words that a full stop shortens, and what must follow for it to end no sentence: `Mr. Tanaka`, `no. 7`, `etc. are`. */
const shortened: readonly (readonly [words: string, follows: string])[] = [
  ['mr|mrs|ms|dr|prof|vs|e.g|i.e|approx|incl|excl|resp|cf', String.raw`\s\S`],
  ['no|nos|fig|ver|v|bldg|ext|rm|vol|rev|sec|ch|max|min', String.raw`\s#?\p{L}?\d`],
  ['etc|inc|ltd|co|corp|dept|a.m|p.m|tel|temp|jan|feb|aug|sep|sept|oct|nov|dec', String.raw`\s[\p{Ll}\d]`],
];
const abbreviated = shortened.map(([words, follows]) => {
  const written = words
    .replaceAll('.', '\\.')
    .replace(/(^|\|)([a-z])/g, (_, border: string, first: string) => `${border}[${first}${first.toUpperCase()}]`);
  return String.raw`(?<=(?<![\p{L}.])(?:${written}))\.(?=${follows})`;
});
/** Up to 。！？ and what closes after it, or a full stop before a space that shortens no word. */
const sentence = new RegExp(
  String.raw`[^\n。！？!?.]+(?:(?:[.!?](?![\s"')\]]|$)|${abbreviated.join('|')})[^\n。！？!?.]*)*(?:[。！？!?.]+[」』）)"'\]]*|$|(?=\n))`,
  'gu',
);

/**
 * Whether a sentence is courtesy: greetings, thanks, who writes and how to reach them, talk of mails and calls. Never where it
 * tells that something does not work, or names what is no person, firm or way to speak.
 */
export function isCourtesy(words: string): boolean {
  if (words.length > 240) return false;
  const read = plain(words);
  return japanese.test(read) ? isJapaneseCourtesy(read) : isEnglishCourtesy(read);
}

/** Whether a sentence says who writes: 「情報システム部の高田です」. Only beside courtesy: 「VPN の件です」 looks the same. */
export function isIntroduction(words: string): boolean {
  const read = plain(words);
  if (read.length > 50 || fault.test(read)) return false;
  if (/(?:と申します|と申す者です)[。.]?$/.test(read)) return true;
  if (
    /^(?:this is|my name is|i am|i'm|it's|it is) \p{L}+(?: \p{L}+)? (?:from|at|of|with|here)\b[^.]{0,40}[.,]?$/iu.test(
      read,
    )
  )
    return true;
  return (
    /(?:です|でございます)[。.]?$/.test(read) &&
    (/^[\u4e00-\u9fff々]{1,4}(?:です|でございます)/.test(read) ||
      /(?:の|部|課|室|係|社|店|、|担当)[\u4e00-\u9fff々]{1,3}(?:です|でございます)[。.]?$/.test(read)) &&
    !/(?:障害|故障|不具合|問題|質問|相談|件|切断|停止|失敗|異常|遅延|不良|状態|状況|環境|構成|必要|以下|下記|予定|現象|事象|通り)(?:です|でございます)/.test(
      read,
    )
  );
}

/** Old host systems write everything in half-width katakana. */
function plain(words: string): string {
  const wide = compatible(words).trim();
  if (!/^[\u30a1-\u30ff\s、。・!?]+$/.test(wide)) return wide;
  return wide.replace(/[\u30a1-\u30f6]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60));
}

const japanese = /[\u3041-\u309f]|[\u4e00-\u9fff]{2}|^[\u30a1-\u30ff\s。]+$/;

function isJapaneseCourtesy(words: string): boolean {
  if (address.test(words)) return true;
  if (!formula.test(words) && !spoken.test(words)) return false;
  if (fault.test(words) && !/電話/.test(words)) return false;
  if (spoken.test(words) || settled.test(words)) return true;
  const named = words.match(/[A-Za-z][A-Za-z0-9.+#-]+|[\u30a1-\u30fc]{3,}/g) ?? [];
  return words.length < 120 && named.every((word) => ways.test(word)) && !things.test(words);
}

/** Whether a sentence tells that something does not work. */
export const tellsFault = (words: string): boolean => fault.test(words) || englishFault.test(words);

/** What a sentence says after clauses of courtesy: 「別件で恐縮ですが、」, `Hi Ken, I am writing because`. */
export function afterCourtesy(words: string): string {
  let rest = words;
  for (const opening of openings) rest = rest.replace(opening, '');
  return rest.trim() === '' ? words : rest;
}
/** In the order in which people say them. */
const openings = [
  new RegExp(String.raw`^(?:${englishGreetings}|dear)\b[^,.:!?\n]{0,30}[,!]\s+(?=\S+\s)`, 'i'),
  /^[^、。]{0,24}(?:お世話にな|お疲れ(?:様|さま)|おつかれ)[^、。]{0,20}(?:、[^、。]{1,16}(?:です|と申します))?(?:が)?、\s*/u,
  /^[^、。]{0,16}(?:恐縮|恐れ入り|申し訳|すみません|すいません|お手数|失礼|お忙しい|突然|急ぎ)[^、。]{0,16}(?:が|ところ|けど)、\s*/u,
  /^(?:表題|標記|首題|掲題|件名|題記)の(?:件|通り|とおり)(?:ですが|につきまして|につき|について|で)?、\s*/u,
  /^(?:i |we )?(?:just |really )?hope (?:you|this|all|everyone|that)\b[^,.]{0,50}(?:,\s+(?:and |but )?| and )(?=\S+\s)/i,
  /^(?:sorry|apologies)\b[^,.]{0,40},? but\s+/i,
  /^(?:i am|i'm|we are|we're) (?:just )?(?:writing|contacting you|reaching out|getting in touch|e?-?mailing)(?: (?:to )?you)?(?: today)?,? (?:to (?:report|let you know|inform you|tell you|say|ask(?: for (?:your )?help)?)|because|about|as|since|regarding|concerning|with)(?: that| with| about)? (?=\S+\s)/i,
  /^(?:please |pls |i |we |can (?:some(?:one|body)|any(?:one|body)|you) )?(?:need |want |could use |please |pls )?(?:some |a bit of |your |urgent )?(?:help|assistance|a hand|support)(?: me| us)?(?: with)?(?: (?:this|that|it)(?: one| case| issue)?)?(?: please| pls)?\s*[:;,–—-]\s+(?=\S+\s\S)/i,
  /^(?:この件|こちら)?(?:を|で|に)?(?:どなたか|誰か)?(?:助けて|手伝って|教えて)(?:ください|下さい|ほしいです|いただけますか)[、:：]\s*/u,
  /^i (?:just )?(?:wanted|want|would like|'d like|am|'m) to (?:let you know|report|inform you|tell you|ask)(?: that| about)? (?=\S+\s)/i,
  /^(?:しかし|ただし?|ですが|一方(?:で)?|なお)、\s*/u,
  /^(?:but|however|yet|still),?\s+(?=\S+\s)/i,
];

/** To whom: 「山田様」, 「関係者各位」, 「サポートご担当者様」. */
const address = /^[^。、]{0,24}(?:様|さま|御中|各位|殿|先生|さん)[、,]?$/;
const formula = new RegExp(courtesyMarks('ja'));
/** What speaks of speaking itself. */
const spoken =
  /(?:チャット|電話|会議|打ち合わせ|ミーティング|メール)(?:で|にて|の(?:際|中で|場で)).{0,14}(?:お?話し?(?:し|させ)|ご?相談|お伝え|触れ|いただ|お願い)|折り返し|席を外/;
/** An older matter, done with. */
const settled = /^[^。]{0,30}(?:承知(?:いた|し)|了解(?:いた|し|です)|(?:別件|前回|先日).{0,30}(?:解決|完了))/;
/** Ways to speak, firms and people, in katakana or Latin: no thing that could fail. */
const ways =
  /^(?:メール|チャット|サポート|システム|センター|グループ|チーム|デスク|ヘルプデスク|オフィス|ビル|コントソ|ファブリカム|スケジュール|メンバー|ユーザー|サービス|マネージャー|リーダー|エンジニア|アシスタント|テレワーク|Teams|Zoom|Slack|TEL|FAX|IT|ICT|DX|PM|AM|OK|CC|Re|FW|FYI|Inc|Ltd|Corp|Mr|Ms)$/i;
/** What is asked to be looked at is the matter, however politely. */
const things =
  /設定|構成|手順|方法|原因|調査|切り分け|復旧|仕様|ポリシー|サーバ|ネットワーク|証明書|接続|認証|権限|同期|容量|性能|更新|移行|導入/;
const fault =
  /でき(?:な|ませ|ず)|エラー|失敗|起動し(?:な|ませ|ず)|落ち(?:る|ます|た|て)|切れ|止ま(?:る|り|っ|ら)|停止し|つなが(?:ら|り)|繋が(?:ら|り)|遅(?:い|く|延)|異常|障害|不具合|表示され|され(?:ませ|ず|ない)|しません|動き?ませ|動か|出ま(?:す|せ)|拒否|壊れ|消え|重い|文字化け|てい?(?:ない|ません)(?!か)|固ま|fail|error|cannot|can't/i;

function isEnglishCourtesy(words: string): boolean {
  // "Hi, the VPN drops" goes on to the matter; "Dear Outage Team," does not.
  if (salutation.test(words) && (/^\S+(?:\s\S+){0,3}$/.test(words) || !englishFault.test(words))) return true;
  if (englishFault.test(words)) return false;
  const opens = courteous.test(words);
  if (!opens) return false;
  if (words.length > 220) return false;
  // Names of products and codes are matter: AKS, MsgTrace, 0x80070005.
  const named = words.match(/\b(?:[A-Z]{3,}|[A-Z][a-z]+[A-Z]\w*|\w*\d\w*[a-z]\w*\d*|0x\w+)\b/g) ?? [];
  return named.every((word) =>
    /^(?:ASAP|FYI|CET|CEST|JST|GMT|UTC|EST|PST|PDT|EDT|BST|AEST|I'm|\d{1,2}(?:am|pm|h)|\d+(?:st|nd|rd|th))$/i.test(
      word,
    ),
  );
}
const salutation = new RegExp(
  String.raw`^(?:(?:${englishGreetings}|hallo|dear|to whom)\b[^.:]{0,50}[,!.:]?|(?:(?:morning|afternoon|evening|team|all|folks|everyone|everybody)\b[ ,]{0,2}){1,3}(?:[A-Z]\w+)?[,!.:]?|(?:best|kind|warm|many)?\s?(?:regards|thanks|wishes|cheers|best|rgds|thx|ty)\b[^.]{0,20}[,.!]?|(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?[,.]?|[A-Z][a-z]?\.)$`,
  'i',
);
const courteous = new RegExp(`\\b(?:${courtesyMarks('en')})\\b`, 'i');
const englishFault =
  /\b(?:fail(?:s|ed|ing|ure)?|errors?|cannot|can ?not|can't|could not|couldn't|unable|not work(?:ing)?|doesn't|does not|won't|stop(?:s|ped)|broken|crash\w*|slow\w*|drops?|hangs?|stuck|denied|timed? ?out|lost|missing|corrupt\w*|outage|down|how (?:do|can|to)|why)\b/i;
