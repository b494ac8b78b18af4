import { type Columns, grown, savedColumn, uint32 } from './columns.ts';

/**
 * The labels of each case by its number, most often one or two: they lie in the case's own row, so that a question that
 * reads 12,000 cases reaches once into memory for each. A label and its weight are one number (`packedLabel`), never 0 in
 * its lower 8 bits. A row is two of them, 0 for none; or, of more than two, how many they are, shifted by 8, and their
 * place in `more`.
 */
export type LabelColumns = { rows: Uint32Array; more: Uint32Array };

export type CaseLabels = {
  /** Replaced when they grow: read them anew for each question. */
  readonly columns: LabelColumns;
  /** The packed labels of the case added last. */
  add(caseNumber: number, labels: readonly number[]): void;
  clear(caseNumber: number): void;
  saved(): Columns;
  bytes(): number;
};

export const labelOf = (packed: number): number => packed >>> 8;
export const labelWeightOf = (packed: number): number => ((packed & 0xff) - 128) / 64;
export const packedLabel = (label: number, weight: number): number =>
  ((label << 8) | (Math.max(-127, Math.min(127, Math.round(weight * 64))) + 128)) >>> 0;
/** Whether a row begins with a label: else it is empty, or tells how many there are elsewhere. */
export const isLabel = (first: number): boolean => (first & 0xff) !== 0;

export function caseLabels(saved?: Columns): CaseLabels {
  const columns: LabelColumns = saved
    ? { rows: savedColumn(saved, 'rows', Uint32Array), more: savedColumn(saved, 'more', Uint32Array) }
    : { rows: uint32(128), more: uint32(64) };
  let used = saved ? (savedColumn(saved, 'used', Uint32Array)[0] ?? 0) : 0;
  return {
    columns,
    add(caseNumber, labels) {
      columns.rows = grown(columns.rows, 2 * caseNumber + 2, uint32);
      if (labels.length <= 2) {
        columns.rows[2 * caseNumber] = labels[0] ?? 0;
        columns.rows[2 * caseNumber + 1] = labels[1] ?? 0;
        return;
      }
      columns.rows[2 * caseNumber] = labels.length << 8;
      columns.rows[2 * caseNumber + 1] = used;
      columns.more = grown(columns.more, used + labels.length, uint32);
      columns.more.set(labels, used);
      used += labels.length;
    },
    clear(caseNumber) {
      columns.rows.fill(0, 2 * caseNumber, 2 * caseNumber + 2);
    },
    saved: () => ({ ...columns, used: Uint32Array.of(used) }),
    bytes: () => columns.rows.byteLength + columns.more.byteLength,
  };
}

/** Calls for each label of a case, packed, in the order in which they were given. */
export function eachLabelOf({ rows, more }: LabelColumns, caseNumber: number, onLabel: (packed: number) => void): void {
  const first = rows[2 * caseNumber] ?? 0;
  const second = rows[2 * caseNumber + 1] ?? 0;
  if (isLabel(first)) {
    onLabel(first);
    if (second !== 0) onLabel(second);
  } else if (first !== 0) {
    const end = second + (first >>> 8);
    for (let at = second; at < end; at++) onLabel(more[at] ?? 0);
  }
}
