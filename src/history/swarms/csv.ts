import { stringify } from 'csv-stringify/sync';

/**
 * One line of CSV (RFC 4180, CRLF). A cell that a spreadsheet would take for a formula gets an apostrophe before it:
 * text from a case must not run anything on the machine of who opens the file.
 */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  stringify([cells.map((cell) => (typeof cell === 'string' ? withoutFormula(cell) : (cell ?? '')))], {
    record_delimiter: '\r\n',
  });

/** Spreadsheets look past blanks, and take the full-width signs too. */
export const withoutFormula = (cell: string): string =>
  /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(cell) ? `'${cell}` : cell;

/** Excel reads CSV as UTF-8 only with this at its beginning. */
export const byteOrderMark = '\ufeff';
