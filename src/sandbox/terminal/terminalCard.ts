import { styleText } from 'node:util';
import { type CardRun, cardLines } from './cardText.ts';
import { wrapped } from './terminalLines.ts';

/** Of a card in the terminal: a briefing with everybody in it fits. */
const mostLines = 40;

/** A card as lines for a terminal of so many columns, in a frame, its buttons below. */
export function cardInTerminal(card: unknown, columns: number): string[] {
  const { lines, buttons } = cardLines(card);
  const all = lines.flatMap(paragraphs);
  const shown = all.length > mostLines ? [...all.slice(0, mostLines), cut] : all;
  const bar = (sign: string) => `${styleText('blue', sign)} `;
  return [
    ...shown.flatMap((line) => wrapped(line, columns - 2)).map((line) => `${bar('│')}${line.map(styled).join('')}`),
    ...(buttons.length > 0 ? [`${bar('╰')}${buttons.map((each) => styleText('inverse', ` ${each} `)).join(' ')}`] : []),
  ];
}

const cut: CardRun[] = [{ text: '…', look: 'plain' }];

/** A line of a card at its own line breaks. */
function paragraphs(line: CardRun[]): CardRun[][] {
  const found: CardRun[][] = [[]];
  for (const { text, look } of line)
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) found.push([]);
      // A terminal has no wide space; the card's sets a name apart from what is said of it.
      found.at(-1)?.push({ text: part.replaceAll('\u2003', '  '), look });
    }
  return found;
}

const styled = ({ text, look }: CardRun): string =>
  look === 'plain' ? text : styleText(look === 'bold' ? 'bold' : 'dim', text);
