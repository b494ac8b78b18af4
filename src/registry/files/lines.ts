import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
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
export function csvLines(text: string): { lines: Line[]; fault: CsvFault | null } {
  const hint = /^sep=(.)\r?\n/i.exec(text);
  const body = hint ? text.slice(hint[0].length) : text;
  const shift = hint ? 1 : 0;
  const lines: Line[] = [];
  // csv-parse gives the line a record ends in; a cell may hold line breaks.
  let ended = 0;
  try {
    parse(body, {
      delimiter: hint?.[1] ?? delimiterOf(body),
      record_delimiter: lineEndsOf(body),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record(read: unknown) {
        const { record, info } = recordSchema.parse(read);
        ended = info.lines;
        const breaks = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
        if (record.some((cell) => cell.trim() !== '')) lines.push({ line: ended - breaks + shift, cells: record });
        return null;
      },
    });
    return { lines, fault: lines.length === 0 ? { line: 1, code: 'empty' } : null };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const at = z.object({ lines: z.number() }).safeParse(error);
    const code = csvFaultCode(error);
    // A mark that is never closed is noticed at the end of the file; people look for it where its line begins.
    const line = code === 'quote-not-closed' || !at.success ? nextLineWithText(body, ended) : at.data.lines;
    return { lines: [], fault: { line: line + shift, code } };
  }
}

const recordSchema = z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) });

/** Why csv-parse gave up. A record that is too long for any table is one whose quotation mark is never closed. */
export const csvFaultCode = ({ code }: CsvError): CsvFault['code'] => codes[code] ?? 'not-csv';

const codes: Readonly<Record<string, CsvFault['code']>> = {
  CSV_MAX_RECORD_SIZE: 'quote-not-closed',
  CSV_QUOTE_NOT_CLOSED: 'quote-not-closed',
  CSV_INVALID_CLOSING_QUOTE: 'quote-within',
  INVALID_OPENING_QUOTE: 'quote-within',
};

/** The number of the first line after so many that is not empty. */
function nextLineWithText(text: string, ended: number): number {
  const rest = text.split(/\r\n|\r|\n/).slice(ended);
  return (
    ended +
    Math.max(
      0,
      rest.findIndex((line) => line.trim() !== ''),
    ) +
    1
  );
}

/**
 * What ends lines: CRLF and LF, also both in one file, since titles are pasted above what a system gave out. CR alone only where
 * the first line ends so: elsewhere it belongs to a cell.
 */
export const lineEndsOf = (text: string): string[] =>
  /^[^\r\n]*\r(?!\n)/.test(text) ? ['\r\n', '\n', '\r'] : ['\r\n', '\n'];

/** What separates the titles. */
export function delimiterOf(text: string): string {
  const titles = text.split(/\r\n|\r|\n/, 1)[0] ?? '';
  const count = (sign: string): number => titles.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
