import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds between two looks, unless they are given. */
const [soonest, latest] = [5, 100];

/**
 * Waits for something that nobody tells of. It asks `every` few milliseconds, and leaves the processor between to what is
 * waited for; what has to be asked of somebody else (a promise) it asks the less often the longer it waits. Throws when it is not
 * so after `patience` milliseconds; without one the test's own time limits it.
 */
export async function until(
  holds: () => boolean | Promise<boolean>,
  patience = Number.POSITIVE_INFINITY,
  every?: number,
): Promise<void> {
  const began = Date.now();
  for (;;) {
    const told = holds();
    if (await told) return;
    const waited = Date.now() - began;
    if (waited > patience) throw new Error(`Not so after ${patience} ms: ${holds}`);
    const longer = typeof told === 'boolean' ? soonest : Math.min(latest, Math.max(soonest, waited / 10));
    await pause(every ?? longer);
  }
}
