import type { FilePart, RegistryProblem } from '../../registry/files/problem.ts';
import { pauses } from '../../time/pauses.ts';

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
export const longestRecord = 4_000_000;

/** What is in memory already: others are answered in between. */
export async function* lined<T>(lines: Iterable<T>): AsyncGenerator<T> {
  const pause = pauses();
  for (const line of lines) {
    const wait = pause();
    if (wait) await wait;
    yield line;
  }
}
