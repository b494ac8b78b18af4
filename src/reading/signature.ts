import { tellsFault } from './courtesy.ts';
import { isRule, isSentence, type Line } from './lines.ts';

/**
 * Which of the lines are who wrote and from what: the block under `-- ` or between rules, a name with company, telephone or
 * address at the end, what phones and mail programs add, the join text of an online meeting. `lines`: those that are nothing
 * else yet. `mailed`: whether it is told like a mail, so that a bare name at its end is one.
 */
export function signatureLines(lines: readonly Line[], mailed: boolean): Set<Line> {
  const found = new Set<Line>();
  lines.forEach((line, at) => {
    if (isProgramLine(line.words) && !isGoneOn(line, lines[at + 1])) found.add(line);
  });
  meetings(lines, found);
  ruled(lines, found);
  underMark(lines, found);
  const open = (): Line[] => lines.filter((line) => !found.has(line));
  underClosing(open(), found);
  atEnd(open(), found, mailed);
  return found;
}

/** `Sent from my iPhone`, `Get Outlook for iOS<…>`, 「Android 版 Outlook から送信」, a picture's place. */
function isProgramLine(words: string): boolean {
  if (
    /^(?:\[cid:[^\]]*\]|\[[\w .-]{1,60}\.(?:png|jpe?g|gif)\]|<?https?:\/\/aka\.ms\/\S{1,60}>?|\[https?:[^\]]*\])+$/i.test(
      words,
    )
  )
    return true;
  const said = words
    .replace(/[<[]\s?https?:[^>\]]*[>\]]/g, '')
    // What it adds behind: 「Android から送信 (Outlook for Android を入手)」.
    .replace(/\s*[(（](?:get \p{Lu}[^()（）]{1,40}|[^()（）]{1,40}を(?:入手|ダウンロード|取得))[)）]\s*$/u, '')
    .trim();
  if (said.length > 70 || (isTold.test(said) && !isExcuse.test(said))) return false;
  return (
    /^(?:sent (?:from|via|by|using|with) (?:my |the |a )?(?:\p{Lu}|mobile|phone|tablet|mail|e-?mail)|get \p{Lu}[\w ]{1,20} for |download \p{Lu}[\w ]{1,20} for |(?:envoyé|gesendet|inviato|enviado|verzonden) )/iu.test(
      said,
    ) ||
    (/^[^はがをに、。]{1,30}(?:から|より|で)送信(?:され|し)?(?:ました|ています)?[。.]?$/.test(said) &&
      said.length <= 40) ||
    /^(?:新しい ?)?(?:Outlook|Mail|メール|Gmail|Thunderbird)[\w 版]{0,24}で(?:作成|返信)(?:されました|されています)?[。.]?$/i.test(
      said,
    ) ||
    /^\S{2,24} ?(?:for|版)? ?\S{0,12} ?を(?:入手|ダウンロード|取得)(?:する)?[。.]?$/.test(said)
  );
}

/** 「Outlook for Windows で作成。」 with 「保存すると落ちます。」 right below it is what somebody did; a program writes below what is said. */
const isGoneOn = (line: Line, next: Line | undefined): boolean =>
  next?.paragraph === line.paragraph &&
  (isSentence(next.words) || tellsFault(next.words)) &&
  !isProgramLine(next.words) &&
  !isExcuse.test(next.words);

/** `Sent from Outlook for iOS, the attachment is missing`. */
const isTold = /\b(?:is|are|was|were|has|have|does|do|never|cannot|can't|won't|fails?|disappears?|arrives?)\b/i;
const isExcuse = /\b(?:typos?|brevity|brief|spelling|excuse|pardon|forgive)\b/i;

/** Whoever joins needs a number; the lines around it, from a rule or the invitation on, go with it. */
function meetings(lines: readonly Line[], found: Set<Line>): void {
  const numbered = lines.findIndex(({ words }) => meetingNumber.test(words));
  if (numbered < 0) return;
  const paragraph = lines[numbered]?.paragraph ?? 0;
  const isAbout = ({ words, paragraph: own }: Line): boolean =>
    own === paragraph || isRule(words) || joining.test(words);
  let from = numbered;
  while (from > 0 && isAbout(lines[from - 1] ?? (lines[from] as Line))) from--;
  // In the paragraph of the number, what was said before the rule or the invitation is the writer's own.
  const begins = lines.findIndex(
    (line, at) => at >= from && at <= numbered && (isRule(line.words) || joining.test(line.words)),
  );
  if (begins >= 0) from = begins;
  for (const line of lines.slice(from)) {
    if (
      line.paragraph > paragraph &&
      !meetingNumber.test(line.words) &&
      !joining.test(line.words) &&
      !isRule(line.words) &&
      isSentence(line.words)
    )
      break;
    found.add(line);
  }
}
const meetingNumber =
  /^(?:(?:meeting|conference|webinar|phone conference)(?: id| number)|access code|(?:会議|ミーティング|ウェビナー|電話会議)\s?(?:ID|番号)|アクセス ?コード)\s*[:：]?\s*[\d ]{6,}/i;
const joining =
  /(?:join|click here to join).{0,30}(?:meeting|webinar|call)|(?:会議|ミーティング|ウェビナー)に参加|ヘルプが必要|need help\?|dial[- ]in|ダイヤルイン|passcode|パスコード|one tap mobile|find a local number|meeting options|会議のオプション/i;

/** What stands between two rules, or below the last, with signs of an address. */
function ruled(lines: readonly Line[], found: Set<Line>): void {
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (!line || found.has(line) || !isRule(line.words)) continue;
    const next = lines.findIndex((each, place) => place > at && isRule(each.words));
    const end = next < 0 ? lines.length : next + 1;
    const block = lines.slice(at, end);
    const said = block.filter(({ words }) => !isRule(words));
    if (said.length > 15 || (said.length > 0 && contactSigns(said) === 0)) continue;
    for (const each of block) found.add(each);
    at = end - 1;
  }
}

function underMark(lines: readonly Line[], found: Set<Line>): void {
  const mark = lines.findIndex(({ words }) => words === '--' || words === '—');
  if (mark >= 0 && lines.length - mark <= 20) for (const line of lines.slice(mark)) found.add(line);
}

/** `Kind regards,` and a few lines that are no sentences. */
function underClosing(lines: readonly Line[], found: Set<Line>): void {
  const closing = lines.findLastIndex(({ words }) => closes.test(words) && words.length <= 60);
  if (closing < 0) return;
  const below = lines.slice(closing + 1);
  // A letter's matter may stand below its closing, in a list under 記.
  if (below.some(({ words }) => words === '記')) return;
  if (below.length <= 14 && below.every(({ words }) => !isSentence(words) || contactOf(words) > 0))
    for (const line of below) found.add(line);
}
const closes =
  /^(?:(?:with )?(?:best|kind(?:est)?|warm(?:est)?|many|kindly)?\s?(?:regards|wishes|thanks|greetings|rgds|cheers)|best|br|thx|ty|thank you|yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?|respectfully|mit freundlichen|viele grüße|cordialement|敬具|草々|以上|(?:以上、?)?(?:何卒|引き続き|どうぞ)?、?(?:よろしく|宜しく)お願い.{0,12})[\s,.!。、/-]*/i;

/** The last paragraphs, as long as they tell who somebody is. */
function atEnd(lines: readonly Line[], found: Set<Line>, mailed: boolean): void {
  let end = lines.length;
  for (let paragraphs = 0; paragraphs < 4 && end > 0; paragraphs++) {
    const own = lines[end - 1]?.paragraph;
    let from = end;
    while (from > 0 && lines[from - 1]?.paragraph === own) from--;
    const block = lines.slice(from, end);
    const signs = contactSigns(block);
    const isBlock =
      block.length <= 10 &&
      block.every(
        ({ words }) => words.length <= 100 && (!isSentence(words) || (contactOf(words) > 0 && !isSeveral.test(words))),
      );
    const signed = isBlock && (signs >= 2 || (block.length > 1 && signs >= 1 && (mailed || paragraphs > 0)));
    if (signed || (isBlock && mailed && from > 0 && block.length <= 3 && block.every(({ words }) => isNameOf(words)))) {
      for (const each of block) found.add(each);
      end = from;
      continue;
    }
    // A name alone on the last line of what was said.
    const last = block.at(-1);
    if (last && mailed && block.length > 1 && isNameOf(last.words)) found.add(last);
    return;
  }
}

/** 「東西商事株式会社の鈴木です。VPN が切れます。」 says who writes, and what. */
const isSeveral = /[。！？][^。！？]+[。！？]/u;

/** Telephone, address, post code and company count twice: hardly anything else has them. */
function contactSigns(lines: readonly Line[]): number {
  return lines.reduce((sum, { words }) => sum + contactOf(words), 0);
}

function contactOf(words: string): number {
  if (words.length > 160) return 0;
  let sum = 0;
  for (const sign of strong) if (sign.test(words)) sum += 2;
  for (const sign of weak) if (sign.test(words)) sum += 1;
  return sum;
}

const strong = [
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/,
  /(?:^|[^\w-])(?:tel|phone|mobile|cell|fax|direct|電話|携帯|内線|直通|[TMPFC](?=[.:： ]))\.?\s?[:：.]?\s*(?:\([^)]{1,12}\)\s*)?[+(]?\d[\d\s().-]{3,}/i,
  /\+\d{1,3}[\s(-]\d[\d\s().-]{5,}|\(\d{3}\)\s?\d{3}-\d{4}|\b1?-?[08]\d{2,3}-\d{2,4}-\d{3,4}\b|\b0\d{1,4}-\d{1,4}-\d{3,4}\b/,
  /〒|\b[A-Z]{1,2}\d{1,2}\w? \d[A-Z]{2}\b/,
  /株式会社|有限会社|合同会社|(?:\b(?:Inc|Ltd|LLC|GmbH|Corp|PLC|Pty)\b)/,
];
const weak = [
  /https?:\/\/|\bwww\./,
  /[\u3041-\u9fff](?:部|課|室|支店|支社|事業所|本部|グループ|センター|係)(?:$|[\s　／/])|(?:主任|担当|係長|課長|部長|マネージャー|エンジニア)(?:$|[\s　：:])/,
  /\b(?:manager|engineer|architect|administrator|director|consultant|specialist|analyst|department|officer|developer|technician|team lead|head of|service desk|help ?desk|office hours|managed services)\b/i,
  / \| | ｜ |・.{1,12}・/,
  /\b(?:follow us|find us|book (?:time|a meeting)|chat me|your partner|download the)\b|おまかせください|受付/i,
  /(?:street|road|avenue|weg|straße|suite|floor|ビル|丁目|\d+-\d+-\d+)/i,
];

/** `木暮`, `ファブリカム 宮坂`, `Robin Castellan`, `/Wei`, `W.`: one to three words that begin large, nothing counted. */
function isNameOf(words: string): boolean {
  if (words.length > 30 || /\d/.test(words) || isFault.test(words)) return false;
  if (/^[\u4e00-\u9fff々ァ-ヶー\s　・（()）]+$/.test(words)) return words.replace(/[\s　]/g, '').length <= 14;
  return (
    /^[-/~]?\s?\p{Lu}[\p{L}.'’-]{0,15}(?: \(?\p{Lu}[\p{L}.'’-]{0,15}\)?){0,2}[.,)]?$/u.test(words) ||
    /^(?:thx|ty|rgds|br|cheers|best)[.,!]?$/i.test(words)
  );
}

/** `Outlook Down`, 「本番停止」: a whole case in the shape of a name. */
const isFault =
  /停止|障害|[切遮]断|不通|エラー|失敗|不可|不能|不調|遅延|故障|異常|ダウン|フリーズ|\b(?:down|outage|errors?|fail(?:ed|s|ing|ure)?|broken|crash(?:ed|es|ing)?|slow|offline|unavailable|hangs?|hung|stuck|freez(?:es|ing)|froze|issues?|problems?)[.!]*$/i;
