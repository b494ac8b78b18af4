/** At most `most` calls in any `ms` milliseconds. */
export type Window = { most: number; ms: number };

export type Limits = {
  /**
   * Counts one call under `key` if every window has room for it. Answers 0 when it had, otherwise the milliseconds
   * until it would have; a refused call does not count.
   */
  take: (key: string, windows: readonly Window[]) => number;
};

/** Sliding windows, each call in constant time. `now` in milliseconds. */
export function createLimits(now: () => number): Limits {
  const kept = new Map<string, Kept[]>();
  return {
    take: (key, windows) => {
      const at = now();
      let rings = kept.get(key);
      if (rings === undefined) {
        rings = windows.map((window) => ({ window, times: [], oldest: 0 }));
        kept.set(key, rings);
      }
      let wait = 0;
      for (const ring of rings) wait = Math.max(wait, waitOf(ring, at));
      if (wait > 0) return wait;
      for (const ring of rings) count(ring, at);
      return 0;
    },
  };
}

/** The instants of the last `window.most` calls, as a ring that starts at `oldest` once it is full. */
type Kept = { window: Window; times: number[]; oldest: number };

function waitOf(ring: Kept, at: number): number {
  if (ring.times.length < ring.window.most) return 0;
  const oldest = ring.times[ring.oldest] ?? at;
  return Math.max(0, oldest + ring.window.ms - at);
}

function count(ring: Kept, at: number): void {
  if (ring.times.length < ring.window.most) {
    ring.times.push(at);
    return;
  }
  ring.times[ring.oldest] = at;
  ring.oldest = (ring.oldest + 1) % ring.window.most;
}
