/** How many calls a system gets in a minute, however they are bunched: most of a minute's may be made at once. */
export type Pace<Key extends string> = {
  /** Milliseconds until one more may be made; 0: now. */
  waitOf(key: Key): number;
  count(key: Key): void;
};

/**
 * Milliseconds of a bucket that is refilled steadily: what one call takes, and how much may be saved up, a tenth of a minute's, so that a
 * push after a quiet time waits for nobody.
 */
export function bucketOf(aMinute: number): { each: number; savedUp: number } {
  const each = 60_000 / aMinute;
  return { each, savedUp: each * Math.max(1, Math.floor(aMinute / 10)) };
}

/** The pace of one process. `clock` in milliseconds. */
export function createPace<Key extends string>(aMinute: Readonly<Record<Key, number>>, clock: () => number): Pace<Key> {
  /** The instant at which a bucket that is refilled steadily would be full again. */
  const fullAt = new Map<Key, number>();
  return {
    waitOf(key) {
      const { each, savedUp } = bucketOf(aMinute[key]);
      const behind = Math.max(0, (fullAt.get(key) ?? 0) - clock());
      return Math.max(0, behind + each - savedUp);
    },
    count(key) {
      fullAt.set(key, Math.max(clock(), fullAt.get(key) ?? 0) + bucketOf(aMinute[key]).each);
    },
  };
}
