const steps = globalThis.Date;
let ahead = 0;
const now = (): number => steps.now() + ahead;

const moved = new Proxy(steps, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
  apply: () => new steps(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});

/**
 * Moves the clock of this process ahead (or back) by so many milliseconds, for all that is loaded and will be: JavaScript has no
 * other. It may be moved again; what took `Date.now` for itself before it was first moved stays behind. Only the sandbox does this,
 * and the bot that it starts (movedClock.ts). What the operating system looks at, such as the dates of a certificate, keeps its own
 * time: `worldNow`.
 */
export function moveClock(by: number): void {
  ahead = by;
  globalThis.Date = moved;
}

/** By how many milliseconds the clock of this process is ahead. */
export const clockAhead = (): number => ahead;

/** What the time is in the world, whatever clock was moved; milliseconds since 1970. */
export const worldNow = (): number => steps.now();
