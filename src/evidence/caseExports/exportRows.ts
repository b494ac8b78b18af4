import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { asMeant } from '../../registry/files/cells.ts';
import { csvFaultCode, delimiterOf, lineEndsOf } from '../../registry/files/lines.ts';
import { anyValue, type FilePart } from '../../registry/files/problem.ts';
import { decodedText, type Encoding } from './encodings.ts';
import { type ExportRow, type ExportTable, lined, longestRecord, type RowProblem } from './exportTable.ts';
import { recordsIn } from './jsonRows.ts';
import type { ExportSource } from './sources.ts';

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

/** The records of a CSV text, each with the line in which it begins. A fault ends it, and is given with its line. */
async function* csvRecords(
  part: FilePart,
  text: AsyncIterable<string>,
  start: string,
): AsyncGenerator<Cells | RowProblem> {
  const hint = /^sep=(.)\r?\n/i.exec(start);
  const shift = hint ? 1 : 0;
  const delimiter = hint?.[1] ?? delimiterOf(start);
  const parser = parse({
    delimiter,
    record_delimiter: lineEndsOf(start),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
  });
  // What fails while the text is read comes out of the parser, too.
  let isTooWide = false;
  const rows = upToTooWide(withoutHint(text, hint?.[0].length ?? 0), delimiter, () => {
    isTooWide = true;
  });
  pipeline(Readable.from(rows), parser, () => {});
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
      if (record.length > mostCells) break;
      if (record.some((cell) => cell.trim() !== '')) yield { line: ended - breaks + shift, cells: record };
    }
    if (isTooWide) {
      const expected = { kind: 'cells', most: mostCells } as const;
      yield {
        problem: { ...part, line: ended + shift, path: '', code: 'too-many-cells', expected, came: `>${mostCells}` },
      };
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
/** No row has more: of millions the parser would make a list in one go, while everybody waits. */
const mostCells = 100_000;

/** A text up to where more delimiters follow each other in one line than any row has; `found` hears of that. */
async function* upToTooWide(text: AsyncIterable<string>, delimiter: string, found: () => void): AsyncGenerator<string> {
  let cells = 0;
  for await (const chunk of text) {
    for (let at = 0; at < chunk.length; at++) {
      const sign = chunk[at];
      if (sign === '\n' || sign === '\r') cells = 0;
      else if (sign === delimiter && ++cells > mostCells) {
        yield chunk.slice(0, at + 1);
        return found();
      }
    }
    yield chunk;
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
