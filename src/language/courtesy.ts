/** What somebody says who says nothing of a matter: a greeting, thanks, that it was heard, or that they ask. */
export type Courtesy = 'greeting' | 'thanks' | 'noted' | 'request';

/**
 * The courtesies of both languages. A phrase is told as a whole: "thanks" is one, "thanksgiving" is none. Texts in
 * usual signs (usual.ts).
 */
const phrases: Record<Courtesy, { en: string[]; ja: string[] }> = {
  greeting: {
    en: [
      'hi',
      'hello',
      'hey',
      'good (?:morning|afternoon|evening|day|night)',
      'greetings',
      'bye',
      'see you',
      'welcome',
    ],
    ja: [
      'お世話になって(?:おり)?ます|お世話になります|お世話になっております',
      'お疲れ(?:さま|様)?(?:です|でした)?|おつかれ(?:さま)?(?:です|でした)?|ご苦労(?:さま|様)(?:です|でした)?',
      'おはよう(?:ございます)?|こんにち[はわ]|こんばん[はわ]|はじめまして|初めまして|失礼(?:いた|致)?します',
    ],
  },
  thanks: {
    en: [
      '(?:many )?thanks(?: you)?(?: so much| a lot| again| all)?|thank you(?: so much| very much| all| again)?|thx|ty|cheers|appreciated',
      'that (?:fixed|solved|did) it|it works(?: again| now)?(?: now)?|works (?:again|now)|much appreciated',
    ],
    ja: [
      '(?:どうも)?(?:ありがとう|有難う|有り難う)(?:ございま(?:す|した))?|どうも',
      '助かり(?:ました|ます)|直りました|解決しました|感謝(?:します|いたします)?',
    ],
  },
  noted: {
    en: [
      'ok(?:ay)?|sure|yes|yep|yeah|no|nope|got it|noted|understood|great|nice|cool|perfect|awesome|good|fine|well done|(?:ha){2,}h?|lol|wow',
    ],
    ja: [
      '(?:了解|承知)(?:です|しました|いたしました|致しました|いたします|しております)?|かしこまりました|わかりました|分かりました|はい|いいえ|なるほど|大丈夫です|いいね',
      '確認(?:いた|致)?します|そうです(?:ね)?|OKです',
    ],
  },
  request: {
    en: [
      'please|pls|plz|sorry|excuse me|(?:can|could|would|will) you(?: please)?|(?:have|take) a look(?: at)?|look (?:at|into)|check|take',
    ],
    ja: [
      '(?:どうぞ|どうか|何卒|なにとぞ)?(?:よろしく|宜しく)(?:(?:お|御)願い(?:いた|致|申し上げ)?(?:し)?ます)?',
      '(?:ご|御)?(?:対応|確認|調査|教示|連絡)?(?:を)?(?:お|御)願い(?:いた|致)?(?:します|したいです|できますか|できますでしょうか)?|頼みます',
      'すみません(?:が)?|すいません(?:が)?|申し訳(?:ありません|ございません)(?:が)?|恐れ入りますが?|恐縮ですが',
      'お手数(?:です|をおかけします|をお掛けします)?が?|(?:を)?相談(?:させて|したい)(?:です|ください|下さい|いただけますか)?|(?:を)?(?:見て|教えて)?(?:ください|下さい|いただけますか)',
    ],
  },
};

const patterns = Object.entries(phrases).map(([courtesy, { en, ja }]) => ({
  courtesy: courtesy as Courtesy,
  pattern: new RegExp(`(?<![\\p{L}\\p{N}'])(?:${en.join('|')})(?![\\p{L}\\p{N}'])|${ja.join('|')}`, 'giu'),
}));

/** The text without its courtesies; what stood around them stays as it was. */
export function withoutCourtesy(text: string): string {
  let rest = text;
  for (const { pattern } of patterns) rest = rest.replace(pattern, ' ');
  return rest;
}

/** What somebody said who said nothing but courtesies, to the bot by its name or not; null when they said more. */
export function onlyCourtesy(text: string): Courtesy | null {
  const hasSmile = /\p{Extended_Pictographic}/u.test(text);
  const rest = withoutCourtesy(text).replace(addressed, ' ');
  if (/[\p{L}\p{N}]/u.test(rest)) return null;
  const said = patterns.filter(({ pattern }) => text.match(pattern) !== null).map(({ courtesy }) => courtesy);
  const [first] = order.filter((courtesy) => said.includes(courtesy));
  return first ?? (hasSmile ? 'noted' : null);
}

/** Thanks are answered before a greeting, a greeting before the rest. */
const order: readonly Courtesy[] = ['thanks', 'greeting', 'noted', 'request'];

/** Whom one speaks to. */
const addressed =
  /(?<![\p{L}\p{N}])(?:swarm|bot|there|all|everyone|everybody|team|guys)(?![\p{L}\p{N}])|スウォーム|皆(?:さん|様)|さん|様/giu;
