/**
 * Text that people or other systems wrote, made safe to show. Cards show it in text runs, which know no markdown;
 * where only markdown is to be had (headings, mentions, plain messages) it is escaped as well.
 */

/** Controls, and what hides, reorders or splits text without being seen: bidi marks, zero-width signs, soft hyphen. */
const hidden = /[[\p{Cc}\p{Cf}]--[\n\t\u{200D}]]/gv;
/** A joiner binds emoji; anywhere else it only hides differences. */
const looseJoiner =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)\u200D|\u200D(?!\p{Extended_Pictographic})/gu;
/** More marks on one letter than any script needs would paint over the lines around it. */
const piledMarks = /(\p{M}{4})\p{M}+/gu;
/** Signs of usual texts in both languages that do nothing of all this, but for spaces: ranges are told faster than classes of Unicode. */
const usual = String.raw`!-;=-z|}~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u3001-\u3029\u3030-\u3098\u309b-\u30ff\u4e00-\u9fff\uff01-\uff9f`;
/** Most texts are of nothing else. */
const harmless = new RegExp(`^[ \u00a0\u3000${usual}]*$`);
/** Words with one space between them, as most names and reasons are. */
const plainLine = new RegExp(`^[${usual}]+(?: [${usual}]+)*$`);
const suspicious = /[\p{Cc}\p{Cf}\u2028\u2029<{]|\p{M}{5}/u;

/**
 * The text without what could act in a card: no control or invisible characters, no half surrogates, at most one
 * empty line in a row, no `<at>` that Teams could take for a mention, no `{{DATE(…)}}` that a client would rewrite.
 */
export function cleaned(text: string): string {
  if (harmless.test(text) || (!suspicious.test(text) && text.isWellFormed())) return text;
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(hidden, '')
    .replace(looseJoiner, '')
    .replace(piledMarks, '$1')
    .replace(/<(?=\s*(?:\/\s*)?at\b)/gi, '‹')
    .replace(/\{(?=\{)/g, '{ ')
    .replace(/\n{3,}/g, '\n\n');
}

/**
 * The text on one line, at most `most` UTF-16 units long; cut between whole characters, with an ellipsis. A name that
 * is nothing but invisible signs becomes an ellipsis too: there must be something to see.
 */
export function short(text: string, most: number): string {
  if (text.length <= most && plainLine.test(text)) return text;
  // Only so much of a long text is looked at: what is cut off need not be read.
  const line = cleaned(text.slice(0, most * 4 + 200))
    .replace(/\s+/g, ' ')
    .trim();
  return line === '' && text !== '' ? '…' : cut(line, most);
}

/** As `short`, but keeps its lines: at most `lines` of them. */
export function passage(text: string, most: number, lines: number): string {
  const all = cleaned(text.slice(0, most * 4 + 200))
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()
    .split('\n');
  const kept = all.slice(0, lines).join('\n');
  return atEndOfSentence(all.length > lines ? `${kept}\n…` : kept, most);
}

/** The text, cut behind its last whole line or sentence, where one ends in the latter half. */
function atEndOfSentence(text: string, most: number): string {
  const shown = cut(text, most);
  if (shown.length >= text.length) return shown;
  const ends = [...shown.matchAll(/\n|[。！？]|[.!?](?=\s)/g)].map(
    ({ 0: sign, index }) => index + (sign === '\n' ? 0 : 1),
  );
  const end = ends.at(-1) ?? 0;
  if (end * 2 < most) return shown;
  return `${shown.slice(0, end)}${text.charAt(end) === '\n' ? '\n' : ' '}…`;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = 0;
  for (const { index, segment } of graphemes.segment(text)) {
    if (index + segment.length > most - 1) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end).trimEnd()}…`;
}

/**
 * The text for a place that reads markdown: it shows as it is written. One line. Only what would act is escaped, so that
 * ordinary text is the same in a client that reads no markdown.
 */
export const escapedMarkdown = (text: string): string =>
  cleaned(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]~<>]|&(?=#|\w+;)/g, '\\$&')
    .replace(/^(\s*)([-+#])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)]\s)/, '$1\\$2')
    // A bare address would become a link.
    .replace(/(https?|ftp):\/\//gi, '$1\\://')
    .replace(/www\./gi, 'www\\.');
