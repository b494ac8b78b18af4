import { compatible } from '../../language/compatible.ts';
import { cut } from '../../language/cut.ts';
import { type ExportField, exportFields, type Join, type Preset } from './preset.ts';

const longestName = 300;

/** A column's name as it is compared: exactly but for width, case and spaces, since `(Do Not Modify) Case` is not `Case`. */
const folded = (name: string): string => compatible(cut(name, longestName)).toLowerCase().replaceAll(/\s+/g, '');

/** Columns of a related table bear its name: `Case Number (Case) (Case)`. */
const withoutTable = (name: string): string => name.replace(/(?:\s*[(（][^()（）]*[)）])+$/, '');

/** The columns of a table by what is taken from them, as the table calls them, the best first. */
export type ColumnsOf = Readonly<Record<ExportField, readonly string[]>>;

/** Which columns of a table are taken for what. */
export function columnsFor(columns: readonly string[], preset: Preset): ColumnsOf {
  const found = finder(columns);
  return Object.fromEntries(
    exportFields.map((field) => [field, preset.columns[field].flatMap((name) => found(name) ?? [])]),
  ) as Record<ExportField, string[]>;
}

/** What a table of an export is: cases, rows that belong to cases, or something else. */
export type TableKind = { kind: 'cases' } | { kind: 'joined'; join: Join; by: JoinedTable } | { kind: 'other' };
export function tableKind(columns: readonly string[], preset: Preset): TableKind {
  const { number, title, text } = columnsFor(columns, preset);
  if (number.length > 0 && title.length > 0) return { kind: 'cases' };
  for (const join of preset.joins) {
    const by = joinedBy(columns, join);
    if (by !== null) return { kind: 'joined', join, by };
  }
  return number.length > 0 && text.length > 0 ? { kind: 'cases' } : { kind: 'other' };
}

/** How a table is joined with cases, by its own columns; null when it is another one. */
export type JoinedTable = { to: string; take: { kept: string; from: readonly string[] }[]; lastBy: readonly string[] };
function joinedBy(columns: readonly string[], { to, take, lastBy }: Join): JoinedTable | null {
  const found = finder(columns);
  const all = (names: readonly string[]): string[] => names.flatMap((name) => found(name) ?? []);
  const [key] = all(to);
  const taken = take.flatMap(({ kept, of, isTogether }) => {
    const from = isTogether ? all(of) : all(of).slice(0, 1);
    return from.length > 0 ? [{ kept, from }] : [];
  });
  return key === undefined || taken.length === 0 ? null : { to: key, take: taken, lastBy: all(lastBy) };
}

/** What a table calls a column that goes by a name; null: it has none. */
export function finder(columns: readonly string[]): (name: string) => string | null {
  const exact = new Map<string, string>();
  const bare = new Map<string, string>();
  for (const column of columns) {
    const name = folded(column);
    if (name !== '' && !exact.has(name)) exact.set(name, column);
    const own = folded(withoutTable(column));
    if (own !== '' && !bare.has(own)) bare.set(own, column);
  }
  return (name) => exact.get(folded(name)) ?? bare.get(folded(name)) ?? null;
}
