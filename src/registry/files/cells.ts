/** A cell as it is. */
export const plain = (cell: string): string => cell;

/** `a|b` as two values; `\|` is a bar within a value. */
export const toList = (cell: string): string[] =>
  (cell.match(/(?:\\.|[^|\\]|\\$)+/gs) ?? [])
    .map((part) => part.replace(/\\([|\\])/g, '$1').trim())
    .filter((part) => part !== '');
export const fromList = (values: readonly string[]): string =>
  values.map((value) => value.replace(/[|\\]/g, '\\$&')).join('|');

/** A number if it looks like one; otherwise the cell, for the schema to refuse. */
export const toNumber = (cell: string): unknown => (/^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell);

const truths = new Map([
  ...['true', 'yes', '1', 'はい', '○', '〇'].map((word) => [word, true] as const),
  ...['false', 'no', '0', 'いいえ', '×'].map((word) => [word, false] as const),
]);
/** As people and Excel write it; otherwise the cell, for the schema to refuse. */
export const toBoolean = (cell: string): unknown => truths.get(cell.toLowerCase()) ?? cell;
export const fromBoolean = (value: boolean): string => String(value);

/** Excel takes the zero off 09:00 and adds seconds. */
export function toTime(cell: string): string {
  const parts = /^(\d{1,2}):(\d\d)(?::00)?$/.exec(cell);
  return parts ? `${parts[1]?.padStart(2, '0')}:${parts[2]}` : cell;
}

const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;
/** A cell that a spreadsheet would take for a formula gets an apostrophe in front, which reading takes off again. */
export const harmless = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell);
export const asMeant = (cell: string): string => (cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell);
