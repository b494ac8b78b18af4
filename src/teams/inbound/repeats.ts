/**
 * Runs the work of one key once: who comes again while it runs, or within `keep` milliseconds after, gets the same
 * answer. Teams delivers an activity again when it thinks the first one was lost (platform.md 2.4). What fails is
 * forgotten at once. `steady` in milliseconds that no setting of the clock moves. This saves double cards in one process; that nothing happens twice is up to `decide`.
 */
export function createRepeats<Answer>({ steady, keep, most }: { steady: () => number; keep: number; most: number }) {
  const known = new Map<string, { answer: Promise<Answer>; until: number }>();

  return function once(key: string, work: () => Promise<Answer>): Promise<Answer> {
    const now = steady();
    const before = known.get(key);
    if (before && before.until > now) return before.answer;
    for (const [old, { until }] of known) {
      if (until > now && known.size < most) break;
      known.delete(old);
    }
    const answer = work();
    known.delete(key);
    known.set(key, { answer, until: now + keep });
    answer.catch(() => known.delete(key));
    return answer;
  };
}
