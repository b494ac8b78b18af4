/**
 * A process of the bot, which may die between any two things it does to the world. Whoever asked for something in one that
 * is dead hears nothing any more, whether it was done or not.
 */
export type Life = {
  isOver(): boolean;
  /** Settles when it dies. */
  death: Promise<'died'>;
  /** Calls of the world (all of them asynchronous) as this process makes them. */
  livedBy<Calls extends object>(calls: Calls): Calls;
};

type Call = (...given: unknown[]) => Promise<unknown>;

/** `mayDie` is asked before and after each call, and says when the process dies there. */
export function createLife(mayDie: () => boolean): Life {
  let over = false;
  let tell: (died: 'died') => void = () => {};
  const death = new Promise<'died'>((resolve) => {
    tell = resolve;
  });

  /** Whether the process goes on here. */
  function livesOn(): boolean {
    if (over) return false;
    if (!mayDie()) return true;
    over = true;
    tell('died');
    return false;
  }

  return {
    isOver: () => over,
    death,
    livedBy(calls) {
      const lived =
        (call: Call): Call =>
        async (...given) => {
          if (!livesOn()) return silence();
          const outcome = await call(...given).then(
            (value) => () => value,
            (error: unknown) => () => {
              throw error;
            },
          );
          return livesOn() ? outcome() : silence();
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
