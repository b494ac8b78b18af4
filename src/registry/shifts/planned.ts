import { DateTime } from 'luxon';
import type { TechnologyId } from '../technology.ts';
import { cutToLength, eachWithin, type Packed, packed, type Run } from './packed.ts';
import type { PlannedKind, PlannedShift } from './plannedShift.ts';

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
  /** What they are on call for at any time; null: for whatever comes. */
  onCallFor(): ReadonlySet<TechnologyId | null>;
  /** When the feed was read that has not been for longest; null: none of it is from a feed. Milliseconds since 1970. */
  readAt(): number | null;
};

/** What a feed says of a person. `readAt` moves on with each reading that finds the same. */
export type FeedShifts = { readonly shifts: Packed; readonly source: { readonly readAt: number } };

/** A person's rota and what feeds say of them, as one; null where there is nothing. */
export function plannedOf(own: readonly PlannedShift[], feeds: readonly FeedShifts[]): Planned | null {
  const rota = own.length === 0 ? [] : packed([{ id: '', shifts: [...own] }]).values();
  const all = [...rota, ...feeds.map(({ shifts }) => shifts)];
  const [one] = all;
  const runs = one && all.length === 1 ? one.runs : cutToLength(all.flatMap((each) => each.runs));
  const repeated = all.flatMap((each) => each.repeated);
  return runs.length + repeated.length === 0
    ? null
    : new KnownPlanned(runs, repeated.length === 0 ? null : new Repeated(repeated), feeds);
}

/** One of these is kept for everybody with shifts: a class, so that its functions are there once and not once for each. */
class KnownPlanned implements Planned {
  readonly #runs: readonly Run[];
  readonly #repeated: Repeated | null;
  readonly #feeds: readonly FeedShifts[];

  constructor(runs: readonly Run[], repeated: Repeated | null, feeds: readonly FeedShifts[]) {
    this.#runs = runs;
    this.#repeated = repeated;
    this.#feeds = feeds;
  }

  shifts(from: number, to: number): Span[] {
    return this.#of('shift', from, to).filter((each) => each.from >= from);
  }

  onCall(from: number, to: number): OnCallSpan[] {
    return this.#of('on-call', from, to);
  }

  off(from: number, to: number): Span[] {
    return this.#of('off', from, to);
  }

  onCallFor(): Set<TechnologyId | null> {
    const once = this.#runs.filter(({ kind }) => kind === 'on-call').map(({ technology }) => technology);
    return new Set([...once, ...(this.#repeated?.onCallFor() ?? [])]);
  }

  readAt(): number | null {
    return this.#feeds.length === 0 ? null : Math.min(...this.#feeds.map(({ source }) => source.readAt));
  }

  #of(kind: PlannedKind, from: number, to: number): OnCallSpan[] {
    const found: OnCallSpan[] = [];
    let parts = 0;
    for (const run of this.#runs) {
      if (run.kind !== kind) continue;
      const before = found.length;
      const { technology } = run;
      eachWithin(run, from, to, (begins, ends) => found.push({ from: begins, to: ends, technology }));
      if (found.length > before) parts++;
    }
    const again = this.#repeated?.of(kind, from, to) ?? [];
    if (again.length === 0 && parts <= 1) return found;
    return [...found, ...again].sort(byBegin);
  }
}

type Placed = OnCallSpan & Pick<PlannedShift, 'everyWeeks' | 'zone' | 'until'>;

const placed = ({ from, to, technology, ...of }: PlannedShift): Placed => ({
  ...of,
  ...{ from: Date.parse(from), to: Date.parse(to), technology: technology ?? null },
});

/** What comes again, week by week. Clocks cost more than all else here: it is reckoned for some weeks at once. */
class Repeated {
  readonly #byKind: ReadonlyMap<PlannedKind, readonly Placed[]>;
  readonly #reckoned = new Map<PlannedKind, Span & { spans: OnCallSpan[] }>();

  constructor(all: readonly PlannedShift[]) {
    const byKind = Map.groupBy(all, ({ kind }) => kind);
    this.#byKind = new Map(Array.from(byKind, ([kind, of]) => [kind, of.map(placed)]));
  }

  onCallFor(): (TechnologyId | null)[] {
    return (this.#byKind.get('on-call') ?? []).map(({ technology }) => technology);
  }

  of(kind: PlannedKind, from: number, to: number): OnCallSpan[] {
    const all = this.#byKind.get(kind);
    if (!all) return [];
    const known = this.#reckoned.get(kind);
    if (known && from >= known.from && to <= known.to) return touching(known.spans, from, to);
    const span = { from: from - week, to: to + 5 * week };
    const spans = all.flatMap((each) => occurrences(each, span.from, span.to)).sort(byBegin);
    this.#reckoned.set(kind, { ...span, spans });
    return touching(spans, from, to);
  }
}

const touching = (spans: readonly OnCallSpan[], from: number, to: number): OnCallSpan[] =>
  spans.filter((each) => each.from < to && each.to > from);

const byBegin = (a: Span, b: Span): number => a.from - b.from;

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
