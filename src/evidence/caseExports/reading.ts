import type { FilePart, RegistryProblem } from '../../registry/files/problem.ts';
import { type ColumnsOf, columnsFor, finder, tableKind } from './columns.ts';
import { type Encoding, encodingTold } from './encodings.ts';
import { tablesOf } from './exportRows.ts';
import type { ExportRow, ExportTable } from './exportTable.ts';
import { createJoins, type Joins } from './joins.ts';
import { type Judged, judged, type ReadingRules } from './judging.ts';
import type { Preset } from './preset.ts';
import type { ExportSource } from './sources.ts';

/** An export that was opened: its encodings are known, and what stands beside the cases is held. */
export type OpenedExport = {
  sources: readonly { source: ExportSource; encoding: Encoding }[];
  joins: Joins;
  /** Tables beside the cases with their rows, and names of those that are neither. */
  beside: { name: string; rows: number }[];
  others: string[];
  /** The columns of the tables of cases; of JSON those of the first record. */
  columns: string[];
};

/** Names of sources that somebody has to say the encoding of, and of those that are of one that is not read. */
export type UnknownEncodings = { unknown: string[]; jis: string[] };

/** Looks what each source is written in; `told` is for those that do not say so themselves. */
export async function withEncodings(
  sources: readonly ExportSource[],
  told: Encoding | null,
): Promise<{ ok: true; sources: OpenedExport['sources'] } | ({ ok: false } & UnknownEncodings)> {
  const known: { source: ExportSource; encoding: Encoding }[] = [];
  const unknown: string[] = [];
  const jis: string[] = [];
  for (const source of sources) {
    const own = source.kind === 'workbook' ? 'utf-8' : await encodingTold(source.read());
    const name = nameOf(source);
    if (own === 'iso-2022-jp') jis.push(name);
    else if (own === null && told === null) unknown.push(name);
    else known.push({ source, encoding: own ?? told ?? 'utf-8' });
  }
  return unknown.length + jis.length > 0 ? { ok: false, unknown, jis } : { ok: true, sources: known };
}

export const nameOf = (source: ExportSource): string =>
  source.kind === 'workbook' ? source.workbook.name : source.name;

/** Reads what stands beside the cases. Throws UndecodableText. */
export async function openExport(sources: OpenedExport['sources'], preset: Preset): Promise<OpenedExport> {
  const joins = createJoins();
  const beside: OpenedExport['beside'] = [];
  const others: string[] = [];
  const columns: string[] = [];
  for await (const table of tablesIn(sources, preset)) {
    const is = tableKind(table.columns, preset);
    const name = table.sheet === undefined ? table.file : `${table.file} (${table.sheet})`;
    if (is.kind === 'joined') beside.push({ name, rows: await joins.take(is.join, is.by, table) });
    if (is.kind === 'other') others.push(name);
    if (is.kind === 'cases') columns.push(...table.columns);
  }
  return { sources, joins, beside, others, columns: [...columns, ...joins.columnsFor(columns)] };
}

/** What is told while an export is read, in its order. */
export type Read =
  | { kind: 'table'; part: FilePart; columns: readonly string[]; of: ColumnsOf }
  | { kind: 'row'; part: FilePart; row: ExportRow; judged: Judged }
  | { kind: 'problem'; problem: RegistryProblem }
  /** Lines under a report's last case. */
  | { kind: 'foot'; lines: number };

/** Reads all cases of an export, a row at a time. Throws UndecodableText, and ZipFault. */
export async function* readExport(opened: OpenedExport, rules: ReadingRules): AsyncGenerator<Read> {
  for (const { source } of opened.sources)
    if (source.kind === 'workbook') for (const problem of source.workbook.problems) yield { kind: 'problem', problem };
  for await (const table of tablesIn(opened.sources, rules.preset))
    if (tableKind(table.columns, rules.preset).kind === 'cases') yield* readTable(table, opened.joins, rules);
}

/** More lines than any report has at its foot. */
const mostFoot = 40;

async function* readTable(table: ExportTable, joins: Joins, rules: ReadingRules): AsyncGenerator<Read> {
  const { rows, columns, ...part } = table;
  const all = [...columns, ...joins.columnsFor(columns)];
  const seen = new Set(all);
  let of = columnsFor(all, rules.preset);
  yield { kind: 'table', part, columns: all, of };
  let held: ExportRow[] = [];
  const told = (given: ExportRow): Read => {
    const row = joins.joined(given);
    let isNew = false;
    // Records of JSON name what they have: the first need not have all.
    for (const name of row.values.keys()) {
      if (seen.has(name)) continue;
      seen.add(name);
      isNew = true;
    }
    if (isNew) of = columnsFor([...seen], rules.preset);
    return { kind: 'row', part, row, judged: judged(row, of, part, rules) };
  };
  for await (const row of rows) {
    if ('problem' in row) {
      yield { kind: 'problem', problem: row.problem };
      continue;
    }
    if (rules.preset.hasFoot && columns.length > 1 && held.length < mostFoot && mayBeFoot(row, of.number)) {
      held.push(row);
      continue;
    }
    for (const each of held) yield told(each);
    held = [];
    yield told(row);
  }
  if (held.length > 0) yield { kind: 'foot', lines: held.length };
}

/** A line of words, which its own commas may have cut into several cells: then it is short, and begins with no number of a case. */
const mayBeFoot = ({ values, isShort }: ExportRow, numberColumns: readonly string[]): boolean =>
  values.size === 1 || (isShort && !numberColumns.some((name) => /^\S*\d\S*$/.test(values.get(name)?.[0] ?? '')));

async function* tablesIn(sources: OpenedExport['sources'], preset: Preset): AsyncGenerator<ExportTable> {
  const isHead = (cells: readonly string[]): boolean => tableKind(cells, preset).kind !== 'other';
  for (const { source, encoding } of sources) yield* tablesOf(source, encoding, isHead);
}

/** Whether a column is among those of an export. */
export const hasColumn = (columns: readonly string[], name: string): boolean => finder(columns)(name) !== null;
