import { isoOf } from '../swarms/rows.ts';

/**
 * What was seen of the swarms looked at: how many; when the oldest and the newest of them were planned; how many have
 * each group of the words; which have them all. `isAll`: there are no more.
 */
export type Looked = {
  count: number;
  oldest: string | null;
  newest: string | null;
  shares: number[];
  found: string[];
  isAll: boolean;
};

/** Rows that are looked at for less than it costs to have the index leave out those among them that lack a frequent word. */
const fewRows = 500;

/**
 * Groups, by their place, that the index need not be asked for: when the rarer ones leave few rows of so many swarms,
 * to look at those costs less than to gather all that have a frequent word. The rarest is always left to the index.
 */
export function frequentGroups({ count, shares }: Pick<Looked, 'count' | 'shares'>, swarms: number): Set<number> {
  const rarestFirst = [...shares.entries()].sort(([, one], [, other]) => one - other);
  const frequent = new Set<number>();
  let rows = swarms;
  for (const [place, [at, share]] of rarestFirst.entries()) {
    if (place > 0 && rows <= fewRows) frequent.add(at);
    // Of what none has that was looked at there may be some all the same.
    else rows *= Math.max(share, 0.5) / count;
  }
  return frequent;
}

/** Months, an instant of each, that hold about so many swarms if they lie as close as those looked at; up to fifty years. */
export function monthsAround(
  { count, oldest, newest }: Pick<Looked, 'count' | 'oldest' | 'newest'>,
  swarms: number,
  from: 'newest' | 'oldest',
): string[] {
  if (!oldest || !newest) return [];
  const [first, last] = [Date.parse(isoOf(oldest)), Date.parse(isoOf(newest))];
  const span = (last - first) * (swarms / count);
  return from === 'newest' ? monthsBetween(last - span, last) : monthsBetween(first, first + span);
}

/** The months of a period, an instant of each; up to fifty years. */
export function monthsBetween(first: number, last: number): string[] {
  const months: string[] = [];
  const month = new Date(first);
  month.setUTCDate(1);
  month.setUTCHours(0, 0, 0, 0);
  while (month.getTime() <= last && months.length < 600) {
    months.push(month.toISOString());
    month.setUTCMonth(month.getUTCMonth() + 1);
  }
  return months;
}
