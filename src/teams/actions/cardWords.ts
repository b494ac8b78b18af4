import { textOfHtml } from '../../reading/markup.ts';

/** The words of Teams' own HTML: code blocks are code, an emoji is its sign, nested lists begin on a line of their own. */
export const textOfTeams = (html: string): string =>
  textOfHtml(
    html
      .replace(/<emoji\b[^<>]*?\salt="([^"]{1,40})"[^<>]*>(?:<\/emoji>)?/gi, '$1')
      .replace(/(<\/?)codeblock\b[^<>]*>/gi, '$1pre>')
      .replace(/<(?=(?:ul|ol)\b)/gi, '<br><')
      // A sign within an attribute closes no tag.
      .replace(/\s[\w:-]{1,40}="[^"<]{0,2000}"/g, (attribute) => attribute.replaceAll('>', '&gt;')),
  );

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const deepest = 20;

/** What another app's card has where words belong: anything may stand there, and what is no words says nothing. */
export const wordsIn = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

/** What a card says, line by line, of whatever kind it is: adaptive, of a connector, hero, a snippet of code and the like. */
export const linesOfCard = (card: Record<string, unknown>): string[] => linesOf(card, 0);

function linesOf(part: unknown, depth: number): string[] {
  if (depth > deepest) return [];
  if (Array.isArray(part)) return part.flatMap((each) => linesOf(each, depth + 1));
  if (!isObject(part)) return [];
  const type = wordsIn(part['type']);
  // What a button opens is of the card; the button itself tells nothing.
  if (type === 'Action.ShowCard') return linesOf(part['card'], depth + 1);
  if (type.startsWith('Action.') || type.startsWith('Input.') || type === 'Image' || type === 'Media') return [];
  if (type === 'RichTextBlock') return [inlineText(part['inlines'])];
  if (type === 'TableRow') return [cellsOf(part['cells'], depth).join('  ')];
  const own = ['title', 'activityTitle', 'subtitle', 'activitySubtitle', 'text', 'activityText'].flatMap((key) =>
    typeof part[key] === 'string' ? [textOfTeams(withoutMarkdown(withMoments(part[key])))] : [],
  );
  const facts = (Array.isArray(part['facts']) ? part['facts'] : []).flatMap((fact: unknown) =>
    isObject(fact) ? [withoutMarkdown(`${wordsIn(fact['title'] ?? fact['name'])}: ${wordsIn(fact['value'])}`)] : [],
  );
  const code = [part['codeSnippet'], ...[part['lines']].flat()].filter((line) => typeof line === 'string');
  const inner = ['body', 'items', 'columns', 'rows', 'sections', 'pages', 'content', 'actions'].flatMap((key) =>
    linesOf(part[key], depth + 1),
  );
  return [...own, ...code, ...facts, ...inner].filter((line) => line.trim() !== '');
}

/** `{{DATE(2026-11-20T09:00:00Z, SHORT)}}`: Teams shows it in the reader's zone; to us it is the instant. */
const withMoments = (text: string): string =>
  text.replace(/\{\{(?:DATE|TIME)\(\s*([\dT:.+Z-]{10,40})\s*(?:,[^(){}]{0,20})?\)\}\}/g, '$1');

/** Cards are written in some of markdown: what its signs make bold or a link is words to us. `my_var_name` and `2 * 3` have none. */
const withoutMarkdown = (text: string): string =>
  text
    .replace(/(?<!\\)!?\[([^\]\n]{1,300})\]\((?:https?|mailto|tel):[^\s()]{1,2000}\)/g, '$1')
    .replace(/(?<![\\*\w])\*\*(?=\S)([^*\n]{1,500})(?<=\S)\*\*(?!\*)/g, '$1')
    .replace(/(?<![\\_\p{L}\p{N}])__?(?=\S)([^_\n]{1,500})(?<=\S)__?(?![\p{L}\p{N}_])/gu, '$1')
    .replace(/(?<![\\*\p{L}\p{N}])\*(?=\S)([^*\n]{1,500})(?<=\S)\*(?![\p{L}\p{N}*])/gu, '$1')
    .replace(/^#{1,6} +(?=\S)/gm, '')
    .replace(/\\(?=[*_[\]()#\\])/g, '');

const inlineText = (inlines: unknown): string =>
  (Array.isArray(inlines) ? inlines : [])
    .map((each: unknown) => (typeof each === 'string' ? each : isObject(each) ? wordsIn(each['text']) : ''))
    .join('');

const cellsOf = (cells: unknown, depth: number): string[] =>
  (Array.isArray(cells) ? cells : []).map((cell: unknown) => linesOf(cell, depth + 1).join(' '));
