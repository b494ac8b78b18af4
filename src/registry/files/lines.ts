import type { CsvError } from 'csv-parse';
import { cut } from '../../language/cut.ts';
import { atOnce } from '../../time/pauses.ts';
import { csvRecordSteps } from './csvRecords.ts';
import type { ProblemCode } from './problem.ts';

/** A line of a table with the number that an editor or Excel gives it: where its record begins. */
export type Line = { line: number; cells: string[] };

/** Why a CSV text cannot be read, and in which line. */
export type CsvFault = {
  line: number;
  code: Extract<ProblemCode, 'not-csv' | 'quote-not-closed' | 'quote-within' | 'empty'>;
};

/**
 * The lines of a CSV text with any cell in them, or its first fault. Commas, semicolons or tabs; LF or CRLF; Excel's
 * `sep=` line is understood.
 */
export const csvLines = (text: string): { lines: Line[]; fault: CsvFault | null } => atOnce(csvLineSteps(text));

/** The same, record by record: whoever answers people meanwhile goes on between the steps. */
export function* csvLineSteps(text: string): Generator<void, { lines: Line[]; fault: CsvFault | null }> {
  const hint = /^sep=(.)\r?\n/i.exec(text);
  const body = hint ? text.slice(hint[0].length) : text;
  const shift = hint ? 1 : 0;
  const { records, fault } = yield* csvRecordSteps(body, {
    delimiter: hint?.[1] ?? delimiterOf(body),
    ends: lineEndsOf(body),
  });
  if (fault) return { lines: [], fault: { ...fault, line: fault.line + shift } };
  const lines = records
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ line, cells }) => ({ line: line + shift, cells }));
  return { lines, fault: lines.length === 0 ? { line: 1, code: 'empty' } : null };
}

/** Why csv-parse gave up. A record that is too long for any table is one whose quotation mark is never closed. */
export const csvFaultCode = ({ code }: CsvError): CsvFault['code'] => codes[code] ?? 'not-csv';

const codes: Readonly<Record<string, CsvFault['code']>> = {
  CSV_MAX_RECORD_SIZE: 'quote-not-closed',
  CSV_QUOTE_NOT_CLOSED: 'quote-not-closed',
  CSV_INVALID_CLOSING_QUOTE: 'quote-within',
  INVALID_OPENING_QUOTE: 'quote-within',
};

/**
 * What ends lines: CRLF and LF, also both in one file, since titles are pasted above what a system gave out. CR alone only where
 * the first line ends so: elsewhere it belongs to a cell.
 */
export const lineEndsOf = (text: string): string[] =>
  /^[^\r\n]*\r(?!\n)/.test(text) ? ['\r\n', '\n', '\r'] : ['\r\n', '\n'];

/** What separates the titles; of titles without end by the first of them. */
export function delimiterOf(text: string): string {
  const titles = cut(text, longestTitles).split(/\r\n|\r|\n/, 1)[0] ?? '';
  const count = (sign: string): number => titles.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
const longestTitles = 100_000;
