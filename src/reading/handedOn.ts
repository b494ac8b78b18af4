import { compatible } from '../language/compatible.ts';

/**
 * Whether a sentence over an older mail only hands that on: `FYI`, `Please see below.`, `can somebody take this one?`, 「転送します。」,
 * 「どなたか引き取れますか」. It is one where each of its words is of a closed list, so that none can be of a matter.
 */
export function handsOn(sentence: string): boolean {
  if (sentence.length > longest || asks.test(sentence)) return false;
  const words = compatible(sentence).replace(whom, ' ').toLowerCase();
  return japanese.test(words)
    ? isOfPieces(words)
    : (words.match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? []).every((word) => english.has(word));
}
const longest = 80;
/** What is asked of mail itself, in the same words: `how do I forward a message?`, `Can we get our mail back?` */
const asks =
  /\bhow\b|\b(?:our|my|your|their|all) (?:e-?)?mails?\b|\b(?:i|we|they|users?) (?:need|want|would like) to\b|\bwho (?:can (?:see|read|find)|sent)\b|\bcan i\b|\bwait(?:s|ing)? for\b|\bforward (?:e-?)?mails?\b|\bneed(?:s|ed)? .{0,30}\bback\b|でき(?:ます|る)$/iu;
/** To whom, and whose mail it is: `Ken, …`, `@Ken Mori`, `from Woodgrove`, 「ファブリカム様」. */
const whom =
  /^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?,(?= )|@[\p{L}\p{N}]{1,30}(?: \p{Lu}\p{Ll}+)?|(?<=\bfrom )\p{Lu}[\p{L}\p{N}&]{1,30}(?: \p{Lu}[\p{L}\p{N}&]{1,30})?|[A-Za-z\u30a1-\u30fc\u4e00-\u9fff]{1,20}(?:様|さん|殿|社)(?=から|より|の|へ|、|,|$)/gu;
const japanese = /[\u3041-\u30ff\u4e00-\u9fff]/u;

const english: ReadonlySet<string> = new Set(
  [
    'fyi fya fw fwd hi hello hey dear swarm for your our my his her information info reference attention awareness action consideration',
    'please pls plz kindly thanks thank thx see find read check review look view consider',
    'below above attached attachment following here mail mails email emails e-mail message thread note chain trail request ticket case issue matter',
    'this that these it one ones another next new more',
    'forwarding forwarded forward forwards passing passed pass sharing shared share sending transferring transferred transfer routing',
    'can could would will should may might do does did is are was be been have has had need needs needed want like get got',
    'someone somebody anyone anybody who whoever you we i me us him them they she he everyone all team guys folks colleagues',
    'take takes taking pick picks up handle handles handling help helps assist own deal with care of over investigate follow',
    'respond reply answer back get-back advise advice idea ideas thoughts takers taker volunteers input suggestions know knows waiting waits wait',
    'from customer client user colleague sent wrote asked asks asking says said came come in received just',
    'any what how where when if possible maybe perhaps so as and or to at into on the a an by out along about soon asap urgent urgently today now quickly first',
    "sure think belongs belong ours yours mine right anything i'm it's that's original earlier details context free available time",
  ]
    .join(' ')
    .split(' '),
);

/** From the longest to the shortest, so that each place is looked at once. */
const pieces = [
  '転送 共有 展開 回送 下記 以下 上記 添付 本件 本メール こちら これ この それ 件 メール 内容 通り',
  'の を に は が と で も へ や から まで より ので て た だ ね か ご 御 お',
  '確認 対応 参考 参照 覧 査収 連絡 検討 調査 回答 返信 返答 協力 相談 依頼 問い合わせ 問合せ 担当 引き取 引き継 引継 拾 見',
  'します しました いたします 致します いたしました いただけ いただき 頂け 頂き もらえ くださ 下さ ください 下さい ませんか ますか ます ました です でしょうか でき できる 可能 たい して しておき おき いる います い き ぎ り る れ っ つ ん く よ',
  'お願い 願い 願 申し上げ よろしく 宜しく 取り急ぎ とり急ぎ 取急ぎ 至急 急ぎ 早め 方 人 誰 どなた 皆 様 さん さま チーム 客 届 来 分かる わかる 何 思 助けて 困って 力添え あり おり',
  'fyi fw fwd',
]
  .join(' ')
  .split(' ')
  .sort((a, b) => b.length - a.length);

function isOfPieces(words: string): boolean {
  const said = words.replace(/[^\p{L}\p{N}]/gu, '');
  for (let at = 0; at < said.length; ) {
    const piece = pieces.find((each) => said.startsWith(each, at));
    if (piece === undefined) return false;
    at += piece.length;
  }
  return said !== '';
}
