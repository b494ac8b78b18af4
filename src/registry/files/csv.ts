import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import type { Language } from '../../language/language.ts';
import { engineerSchema, skillSchema } from '../engineer.ts';
import type { Registry } from '../snapshot.ts';
import { technologySchema } from '../technology.ts';
import { asMeant, harmless } from './cells.ts';
import type { Placed, PlacedRegistry } from './check.ts';
import { type Column, tables } from './columns.ts';
import { cameAs, expectationOf, type RegistryProblem } from './problem.ts';

/**
 * Reads one CSV file (columns.ts says which columns). Commas, semicolons or tabs; LF or CRLF; Excel's `sep=`
 * line is understood. Every line with a fault is told, and nothing of it taken.
 */
export function readRegistryCsv(file: string, text: string): { placed: PlacedRegistry; problems: RegistryProblem[] } {
  const placed: PlacedRegistry = { technologies: [], engineers: [], skills: [] };
  const problems: RegistryProblem[] = [];
  const tell = (line: number | null, path: string, code: RegistryProblem['code'], expected: string, came: string) =>
    problems.push({ file, line, path, code, expected, came });

  const [lines, firstFault] = readLines(text);
  if (firstFault) tell(firstFault.line, '', 'unreadable', 'CSV', firstFault.message);
  const [head, ...rows] = lines;
  if (!head) {
    if (!firstFault) tell(1, '', 'unknown-file', expectedColumns, 'empty');
    return { placed, problems };
  }
  const titles = head.cells.map((title) => title.trim());
  const table = tableOf(titles);
  if (!table) {
    tell(head.line, '', 'unknown-file', expectedColumns, cameAs(titles.join(', ')));
    return { placed, problems };
  }
  const all: readonly Column<never>[] = tables[table];
  const columns = titles.map((title) => columnOf(all, title));
  titles.forEach((title, at) => {
    if (!columns[at] && title !== '') tell(head.line, title, 'unknown-field', namesOf(table), cameAs(title));
    else if (columns[at] && columns.indexOf(columns[at]) !== at)
      tell(head.line, title, 'twice', String(head.line), title);
  });

  const records = <T>(schema: z.ZodType<T>): Placed<T>[] =>
    rows.flatMap(({ line, cells }) => {
      if (cells.slice(titles.length).some((cell) => cell.trim() !== '')) {
        tell(line, '', 'unreadable', `${titles.length} columns`, `${cells.length} columns`);
        return [];
      }
      const read = schema.safeParse(recordOf(all, columns, cells));
      if (read.success) return [{ value: read.data, file, line, path: '' }];
      for (const issue of read.error.issues) {
        const at = columns.findIndex((column) => column?.field.every((key, depth) => issue.path[depth] === key));
        const wanted = all.find((column) => column.field.every((key, depth) => issue.path[depth] === key));
        const cell = asMeant((cells[at] ?? '').trim());
        const path = titles[at] ?? wanted?.name ?? issue.path.join('.');
        tell(line, path, cell === '' ? 'missing' : 'wrong-value', expectationOf(issue), cameAs(cell));
      }
      return [];
    });
  switch (table) {
    case 'technologies':
      placed.technologies = records(technologySchema);
      break;
    case 'engineers':
      placed.engineers = records(engineerSchema);
      break;
    case 'skills':
      placed.skills = records(skillSchema);
      break;
    default:
      table satisfies never;
  }
  return { placed, problems };
}

/** The three files. With a byte order mark, by which Excel knows UTF-8, and no cell that Excel would reckon. */
export function writeRegistryCsv(registry: Registry, language: Language = 'en'): Record<keyof Registry, string> {
  const csv = <T>(columns: readonly Column<T>[], records: readonly T[]): string =>
    stringify(
      [
        columns.map((column) => (language === 'ja' ? column.ja : column.name)),
        ...records.map((record) => columns.map((column) => harmless(column.write(record)))),
      ],
      { bom: true, record_delimiter: 'windows' },
    );
  return {
    technologies: csv(tables.technologies, registry.technologies),
    engineers: csv(tables.engineers, registry.engineers),
    skills: csv(tables.skills, registry.skills),
  };
}

export type Line = { line: number; cells: string[] };
const linesSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/** The lines of a CSV text with any cell in them, and the first fault, if it cannot be read. */
export function readLines(text: string): [Line[], { line: number | null; message: string } | null] {
  const hint = /^sep=(.)\r?\n/i.exec(text);
  const body = hint ? text.slice(hint[0].length) : text;
  const shift = hint ? 1 : 0;
  // csv-parse gives the line a record ends in; a cell may hold line breaks.
  let begins = 1;
  try {
    const read: unknown = parse(body, {
      delimiter: hint?.[1] ?? delimiterOf(body),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    });
    const lines = linesSchema.parse(read).map(({ record, info }) => {
      const breaks = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
      begins = info.lines - breaks + shift;
      return { line: begins, cells: record };
    });
    return [lines, null];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = z.object({ lines: z.number() }).safeParse(error);
    return [[], { line: line.success ? line.data.lines + shift : null, message: error.message }];
  }
}

/** What separates the titles. */
function delimiterOf(text: string): string {
  const titles = text.split(/\r?\n/, 1)[0] ?? '';
  const count = (sign: string): number => titles.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/** The table whose required columns are all there. */
function tableOf(titles: readonly string[]): keyof Registry | null {
  const has = (columns: readonly Column<never>[], ...names: string[]): boolean =>
    names.every((name) => titles.some((title) => columnOf(columns, title)?.name === name));
  if (has(tables.skills, 'person', 'technology')) return 'skills';
  if (has(tables.engineers, 'id', 'zone')) return 'engineers';
  if (has(tables.technologies, 'id', 'name_en') || has(tables.technologies, 'id', 'name_ja')) return 'technologies';
  return null;
}

/** The column of a title in either language. */
export const columnOf = <T>(columns: readonly Column<T>[], title: string): Column<T> | undefined => {
  const wanted = title.normalize('NFKC').toLowerCase();
  return columns.find(({ name, ja }) => name === wanted || ja.normalize('NFKC').toLowerCase() === wanted);
};

const namesOf = (table: keyof Registry): string => tables[table].map(({ name }) => name).join(', ');
const expectedColumns = (['technologies', 'engineers', 'skills'] as const).map(namesOf).join(' / ');

/** A line as a record, each cell read as its column says. */
export function recordOf(
  all: readonly Column<never>[],
  columns: readonly (Column<never> | undefined)[],
  cells: readonly string[],
): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  const nested = new Map<string, Record<string, unknown>>();
  for (const column of all) {
    const [key, inner] = column.field;
    const cell = asMeant((cells[columns.indexOf(column)] ?? '').trim());
    const value = cell === '' ? column.whenEmpty : column.read(cell);
    if (inner === undefined) {
      if (value !== undefined) record[key] = value;
      continue;
    }
    const within = nested.get(key) ?? {};
    nested.set(key, within);
    record[key] = within;
    if (value !== undefined) within[inner] = value;
  }
  return record;
}
