import type { ScheduledJob, SwarmJob } from '../jobs.ts';

type Bare = SwarmJob extends infer J
  ? J extends SwarmJob
    ? Omit<J, 'swarmId' | 'attempt'> & { attempt?: number }
    : never
  : never;

/** Makes jobs of one swarm: their first attempt unless another is said, at once unless `startAfter` is. */
export const jobsOf =
  (swarmId: string) =>
  (bare: Bare, startAfter?: string): ScheduledJob => {
    const job = { attempt: 1, ...bare, swarmId } as SwarmJob;
    return startAfter ? { job, startAfter } : { job };
  };

/** An instant so many milliseconds after another (ISO, UTC). */
export const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();
