/** At most `most` calls in any stretch of `ms` milliseconds. */
export type Window = { most: number; ms: number };

/** The published limits of one bot in one thread (platform.md 2.3). */
export const threadLimits: readonly Window[] = [
  { most: 7, ms: 1_000 },
  { most: 8, ms: 2_000 },
  { most: 60, ms: 30_000 },
];

/** What the bot does on its own leaves room in each thread for answers, which somebody waits for. */
export const ownWindows: readonly Window[] = [
  { most: 4, ms: 1_000 },
  { most: 5, ms: 2_000 },
  { most: 45, ms: 30_000 },
];

/** A little under 50 a second for the bot in its tenant. */
export const tenantWindow: Window = { most: 45, ms: 1_000 };
/** What a process leaves of its pace when the connector refuses it, what it keeps at the least, and what it wins back a second. */
const leftOfPace = 0.8;
const leastPace = 5;
const wonBack = 0.5;

/** Whether somebody waits for the call in front of a screen, or the bot makes it on its own. */
export type Urgency = 'answer' | 'own';

export type Pacing = {
  /**
   * Takes the next free place for a call to a conversation; gives the milliseconds to wait for it. Above `longestWait`
   * no place is taken, and the caller should come back after the wait. Answers go before what waits for its place.
   */
  reserve(conversationId: string, urgency: Urgency, longestWait: number): { wait: number; taken: boolean };
  /** Is told when the connector refused a call for being too many: others speak for the bot, too. */
  refused(): void;
};

/** No spacing at all: for a benchmark against a connector without limits. */
export const unpaced: Pacing = { reserve: () => ({ wait: 0, taken: true }), refused: () => undefined };

/**
 * Keeps calls of this process under the connector's limits. `steady` in milliseconds that no setting of the clock
 * moves: where time steps back, the calls of before would be in the future, and nothing could go until it comes.
 *
 * Processes know nothing of each other, and share the tenant's limit all the same: who is refused slows down by a fifth, at most once a
 * second, and wins back one call in two seconds. So those that are busy come to even parts of what the connector takes, and one that is alone
 * has all of it.
 */
export function createPacing(steady: () => number): Pacing {
  const tenant = createLane([tenantWindow]);
  let [slowed, slowedAt] = [tenantWindow.most, Number.NEGATIVE_INFINITY];
  const paceAt = (now: number): number => Math.min(tenantWindow.most, slowed + ((now - slowedAt) / 1_000) * wonBack);
  const threads = new Map<string, ReturnType<typeof createLane>>();
  let nextSweep = 0;

  return {
    reserve(conversationId, urgency, longestWait) {
      const now = steady();
      if (now >= nextSweep) {
        for (const [id, lane] of threads) if (lane.isIdle(now)) threads.delete(id);
        nextSweep = now + 60_000;
      }
      const thread = threads.get(conversationId) ?? createLane(threadLimits);
      threads.set(conversationId, thread);
      const tenantWindows = windowsAt(paceAt(now));
      const at =
        urgency === 'answer'
          ? Math.max(thread.freeNow(now, threadLimits), tenant.freeNow(now, tenantWindows))
          : Math.max(thread.freeAfterAll(now, ownWindows), tenant.freeAfterAll(now, tenantWindows));
      const wait = at - now;
      if (wait > longestWait) return { wait, taken: false };
      thread.take(at);
      tenant.take(at);
      return { wait, taken: true };
    },
    refused() {
      const now = steady();
      if (now - slowedAt < 1_000) return;
      [slowed, slowedAt] = [Math.max(leastPace, paceAt(now) * leftOfPace), now];
    },
  };
}

/** Who shares the limit goes evenly, too: what all send in one moment is refused in one moment. */
function windowsAt(pace: number): Window[] {
  const { most, ms } = tenantWindow;
  const whole = { most: Math.floor(pace), ms };
  return whole.most === most ? [whole] : [whole, { most: Math.ceil(pace / 5), ms: ms / 5 }];
}

/** The calls of one lane by their instants, in order; only so many are kept as its windows look back on. */
function createLane(windows: readonly Window[]) {
  const kept = 2 * Math.max(...windows.map((window) => window.most));
  const longest = Math.max(...windows.map((window) => window.ms));
  const instants: number[] = [];

  const free = (now: number, within: readonly Window[], length: number): number =>
    within.reduce((at, { most, ms }) => {
      const blocking = instants[length - most];
      return blocking === undefined ? at : Math.max(at, blocking + ms);
    }, now);

  return {
    /** When a call may go that lets those before it go first. */
    freeAfterAll: (now: number, within: readonly Window[]) => free(now, within, instants.length),
    /** When a call may go that looks only at those already made. */
    freeNow: (now: number, within: readonly Window[]) =>
      free(now, within, instants.findLastIndex((each) => each <= now) + 1),
    take(at: number): void {
      const index = instants.findLastIndex((each) => each <= at) + 1;
      instants.splice(index, 0, at);
      if (instants.length > kept) instants.shift();
    },
    isIdle: (now: number): boolean => (instants.at(-1) ?? 0) + longest < now,
  };
}
