/**
 * The words of a message in HTML, as Teams hands it to message actions: lines kept, markup gone. It is read once from
 * its beginning to its end, however its author has nested or left open what.
 */
export function plainText(html: string): string {
  let text = '';
  let read = 0;
  let hiding: string | null = null;
  for (const { 0: tag, index } of html.matchAll(/<[^<>]*>/g)) {
    if (hiding === null) text += html.slice(read, index);
    read = index + tag.length;
    const [, closing, name = ''] = /^<\s*(\/?)\s*(\w*)/.exec(tag.toLowerCase()) ?? [];
    if (hiding !== null) {
      if (closing && name === hiding) hiding = null;
    } else if (!closing && hidden.has(name) && !tag.endsWith('/>')) hiding = name;
    else if ((closing ? endOfLine : lineBreaks).has(name)) text += '\n';
    else if (!closing && name === 'li') text += '- ';
  }
  if (hiding === null) text += html.slice(read);
  return decoded(text)
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const hidden: ReadonlySet<string> = new Set(['script', 'style', 'attachment']);
const lineBreaks: ReadonlySet<string> = new Set(['br', 'hr']);
const endOfLine: ReadonlySet<string> = new Set([
  ...lineBreaks,
  ...['p', 'div', 'li', 'tr', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
]);

const decoded = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,8}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
      const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? '', 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
