import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits for something that nobody tells of. It asks `every` few milliseconds, and leaves the processor between to what is
 * waited for. Throws when it is not so after `patience` milliseconds; without one the test's own time limits it.
 */
export async function until(
  holds: () => boolean | Promise<boolean>,
  patience = Number.POSITIVE_INFINITY,
  every = 5,
): Promise<void> {
  const end = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Not so after ${patience} ms: ${holds}`);
    await pause(every);
  }
}
