import type { Feed, FeedState } from './feed.ts';
import { type FeedShifts, type Planned, plannedOf } from './planned.ts';
import type { PersonShifts, PlannedShift } from './plannedShift.ts';

/** Who has which shifts, by the registry's rota and by feeds. Each change gives the ids of those whose shifts it changed. */
export type KnownShifts = {
  set(shifts: PersonShifts): string[];
  drop(person: string): string[];
  setFeed(feed: Feed): string[];
  dropFeed(id: string): string[];
  read(state: FeedState): string[];

  own(person: string): readonly PlannedShift[];
  planned(person: string): Planned | undefined;
  /** Everybody of whom any is known. */
  people(): IteratorObject<string>;
  feed(id: string): Feed | undefined;
  feeds(): Iterable<Feed>;
  states(): Omit<FeedState, 'shifts'>[];
  /** What of it is the registry's, by id. */
  registry(): { shifts?: PersonShifts[]; feeds?: Feed[] };
};

/** A feed as it was read: `source` is shared with everybody whom it names, so that a reading that finds the same is one write. */
type Read = { state: Omit<FeedState, 'shifts'>; source: { readAt: number }; people: readonly string[] };

export function createKnownShifts(): KnownShifts {
  const own = new Map<string, readonly PlannedShift[]>();
  const feeds = new Map<string, Feed>();
  const reads = new Map<string, Read>();
  /** Of each person by feed. */
  const told = new Map<string, Map<string, FeedShifts>>();
  const known = new Map<string, Planned>();

  const renew = (person: string) => {
    const planned = plannedOf(own.get(person) ?? [], [...(told.get(person)?.values() ?? [])]);
    if (planned) known.set(person, planned);
    else known.delete(person);
  };
  const untell = (id: string): readonly string[] => {
    const people = reads.get(id)?.people ?? [];
    for (const person of people) {
      const of = told.get(person);
      of?.delete(id);
      if (of?.size === 0) told.delete(person);
    }
    return people;
  };
  const renewAll = (people: Iterable<string>): string[] => {
    const all = [...new Set(people)];
    for (const person of all) renew(person);
    return all;
  };
  const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
  return {
    set({ id, shifts }) {
      if (shifts.length > 0) own.set(id, shifts);
      else own.delete(id);
      return renewAll([id]);
    },
    drop: (person) => (own.delete(person) ? renewAll([person]) : []),
    setFeed(feed) {
      feeds.set(feed.id, feed);
      return [];
    },
    dropFeed(id) {
      feeds.delete(id);
      const people = untell(id);
      reads.delete(id);
      return renewAll(people);
    },
    read({ shifts, ...state }) {
      const before = reads.get(state.id);
      if (before && before.state.triedAt > state.triedAt) return [];
      const source = before?.source ?? { readAt: 0 };
      source.readAt = state.readAt === null ? 0 : Date.parse(state.readAt);
      if (!shifts) {
        reads.set(state.id, { state, source, people: before?.people ?? [] });
        return [];
      }
      const gone = untell(state.id);
      for (const each of shifts) {
        const of = told.get(each.id) ?? new Map<string, FeedShifts>();
        told.set(each.id, of.set(state.id, { shifts: each.shifts, source }));
      }
      const people = shifts.map(({ id }) => id);
      reads.set(state.id, { state, source, people });
      return renewAll([...gone, ...people]);
    },
    own: (person) => own.get(person) ?? [],
    planned: (person) => known.get(person),
    people: () => known.keys(),
    feed: (id) => feeds.get(id),
    feeds: () => feeds.values(),
    states: () => Array.from(reads.values(), ({ state }) => state).sort(byId),
    registry: () => ({
      ...(own.size > 0 && { shifts: Array.from(own, ([id, shifts]) => ({ id, shifts: [...shifts] })).sort(byId) }),
      ...(feeds.size > 0 && { feeds: [...feeds.values()].sort(byId) }),
    }),
  };
}
