import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { asMeant } from '../../registry/files/cells.ts';
import { tooIntricate } from '../../registry/files/json.ts';
import { isTooIntricate, JsonTooIntricate, jsonSteps } from '../../registry/files/jsonSteps.ts';
import { csvFaultCode, delimiterOf, lineEndsOf } from '../../registry/files/lines.ts';
import { anyValue, type FilePart, type RegistryProblem } from '../../registry/files/problem.ts';
import { pauses, stepped } from '../../time/pauses.ts';
import { decodedText, type Encoding } from './encodings.ts';
import { flatRecord } from './flatRecord.ts';
import type { ExportSource } from './sources.ts';

/**
 * A row by the names of its columns, each with its values: of several columns of one name all that hold something. `isShort`: it
 * ends before the last column, as no row of a case does where exports write each cell.
 */
export type ExportRow = { line: number; values: ReadonlyMap<string, readonly string[]>; isShort: boolean };

/** A table of an export, to be read once. `columns`: as its head names them; of JSON those of the first record. */
export type ExportTable = FilePart & { columns: readonly string[]; rows: AsyncIterable<ExportRow | RowProblem> };

/** A row that cannot be read, with why. */
export type RowProblem = { problem: RegistryProblem };

/** No case is longer, and a mark that is never closed would take the rest of a file for one cell. */
const longestRecord = 4_000_000;
/** A text of JSON that is one value, not a record a line, is read whole. */
const mostWhole = 64_000_000;
/** A line may be a page of a thousand records, of hundreds of fields. */
const mostValues = 1_000_000;
/** Reports may have a title above the head. */
const mostAbove = 15;

/**
 * The tables of a source; a workbook has one a sheet. `isHead` tells the line of columns from what a report writes above it:
 * where no line is one, the first counts.
 */
export async function* tablesOf(
  source: ExportSource,
  encoding: Encoding,
  isHead: (cells: readonly string[]) => boolean,
): AsyncGenerator<ExportTable> {
  if (source.kind === 'workbook') {
    const { name: file, sheets } = source.workbook;
    for (const { sheet, lines } of sheets) yield* tableIn({ file, sheet }, lined(lines), isHead);
    return;
  }
  const { name: file } = source;
  const text = peeked(decodedText(source.read(), encoding));
  try {
    const start = await text.start();
    if (/^\s*[{[]/.test(start) || /\.(json|ndjson|jsonl)$/i.test(file)) yield* recordsIn({ file }, text.whole(), start);
    else yield* tableIn({ file }, csvRecords({ file }, text.whole(), start), isHead);
  } finally {
    // A table whose rows nobody wants is left in the middle.
    await text.close();
  }
}

type Cells = { line: number; cells: readonly string[] };

/** What is in memory already: others are answered in between. */
async function* lined<T>(lines: Iterable<T>): AsyncGenerator<T> {
  const pause = pauses();
  for (const line of lines) {
    const wait = pause();
    if (wait) await wait;
    yield line;
  }
}

/** The records of a CSV text, each with the line in which it begins. A fault ends it, and is given with its line. */
async function* csvRecords(
  part: FilePart,
  text: AsyncIterable<string>,
  start: string,
): AsyncGenerator<Cells | RowProblem> {
  const hint = /^sep=(.)\r?\n/i.exec(start);
  const shift = hint ? 1 : 0;
  const parser = parse({
    delimiter: hint?.[1] ?? delimiterOf(start),
    record_delimiter: lineEndsOf(start),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
  });
  // What fails while the text is read comes out of the parser, too.
  pipeline(Readable.from(withoutHint(text, hint?.[0].length ?? 0)), parser, () => {});
  let ended = 0;
  // The parser takes CR LF within a cell for the ends of two lines.
  let doubled = 0;
  try {
    for await (const read of parser) {
      const { record, info } = csvRecord.parse(read);
      const ends = record.flatMap((cell) => cell.match(/\r\n|\r|\n/g) ?? []);
      const breaks = ends.length;
      doubled += ends.filter((each) => each.length > 1).length;
      ended = info.lines - doubled;
      if (record.some((cell) => cell.trim() !== '')) yield { line: ended - breaks + shift, cells: record };
    }
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    const code = csvFaultCode(fault);
    const at = z.object({ lines: z.number() }).safeParse(fault);
    const line = code === 'quote-not-closed' || !at.success ? ended + 1 : at.data.lines - doubled;
    yield { problem: { ...part, line: line + shift, path: '', code, expected: anyValue, came: '' } };
  } finally {
    parser.destroy();
  }
}
async function* withoutHint(text: AsyncIterable<string>, length: number): AsyncGenerator<string> {
  let left = length;
  for await (const chunk of text) {
    yield chunk.slice(left);
    left = 0;
  }
}
const csvRecord = z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) });

async function* tableIn(
  part: FilePart,
  iterator: AsyncGenerator<Cells | RowProblem>,
  isHead: (cells: readonly string[]) => boolean,
): AsyncGenerator<ExportTable> {
  const above: (Cells | RowProblem)[] = [];
  let head: Cells | null = null;
  for (let tries = 0; tries < mostAbove && head === null; tries++) {
    const next = await iterator.next();
    if (next.done) break;
    if ('cells' in next.value && isHead(next.value.cells)) head = next.value;
    else above.push(next.value);
  }
  // Without a head that is known the first line is told as what came.
  const first = above.find((each): each is Cells => 'cells' in each);
  const columns = (head ?? first)?.cells.map((title) => title.trim()) ?? [];
  while (columns.at(-1) === '') columns.pop();
  const faults = above.filter((each): each is RowProblem => 'problem' in each);
  try {
    yield { ...part, columns, rows: rowsUnder(part, columns, faults, iterator) };
  } finally {
    await iterator.return(undefined);
  }
}

async function* rowsUnder(
  part: FilePart,
  columns: readonly string[],
  before: readonly RowProblem[],
  rest: AsyncIterator<Cells | RowProblem>,
): AsyncGenerator<ExportRow | RowProblem> {
  yield* before;
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    if ('problem' in next.value) {
      yield next.value;
      continue;
    }
    const { line, cells } = next.value;
    if (cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
      const expected = { kind: 'cells', most: columns.length } as const;
      yield { problem: { ...part, line, path: '', code: 'too-many-cells', expected, came: String(cells.length) } };
      continue;
    }
    const values = new Map<string, string[]>();
    for (const [at, column] of columns.entries()) {
      const cell = asMeant((cells[at] ?? '').trim());
      if (cell === '' || column === '') continue;
      const held = values.get(column);
      if (held) held.push(cell);
      else values.set(column, [cell]);
    }
    yield { line, values, isShort: cells.length < columns.length };
  }
}

/**
 * Records of JSON: one a line, as exports are made, or lists in one value, as APIs answer. A value with several lists
 * (tickets with their users) has a table of each.
 */
async function* recordsIn(part: FilePart, text: AsyncIterable<string>, start: string): AsyncGenerator<ExportTable> {
  const [firstLine = ''] = start.split('\n', 1);
  const first = parsedRecord(firstLine);
  if (first !== undefined && listsIn(first).length < 2) yield await tableOf(part, lineRecords(part, text));
  else for await (const rows of wholeRecords(part, text)) yield await tableOf(part, lined(rows));
}

async function tableOf(part: FilePart, rows: AsyncIterable<ExportRow | RowProblem>): Promise<ExportTable> {
  const iterator = rows[Symbol.asyncIterator]();
  const first = await iterator.next();
  const columns = !first.done && 'values' in first.value ? [...first.value.values.keys()] : [];
  return { ...part, columns, rows: withFirst(first, iterator) };
}

async function* withFirst<T>(first: IteratorResult<T>, rest: AsyncIterator<T>): AsyncGenerator<T> {
  for (let next = first; !next.done; next = await rest.next()) yield next.value;
}

async function* lineRecords(part: FilePart, text: AsyncIterable<string>): AsyncGenerator<ExportRow | RowProblem> {
  let line = 0;
  let rest = '';
  const told = function* (piece: string): Generator<ExportRow | RowProblem> {
    line++;
    if (piece.trim() === '') return;
    if (isTooIntricate(piece, mostValues)) return yield { problem: { ...part, ...tooIntricate(part.file, line) } };
    const record = piece.length > longestRecord ? undefined : parsedRecord(piece);
    if (record === undefined) yield notJson(part, line, piece);
    else for (const each of listIn(record) ?? [record]) yield { line, values: flatRecord(each), isShort: false };
  };
  for await (const chunk of text) {
    const pieces = (rest + chunk).split('\n');
    rest = pieces.pop() ?? '';
    for (const piece of pieces) yield* told(piece);
    // A line without an end would be held whole, however long.
    if (rest.length > 4 * longestRecord) break;
  }
  yield* told(rest);
}

/** The rows of each list of one value, or of a value a line. */
async function* wholeRecords(
  part: FilePart,
  text: AsyncIterable<string>,
): AsyncGenerator<Iterable<ExportRow | RowProblem>> {
  let whole = '';
  for await (const chunk of text) {
    whole += chunk;
    if (whole.length > mostWhole) return yield [notJson(part, 1, whole)];
  }
  const pages = await pagesIn(whole);
  if (pages instanceof JsonTooIntricate)
    return yield [{ problem: { ...part, ...tooIntricate(part.file, pages.line) } }];
  if (pages === null) return yield [notJson(part, 1, whole)];
  const names = new Set(pages.flatMap(({ content }) => listsIn(content).map(([name]) => name)));
  if (names.size === 0)
    return yield rowsOf(
      part,
      pages.flatMap(({ content, lineAt }) => listed(content, [], lineAt)),
    );
  for (const name of names)
    yield rowsOf(
      part,
      pages.flatMap(({ content, lineAt }) =>
        listsIn(content)
          .filter(([own]) => own === name)
          .flatMap(([, list]) => listed(list, [name], lineAt)),
      ),
    );
}

/** A value that was read, and in which line of the file what stands at a path in it begins. */
type Page = { content: unknown; lineAt: (path: (string | number)[]) => number };

async function pagesIn(whole: string): Promise<Page[] | JsonTooIntricate | null> {
  try {
    const { value: content, lineOf: lineAt } = await stepped(jsonSteps(whole), pauses());
    return [{ content, lineAt }];
  } catch (error) {
    if (error instanceof JsonTooIntricate) return error;
    const lines = whole.split('\n').map((words, at) => ({ words, lineAt: () => at + 1 }));
    const pages = lines.flatMap(({ words, lineAt }) =>
      words.trim() === '' ? [] : [{ content: parsedRecord(words), lineAt }],
    );
    return pages.every(({ content }) => content !== undefined) ? pages : null;
  }
}

const listed = (list: unknown, path: string[], lineAt: Page['lineAt']): { record: unknown; line: () => number }[] =>
  (Array.isArray(list) ? list : [list]).map((record: unknown, at) => ({ record, line: () => lineAt([...path, at]) }));

function* rowsOf(part: FilePart, records: ReturnType<typeof listed>): Generator<ExportRow | RowProblem> {
  for (const { record, line } of records) {
    const read = recordSchema.safeParse(record);
    yield read.success
      ? { line: line(), values: flatRecord(read.data), isShort: false }
      : notJson(part, line(), String(record));
  }
}

type JsonRecord = Record<string, unknown>;
const recordSchema = z.record(z.string(), z.unknown());
const parsedRecord = (text: string): JsonRecord | undefined => {
  if (isTooIntricate(text, mostValues)) return undefined;
  try {
    return recordSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

/** What APIs and exports wrap lists in. */
const wrappers = ['tickets', 'users', 'records', 'result', 'value', 'issues'];
function listsIn(content: unknown): [name: string, list: unknown[]][] {
  const read = recordSchema.safeParse(content);
  if (!read.success) return [];
  return wrappers.flatMap((name): [string, unknown[]][] => {
    const list = read.data[name];
    return Array.isArray(list) ? [[name, list]] : [];
  });
}
function listIn(record: JsonRecord): JsonRecord[] | null {
  const [[, list] = []] = listsIn(record);
  return list ? list.flatMap((each): JsonRecord[] => recordSchema.array().safeParse([each]).data ?? []) : null;
}

const notJson = (part: FilePart, line: number, text: string): RowProblem => ({
  problem: { ...part, line, path: '', code: 'not-json', expected: anyValue, came: text.slice(0, 40).toWellFormed() },
});

/** A text of which the beginning can be looked at before it is read. */
function peeked(text: AsyncGenerator<string>): {
  start(): Promise<string>;
  whole(): AsyncIterable<string>;
  close(): Promise<void>;
} {
  let begun = '';
  return {
    async start() {
      while (!begun.includes('\n') && begun.length < longestRecord) {
        const next = await text.next();
        if (next.done) break;
        begun += next.value;
      }
      return begun;
    },
    async *whole() {
      if (begun !== '') yield begun;
      // Not yield*: whoever leaves this in the middle must not end the text before its time.
      for (let next = await text.next(); !next.done; next = await text.next()) yield next.value;
    },
    async close() {
      await text.return(undefined);
    },
  };
}
