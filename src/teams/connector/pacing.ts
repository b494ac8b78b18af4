import { createLane, type Lane, type Window } from './lane.ts';

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
/** So many of those 45 the bot takes for what it does on its own: the rest is left for answers. */
const mostOwn = 40;

/** What a process leaves of its pace when the connector refuses it, the least that it keeps, and what it wins back a second. */
const leftOfPace = 0.8;
const leastPace = 5;
const wonBack = 0.5;
/** Milliseconds in which refusals of several conversations are one matter, and for which a process slows down once. */
const together = 1_000;

/** Whether somebody waits for the call in front of a screen, or the bot makes it on its own. */
export type Urgency = 'answer' | 'own';

export type Pacing = {
  /**
   * Takes the next free place for a call to a conversation; gives the milliseconds to wait for it. Above `longestWait`
   * no place is taken, and the caller should come back after the wait. Answers have places that the bot's own calls leave free; calls
   * of one kind to one conversation keep their order.
   */
  reserve(conversationId: string, urgency: Urgency, longestWait: number): { wait: number; taken: boolean };
  /** Is told when the connector refused a call to a conversation for being too many: others speak for the bot, too. */
  refused(conversationId: string): void;
};

/** No spacing at all: for a benchmark against a connector without limits. */
export const unpaced: Pacing = { reserve: () => ({ wait: 0, taken: true }), refused: () => undefined };

/** A conversation's calls, and when the last of each kind goes. */
type Thread = { lane: Lane; last: Record<Urgency, number> };

/**
 * Keeps calls of this process under the connector's limits. `steady` in milliseconds that no setting of the clock
 * moves: where time steps back, the calls of before would be in the future, and nothing could go until it comes.
 *
 * Processes know nothing of each other, and share the tenant's limit all the same: one that is refused in several conversations slows down
 * by a fifth, at most once a second, and wins back one call in two seconds. So those that are busy come to even parts of what the
 * connector takes, and one that is alone has all of it. A single conversation that is refused met a limit of its own.
 */
export function createPacing(steady: () => number): Pacing {
  const tenant = createLane(tenantWindow.ms);
  const threads = new Map<string, Thread>();
  let nextSweep = 0;
  let [slowed, slowedAt] = [tenantWindow.most, Number.NEGATIVE_INFINITY];
  let lastRefused = { conversationId: '', at: Number.NEGATIVE_INFINITY };
  const paceAt = (now: number): number => Math.min(tenantWindow.most, slowed + ((now - slowedAt) / 1_000) * wonBack);

  function threadOf(conversationId: string, now: number): Thread {
    if (now >= nextSweep) {
      for (const [id, { lane }] of threads) if (lane.forget(now)) threads.delete(id);
      nextSweep = now + 60_000;
    }
    const never = Number.NEGATIVE_INFINITY;
    const thread = threads.get(conversationId) ?? { lane: createLane(30_000), last: { answer: never, own: never } };
    threads.set(conversationId, thread);
    return thread;
  }

  return {
    reserve(conversationId, urgency, longestWait) {
      // Whole milliseconds: of parts of one, an instant and a second less that second need not be the same.
      const now = Math.ceil(steady());
      const { lane, last } = threadOf(conversationId, now);
      for (const each of [lane, tenant]) each.forget(now);
      const ofThread = urgency === 'answer' ? threadLimits : ownWindows;
      const ofTenant = windowsAt(paceAt(now), urgency);
      const blockedUntil = (at: number) => lane.blockedUntil(at, ofThread) ?? tenant.blockedUntil(at, ofTenant);
      let at = Math.max(now, last[urgency]);
      for (let next = blockedUntil(at); next !== null && at - now <= longestWait; next = blockedUntil(at)) at = next;
      const wait = at - now;
      if (wait > longestWait) return { wait, taken: false };
      lane.take(at);
      tenant.take(at);
      last[urgency] = at;
      return { wait, taken: true };
    },
    refused(conversationId) {
      const now = steady();
      const isOneMatter = now - lastRefused.at < together && lastRefused.conversationId !== conversationId;
      lastRefused = { conversationId, at: now };
      if (isOneMatter && now - slowedAt >= together)
        [slowed, slowedAt] = [Math.max(leastPace, paceAt(now) * leftOfPace), now];
    },
  };
}

/** Who shares the limit goes evenly, too: what all send in one moment is refused in one moment. */
function windowsAt(pace: number, urgency: Urgency): Window[] {
  const { most, ms } = tenantWindow;
  const taken = urgency === 'answer' ? pace : (pace * mostOwn) / most;
  const whole = { most: Math.floor(taken), ms };
  return pace < most ? [whole, { most: Math.ceil(taken / 5), ms: ms / 5 }] : [whole];
}
