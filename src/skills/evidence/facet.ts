import { type Activity, activity } from './activity.ts';
import { grown, uint32 } from './columns.ts';
import { type Interner, interner } from './interner.ts';

/**
 * One thing that past cases tell: who solved them, or what technology they were. Each case has some labels, each with
 * a weight; they lie behind one another in `packed`, those of case n from `starts[n]` to `ends[n]`.
 */
export type Facet = {
  readonly names: Interner;
  readonly activity: Activity;
  /** Replaced when they grow: read them anew for each question. */
  readonly columns: LabelColumns;
  /** The labels of the case added last. `day` as in activity.ts. */
  add(caseNumber: number, day: number, labels: readonly Label[]): void;
  /** Takes back what a case said. */
  remove(caseNumber: number, day: number): void;
  labelsOf(caseNumber: number): Label[];
  bytes(): number;
};
export type Label = { name: string; weight: number };
export type LabelColumns = { starts: Uint32Array; ends: Uint32Array; packed: Uint32Array };

export const labelOf = (packed: number): number => packed >>> 8;
export const labelWeightOf = (packed: number): number => ((packed & 0xff) - 128) / 64;
const packedLabel = (label: number, weight: number): number =>
  ((label << 8) | (Math.max(-127, Math.min(127, Math.round(weight * 64))) + 128)) >>> 0;

export function facet(): Facet {
  const names = interner();
  const active = activity();
  const columns: LabelColumns = { starts: uint32(64), ends: uint32(64), packed: uint32(64) };
  let used = 0;

  const countActivity = (caseNumber: number, day: number, sign: 1 | -1): void => {
    for (let at = columns.starts[caseNumber] ?? 0; at < (columns.ends[caseNumber] ?? 0); at++) {
      const packed = columns.packed[at] ?? 0;
      const weight = labelWeightOf(packed);
      if (weight > 0) active.add(labelOf(packed), day, sign * weight);
    }
  };

  return {
    names,
    activity: active,
    columns,
    add(caseNumber, day, labels) {
      columns.starts = grown(columns.starts, caseNumber + 1, uint32);
      columns.ends = grown(columns.ends, caseNumber + 1, uint32);
      columns.packed = grown(columns.packed, used + labels.length, uint32);
      columns.starts[caseNumber] = used;
      for (const { name, weight } of labels) columns.packed[used++] = packedLabel(names.numberOf(name), weight);
      columns.ends[caseNumber] = used;
      countActivity(caseNumber, day, 1);
    },
    remove(caseNumber, day) {
      countActivity(caseNumber, day, -1);
      columns.ends[caseNumber] = columns.starts[caseNumber] ?? 0;
    },
    labelsOf(caseNumber) {
      const labels: Label[] = [];
      for (let at = columns.starts[caseNumber] ?? 0; at < (columns.ends[caseNumber] ?? 0); at++) {
        const packed = columns.packed[at] ?? 0;
        labels.push({ name: names.nameOf(labelOf(packed)), weight: labelWeightOf(packed) });
      }
      return labels;
    },
    bytes: () => columns.starts.byteLength + columns.ends.byteLength + columns.packed.byteLength + active.bytes(),
  };
}
