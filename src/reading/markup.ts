import { decodeHTML } from 'entities';
import { z } from 'zod';

/**
 * The words of a text that a case system or a mail program hands over in its markup: HTML, also escaped or in [code] tags,
 * Confluence's storage format, Jira's wiki markup and Atlassian's document JSON. Lines are kept, code stands in fences, what was
 * quoted has a `>` before it. A text without markup comes back as it is, `a < b` and `List<String>` too.
 */
export function textOfMarkup(text: string): string {
  const start = text.trimStart();
  if (start.startsWith('{') && /"type"\s*:\s*"doc"/.test(start.slice(0, 2000))) return textOfDocument(text) ?? text;
  const plain = wasEscaped(text) ? decodeHTML(text) : text;
  const unwrapped = /\[\/?code\]/i.test(plain) ? plain.replace(/\[\/?code\]/gi, '') : plain;
  if (isHtml(unwrapped)) return textOfHtml(unwrapped);
  return isWiki(plain) ? textOfWiki(plain) : text;
}

/** A title of such a system: its words in one line, also where nothing but signs are written as HTML has them (`&amp;`). */
export function titleOfMarkup(title: string): string {
  const words = decodeHTML(textOfMarkup(title)).replaceAll(/\s+/g, ' ').trim();
  return words === '' ? title : words;
}

const tags =
  'html|body|head|p|div|br|span|table|tbody|tr|td|th|ul|ol|li|b|i|u|strong|em|a|font|h[1-6]|img|pre|code|blockquote|at|attachment|ac:[a-z-]+|hr|style|dl|dt|dd|section|article|header|footer|center|thead|tfoot|caption|sup|sub|s|del|ins|o:p';
const tag = new RegExp(`<(?:/\\s*)?(?:${tags})(?:\\s[^<>]*)?/?>`, 'gi');
const escapedTag = new RegExp(`&lt;/?(?:${tags})(?:\\s[^<>]{0,500}?)?/?&gt;`, 'gi');

/** Two tags, or one that has no other meaning: programs name their types in angle brackets, too. */
function isHtml(text: string): boolean {
  if (!text.includes('<')) return false;
  if (/<(?:br|html|body)\b[^<>]*>/i.test(text)) return true;
  tag.lastIndex = 0;
  return tag.test(text) && tag.test(text);
}

function wasEscaped(text: string): boolean {
  if (!text.includes('&lt;') || isHtml(text)) return false;
  escapedTag.lastIndex = 0;
  return escapedTag.test(text) && escapedTag.test(text);
}

/**
 * The words of HTML: lines kept, markup gone. It is read once from its beginning to its end, however its author has nested or
 * left open what. Where paragraphs are marked up, breaks between words are spaces; before the first tag they stay.
 */
export function textOfHtml(html: string): string {
  const flows = /<(?:html|body|p|div|td|li)\b/i.test(html);
  let text = '';
  /** Whether the line that is being written has a word yet: to look for one in all that was written takes time by its square. */
  let hasWords = false;
  let hiding: string | null = null;
  let quotes = 0;
  let inCode = false;
  let inCell = false;
  /** Of a paragraph that ended in a cell: the row goes on, unless more is said in the same cell. */
  let endedInCell = false;
  let tagged = false;
  const add = (piece: string): void => {
    text += piece;
    const start = piece.lastIndexOf('\n') + 1;
    hasWords = (start === 0 && hasWords) || anyWord.test(start === 0 ? piece : piece.slice(start));
  };
  const breakLine = (): void => add(`\n${'> '.repeat(Math.min(quotes, 4))}`);
  for (const { kind, words } of tokensOf(html)) {
    if (kind === 'words') {
      const said = decodeHTML(words).replaceAll('\u00a0', ' ');
      if (endedInCell && hiding === null && said.trim() !== '') {
        endedInCell = false;
        breakLine();
      }
      if (hiding === null) add(flows && tagged && !inCode ? said.replace(/\s+/g, ' ') : said);
    } else if (kind === 'kept') {
      if (hiding === null && words.trim() !== '') add(`\n${fence}\n${words.trim()}\n${fence}\n`);
    } else {
      tagged = true;
      const [, closing, name = ''] = /^<\s*(\/?)\s*([\w:-]*)/.exec(words.toLowerCase()) ?? [];
      if (hiding !== null) {
        if (closing && name === hiding) hiding = null;
      } else if (!closing && hidden.has(name) && !words.endsWith('/>')) hiding = name;
      else if (name === 'blockquote') {
        quotes = Math.max(0, quotes + (closing ? -1 : 1));
        breakLine();
      } else if (name === 'pre') {
        inCode = !closing;
        add(`\n${fence}\n`);
      } else if (closing && inCell && cellParagraphs.has(name)) endedInCell = true;
      else if ((closing ? endOfLine : lineBreaks).has(name)) breakLine();
      // A paragraph begins its own line: what Teams quotes has who wrote it right before.
      else if (!closing && !inCell && paragraphs.has(name) && hasWords) breakLine();
      else if (!closing && name === 'li') add('- ');
      else if (closing && cells.has(name)) add(' ');
      if (cells.has(name)) {
        inCell = !closing;
        endedInCell = false;
      }
    }
  }
  return tidied(text);
}

const fence = '```';
const hidden: ReadonlySet<string> = new Set([
  'script',
  'style',
  'attachment',
  'head',
  'title',
  'xml',
  'ac:parameter',
  'svg',
]);
const lineBreaks: ReadonlySet<string> = new Set(['br', 'hr']);
const cells: ReadonlySet<string> = new Set(['td', 'th']);
/** Teams writes each cell of a table as `<td><p>…</p></td>`. */
const cellParagraphs: ReadonlySet<string> = new Set(['p', 'div']);
const moreBlocks = [
  ...['dl', 'dt', 'dd', 'section', 'article', 'header', 'footer', 'main', 'aside', 'nav', 'address', 'center'],
  ...['figure', 'figcaption', 'caption', 'details', 'summary', 'form', 'fieldset', 'legend'],
];
const endOfLine: ReadonlySet<string> = new Set([
  ...lineBreaks,
  ...['p', 'div', 'li', 'tr', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol'],
  ...moreBlocks,
]);

const paragraphs: ReadonlySet<string> = new Set([
  ...['p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol'],
  ...moreBlocks,
]);
const anyWord = /[\p{L}\p{N}]/u;

type Token = { kind: 'words' | 'tag' | 'kept'; words: string };

/** Words, tags, and what CDATA keeps as it is; comments are left out. Each sign is looked at once. */
function* tokensOf(html: string): Generator<Token> {
  const opening = /<!--|<!\[CDATA\[|<[/!?]?[a-z][^<>]*>/gi;
  let read = 0;
  for (let found = opening.exec(html); found !== null; found = opening.exec(html)) {
    const [begun] = found;
    // Neither mail addresses nor links in angle brackets are tags.
    if (/^<[^\s=<>]*(?:@|:\/\/)[^\s<>]*>$/.test(begun)) continue;
    yield { kind: 'words', words: html.slice(read, found.index) };
    const close = begun === '<!--' ? '-->' : begun === '<![CDATA[' ? ']]>' : null;
    if (close === null) yield { kind: 'tag', words: begun };
    else {
      const end = html.indexOf(close, opening.lastIndex);
      // Never closed: a browser hides the rest as well.
      if (end < 0) return;
      if (close === ']]>') yield { kind: 'kept', words: html.slice(opening.lastIndex, end) };
      opening.lastIndex = end + close.length;
    }
    read = opening.lastIndex;
  }
  yield { kind: 'words', words: html.slice(read) };
}

const isWiki = (text: string): boolean =>
  /\{(?:panel|code|color|noformat|quote|info|note|warning|tip)(?::[^}\n]{0,200})?\}/.test(text) ||
  /^h[1-6]\. \S/m.test(text);

function textOfWiki(text: string): string {
  return tidied(
    text
      .replace(/\{(?:code|noformat)(?::[^}\n]{0,200})?\}/g, `\n${fence}\n`)
      .replace(/\{(?:panel|color|quote|info|note|warning|tip|expand|anchor)(?::[^}\n]{0,200})?\}/g, '')
      .replace(/^h[1-6]\. /gm, '')
      .replace(/\{\{([^{}\n]{1,300})\}\}/g, '$1')
      .replace(/(?<![\p{L}\p{N}!])![\w.-]{1,100}\.(?:png|jpe?g|gif|bmp|svg)(?:\|[^!\n]{0,100})?!/giu, '')
      .replace(/^bq\. /gm, '> ')
      .replace(/^[#*]{1,4} (?=\S)/gm, '- ')
      .replace(/\[([^\]|\n]{1,200})\|[^\]\n]{1,500}\]/g, '$1')
      .replace(/^\|{1,2}(?=[^|\n])([^\n]{1,2000})\|[ \t]*$/gm, (_, cells: string) =>
        cells
          .replace(/^\||\|$/g, '')
          .split(/\|{1,2}/)
          .map((cell) => cell.trim())
          .join('  '),
      )
      .replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]{1,300}\S|\S)\*(?![\p{L}\p{N}*])/gu, '$1')
      .replace(/\((?:!|\?|i|\/|x|\+|-|on|off|\*)\) ?/g, ''),
  );
}

const documentSchema = z.looseObject({ type: z.literal('doc'), content: z.array(z.unknown()) });
const node = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  attrs: z.looseObject({ text: z.string().optional(), url: z.string().optional() }).optional(),
  content: z.array(z.unknown()).optional(),
});

function textOfDocument(json: string): string | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return null;
  }
  const document = documentSchema.safeParse(parsed);
  return document.success ? tidied(document.data.content.map((each) => wordsOf(each, 0)).join('')) : null;
}

const blocks: ReadonlySet<string> = new Set([
  'paragraph',
  'heading',
  'listItem',
  'tableRow',
  'blockquote',
  'panel',
  'rule',
]);
const deepest = 30;

function wordsOf(content: unknown, depth: number): string {
  const read = node.safeParse(content);
  if (!read.success || depth > deepest) return '';
  const { type, text = '', attrs, content: inner = [] } = read.data;
  const words = inner.map((each) => wordsOf(each, depth + 1)).join('');
  if (type === 'codeBlock') return `\n${fence}\n${words}\n${fence}\n`;
  if (type === 'hardBreak') return '\n';
  if (type === 'mention' || type === 'emoji' || type === 'status') return attrs?.text ?? '';
  if (type === 'inlineCard' || type === 'blockCard') return attrs?.url ?? '';
  if (type === 'listItem') return `- ${words.trimEnd()}\n`;
  if (type === 'blockquote') return `${words.trimEnd().replace(/^/gm, '> ')}\n`;
  if (type === 'tableCell' || type === 'tableHeader') return `${words.trim()} `;
  return blocks.has(type) ? `${words}\n` : `${text}${words}`;
}

const tidied = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '')
    .trim();
