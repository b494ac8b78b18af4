/** A message's text as parts, for whatever draws it: the conversation as elements, a card as HTML. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'bold' | 'italic'; of: Inline[] }
  | { kind: 'link'; url: string; of: Inline[] }
  | { kind: 'mention'; name: string }
  | { kind: 'break' };
export type Block = { kind: 'paragraph'; of: Inline[] } | { kind: 'list'; ordered: boolean; of: Inline[][] };

/** `markdown`: the part of it that Teams knows in messages and cards. `plain`: addresses and mentions only. */
export function readMarkup(text: string, format: 'markdown' | 'plain'): Block[] {
  const blocks: Block[] = [];
  for (const line of text.split(/\r?\n/)) {
    const item = format === 'markdown' ? /^\s*(?:([-*•])|(\d+)[.)])\s+(.*)$/u.exec(line) : null;
    const last = blocks.at(-1);
    if (item !== null) {
      const ordered = item[2] !== undefined;
      const of = inlines(item[3] ?? '', format);
      if (last?.kind === 'list' && last.ordered === ordered) last.of.push(of);
      else blocks.push({ kind: 'list', ordered, of: [of] });
    } else if (line.trim() === '') {
      if (last !== undefined && !isEmpty(last)) blocks.push({ kind: 'paragraph', of: [] });
    } else if (last?.kind === 'paragraph') {
      last.of.push(...(last.of.length > 0 ? [{ kind: 'break' } as const] : []), ...inlines(line, format));
    } else blocks.push({ kind: 'paragraph', of: inlines(line, format) });
  }
  return blocks.filter((block) => !isEmpty(block));
}

const isEmpty = (block: Block): boolean => block.of.length === 0;

const mention = /<at(?:\s[^>]*)?>(.*?)<\/at>/u;
const address = /(https?:\/\/[^\s<>"')\]、。]+)/u;
const marks = {
  plain: new RegExp(`${mention.source}|${address.source}`, 'u'),
  markdown: new RegExp(
    [
      mention.source,
      address.source,
      /\\([\\`*_{}[\]()#+\-.!<>|~])/.source,
      /`([^`]+)`/.source,
      /\*\*(.+?)\*\*/.source,
      /__(.+?)__/.source,
      /\*([^\s*](?:[^*]*[^\s*])?)\*/.source,
      /(?<![\p{L}\p{N}])_([^\s_](?:[^_]*[^\s_])?)_(?![\p{L}\p{N}])/u.source,
      /\[([^\]]+)\]\(([^)\s]+)\)/.source,
    ].join('|'),
    'u',
  ),
};

function inlines(text: string, format: 'markdown' | 'plain'): Inline[] {
  const found: Inline[] = [];
  let rest = text;
  while (rest !== '') {
    const match = marks[format].exec(rest);
    if (match === null) break;
    if (match.index > 0) say(found, rest.slice(0, match.index));
    const inline = inlineOf(match, format);
    if (inline.kind === 'text') say(found, inline.text);
    else found.push(inline);
    rest = rest.slice(match.index + match[0].length);
  }
  if (rest !== '') say(found, rest);
  return found;
}

function inlineOf(match: RegExpExecArray, format: 'markdown' | 'plain'): Inline {
  const [, name, url, escaped, code, bold, heavy, italic, slanted, label, target] = match;
  if (name !== undefined) return { kind: 'mention', name };
  if (url !== undefined) return { kind: 'link', url, of: [{ kind: 'text', text: url }] };
  if (escaped !== undefined) return { kind: 'text', text: escaped };
  if (code !== undefined) return { kind: 'code', text: code };
  const strong = bold ?? heavy;
  if (strong !== undefined) return { kind: 'bold', of: inlines(strong, format) };
  const emphasis = italic ?? slanted;
  if (emphasis !== undefined) return { kind: 'italic', of: inlines(emphasis, format) };
  const link = isOpenable(target) ? target : null;
  return link === null
    ? { kind: 'text', text: match[0] }
    : { kind: 'link', url: link, of: inlines(label ?? link, format) };
}

const isOpenable = (url: string | undefined): url is string =>
  url !== undefined && /^(https?|mailto|msteams):/i.test(url);

function say(found: Inline[], text: string): void {
  const last = found.at(-1);
  if (last?.kind === 'text') last.text += text;
  else found.push({ kind: 'text', text });
}

/** The same as HTML, safe to put into a page. */
export function markupHtml(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      if (block.kind === 'paragraph') return `<p>${block.of.map(inlineHtml).join('')}</p>`;
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.of.map((each) => `<li>${each.map(inlineHtml).join('')}</li>`).join('')}</${tag}>`;
    })
    .join('');
}

function inlineHtml(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
      return escaped(inline.text);
    case 'code':
      return `<code>${escaped(inline.text)}</code>`;
    case 'bold':
      return `<strong>${inline.of.map(inlineHtml).join('')}</strong>`;
    case 'italic':
      return `<em>${inline.of.map(inlineHtml).join('')}</em>`;
    case 'link':
      return `<a href="${escaped(inline.url)}">${inline.of.map(inlineHtml).join('')}</a>`;
    case 'mention':
      return `<span class="mention">${escaped(inline.name)}</span>`;
    case 'break':
      return '<br>';
    default:
      return inline satisfies never;
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
