/** At most `most` calls in any stretch of `ms` milliseconds. */
export type Window = { most: number; ms: number };

/** A little under the published limits of one bot in one thread: 7, 8 and 60 (platform.md 2.3). */
export const threadWindows: readonly Window[] = [
  { most: 6, ms: 1_000 },
  { most: 7, ms: 2_000 },
  { most: 55, ms: 30_000 },
];

/** A little under 50 a second for the bot in its tenant. */
export const tenantWindows: readonly Window[] = [{ most: 45, ms: 1_000 }];

export type Pacing = {
  /**
   * Takes the next free place for a call to a conversation; gives the milliseconds to wait for it. Above `longestWait`
   * no place is taken, and the caller should come back after the wait.
   */
  reserve(conversationId: string, longestWait: number): { wait: number; taken: boolean };
};

/** Keeps calls of this process under the connector's limits. `clock` in milliseconds. */
export function createPacing(clock: () => number): Pacing {
  const tenant = createLane(tenantWindows);
  const threads = new Map<string, ReturnType<typeof createLane>>();
  let nextSweep = 0;

  return {
    reserve(conversationId, longestWait) {
      const now = clock();
      if (now >= nextSweep) {
        for (const [id, lane] of threads) if (lane.isIdle(now)) threads.delete(id);
        nextSweep = now + 60_000;
      }
      const thread = threads.get(conversationId) ?? createLane(threadWindows);
      threads.set(conversationId, thread);
      const at = Math.max(thread.nextAt(now), tenant.nextAt(now));
      const wait = at - now;
      if (wait > longestWait) return { wait, taken: false };
      thread.take(at);
      tenant.take(at);
      return { wait, taken: true };
    },
  };
}

/** The calls of one lane by their instants, in order; only so many are kept as its windows look back on. */
function createLane(windows: readonly Window[]) {
  const kept = Math.max(...windows.map((window) => window.most));
  const longest = Math.max(...windows.map((window) => window.ms));
  const instants: number[] = [];
  return {
    nextAt: (now: number): number =>
      windows.reduce((at, { most, ms }) => {
        const blocking = instants[instants.length - most];
        return blocking === undefined ? at : Math.max(at, blocking + ms);
      }, now),
    take(at: number): void {
      const index = instants.findLastIndex((each) => each <= at) + 1;
      instants.splice(index, 0, at);
      if (instants.length > kept) instants.shift();
    },
    isIdle: (now: number): boolean => (instants.at(-1) ?? 0) + longest < now,
  };
}
