import { z } from 'zod';
import { tooIntricate } from '../../registry/files/json.ts';
import { isTooIntricate, JsonTooIntricate, jsonSteps } from '../../registry/files/jsonSteps.ts';
import { anyValue, type FilePart } from '../../registry/files/problem.ts';
import { pauses, stepped } from '../../time/pauses.ts';
import { type ExportRow, type ExportTable, lined, longestRecord, type RowProblem } from './exportTable.ts';
import { flatRecord } from './flatRecord.ts';

/** A text of JSON that is one value, not a record a line, is read whole. */
const mostWhole = 64_000_000;
/** A line may be a page of a thousand records, of hundreds of fields. */
const mostValues = 1_000_000;

/**
 * Records of JSON: one a line, as exports are made, or lists in one value, as APIs answer. A value with several lists
 * (tickets with their users) has a table of each.
 */
export async function* recordsIn(
  part: FilePart,
  text: AsyncIterable<string>,
  start: string,
): AsyncGenerator<ExportTable> {
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
    const record = parsedRecord(piece);
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
  if (text.length > longestRecord || isTooIntricate(text, mostValues)) return undefined;
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
