/** Says whether one more call may be made now, by whom; if not, after how many seconds. */
export type CallRate = (holder: string) => { ok: true } | { ok: false; retryAfter: number };

/** A budget: `burst` at once, refilled with `perSecond`. */
type Budget = { burst: number; perSecond: number };

/**
 * A budget for all callers together, and one for each. What one caller is refused costs the others nothing. `steady`:
 * milliseconds that no setting of the clock moves. Kept in this process.
 */
export function createCallRate({ all, each, steady }: { all: Budget; each: Budget; steady: () => number }): CallRate {
  const buckets = new Map<string, { left: number; at: number }>();
  const whole = { left: all.burst, at: steady() };

  const refill = (bucket: { left: number; at: number }, { burst, perSecond }: Budget, now: number): void => {
    bucket.left = Math.min(burst, bucket.left + ((now - bucket.at) / 1_000) * perSecond);
    bucket.at = now;
  };

  return (holder) => {
    const now = steady();
    const own = buckets.get(holder) ?? { left: each.burst, at: now };
    refill(own, each, now);
    refill(whole, all, now);
    // A full budget needs no memory.
    if (buckets.size > 10_000)
      for (const [name, { at }] of buckets) if (at < now - (1_000 * each.burst) / each.perSecond) buckets.delete(name);
    buckets.set(holder, own);
    const short =
      own.left < 1 ? (1 - own.left) / each.perSecond : whole.left < 1 ? (1 - whole.left) / all.perSecond : 0;
    if (short > 0) return { ok: false, retryAfter: Math.max(1, Math.ceil(short)) };
    own.left -= 1;
    whole.left -= 1;
    return { ok: true };
  };
}
