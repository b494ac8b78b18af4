export type KeepingRequest = {
  /** By place: how good, what is covered (a bit for each technology, and one for the case's language), and whether they can be asked (1). */
  scores: Float64Array;
  covers: Uint32Array;
  free: Uint8Array;
  keep: number;
  /** Places that are kept whatever their score. */
  always: readonly number[];
  /** For an order that does not depend on places when scores are equal. */
  idAt(place: number): string;
};

/**
 * The places to keep, best first. Half of them go to who can be asked: of each combination of covered technologies
 * the best, then the second best, and so on. So the smallest team within the kept is the smallest team of all, and
 * a common technology does not crowd out the experts of a rare one. The rest go to the best, free or not.
 */
export function keepBest({ scores, covers, free, keep, always, idAt }: KeepingRequest): number[] {
  const before = (a: number, b: number): number =>
    (scores[b] ?? 0) - (scores[a] ?? 0) || (idAt(a) < idAt(b) ? -1 : idAt(a) > idAt(b) ? 1 : 0);
  const kept = new Set(always);
  const columns = [...bestOfEachCover(scores, covers, free, Math.max(1, keep >> 1), before).values()];
  const deepest = Math.max(0, ...columns.map((column) => column.length));
  for (let depth = 0; depth < deepest; depth++) {
    // Everyone's best come first even where there are more combinations than half of the places.
    const room = depth === 0 ? keep : keep >> 1;
    for (const place of columns.flatMap((column) => column[depth] ?? []).sort(before))
      if (kept.size < room) kept.add(place);
  }
  for (const place of best(scores, keep, before)) if (kept.size < keep) kept.add(place);
  return [...kept].sort(before);
}

function bestOfEachCover(
  scores: Float64Array,
  covers: Uint32Array,
  free: Uint8Array,
  most: number,
  before: (a: number, b: number) => number,
): Map<number, number[]> {
  const byCover = new Map<number, number[]>();
  for (let place = 0; place < scores.length; place++) {
    if (free[place] !== 1 || covers[place] === 0) continue;
    const cover = covers[place] ?? 0;
    const column = byCover.get(cover);
    if (column) insert(column, place, most, scores, before);
    else byCover.set(cover, [place]);
  }
  return byCover;
}

function best(scores: Float64Array, most: number, before: (a: number, b: number) => number): number[] {
  const column: number[] = [];
  for (let place = 0; place < scores.length; place++) insert(column, place, most, scores, before);
  return column;
}

/** Puts a place into a sorted column that holds at most so many; most places fall out at the first comparison. */
function insert(
  column: number[],
  place: number,
  most: number,
  scores: Float64Array,
  before: (a: number, b: number) => number,
): void {
  if (column.length >= most) {
    const last = column[column.length - 1] ?? 0;
    if ((scores[place] ?? 0) < (scores[last] ?? 0) || before(place, last) > 0) return;
  }
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(place, column[middle] ?? 0) < 0) high = middle;
    else low = middle + 1;
  }
  column.splice(low, 0, place);
  if (column.length > most) column.pop();
}
