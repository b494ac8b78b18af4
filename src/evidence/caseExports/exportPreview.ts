import { cut } from '../../language/cut.ts';
import type { ExaminedExport } from './examining.ts';
import type { ExportDoor, ExportWords } from './exportWords.ts';

/** Shown of a cell, and of an export's many columns. */
const mostSigns = 44;
const mostStrange = 12;

/** What would become of an export, in the reader's words. */
export type ExportPreview = {
  /** Tables of cases: which columns become what, with what each holds first, and the names of those that are left out. */
  tables: { name: string; taken: { column: string; becomes: string; sample: string }[]; left: string[] }[];
  /** What else is in it: counts, dates, people, technologies. */
  sentences: string[];
  /** The first cases, each with its date, technologies, who solved it, and what fixed it. */
  samples: { id: string; title: string; told: string }[];
};

/** Says what would become of an export. */
export function previewOf(
  { survey, opened, rules, people, isConfirmed }: ExaminedExport,
  words: ExportWords,
  door: ExportDoor,
): ExportPreview {
  const tables = survey.tables.map(({ name, columns }) => ({
    name,
    taken: columns.flatMap(({ name: column, field, sample }) =>
      field === null ? [] : [{ column: shown(column), becomes: words.field[field], sample: shown(sample) }],
    ),
    left: columns.filter(({ field }) => field === null).map((column) => shown(column.name)),
  }));
  const sentences: string[] = [];
  for (const { name, rows } of opened.beside) sentences.push(words.beside(name, rows));
  if (opened.others.length > 0) sentences.push(words.others(opened.others));

  sentences.push(words.found(survey.cases, survey.open, survey.unsolved, survey.foot));
  const hasStatus = survey.tables.some(({ columns }) =>
    columns.some(({ field }) => field === 'status' || field === 'outcome'),
  );
  if (survey.open > 0 && !hasStatus) sentences.push(words.noStatus(survey.open, rules.preset.columns.status, door));
  const { first, last, sample, withoutZone } = survey.dates;
  if (sample !== null) sentences.push(words.datesAs(shown(sample), rules.order, withoutZone ? rules.zone : null));
  if (first !== null && last !== null)
    sentences.push(words.closedFrom(dayIn(first, rules.zone), dayIn(last, rules.zone), rules.zone));
  const credited = [...survey.people].filter(([name]) => people.ids.has(name));
  const ids = new Set(credited.map(([name]) => people.ids.get(name)));
  sentences.push(
    words.people(
      ids.size,
      credited.reduce((sum, [, { count }]) => sum + count, 0),
    ),
  );
  if (survey.withoutSolver > 0) sentences.push(words.nobody(survey.withoutSolver));
  sentences.push(words.technologies(survey.cases - survey.withoutTechnology, survey.withoutTechnology));
  if (survey.strange.size > 0) {
    const often = [...survey.strange].sort(([, a], [, b]) => b - a);
    const told = often.slice(0, mostStrange).map(([name, count]) => `${shown(name)} (${count})`);
    const all = often.length > told.length ? [...told, words.more(often.length - told.length)] : told;
    sentences.push(words.strange(all, door));
  }
  sentences.push(words.fixes(survey.withFix));
  if (rules.restricted.length > 0)
    sentences.push(
      words.restricted(
        survey.restricted,
        rules.restricted.map(({ column, is }) => (is === null ? column : `${column}=${is.join('|')}`)),
      ),
    );
  else if (isConfirmed) sentences.push(words.noneRestricted);
  if (survey.lost.count > 0) sentences.push(words.lost(survey.lost.count, survey.lost.line));
  const samples = survey.samples.map(({ id, title, closedAt, technologies, solver, fix, isRestricted }) => {
    const told = [
      closedAt === null ? '' : dayIn(closedAt, rules.zone),
      technologies.join(' '),
      solver ?? '',
      shown(fix),
    ];
    return {
      ...{ id, title: isRestricted ? words.hidden : cut(title, 80) },
      told: told.filter((each) => each !== '').join('  |  '),
    };
  });
  return { tables, sentences, samples };
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
