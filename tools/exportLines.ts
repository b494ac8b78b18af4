import type { ExportPreview } from '../src/evidence/caseExports/exportPreview.ts';
import type { ExportWords } from '../src/evidence/caseExports/exportWords.ts';

/** What would become of an export, in lines for a terminal: each column, the counts, and the first cases. */
export function linesOf({ tables, sentences, samples }: ExportPreview, words: ExportWords): string[] {
  const lines: string[] = [];
  for (const { name, taken, left } of tables) {
    lines.push(words.table(name));
    const width = Math.max(0, ...taken.map(({ column }) => widthOf(column)));
    for (const { column, becomes, sample } of taken)
      lines.push(`  ${padded(column, width)} → ${becomes}${sample === '' ? '' : ` (${sample})`}`);
    if (left.length > 0) lines.push(`  ${words.others(left)}`);
  }
  lines.push(...sentences);
  if (samples.length > 0) lines.push(words.first);
  for (const { id, title, told } of samples) lines.push(`  ${id}  ${title}`, `      ${told}`);
  return lines;
}

/** In a terminal a kanji is as wide as two letters. */
const widthOf = (text: string): number =>
  [...text].reduce(
    (sum, sign) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(sign)
        ? 2
        : 1),
    0,
  );
const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));
