/**
 * The bot's process, which may die between any two things it does to the world. Whoever asked for something in a process
 * that is dead hears nothing any more, whether it was done or not; another process is begun in its place.
 */
export type Lives = {
  /** How many processes there were so far, the one that runs counted. */
  count(): number;
  /** Settles when the process that runs now dies. */
  death(): Promise<'died'>;
  /** Calls of the world (all of them asynchronous) as the process that runs now makes them. */
  livedBy<Calls extends object>(calls: Calls): Calls;
};

type Call = (...given: unknown[]) => Promise<unknown>;

/** `mayDie` is asked before and after each call, and says when the process dies there. */
export function createLives(mayDie: () => boolean): Lives {
  let count = 1;
  let tell: (died: 'died') => void = () => {};
  let death = nextDeath();

  function nextDeath(): Promise<'died'> {
    return new Promise((resolve) => {
      tell = resolve;
    });
  }

  /** Whether the process goes on here. */
  function livesOn(mine: number): boolean {
    if (count !== mine) return false;
    if (!mayDie()) return true;
    const told = tell;
    count += 1;
    death = nextDeath();
    told('died');
    return false;
  }

  return {
    count: () => count,
    death: () => death,
    livedBy(calls) {
      const mine = count;
      const lived =
        (call: Call): Call =>
        async (...given) => {
          if (!livesOn(mine)) return silence();
          const outcome = await call(...given).then(
            (value) => () => value,
            (error: unknown) => () => {
              throw error;
            },
          );
          return livesOn(mine) ? outcome() : silence();
        };
      const entries = Object.entries(calls).map(([name, value]) => [
        name,
        typeof value === 'function' && !answersAtOnce.has(name) ? lived(value as Call) : value,
      ]);
      return Object.fromEntries(entries);
    },
  };
}

/** What the bot asks of itself, and is answered without waiting. */
const answersAtOnce = new Set(['reference', 'skew', 'saw']);

/** A new one each time: all who wait for one promise would be kept as long as it. */
const silence = (): Promise<never> => new Promise(() => {});
