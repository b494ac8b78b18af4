import { type Columns, float64, grown, named, savedColumn, savedPages } from './columns.ts';

/**
 * How much each label has been active, with old cases forgotten at several speeds. A case of day d counts 2^(d/h) for
 * half-life h: a sum that needs no clock and does not depend on the order of adding. Days count from `epoch`, so that
 * even 12 days of half-life stay inside a double from 1987 to 2053: older cases count nothing there.
 */
export type Activity = {
  add(label: number, day: number, weight: number): void;
  /** A label's part of all activity at this half-life, 0..1. */
  share(label: number, halfLife: HalfLife): number;
  columns(): Columns;
  bytes(): number;
};

export const halfLives = [12, 30, 120, 365, 1000] as const;
export type HalfLife = (typeof halfLives)[number];

const epoch = Date.UTC(2020, 0, 1);
/** Days since the epoch, with fractions, of milliseconds since 1970. */
export const dayOf = (time: number): number => (time - epoch) / 86_400_000;
export const timeOf = (day: number): number => Math.round(day * 86_400_000 + epoch);
/** What a case of this day counts at a half-life in days. */
export const massOf = (day: number, halfLife: number): number => 2 ** (day / halfLife);

export function activity(saved?: Columns): Activity {
  const sums = saved ? savedPages(saved, 'sums', Float64Array) : halfLives.map(() => float64(16));
  const totals = saved ? savedColumn(saved, 'totals', Float64Array) : float64(halfLives.length);
  return {
    add(label, day, weight) {
      for (let at = 0; at < halfLives.length; at++) {
        const mass = massOf(day, halfLives[at] ?? 1) * weight;
        const column = grown(sums[at] ?? float64(0), label + 1, float64);
        sums[at] = column;
        column[label] = (column[label] ?? 0) + mass;
        totals[at] = (totals[at] ?? 0) + mass;
      }
    },
    share(label, halfLife) {
      const at = halfLives.indexOf(halfLife);
      const total = totals[at] ?? 0;
      return total <= 0 ? 0 : Math.max(0, sums[at]?.[label] ?? 0) / total;
    },
    columns: () => ({ totals, ...named('sums', sums) }),
    bytes: () => sums.reduce((sum, column) => sum + column.byteLength, 0),
  };
}
