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
  const before = (a: number, b: number): number => {
    const by = (scores[b] ?? 0) - (scores[a] ?? 0);
    if (by !== 0) return by;
    const [one, other] = [idAt(a), idAt(b)];
    return one < other ? -1 : one > other ? 1 : 0;
  };
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
  for (const place of bestBeside(kept, scores, keep - kept.size, before)) kept.add(place);
  return [...kept].sort(before);
}

/** The best places of some, in order, of `count`. `least`: whoever scores less is none of them, once there are as many as are wanted. */
type Best = { places: number[]; least: number; count: number };

/** Of each combination as many of the best as it takes to fill `room` when they are taken by turns; the best of each at least. */
function bestOfEachCover(
  scores: Float64Array,
  covers: Int32Array,
  free: Uint8Array,
  room: number,
  before: (a: number, b: number) => number,
): number[][] {
  // By a number that is small where the technologies are few, as nearly always: a map would cost more than all else here.
  const near: (Best | undefined)[] = new Array(nearCovers);
  const far = new Map<number, Best>();
  const all: Best[] = [];
  const bestOf = (cover: number): Best => {
    // The language's bit, the last, becomes the first.
    const number = (cover << 1) | (cover >>> 31);
    const isNear = number >= 0 && number < nearCovers;
    const known = isNear ? near[number] : far.get(number);
    if (known) return known;
    const made: Best = { places: [], least: Number.NEGATIVE_INFINITY, count: 0 };
    if (isNear) near[number] = made;
    else far.set(number, made);
    all.push(made);
    return made;
  };
  for (let place = 0; place < scores.length; place++) {
    const cover = covers[place] ?? 0;
    if (cover !== 0 && free[place] === 1) bestOf(cover).count++;
  }
  // How many of each are wanted is known before any is put in order: of a few, most are passed by at a look.
  const most = turnsToFill(room, all);
  for (let place = 0; place < scores.length; place++) {
    const cover = covers[place] ?? 0;
    if (cover === 0 || free[place] !== 1) continue;
    const best = bestOf(cover);
    if ((scores[place] ?? 0) >= best.least) insert(best, place, most, scores, before);
  }
  return all.map(({ places }) => places);
}

const nearCovers = 512;

/** After so many turns, each of which takes one of every combination that has one left, there are as many as there is room. */
function turnsToFill(room: number, all: readonly Best[]): number {
  let turns = 1;
  for (let taken = all.length; taken < room; turns++) {
    const more = all.filter(({ count }) => count > turns).length;
    if (more === 0) break;
    taken += more;
  }
  return turns;
}

/** So many of the best places that are not among the kept, in no order. */
function bestBeside(
  kept: ReadonlySet<number>,
  scores: Float64Array,
  most: number,
  before: (a: number, b: number) => number,
): number[] {
  if (most <= 0) return [];
  const others = new Float64Array(scores);
  for (const place of kept) others[place] = Number.NEGATIVE_INFINITY;
  const least = most < others.length ? largest(most, others) : Number.NEGATIVE_INFINITY;
  const better: number[] = [];
  const equal: number[] = [];
  for (let place = 0; place < scores.length; place++) {
    const score = scores[place] ?? 0;
    if (score < least || kept.has(place)) continue;
    (score > least ? better : equal).push(place);
  }
  if (better.length + equal.length > most) equal.sort(before);
  return [...better, ...equal.slice(0, most - better.length)];
}

/** The n-th largest of numbers, n from 1 on, which it leaves in another order (Hoare's quickselect). */
function largest(n: number, numbers: Float64Array): number {
  const at = (place: number): number => numbers[place] ?? 0;
  let [from, to] = [0, numbers.length - 1];
  while (from < to) {
    const pivot = at((from + to) >> 1);
    let [low, high] = [from, to];
    while (low <= high) {
      while (at(low) > pivot) low++;
      while (at(high) < pivot) high--;
      if (low > high) break;
      const swapped = at(low);
      numbers[low++] = at(high);
      numbers[high--] = swapped;
    }
    if (n - 1 <= high) to = high;
    else if (n - 1 >= low) from = low;
    else break;
  }
  return at(n - 1);
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
