import { type Activity, activity } from './activity.ts';
import { caseLabels, eachLabelOf, type LabelColumns, labelOf, labelWeightOf, packedLabel } from './caseLabels.ts';
import { type Columns, named, within } from './columns.ts';
import { type Interner, interner } from './interner.ts';

/**
 * One thing that past cases tell: who solved them, or what technology they were. Each case has some labels, each with
 * a weight (caseLabels.ts).
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

export function facet(saved?: Columns): Facet {
  const names = interner(within(saved, 'names'));
  const active = activity(within(saved, 'activity'));
  const labels = caseLabels(within(saved, 'labels'));

  const each: Facet['each'] = (caseNumber, onLabel) =>
    eachLabelOf(labels.columns, caseNumber, (packed) => onLabel(labelOf(packed), labelWeightOf(packed)));
  const countActivity = (caseNumber: number, day: number, sign: 1 | -1): void =>
    each(caseNumber, (label, weight) => {
      if (weight > 0) active.add(label, day, sign * weight);
    });

  return {
    names,
    activity: active,
    labels: labels.columns,
    add(caseNumber, day, given) {
      labels.add(
        caseNumber,
        given.map(({ name, weight }) => packedLabel(names.numberOf(name), weight)),
      );
      countActivity(caseNumber, day, 1);
    },
    remove(caseNumber, day) {
      countActivity(caseNumber, day, -1);
      labels.clear(caseNumber);
    },
    each,
    labelsOf(caseNumber) {
      const found: Label[] = [];
      each(caseNumber, (label, weight) => found.push({ name: names.nameOf(label), weight }));
      return found;
    },
    columns: () => ({
      ...named('labels', labels.saved()),
      ...named('names', names.columns()),
      ...named('activity', active.columns()),
    }),
    bytes: () => labels.bytes() + names.bytes() + active.bytes(),
  };
}
