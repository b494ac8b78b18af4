/** Chance that comes out the same for the same seed. */
export type Chance = {
  /** 0 up to, and without, 1. */
  number(): number;
  /** A whole number from 0, less than `below`. */
  below(below: number): number;
  /** True once in so many times. */
  once(inTimes: number): boolean;
  /** One of them. Throws when there is none. */
  one<T>(of: readonly T[]): T;
  /** Each of them or not. */
  some<T>(of: readonly T[]): T[];
};

export function chanceOf(seed: number): Chance {
  let state = seed * 2_654_435_761;
  // Mulberry32: 32 bits of state, even enough for people.
  const number = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (most: number): number => Math.floor(number() * most);
  return {
    number,
    below,
    once: (inTimes) => below(inTimes) === 0,
    one(of) {
      const chosen = of[below(of.length)];
      if (chosen === undefined) throw new Error('There is nothing to choose of');
      return chosen;
    },
    some: (of) => of.filter(() => below(2) === 0),
  };
}
