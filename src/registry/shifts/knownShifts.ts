import type { TechnologyId } from '../technology.ts';
import type { Feed, FeedState } from './feed.ts';
import { cutToLength, packed } from './packed.ts';
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
  /** Who is on call for a technology (null: for whatever comes) at any time. */
  onCallFor(technology: TechnologyId | null): Iterable<string>;
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
  const told = new Map<string, readonly (FeedShifts & { readonly feed: string })[]>();
  const known = new Map<string, Planned>();
  const onCall = new Map<TechnologyId | null, Set<string>>();

  const renew = (person: string) => {
    const planned = plannedOf(own.get(person) ?? [], told.get(person) ?? []);
    for (const technology of known.get(person)?.onCallFor() ?? []) onCall.get(technology)?.delete(person);
    if (!planned) {
      known.delete(person);
      return;
    }
    known.set(person, planned);
    for (const technology of planned.onCallFor()) {
      const people = onCall.get(technology) ?? new Set();
      onCall.set(technology, people.add(person));
    }
  };
  const untell = (id: string): readonly string[] => {
    const people = reads.get(id)?.people ?? [];
    for (const person of people) {
      const rest = told.get(person)?.filter(({ feed }) => feed !== id) ?? [];
      if (rest.length > 0) told.set(person, rest);
      else told.delete(person);
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
      for (const [person, of] of packed(shifts))
        told.set(person, cutToLength([...(told.get(person) ?? []), { feed: state.id, shifts: of, source }]));
      const people = shifts.map(({ id }) => id);
      reads.set(state.id, { state, source, people });
      return renewAll([...gone, ...people]);
    },
    own: (person) => own.get(person) ?? [],
    planned: (person) => known.get(person),
    people: () => known.keys(),
    onCallFor: (technology) => onCall.get(technology) ?? [],
    feed: (id) => feeds.get(id),
    feeds: () => feeds.values(),
    states: () => Array.from(reads.values(), ({ state }) => state).sort(byId),
    registry: () => ({
      ...(own.size > 0 && { shifts: Array.from(own, ([id, shifts]) => ({ id, shifts: [...shifts] })).sort(byId) }),
      ...(feeds.size > 0 && { feeds: [...feeds.values()].sort(byId) }),
    }),
  };
}
