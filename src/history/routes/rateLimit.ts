/** Says whether somebody may ask now; if not, after how many seconds. */
export type RateLimit = (personId: string, cost?: number) => { ok: true } | { ok: false; retryAfter: number };

/**
 * A budget for each person: `burst` at once, refilled with `perSecond`. Kept in this process: with several processes
 * behind a balancer a person has as many budgets.
 */
export function createRateLimit(options: { burst: number; perSecond: number; steady: () => number }): RateLimit {
  const { burst, perSecond, steady } = options;
  const budgets = new Map<string, { left: number; at: number }>();

  return (personId, cost = 1) => {
    const now = steady();
    const known = budgets.get(personId) ?? { left: burst, at: now };
    const left = Math.min(burst, known.left + ((now - known.at) / 1000) * perSecond);
    // Full budgets need no memory.
    if (budgets.size > 10_000)
      for (const [id, each] of budgets) if (each.at < now - (burst / perSecond) * 1000) budgets.delete(id);
    if (left < cost) {
      budgets.set(personId, { left, at: now });
      return { ok: false, retryAfter: Math.ceil((cost - left) / perSecond) };
    }
    budgets.set(personId, { left: left - cost, at: now });
    return { ok: true };
  };
}
