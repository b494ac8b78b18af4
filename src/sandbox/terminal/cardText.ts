import { z } from 'zod';

/** Text of a card with its look, as far as a terminal has it too. */
export type CardRun = { text: string; look: 'plain' | 'bold' | 'subtle' };

/** The parts of a card that hold text or further parts. */
const nodeSchema = z.looseObject({
  type: z.string().optional(),
  text: z.string().optional(),
  title: z.string().optional(),
  value: z.string().optional(),
  weight: z.string().optional(),
  isSubtle: z.boolean().optional(),
  isVisible: z.boolean().optional(),
});
type Node = z.infer<typeof nodeSchema>;

/** What a card says, line by line. Forms and hidden parts are left out; buttons come last. */
export function cardText(card: unknown): { lines: string[]; buttons: string[] } {
  const { lines, buttons } = cardLines(card);
  return { lines: lines.map((runs) => runs.map(({ text }) => text).join('')), buttons };
}

/** The same with the look of each part. */
export function cardLines(card: unknown): { lines: CardRun[][]; buttons: string[] } {
  const lines: CardRun[][] = [];
  const buttons: string[] = [];
  walk(card, lines, buttons);
  return { lines, buttons };
}

function walk(node: unknown, lines: CardRun[][], buttons: string[]): void {
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
  if (type === 'RichTextBlock') {
    lines.push(runsOf(parsed.data.inlines));
    return;
  }
  if ((type === 'TextBlock' || type === 'TextRun') && text) lines.push([{ ...lookOf(parsed.data), text: plain(text) }]);
  else if (title && value) lines.push([{ text: `${plain(title)}: ${plain(value)}`, look: 'plain' }]);
  for (const key of ['body', 'items', 'columns', 'facts', 'rows', 'cells', 'actions']) {
    const inner = parsed.data[key];
    if (inner !== undefined) walk(inner, lines, buttons);
  }
}

const runsOf = (inlines: unknown): CardRun[] =>
  Array.isArray(inlines)
    ? inlines.flatMap((each): CardRun[] => {
        if (typeof each === 'string') return [{ text: each, look: 'plain' }];
        const { data } = nodeSchema.safeParse(each);
        return data?.text ? [{ ...lookOf(data), text: data.text }] : [];
      })
    : [];

const lookOf = ({ weight, isSubtle }: Node): Pick<CardRun, 'look'> => ({
  look: weight === 'Bolder' ? 'bold' : isSubtle ? 'subtle' : 'plain',
});

/** Markdown as a person reads it. */
const plain = (text: string): string =>
  text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*(.+?)\*\*/g, '$1')
    .replace(/\\(.)/g, '$1');
