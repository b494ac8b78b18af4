import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx';
import { z } from 'zod';
import type { Line } from '../lines.ts';
import { anyValue, cameAs, type RegistryProblem } from '../problem.ts';
import { cellText } from './cellText.ts';
import { isPacked, unfolded, type WorkbookFault } from './parts.ts';

/** A workbook that was opened: its visible sheets with something in them, and what of them cannot be read. */
export type Workbook = { name: string; sheets: { sheet: string; lines: Line[] }[]; problems: RegistryProblem[] };

/** A file as it was uploaded or lies on disk. */
export type RegistryFile = { name: string; content: Uint8Array };

/** A file of text, or an opened workbook. */
export type GivenFile = RegistryFile | Workbook;

/** Opens the workbooks among files, told by their content: readers of files are given the result. */
export const opened = (files: readonly RegistryFile[]): Promise<GivenFile[]> =>
  Promise.all(files.map((file) => (isPacked(file.content) ? openWorkbook(file) : file)));

/** The most cells with all the empty ones before and between them: two cells may lie a million lines apart. */
const mostCells = 2_000_000;

/**
 * Reads what a workbook shows: values as they were last reckoned, dates and times by their format (in no zone), each
 * line with its number in Excel. A cell that is merged of several stands in each of them. Hidden sheets and a heading of
 * one cell above the titles are left out; hidden lines are read, as a filter hides them and they count all the same.
 */
async function openWorkbook({ name, content }: RegistryFile): Promise<Workbook> {
  const refused = (code: WorkbookFault | 'empty'): Workbook => ({
    ...{ name, sheets: [] },
    problems: [{ file: name, line: null, path: '', code, expected: anyValue, came: '' }],
  });
  const parts = unfolded(content);
  if ('fault' in parts) return refused(parts.fault);
  // A megabyte of code that most never need.
  const { read, SSF } = await import('@e965/xlsx');
  let book: WorkBook;
  try {
    // WTF: what is torn throws; without it a torn workbook is an empty one. Stubs: a formula without a value is one.
    book = read(parts.packed, {
      type: 'array',
      dense: true,
      cellNF: true,
      cellText: false,
      sheetStubs: true,
      WTF: true,
    });
  } catch {
    return refused('excel-torn');
  }
  const hidden = new Set(book.Workbook?.Sheets?.flatMap(({ name: sheet, Hidden }) => (Hidden ? [sheet] : [])));
  const problems: RegistryProblem[] = [];
  let room = mostCells;
  const sheets: Workbook['sheets'] = [];
  for (const sheet of book.SheetNames.filter((each) => !hidden.has(each))) {
    const lines: Line[] = [];
    const grid = gridOf(book.Sheets[sheet] ?? {});
    room -= grid.reduce((sum, row) => sum + row.length, 0);
    if (room < 0) return refused('excel-too-big');
    grid.forEach((row, at) => {
      const cells = Array.from(row, (cell) => {
        if (!cell) return '';
        const text = cellText(cell, { is1904: book.Workbook?.WBProps?.date1904 === true, isDate: SSF.is_date });
        if ('text' in text) return text.text;
        problems.push({
          file: name,
          sheet,
          line: at + 1,
          path: '',
          ...text,
          expected: anyValue,
          came: cameAs(text.came),
        });
        return '';
      });
      while (cells.at(-1)?.trim() === '') cells.pop();
      if (cells.length > 0) lines.push({ line: at + 1, cells });
    });
    const titles = lines.findIndex(({ cells }) => new Set(cells.filter((cell) => cell.trim() !== '')).size > 1);
    if (lines.length > 0) sheets.push({ sheet, lines: titles > 0 ? lines.slice(titles) : lines });
  }
  return sheets.length === 0 && problems.length === 0 ? refused('empty') : { name, sheets, problems };
}

const isBlank = (cell: CellObject | undefined): boolean => cell?.v === undefined && cell?.f === undefined;

/** The cells of a sheet; lines and cells that are not there are holes. */
function gridOf(sheet: WorkSheet): (CellObject | undefined)[][] {
  const rows: (CellObject | undefined)[][] = sheet['!data'] ?? [];
  // Cells that are only coloured may go on to the last column.
  for (const row of rows) while (row && row.length > 0 && isBlank(row.at(-1))) row.pop();
  let filled = 0;
  for (const { s, e } of mergesSchema.parse(sheet['!merges'] ?? [])) {
    const first = rows[s.r]?.[s.c];
    // What is merged beyond the last line holds nothing more: a whole column may be.
    for (let r = s.r; first && r <= Math.min(e.r, rows.length - 1); r++)
      for (let c = s.c; c <= e.c && filled < mostCells; c++, filled++) {
        const row = rows[r] ?? [];
        rows[r] = row;
        if (row[c]?.v === undefined) row[c] = first;
      }
  }
  return rows;
}

const placeSchema = z.object({ r: z.int(), c: z.int() });
const mergesSchema = z.array(z.object({ s: placeSchema, e: placeSchema }));
