import { stripVTControlCharacters } from 'node:util';
import type { CardRun } from './cardText.ts';

/**
 * A line cut to lines no wider than a terminal has columns: between words, between any two Japanese characters, and
 * within a word only where it is wider than a line. A Japanese line neither begins with a closing mark nor ends with
 * an opening one.
 */
export function wrapped(line: readonly CardRun[], columns: number): CardRun[][] {
  const lines: CardRun[][] = [[]];
  let used = 0;
  const put = (piece: CardRun) => {
    lines.at(-1)?.push(piece);
    used += columnsOf(piece.text);
  };
  const begin = () => {
    lines.push([]);
    used = 0;
  };
  for (const piece of piecesOf(line)) {
    const isSpace = piece.every(({ text }) => text.trim() === '');
    if (used + columnsOf(piece.map(({ text }) => text).join('')) > columns && used > 0) begin();
    // A space between two lines is the line break.
    if (isSpace && used === 0 && lines.length > 1) continue;
    for (const { text, look } of piece) {
      for (const part of columnsOf(text) > columns ? [...text] : [text]) {
        if (used + columnsOf(part) > columns) begin();
        put({ text: part, look });
      }
    }
  }
  return lines.map(joined);
}

/** How many columns of a terminal a text takes: two for each wide character, none for what only sets its look. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of stripVTControlCharacters(text))
    columns += wide.test(character) ? 2 : zero.test(character) ? 0 : 1;
  return columns;
}

/** East Asian wide and full-width characters: Japanese, Chinese and Korean letters and their marks. */
const wideRanges =
  '\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\u3247\\u3250-\\u4dbf\\u4e00-\\ua4c6\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6b\\uff01-\\uff60\\uffe0-\\uffe6';
const wide = new RegExp(`[${wideRanges}]|\\p{Emoji_Presentation}`, 'u');
const token = new RegExp(`\\s+|[${wideRanges}]|[^\\s${wideRanges}]+`, 'gu');
const zero = /\p{Mark}|[\u200b-\u200d\ufeff]/u;
const closing = /^[、。，．・：；？！）」』】〉》〕｝”’ー…々ぁぃぅぇぉっゃゅょァィゥェォッャュョ)\]},.:;?!]/u;
const opening = /[（「『【〈《〔｛“‘([{]$/u;

/** What a line may not be cut within: a word, or a Japanese character with the marks that belong to it. */
function piecesOf(line: readonly CardRun[]): CardRun[][] {
  const pieces: CardRun[][] = [];
  for (const { text, look } of line) {
    for (const [part] of text.matchAll(token)) {
      const before = pieces.at(-1);
      const last = before?.at(-1)?.text ?? '';
      const belongs = last.trim() !== '' && part.trim() !== '' && (closing.test(part) || opening.test(last));
      if (before && belongs) before.push({ text: part, look });
      else pieces.push([{ text: part, look }]);
    }
  }
  return pieces;
}

/** Neighbours of one look as one run. */
function joined(line: readonly CardRun[]): CardRun[] {
  const runs: CardRun[] = [];
  for (const { text, look } of line) {
    const last = runs.at(-1);
    if (last?.look === look) last.text += text;
    else runs.push({ text, look });
  }
  return runs;
}
