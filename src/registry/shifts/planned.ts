import { DateTime } from 'luxon';
import type { TechnologyId } from '../technology.ts';
import type { PlannedShift } from './plannedShift.ts';

/** Between instants in milliseconds since 1970, `to` exclusive. */
export type Span = { from: number; to: number };

/** `technology` null: for whatever comes. */
export type OnCallSpan = Span & { technology: TechnologyId | null };

/** What is known of somebody's shifts, and when that was read last. */
export type Planned = {
  /** Shifts that begin in a span, in order. */
  shifts(from: number, to: number): Span[];
  /** What touches a span. */
  onCall(from: number, to: number): OnCallSpan[];
  off(from: number, to: number): Span[];
  /** When the feed was read that has not been for longest; null: none of it is from a feed. Milliseconds since 1970. */
  readAt(): number | null;
};

/** What a feed says of a person. `readAt` moves on with each reading that finds the same. */
export type FeedShifts = { readonly shifts: readonly PlannedShift[]; readonly source: { readonly readAt: number } };

/** A person's rota and what feeds say of them, as one; null where there is nothing. */
export function plannedOf(own: readonly PlannedShift[], feeds: readonly FeedShifts[]): Planned | null {
  const all = [...own, ...feeds.flatMap(({ shifts }) => shifts)].map(placed);
  if (all.length === 0) return null;
  const shifts = createSpans(all.filter(({ kind }) => kind === 'shift'));
  const onCall = createSpans(all.filter(({ kind }) => kind === 'on-call'));
  const off = createSpans(all.filter(({ kind }) => kind === 'off'));
  return {
    shifts: (from, to) => shifts(from, to).filter((each) => each.from >= from),
    onCall,
    off,
    readAt: () => (feeds.length === 0 ? null : Math.min(...feeds.map(({ source }) => source.readAt))),
  };
}

type Placed = OnCallSpan & Pick<PlannedShift, 'kind' | 'everyWeeks' | 'zone' | 'until'>;

const placed = ({ from, to, technology, ...of }: PlannedShift): Placed => ({
  ...of,
  ...{ from: Date.parse(from), to: Date.parse(to), technology: technology ?? null },
});

/** Gives what of some stretches touches a span, in order. Those that come once are looked up, not walked through. */
function createSpans(all: readonly Placed[]): (from: number, to: number) => OnCallSpan[] {
  const once = all.filter(({ everyWeeks }) => everyWeeks === undefined).sort(byBegin);
  const repeated = all.filter(({ everyWeeks }) => everyWeeks !== undefined);
  const longest = once.reduce((most, { from, to }) => Math.max(most, to - from), 0);
  // Clocks cost more than all else here: what comes again is reckoned for some weeks at once.
  let reckoned: Span & { spans: OnCallSpan[] } = { from: 0, to: 0, spans: [] };
  const repeats = (from: number, to: number): OnCallSpan[] => {
    if (from < reckoned.from || to > reckoned.to) {
      const span = { from: from - week, to: to + 5 * week };
      reckoned = { ...span, spans: repeated.flatMap((each) => occurrences(each, span.from, span.to)).sort(byBegin) };
    }
    return reckoned.spans.filter((each) => each.from < to && each.to > from);
  };
  return (from, to) => {
    const found: OnCallSpan[] = [];
    for (let at = firstFrom(once, from - longest); at < once.length; at++) {
      const each = once[at];
      if (!each || each.from >= to) break;
      if (each.to > from) found.push(spanOf(each));
    }
    return repeated.length === 0 ? found : [...found, ...repeats(from, to)].sort(byBegin);
  };
}

const byBegin = (a: Span, b: Span): number => a.from - b.from;
const spanOf = ({ from, to, technology }: OnCallSpan): OnCallSpan => ({ from, to, technology });

/** The place of the first that begins at an instant or later. */
function firstFrom(sorted: readonly Span[], from: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.from ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

const week = 7 * 24 * 3_600_000;

/** By the clocks of its zone: a night shift stays from ten to six over a change of them. */
function occurrences({ from, to, technology, everyWeeks = 1, zone, until }: Placed, since: number, before: number) {
  const begin = DateTime.fromMillis(from, { zone: zone ?? 'utc' });
  const end = DateTime.fromMillis(to, { zone: zone ?? 'utc' });
  const found: OnCallSpan[] = [];
  const every = everyWeeks * week;
  // A week is an hour shorter or longer where clocks change: one before is looked at, too.
  let count = Math.max(0, Math.floor((since - to) / every) - 1);
  for (; ; count++) {
    const weeks = count * everyWeeks;
    const starts = begin.plus({ weeks });
    if (starts.toMillis() >= before || (until !== undefined && (starts.toISODate() ?? '') > until)) return found;
    const ends = end.plus({ weeks }).toMillis();
    if (ends > since) found.push({ from: starts.toMillis(), to: ends, technology });
  }
}
