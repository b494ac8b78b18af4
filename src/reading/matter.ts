import { withoutLabel } from './formLabels.ts';
import { type PartKind, readText } from './parts.ts';

/**
 * What somebody says in a text, a stretch a line, without greeting, signature and older mails, in its sections: headings that
 * stand alone (【環境】) stay over what they head. `instead`: what stands once for each stretch that a machine wrote; null keeps
 * its lines as they are. The whole text where nothing is said in it.
 */
export function sectionsOf(text: string, instead: string | null): string {
  const { parts, matter } = readText(text, true);
  const machine = parts.filter(({ kind }) => machineKinds.has(kind));
  const marks = parts.filter(({ kind }) => kind === 'notice').flatMap(({ from, to }) => linesIn(text, from, to));
  const stretches = [
    ...matter.map((each) => ({ ...each, is: 'matter' as const })),
    ...machine.map((each) => ({ ...each, is: 'machine' as const })),
    ...marks.map((each) => ({ ...each, is: 'mark' as const })),
  ].sort((a, b) => a.from - b.from);

  const told: { words: string; is: 'matter' | 'machine' | 'heading' }[] = [];
  for (const { from, to, is } of stretches) {
    const words = text.slice(from, to).trim();
    if (!/[\p{L}\p{N}]/u.test(words)) continue;
    if (is === 'mark') {
      if (isHeading(words, told.length > 0)) told.push({ words, is: 'heading' });
    } else if (is === 'machine' && instead !== null) {
      if (told.at(-1)?.is !== 'machine') told.push({ words: instead, is });
    } else told.push({ words, is });
  }
  const kept = told.filter(({ is }, at) => is !== 'heading' || (told[at + 1] && told[at + 1]?.is !== 'heading'));
  return kept.some(({ is }) => is === 'matter') ? kept.map(({ words }) => words).join('\n') : text;
}

const machineKinds: ReadonlySet<PartKind> = new Set(['log', 'trace', 'code']);

/** At the beginning a mark tells how fast or for whom (【至急】), unless it is a usual label; further down it is a heading. */
const isHeading = (words: string, hasBegun: boolean): boolean =>
  /^[[【《][^\]】》]{1,16}[\]】》]$/.test(words) && (hasBegun || withoutLabel(words).kind !== null);

function linesIn(text: string, from: number, to: number): { from: number; to: number }[] {
  let at = from;
  return text
    .slice(from, to)
    .split('\n')
    .map((line) => {
      const begins = at;
      at += line.length + 1;
      return { from: begins, to: begins + line.length };
    });
}
