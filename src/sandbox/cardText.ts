import { z } from 'zod';

/** The parts of a card that hold text or further parts. */
const nodeSchema = z.looseObject({
  type: z.string().optional(),
  text: z.string().optional(),
  title: z.string().optional(),
  value: z.string().optional(),
  isVisible: z.boolean().optional(),
});

/** What a card says, line by line, for a terminal. Forms and hidden parts are left out; buttons come last. */
export function cardText(card: unknown): { lines: string[]; buttons: string[] } {
  const lines: string[] = [];
  const buttons: string[] = [];
  walk(card, lines, buttons);
  return { lines, buttons };
}

function walk(node: unknown, lines: string[], buttons: string[]): void {
  if (Array.isArray(node)) {
    for (const each of node) walk(each, lines, buttons);
    return;
  }
  const parsed = nodeSchema.safeParse(node);
  if (!parsed.success || parsed.data.isVisible === false) return;
  const { type = '', text, title, value } = parsed.data;
  if (type.startsWith('Action.')) {
    if (title) buttons.push(title);
    return;
  }
  if (type.startsWith('Input.')) return;
  if (type === 'TextBlock' && text) lines.push(plain(text));
  else if (type === 'TextRun' && text) lines.push(plain(text));
  else if (title && value) lines.push(`${plain(title)}: ${plain(value)}`);
  for (const key of ['body', 'items', 'columns', 'facts', 'rows', 'cells', 'actions']) {
    const inner = parsed.data[key];
    if (type === 'RichTextBlock') continue;
    if (inner !== undefined) walk(inner, lines, buttons);
  }
  if (type === 'RichTextBlock') lines.push(runs(parsed.data.inlines));
}

const runs = (inlines: unknown): string =>
  Array.isArray(inlines)
    ? inlines.map((each) => (typeof each === 'string' ? each : (nodeSchema.safeParse(each).data?.text ?? ''))).join('')
    : '';

/** Markdown as a person reads it. */
const plain = (text: string): string =>
  text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*(.+?)\*\*/g, '$1')
    .replace(/\\(.)/g, '$1');
