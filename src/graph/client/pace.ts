/** At most `most` calls in any `ms` milliseconds. */
export type Window = { most: number; ms: number };
/** What a call counts against: a name, such as `team <id>`, and the window it has. */
export type Allowance = { key: string; window: Window };

/** Keeps calls within published limits, in this process. */
export type Pace = {
  /** Counts a call now if every allowance has room: 0, or the milliseconds until all would have. */
  take(allowances: readonly Allowance[]): number;
};

/**
 * Sliding windows over the last calls. `steady` in milliseconds that no setting of the clock moves: where time steps
 * back, the calls of before would be in the future, and nothing could go until it comes.
 */
export function createPace(steady: () => number): Pace {
  const calls = new Map<string, number[]>();
  return {
    take(allowances) {
      const now = steady();
      if (calls.size > mostKeys) forgetIdle(calls, now);
      let wait = 0;
      for (const { key, window } of allowances) {
        const recent = (calls.get(key) ?? []).filter((at) => at > now - window.ms);
        calls.set(key, recent);
        const oldest = recent[recent.length - window.most];
        if (oldest !== undefined) wait = Math.max(wait, oldest + window.ms - now);
      }
      if (wait === 0) for (const { key } of allowances) calls.get(key)?.push(now);
      return wait;
    },
  };
}

/** No limits at all. */
export const unlimited: Pace = { take: () => 0 };

/**
 * The published limits that several of our calls share (platform.md 2.2). The windows are a little longer than
 * published: calls that we space exactly may reach Graph closer together.
 */
export const allowances = {
  team: (teamId: string): Allowance => ({ key: `team ${teamId}`, window: { most: 4, ms: 1_100 } }),
  channel: (channelId: string): Allowance => ({ key: `channel ${channelId}`, window: { most: 1, ms: 1_100 } }),
  teamMembers: (teamId: string): Allowance => ({ key: `members ${teamId}`, window: { most: 4, ms: 60_500 } }),
  installations: { key: 'installations', window: { most: 30, ms: 1_100 } } satisfies Allowance,
};

const mostKeys = 5_000;
const longestWindow = 60_500;

function forgetIdle(calls: Map<string, number[]>, now: number): void {
  for (const [key, times] of calls) if ((times.at(-1) ?? 0) <= now - longestWindow) calls.delete(key);
}
