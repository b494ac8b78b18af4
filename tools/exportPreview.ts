import type { ReadingRules } from '../src/evidence/caseExports/judging.ts';
import type { KnownPeople } from '../src/evidence/caseExports/people.ts';
import type { OpenedExport } from '../src/evidence/caseExports/reading.ts';
import type { Survey } from '../src/evidence/caseExports/survey.ts';
import { cut } from '../src/language/cut.ts';
import type { ExportWords } from './exportWords.ts';

/** Shown of a cell, and of an export's many columns. */
const mostSigns = 44;
const mostStrange = 12;

/** What would become of an export, in lines: each column, the counts, and the first cases. */
export function preview({
  survey,
  opened,
  rules,
  people,
  isConfirmed,
  words,
}: {
  survey: Survey;
  opened: OpenedExport;
  rules: ReadingRules;
  people: KnownPeople;
  /** That somebody said no case is restricted. */
  isConfirmed: boolean;
  words: ExportWords;
}): string[] {
  const lines: string[] = [];
  for (const { name, columns } of survey.tables) {
    lines.push(words.table(name));
    const taken = columns.filter(({ field }) => field !== null);
    const width = Math.max(0, ...taken.map((column) => widthOf(shown(column.name))));
    for (const { name: column, field, sample } of taken)
      lines.push(
        `  ${padded(shown(column), width)} → ${field === null ? '' : words.field[field]}${sample === '' ? '' : ` (${shown(sample)})`}`,
      );
    const left = columns.filter(({ field }) => field === null).map((column) => shown(column.name));
    if (left.length > 0) lines.push(`  ${words.others(left)}`);
  }
  for (const { name, rows } of opened.beside) lines.push(words.beside(name, rows));
  if (opened.others.length > 0) lines.push(words.others(opened.others));

  lines.push(words.found(survey.cases, survey.open, survey.unsolved, survey.foot));
  const hasStatus = survey.tables.some(({ columns }) =>
    columns.some(({ field }) => field === 'status' || field === 'outcome'),
  );
  if (survey.open > 0 && !hasStatus) lines.push(words.noStatus(survey.open, rules.preset.columns.status));
  const { first, last, sample, withoutZone } = survey.dates;
  if (sample !== null) lines.push(words.datesAs(shown(sample), rules.order, withoutZone ? rules.zone : null));
  if (first !== null && last !== null)
    lines.push(words.closedFrom(dayIn(first, rules.zone), dayIn(last, rules.zone), rules.zone));
  const credited = [...survey.people].filter(([name]) => people.ids.has(name));
  const ids = new Set(credited.map(([name]) => people.ids.get(name)));
  lines.push(
    words.people(
      ids.size,
      credited.reduce((sum, [, { count }]) => sum + count, 0),
    ),
  );
  if (survey.withoutSolver > 0) lines.push(words.nobody(survey.withoutSolver));
  lines.push(words.technologies(survey.cases - survey.withoutTechnology, survey.withoutTechnology));
  if (survey.strange.size > 0) {
    const often = [...survey.strange].sort(([, a], [, b]) => b - a);
    const told = often.slice(0, mostStrange).map(([name, count]) => `${shown(name)} (${count})`);
    lines.push(words.strange(often.length > told.length ? [...told, words.more(often.length - told.length)] : told));
  }
  lines.push(words.fixes(survey.withFix));
  if (rules.restricted.length > 0)
    lines.push(
      words.restricted(
        survey.restricted,
        rules.restricted.map(({ column, is }) => (is === null ? column : `${column}=${is.join('|')}`)),
      ),
    );
  else if (isConfirmed) lines.push(words.noneRestricted);
  if (survey.lost.count > 0) lines.push(words.lost(survey.lost.count, survey.lost.line));
  if (survey.samples.length > 0) lines.push(words.first);
  for (const { id, title, closedAt, technologies, solver, fix, isRestricted } of survey.samples) {
    const told = [closedAt === null ? '' : dayIn(closedAt, rules.zone), technologies.join(' '), solver ?? ''];
    lines.push(`  ${id}  ${isRestricted ? words.hidden : cut(title, 80)}`);
    lines.push(`      ${[...told, shown(fix)].filter((each) => each !== '').join('  |  ')}`);
  }
  return lines;
}

/** A day as people of a zone have it. */
const dayIn = (instant: number, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(instant);

/** Without line breaks and signs that a terminal would obey. */
function shown(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escapes of a terminal are what is taken out.
  const plain = text.replaceAll(/[\u0000-\u001f\u007f-\u009f\s]+/g, ' ').trim();
  return plain.length > mostSigns ? `${cut(plain, mostSigns - 1)}…` : plain;
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
