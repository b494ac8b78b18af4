import { atOnce } from '../../time/pauses.ts';

/** A record of a CSV text: its cells, and the number of the line in which it begins, from 1. */
export type CsvRecord = { line: number; cells: string[] };

/** What is wrong with quotation marks, and in which line it is seen: where its record begins, if the mark is never closed. */
export type QuoteFault = { line: number; code: 'quote-not-closed' | 'quote-within' };

/**
 * The records of a CSV text (RFC 4180) up to its first fault; lines with nothing in them are none. A mark opens a cell only
 * at its very beginning, and is doubled inside. `ends`: what ends a record outside of marks, the longer before the shorter.
 * Each sign is looked at once: csv-parse makes an error, with its stack, of each record that is not as wide as the first.
 */
export const csvRecords = (...of: Parameters<typeof csvRecordSteps>): CsvRead => atOnce(csvRecordSteps(...of));

type CsvRead = { records: CsvRecord[]; fault: QuoteFault | null };

/** The same, record by record: whoever answers people meanwhile goes on between the steps. */
export function* csvRecordSteps(
  text: string,
  { delimiter, ends }: { delimiter: string; ends: readonly string[] },
): Generator<void, CsvRead> {
  const records: CsvRecord[] = [];
  const isEnd = (at: number): number => ends.find((end) => text.startsWith(end, at))?.length ?? 0;
  const outside = new RegExp(`["${escaped(delimiter)}\r\n]`, 'g');
  let line = 1;
  let begun = 1;
  let cells: string[] = [];
  for (let at = 0; ; ) {
    let cell = '';
    if (text.startsWith('"', at)) {
      const inside = quoted(text, at + 1);
      if (inside === null) return { records, fault: { line: begun, code: 'quote-not-closed' } };
      cell = inside.cell;
      line += breaksIn(cell);
      at = inside.after;
      if (at < text.length && !text.startsWith(delimiter, at) && isEnd(at) === 0)
        return { records, fault: { line, code: 'quote-within' } };
    } else {
      const start = at;
      for (outside.lastIndex = at; ; ) {
        at = outside.test(text) ? outside.lastIndex - 1 : text.length;
        // A carriage return alone belongs to the cell where lines do not end so.
        if (at === text.length || text.startsWith(delimiter, at) || isEnd(at) > 0) break;
        if (text.startsWith('"', at))
          return { records, fault: { line: line + breaksIn(text.slice(start, at)), code: 'quote-within' } };
      }
      cell = text.slice(start, at);
      line += breaksIn(cell);
      if (cells.length === 0 && cell === '' && (at === text.length || isEnd(at) > 0)) {
        if (at === text.length) return { records, fault: null };
        at += isEnd(at);
        begun = ++line;
        continue;
      }
    }
    cells.push(cell);
    if (text.startsWith(delimiter, at)) {
      at += delimiter.length;
      continue;
    }
    records.push({ line: begun, cells });
    yield;
    if (at >= text.length) return { records, fault: null };
    at += isEnd(at);
    begun = ++line;
    cells = [];
  }
}

/** What stands between marks, from behind the first, and where the text goes on behind the last; null: it is not closed. */
function quoted(text: string, from: number): { cell: string; after: number } | null {
  for (let at = from; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0) return null;
    if (!text.startsWith('"', at + 1)) return { cell: text.slice(from, at).replaceAll('""', '"'), after: at + 1 };
  }
}

const breaksIn = (cell: string): number => (/[\r\n]/.test(cell) ? (cell.match(/\r\n|\r|\n/g)?.length ?? 0) : 0);
const escaped = (sign: string): string => sign.replaceAll(/[\\\]^-]/g, '\\$&');
