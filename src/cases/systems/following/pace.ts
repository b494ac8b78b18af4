/** How many calls a system gets in a minute, however they are bunched: most of a minute's may be made at once. */
export type Pace<Key extends string> = {
  /** Milliseconds until one more may be made; 0: now. */
  waitOf(key: Key): number;
  count(key: Key): void;
};

/** `clock` in milliseconds. What is saved up is a tenth of a minute's, so that a push after a quiet time waits for nobody. */
export function createPace<Key extends string>(aMinute: Readonly<Record<Key, number>>, clock: () => number): Pace<Key> {
  /** The instant at which a bucket that is refilled steadily would be full again. */
  const fullAt = new Map<Key, number>();
  const each = (key: Key): number => 60_000 / aMinute[key];
  const savedUp = (key: Key): number => each(key) * Math.max(1, Math.floor(aMinute[key] / 10));
  return {
    waitOf(key) {
      const behind = Math.max(0, (fullAt.get(key) ?? 0) - clock());
      return Math.max(0, behind + each(key) - savedUp(key));
    },
    count(key) {
      fullAt.set(key, Math.max(clock(), fullAt.get(key) ?? 0) + each(key));
    },
  };
}
