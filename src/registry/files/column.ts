import type { Names } from './names.ts';
import type { ExpectedKind } from './problem.ts';

/** One column of a table. `field` is where its value goes in the record; an empty cell is left out, or `whenEmpty`. */
export type Column<T> = {
  name: string;
  ja: string;
  /** What people call it beside that. */
  also?: readonly string[];
  field: [string] | [string, string];
  /** `record` holds what was read of the columns before it in the table. */
  read: (cell: string, around: { names: Names; record: Readonly<Record<string, unknown>> }) => unknown;
  write: (of: T) => string;
  whenEmpty?: unknown;
  /** What is right in it, where that is more than its field's type says. */
  expects?: ExpectedKind;
  /** Of what has several columns: where all such are empty, the record is without it. */
  mayBeLeftOut?: true;
};
