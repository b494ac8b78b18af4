import { compatible } from '../../language/compatible.ts';
import { cut } from '../../language/cut.ts';
import { unstorablesIn } from '../../store/storable.ts';
import { asMeant } from './cells.ts';
import type { Column } from './column.ts';
import type { Line } from './lines.ts';
import type { Names } from './names.ts';
import {
  anyValue,
  cameAs,
  type Expectation,
  type FieldName,
  type FilePart,
  type ProblemCode,
  type RegistryProblem,
} from './problem.ts';

/** Tells a problem of the file at a line; the path is a column's title. */
export type Tell = (line: number | null, path: string, code: ProblemCode, expected: Expectation, came: string) => void;

/** Of more problems than anybody reads the last says so, and the rest is not told. */
export const tellerOf =
  (part: FilePart, problems: RegistryProblem[]): Tell =>
  (line, path, code, expected, came) => {
    if (problems.length < mostProblems) problems.push({ ...part, line, path, code, expected, came });
    else tooMany(problems, { ...part, line });
  };

/** Says so once where there are too many problems, at the line before which there were. */
export function tooMany(problems: RegistryProblem[], at: FilePart & { line: number | null }): void {
  if (problems.length < mostProblems || problems.at(-1)?.code === 'too-many-problems') return;
  problems.push({ ...at, path: '', code: 'too-many-problems', expected: anyValue, came: String(mostProblems) });
}

/** A file of ten thousand lines that is none of ours has as many faults: to judge all takes longer than to read them. */
export const mostProblems = 1000;

/** The rows up to the one before which there were too many problems. */
export function* untilTooMany<Row>(rows: readonly Row[], problems: readonly RegistryProblem[]): Generator<Row> {
  for (const row of rows) {
    if (problems.length > mostProblems) return;
    yield row;
  }
}

/** A table under its titles. `columns` stand in the order of the titles: undefined for one that is no column of ours. */
export type Table<T> = { titles: string[]; columns: (Column<T> | undefined)[]; rows: Line[] };

/**
 * The table that lines hold, its first being the titles. Titles that are no columns, columns that stand there twice and
 * lines with more cells than titles (a comma that no quotation marks guard) are told; such lines are left out.
 */
export function tableIn<T>(all: readonly Column<T>[], [head, ...lines]: readonly Line[], tell: Tell): Table<T> {
  const titles = (head?.cells ?? []).map((title) => title.trim());
  while (titles.at(-1) === '') titles.pop();
  const columns = eachFolded(titles).map((title) => columnOfFolded(all, title));
  const ours = fieldsOf(all);
  for (const [at, title] of titles.entries()) {
    const column = columns[at];
    if (column && columns.indexOf(column) !== at) tell(head?.line ?? 1, title, 'column-twice', named(column), title);
    else if (!column && title !== '') tell(head?.line ?? 1, title, 'unknown-field', ours, cameAs(title));
  }
  // Some systems end every line with a comma; then it says nothing. In some lines only, it stands for a cell too many.
  const widths = new Set(lines.map(({ cells }) => cells.length));
  const rows = lines.filter(({ line, cells }) => {
    const more = cells.slice(titles.length);
    if (more.length === 0 || (widths.size === 1 && more.every((cell) => cell.trim() === ''))) return true;
    tell(line, '', 'too-many-cells', { kind: 'cells', most: titles.length }, String(cells.length));
    return false;
  });
  return { titles, columns, rows };
}

/** The names of the columns that titles mean, for each of some tables: a file may be one line of many titles. */
export function columnsAmong(titles: readonly string[]): (columns: readonly Column<never>[]) => Set<string> {
  const all = foldedOf.get(titles) ?? new Set(eachFolded(titles));
  foldedOf.set(titles, all);
  return (columns) =>
    new Set(
      foldedNamesOf(columns).flatMap((name) => (all.has(name) ? (columnOfFolded(columns, name)?.name ?? []) : [])),
    );
}

/** Of each line, once: what a file is, is asked of the same one again and again. */
const foldedOf = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Of each table, once: columns are written down in columns.ts, and titles come by the hundred thousand. */
const byFolded = new WeakMap<object, Map<string, number>>();

function placesOf(columns: readonly Column<never>[]): Map<string, number> {
  const known = byFolded.get(columns);
  if (known) return known;
  const places = new Map<string, number>();
  for (const [at, { name, ja }] of columns.entries())
    for (const title of [name, ja].map(folded)) if (!places.has(title)) places.set(title, at);
  // What a column is called beside its names is never that of another.
  for (const [at, { also = [] }] of columns.entries())
    for (const title of also.map(folded)) if (!places.has(title)) places.set(title, at);
  byFolded.set(columns, places);
  return places;
}
const foldedNamesOf = (columns: readonly Column<never>[]): string[] => [...placesOf(columns).keys()];
const columnOfFolded = <T>(columns: readonly Column<T>[], title: string): Column<T> | undefined =>
  columns[placesOf(columns).get(title) ?? -1];

/** No column has a longer one, and a file may be one line. */
const longestTitle = 200;
/** `Closed at`, `closed_at` and `※ Closed-At（必須）` are one. */
const folded = (title: string): string =>
  compatible(cut(title, longestTitle))
    .replaceAll(/[\s_-]+/g, '')
    .replace(/^[*※]+|(?:\((?:必須|任意|required|optional)\)|[*※])$/giu, '')
    .toLowerCase();

/** Each folded; what comes again and again, as in a file of numbers alone, once. */
function eachFolded(titles: readonly string[]): string[] {
  const known = new Map<string, string>();
  return titles.map((title) => {
    const before = known.get(title);
    if (before !== undefined) return before;
    const now = folded(title);
    known.set(title, now);
    return now;
  });
}

/** A line as a record, each cell read as its column says. */
export function recordOf(
  all: readonly Column<never>[],
  columns: readonly (Column<never> | undefined)[],
  cells: readonly string[],
  names: Names,
): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  const nested = new Map<string, Record<string, unknown>>();
  for (const column of all) {
    const [key, inner] = column.field;
    const cell = asMeant((cells[columns.indexOf(column)] ?? '').trim());
    const value = cell === '' ? column.whenEmpty : column.read(cell, { names, record });
    if (inner === undefined) {
      if (value !== undefined) record[key] = value;
      continue;
    }
    const within = nested.get(key) ?? {};
    nested.set(key, within);
    if (value !== undefined) within[inner] = value;
    if (value !== undefined || column.mayBeLeftOut !== true) record[key] = within;
  }
  return record;
}

/** Tells what of a record cannot be kept in the database, each by its place. Whether there was any. */
export function tellUnstorable(
  record: unknown,
  tell: (path: (string | number)[], code: ProblemCode, expected: Expectation, came: string) => void,
): boolean {
  const found = unstorablesIn(record);
  for (const { path, code, text } of found) tell(path, code, anyValue, cameAs(text));
  return found.length > 0;
}

/** Over a table there may be its name, a date, what its columns have in common: so many lines of it. */
const mostAbove = 5;

/** Lines from the first on that heads a table, as `isHead` tells; all of them where none of the first does. */
export function fromHead(lines: readonly Line[], isHead: (lines: readonly Line[]) => boolean): readonly Line[] {
  for (let above = 0; above <= mostAbove && above < lines.length; above++) {
    const below = above === 0 ? lines : lines.slice(above);
    if (isHead(below)) return below;
  }
  return lines;
}

/** By which title a column is told that a table lacks: in the language of those that it has. */
export function titleOfMissing(
  columns: readonly (Column<never> | undefined)[],
  titles: readonly string[],
  wanted: Column<never>,
): string {
  const isJapanese = columns.some(
    (column, at) => column && /[\p{Script=Han}\p{Script=Katakana}]/u.test(titles[at] ?? ''),
  );
  return isJapanese ? wanted.ja : wanted.name;
}

/** The columns of tables, to be told. */
export const fieldsOf = (...tables: readonly (readonly Column<never>[])[]): Expectation => ({
  kind: 'fields',
  tables: tables.map((columns) => columns.map(({ name, ja }): FieldName => ({ name, ja }))),
});
const named = ({ name, ja }: Column<never>): Expectation => ({ kind: 'fields', tables: [[{ name, ja }]] });
