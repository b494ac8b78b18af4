import { type Activity, activity } from './activity.ts';
import { type Columns, grown, named, savedColumn, uint32, within } from './columns.ts';
import { type Interner, interner } from './interner.ts';

/**
 * One thing that past cases tell: who solved them, or what technology they were. Each case has some labels, each with
 * a weight; they lie behind one another in `packed`, those of case n from `spans[2n]` to `spans[2n + 1]`.
 */
export type Facet = {
  readonly names: Interner;
  readonly activity: Activity;
  /** Replaced when they grow: read them anew for each question. */
  readonly labels: LabelColumns;
  /** The labels of the case added last. `day` as in activity.ts. */
  add(caseNumber: number, day: number, labels: readonly Label[]): void;
  /** Takes back what a case said. */
  remove(caseNumber: number, day: number): void;
  labelsOf(caseNumber: number): Label[];
  /** The same by number, for what is done with each of a million cases. */
  each(caseNumber: number, onLabel: (label: number, weight: number) => void): void;
  columns(): Columns;
  bytes(): number;
};
export type Label = { name: string; weight: number };
export type LabelColumns = { spans: Uint32Array; packed: Uint32Array };

export const labelOf = (packed: number): number => packed >>> 8;
export const labelWeightOf = (packed: number): number => ((packed & 0xff) - 128) / 64;
const packedLabel = (label: number, weight: number): number =>
  ((label << 8) | (Math.max(-127, Math.min(127, Math.round(weight * 64))) + 128)) >>> 0;

export function facet(saved?: Columns): Facet {
  const names = interner(within(saved, 'names'));
  const active = activity(within(saved, 'activity'));
  const columns: LabelColumns = saved
    ? { spans: savedColumn(saved, 'spans', Uint32Array), packed: savedColumn(saved, 'packed', Uint32Array) }
    : { spans: uint32(128), packed: uint32(64) };
  let used = saved ? (savedColumn(saved, 'used', Uint32Array)[0] ?? 0) : 0;

  const each: Facet['each'] = (caseNumber, onLabel) => {
    const end = columns.spans[2 * caseNumber + 1] ?? 0;
    for (let at = columns.spans[2 * caseNumber] ?? 0; at < end; at++) {
      const packed = columns.packed[at] ?? 0;
      onLabel(labelOf(packed), labelWeightOf(packed));
    }
  };
  const countActivity = (caseNumber: number, day: number, sign: 1 | -1): void =>
    each(caseNumber, (label, weight) => {
      if (weight > 0) active.add(label, day, sign * weight);
    });

  return {
    names,
    activity: active,
    labels: columns,
    add(caseNumber, day, labels) {
      columns.spans = grown(columns.spans, 2 * caseNumber + 2, uint32);
      columns.packed = grown(columns.packed, used + labels.length, uint32);
      columns.spans[2 * caseNumber] = used;
      for (const { name, weight } of labels) columns.packed[used++] = packedLabel(names.numberOf(name), weight);
      columns.spans[2 * caseNumber + 1] = used;
      countActivity(caseNumber, day, 1);
    },
    remove(caseNumber, day) {
      countActivity(caseNumber, day, -1);
      columns.spans[2 * caseNumber + 1] = columns.spans[2 * caseNumber] ?? 0;
    },
    each,
    labelsOf(caseNumber) {
      const labels: Label[] = [];
      each(caseNumber, (label, weight) => labels.push({ name: names.nameOf(label), weight }));
      return labels;
    },
    columns: () => ({
      ...{ ...columns, used: Uint32Array.of(used) },
      ...named('names', names.columns()),
      ...named('activity', active.columns()),
    }),
    bytes: () => columns.spans.byteLength + columns.packed.byteLength + names.bytes() + active.bytes(),
  };
}
