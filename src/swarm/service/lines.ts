import { inBatches } from '../../store/batches.ts';

/**
 * A line of tasks for each swarm: those of one swarm never run at the same time in this process, and those that came
 * while others ran are run together. A swarm begins with a dozen reports at one moment; side by side each but the first
 * would find the swarm changed, load it and decide again. A task that does not join is run by itself, in its place.
 */
export function createLines<Task, Answer>(
  run: (swarmId: string, tasks: readonly Task[]) => Promise<Answer[]>,
  joins: (task: Task) => boolean,
): (swarmId: string, task: Task) => Promise<Answer> {
  const lines = new Map<string, { ask: (task: Task) => Promise<Answer>; waiting: number }>();
  return async (swarmId, task) => {
    const line = lines.get(swarmId) ?? {
      ask: inBatches((tasks: readonly Task[]) => run(swarmId, tasks), { most: 20, atOnce: 1, apart: 0 }, joins),
      waiting: 0,
    };
    lines.set(swarmId, line);
    line.waiting++;
    try {
      return await line.ask(task);
    } finally {
      line.waiting--;
      if (line.waiting === 0) lines.delete(swarmId);
    }
  };
}
