import { isRule, type Line } from './lines.ts';

/**
 * Which lines are an older mail below, above or between: `quoted` its words, `header` what a mail program put around them (who
 * wrote when to whom). From a header on, everything to the end is quoted, unless the quoted lines are marked one by one.
 */
export function quotedLines(lines: readonly Line[]): Map<Line, 'quoted' | 'header'> {
  const found = new Map<Line, 'quoted' | 'header'>();
  for (const line of lines) if (/^(?:>|＞|&gt;)/.test(line.words)) found.set(line, 'quoted');
  const [first] = lines;
  if (first && isOlderSubject(first) && (subjectField.test(first.words) || lines.length > 1))
    found.set(first, 'header');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (!line || found.has(line)) continue;
    const length = headerAt(lines, at);
    if (length === 0) continue;
    for (const each of lines.slice(at, at + length)) found.set(each, 'header');
    const next = lines[at + length];
    if (next && found.get(next) === 'quoted') continue;
    for (const each of lines.slice(at + length)) {
      if (found.has(each)) continue;
      found.set(each, headerField.test(each.words) ? 'header' : 'quoted');
    }
    break;
  }
  return found;
}

/**
 * Whether a title is an answer's or a passed on mail's, and so the older mail's: `RE:`, `FW: RE:`, `返信:`, `AW:`, `【別件】Re:`,
 * `(was: …)`.
 */
export const isReplyTitle = (title: string): boolean => replyTitle.test(title.slice(0, 300));
/** `FW: VPN down` without its mark; as it is where nothing is left. */
export const withoutReplyMarks = (title: string): string => title.replace(replyMarks, '') || title;
const replyMarks =
  /^\s*(?:(?:subject|件名)\s*[:：]\s*)?(?:(?:re|fwd?|aw|wg|ＲＥ|Ｒｅ|ＦＷＤ?|Ｆｗｄ?|返信|転送)\s*[:：]\s*){1,5}/iu;
const replyTitle =
  /^\s*(?:[[【(（][^\]】)）]{1,20}[\]】)）]\s*)*(?:re|fwd?|aw|wg|sv|vs|tr|rv|ＲＥ|Ｒｅ|ｒｅ|ＦＷＤ?|Ｆｗｄ?|返信|転送|答复|回复)(?:\[\d+\]|\^\d+)?\s*[:：]|\(\s?(?:was|元の件名|旧)\s?[:：]/i;

/** Whether a text's first line is the subject of an older mail, pasted with the newer one. */
export const isOlderSubject = ({ words }: Pick<Line, 'words'>): boolean =>
  subjectField.test(words) || isReplyTitle(words);

/** What stands behind its label in a line of a mail's head; offsets in the text. */
export type Subject = { from: number; to: number; words: string };

/** The subject that a line of a mail's head tells; null where it tells none. */
export function subjectOf({ words, from, to }: Line, text: string): Subject | null {
  const [label] = anySubject.exec(words) ?? [];
  const subject = label === undefined ? '' : words.slice(label.length).trim();
  if (subject === '' || to - from > longestSubject) return null;
  const begins = text.indexOf(subject, from);
  return { from: begins, to: begins + subject.length, words: subject };
}
const longestSubject = 400;
const anySubject = /^[*\s]*(?:subject|件名|betreff|objet|asunto|oggetto|onderwerp)\s*[*]?\s*[:：]\s*[*]?/i;

/** How many lines from here are the head of an older mail; 0 when none are. */
function headerAt(lines: readonly Line[], at: number): number {
  const words = (ahead: number): string => lines[at + ahead]?.words ?? '';
  let length = 0;
  while (isRule(words(length)) && length < 2) length++;
  if (titled.test(words(length))) length++;
  else if (length === 0 || !headerField.test(words(length))) {
    if (length > 0) return 0;
    if (attributed(words(0), words(1))) return 1;
    if (isBroken(lines, at)) return 2;
    if (history.test(words(0))) return 1;
  }
  let fields = 0;
  let sender = false;
  while (headerField.test(words(length + fields))) {
    sender ||= senderField.test(words(length + fields));
    fields++;
  }
  if (fields >= 3 || (fields >= 2 && sender)) return length + fields;
  return length > 0 && titled.test(words(length - 1)) ? length : 0;
}

/** `From: …`, `差出人　：…`, `*Sent:* …`, in the languages that mail programs speak where people of both languages work. */
const senderField = /^[*\s]*(?:from|差出人|送信者|送信元|発信者|von|de|da|van)\s*[*]?\s*[:：]/i;
const headerField =
  /^[*\s]*(?:from|sent|to|cc|bcc|date|subject|reply-to|importance|attachments?|差出人|送信者|送信元|発信者|送信日時?|送信日|日時|日付|受信日時|宛先|件名|ＣＣ|返信先|添付ファイル|重要度|von|gesendet|datum|an|betreff|de|envoyé|date|à|objet|enviado|para|asunto|da|inviato|oggetto|van|verzonden|aan|onderwerp)\s*[*]?\s*[:：]/i;

/** The subject of a mail pasted with it: an answer's is the older mail's. */
const subjectField = /^[*\s]*(?:subject|件名|betreff|objet)\s*[*]?\s*[:：]\s*(?:re|fwd?|aw|返信|転送)\s*[:：]/i;

/** `-----Original Message-----`, `Begin forwarded message:`, `───── 元のメッセージ ─────`, `----- 転送メッセージ -----` */
const titled =
  /^(?:[-_─━=*＝\s]{2,}\s*[\p{L}\p{M}\s'’]{0,40}(?:message|mail|メッセージ|メール|nachricht|mensaje|messaggio|bericht)[\p{L}\s'’]{0,20}[-_─━=*＝\s]*|(?:begin )?forwarded message\s*:?|転送されたメッセージ\s*[:：]?|(?:original|forwarded|reply) (?:e-?mail|message)\s*[:：]?)$/iu;

/** `[最初のメッセージ]`, `=== Earlier conversation`: a ticket's history in one text. */
const history =
  /^[[【(（<=#*\s-]*(?:(?:最初|元|以前|過去|前回|これまで)の(?:メッセージ|メール|やりとり|やり取り|お問い合わせ|問い合わせ|会話|経緯|履歴)|(?:original|previous|earlier|first|older|prior) (?:e-?mails?|messages?|conversation|correspondence|thread|replies|reply))[\]】)）>=*\s:：-]*$/i;

/** `On Fri, Jan 9, 2026 at 9:05 AM X wrote:`, `2026年1月9日(金) 9:05 X <x@…>:`, `Le lun. 2 févr. 2026 à 13:22, X a écrit :` */
function attributed(words: string, next: string): boolean {
  if (words.length > 200 || !/[:：]$/.test(words) || !/\d{1,4}[\s./\-年]|\d:\d\d/.test(words)) return false;
  if (
    /(?:wrote|writes|schrieb|écrit|escribió|scritto|schreef|のメール|書きました|(?:から|より)の(?:メール|メッセージ))\s*[:：]$/i.test(
      words,
    )
  )
    return true;
  const dated = /(?:\d{4}[-/.年]|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}|\b(?:19|20)\d\d\b)/.test(words);
  return dated && (/[<＜][^>＞\s]+@[^>＞\s]+[>＞]\s*[:：]$/.test(words) || (/^[>＞]/.test(next) && words.length < 120));
}

/** Long names and addresses break over two lines. A line over a whole head is what is said: `VPN of Osaka is down` / `On Fri … wrote:`. */
function isBroken(lines: readonly Line[], at: number): boolean {
  const [first, second, third] = lines.slice(at, at + 3);
  if (!first || !second || first.paragraph !== second.paragraph || first.words.length <= 30) return false;
  const after = third?.words ?? '';
  return (
    !isAnySentence(first.words) &&
    !attributed(second.words, after) &&
    attributed(`${first.words} ${second.words}`, after)
  );
}

const isAnySentence = (words: string): boolean => /[。！？]$|[.!?]$/.test(words);
