import { setImmediate as nextTurn, setTimeout as restFor } from 'node:timers/promises';

/** To be awaited between the steps of long work: every few milliseconds it lets whoever waits go first. */
export type Pause = () => Promise<void> | undefined;

export function pauses(): Pause {
  let turnBegan = performance.now();
  return () => {
    if (performance.now() - turnBegan < longestTurn) return undefined;
    return nextTurn().then(() => {
      turnBegan = performance.now();
    });
  };
}

/**
 * The same for what nobody waits for: works for shorter, and rests as long as it has worked, so that others have at least every other
 * millisecond.
 */
export function rests(): Pause {
  let turnBegan = performance.now();
  return () => {
    const worked = performance.now() - turnBegan;
    if (worked < shortTurn) return undefined;
    return restFor(Math.min(worked, longestRest)).then(() => {
      turnBegan = performance.now();
    });
  };
}

/** Takes the steps, pausing between them; gives what the last one gives. */
export async function stepped<T>(steps: Iterator<void, T>, pause: Pause): Promise<T> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    const wait = pause();
    if (wait) await wait;
  }
}

/** Takes them all at once; gives what the last one gives. */
export function atOnce<T>(steps: Iterator<void, T>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** What becomes of each of many, one after the other. */
export function* eachOf<T, U>(all: Iterable<T>, of: (one: T) => U): Generator<void, U[]> {
  const done: U[] = [];
  for (const one of all) {
    done.push(of(one));
    yield;
  }
  return done;
}

/** Milliseconds. */
const longestTurn = 8;
const shortTurn = 3;
const longestRest = 100;
