import type { TechnologyId } from '../technology.ts';
import type { PersonShifts, PlannedKind, PlannedShift } from './plannedShift.ts';

/**
 * Stretches of one kind, in order, two numbers each in a table that many people share: begin and end, in seconds since 1970. Two thousand
 * feeds tell of some hundred thousand stretches, which as objects would take more memory than all else that is known of people.
 */
export type Run = {
  readonly kind: PlannedKind;
  /** Of on-call; null: for whatever comes. */
  readonly technology: TechnologyId | null;
  readonly times: Uint32Array;
  /** Where it begins in the table, and how many stretches it has. */
  readonly first: number;
  readonly count: number;
  /** Seconds. */
  readonly longest: number;
};

/** What is planned of a person: runs, and what comes again week by week. */
export type Packed = { readonly runs: readonly Run[]; readonly repeated: readonly PlannedShift[] };

/** The shifts of people, packed, by person. */
export function packed(people: readonly PersonShifts[]): Map<string, Packed> {
  const groups = people.map(({ id, shifts }) => {
    const once = shifts.filter(({ everyWeeks }) => everyWeeks === undefined);
    const kinds = Map.groupBy(once, ({ kind, technology }) => `${kind} ${technology ?? ''}`);
    const repeated = shifts.length > once.length ? shifts.filter(({ everyWeeks }) => everyWeeks !== undefined) : none;
    return { id, kinds: [...kinds.values()], repeated };
  });
  const count = groups.reduce((sum, { kinds }) => sum + kinds.reduce((of, each) => of + each.length, 0), 0);
  const times = new Uint32Array(2 * count);
  let place = 0;
  const run = (shifts: readonly PlannedShift[]): Run[] => {
    const [some] = shifts;
    if (!some) return [];
    const spans = shifts
      .map(({ from, to }) => ({ from: Date.parse(from) / 1000, to: Date.parse(to) / 1000 }))
      .sort((a, b) => a.from - b.from);
    const first = place;
    let longest = 0;
    for (const { from, to } of spans) {
      times[2 * place] = from;
      times[2 * place + 1] = to;
      longest = Math.max(longest, to - from);
      place++;
    }
    return [{ kind: some.kind, technology: some.technology ?? null, times, first, count: spans.length, longest }];
  };
  return new Map(groups.map(({ id, kinds, repeated }) => [id, { runs: cutToLength(kinds.flatMap(run)), repeated }]));
}

const none: readonly PlannedShift[] = [];

/** A list that was made by adding to it has room for sixteen more: kept for thousands of people, with one thing in it, that counts. */
export const cutToLength = <Each>(list: readonly Each[]): readonly Each[] => list.slice();

/** Calls with what of a run touches a span, in order (milliseconds since 1970). Looked up, not walked through. */
export function eachWithin(
  { times, first, count, longest }: Run,
  from: number,
  to: number,
  found: (from: number, to: number) => void,
): void {
  let [low, high] = [first, first + count];
  const earliest = from / 1000 - longest;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[2 * middle] ?? 0) < earliest) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < first + count; at++) {
    const begins = (times[2 * at] ?? 0) * 1000;
    if (begins >= to) return;
    const ends = (times[2 * at + 1] ?? 0) * 1000;
    if (ends > from) found(begins, ends);
  }
}
