/** At most `most` calls in any stretch of `ms` milliseconds. */
export type Window = { most: number; ms: number };

/** Calls by their instants (whole milliseconds of one clock): those that were made a short while ago, and those that have their place. */
export type Lane = {
  /**
   * Why no call may be placed at an instant: the next instant that may be free. Null: it is. A place is free when no stretch that
   * holds it would hold more than its window allows, with whatever has its place before it or after it.
   */
  blockedUntil(at: number, windows: readonly Window[]): number | null;
  take(at: number): void;
  /** Forgets what no window looks back on from `now` any more; whether nothing is left. */
  forget(now: number): boolean;
};

/** `longest`: the milliseconds of the longest window that will be asked for. */
export function createLane(longest: number): Lane {
  /** In order. */
  const instants: number[] = [];
  const before = (at: number): number => instants.findLastIndex((each) => each <= at) + 1;

  return {
    blockedUntil(at, windows) {
      const index = before(at);
      /** The calls as they were with one more at `at`. */
      const nth = (position: number): number | undefined =>
        position === index ? at : instants[position < index ? position : position - 1];
      let next: number | null = null;
      // Too many after a call that is near keep it off for longest.
      for (const { most, ms } of windows)
        for (let first = index; first >= Math.max(0, index - most); first--) {
          const [from, to] = [nth(first), nth(first + most)];
          if (from === undefined || to === undefined || to - from >= ms) continue;
          next = Math.max(next ?? 0, first < index ? from + ms : (instants[index] ?? to));
          if (first < index) break;
        }
      return next;
    },
    take(at) {
      instants.splice(before(at), 0, at);
    },
    forget(now) {
      const gone = instants.findIndex((each) => each > now - longest);
      instants.splice(0, gone < 0 ? instants.length : gone);
      return instants.length === 0;
    },
  };
}
