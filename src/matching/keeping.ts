export type KeepingRequest = {
  /** By place: how good, what is covered (a bit for each technology, and one for the case's language), and whether they can be asked (1). */
  scores: Float64Array;
  covers: Int32Array;
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
  const columns = bestOfEachCover(scores, covers, free, Math.max(1, keep >> 1), before);
  const deepest = Math.max(0, ...columns.map((column) => column.length));
  for (let depth = 0; depth < deepest; depth++) {
    // Everyone's best come first even where there are more combinations than half of the places.
    const room = depth === 0 ? keep : keep >> 1;
    if (depth > 0 && kept.size >= room) break;
    for (const place of columns.flatMap((column) => column[depth] ?? []).sort(before))
      if (kept.size < room) kept.add(place);
  }
  for (const place of best(scores, keep, before)) if (kept.size < keep) kept.add(place);
  return [...kept].sort(before);
}

/** The best places of some, in order. `least`: whoever scores less is none of them, once there are as many as are wanted. */
type Best = { places: number[]; least: number };

const none = (): Best => ({ places: [], least: Number.NEGATIVE_INFINITY });

function bestOfEachCover(
  scores: Float64Array,
  covers: Int32Array,
  free: Uint8Array,
  most: number,
  before: (a: number, b: number) => number,
): number[][] {
  // By a number that is small where the technologies are few, as nearly always: a map would cost more than all else here.
  const near: (Best | undefined)[] = new Array(nearCovers);
  const far = new Map<number, Best>();
  for (let place = 0; place < scores.length; place++) {
    const cover = covers[place] ?? 0;
    if (cover === 0 || free[place] !== 1) continue;
    // The language's bit, the last, becomes the first.
    const number = (cover << 1) | (cover >>> 31);
    const isNear = number >= 0 && number < nearCovers;
    let best = isNear ? near[number] : far.get(number);
    if (!best) {
      best = none();
      if (isNear) near[number] = best;
      else far.set(number, best);
    }
    if ((scores[place] ?? 0) >= best.least) insert(best, place, most, scores, before);
  }
  return [...near.filter((each) => each !== undefined), ...far.values()].map(({ places }) => places);
}

const nearCovers = 512;

function best(scores: Float64Array, most: number, before: (a: number, b: number) => number): number[] {
  const found = none();
  for (let place = 0; place < scores.length; place++)
    if ((scores[place] ?? 0) >= found.least) insert(found, place, most, scores, before);
  return found.places;
}

/** Puts a place into those found so far, at most so many. */
function insert(
  found: Best,
  place: number,
  most: number,
  scores: Float64Array,
  before: (a: number, b: number) => number,
): void {
  const { places } = found;
  if (places.length >= most && before(place, places[places.length - 1] ?? 0) > 0) return;
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(place, places[middle] ?? 0) < 0) high = middle;
    else low = middle + 1;
  }
  places.splice(low, 0, place);
  if (places.length > most) places.pop();
  if (places.length === most) found.least = scores[places[most - 1] ?? 0] ?? 0;
}
