/** The workers of this process that have nothing to do, by the queue they work for. */
export type IdleWorkers = {
  /** A worker has nothing to do. */
  rests(queue: string, worker: string): void;
  /** A worker was given jobs. Where nobody was woken for them, more may wait: the next worker is woken. */
  works(queue: string, worker: string): void;
  /** A job was added: has one worker look for it, if one is idle. Who is busy looks again of itself when it is done. */
  added(queue: string): void;
  /** Has one idle worker look for jobs that nobody told of: another process's, and those whose time has come. */
  poll(queue: string): void;
  /** Whether some worker of a queue has nothing to do. */
  isOneResting(queue: string): boolean;
};

/**
 * Wakes one worker for each new job. Were all of a queue's workers woken for every job, as pg-boss's own notification
 * does it, a swarm's start would ask the database forty times in vain while its channel waits. `notify` has the worker of
 * an id look for jobs now.
 */
export function createIdleWorkers(notify: (worker: string) => void): IdleWorkers {
  /** Who was woken longest ago comes first: one that is just looking is the last to be woken again. */
  const resting = new Map<string, Set<string>>();
  const wokenForOne = new Set<string>();
  const restingFor = (queue: string): Set<string> => {
    const known = resting.get(queue) ?? new Set();
    resting.set(queue, known);
    return known;
  };
  const wake = (queue: string): string | undefined => {
    const workers = restingFor(queue);
    const [first] = workers;
    if (first === undefined) return undefined;
    workers.delete(first);
    workers.add(first);
    notify(first);
    return first;
  };
  return {
    rests(queue, worker) {
      restingFor(queue).add(worker);
    },
    works(queue, worker) {
      restingFor(queue).delete(worker);
      if (!wokenForOne.delete(worker)) wake(queue);
    },
    added(queue) {
      const woken = wake(queue);
      if (woken !== undefined) wokenForOne.add(woken);
    },
    poll(queue) {
      // Who was woken in vain, as another process was faster, must not count as woken for what it finds later.
      for (const worker of restingFor(queue)) wokenForOne.delete(worker);
      wake(queue);
    },
    isOneResting: (queue) => restingFor(queue).size > 0,
  };
}
