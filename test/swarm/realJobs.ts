import { isDeepStrictEqual } from 'node:util';
import type { RecordedEvent } from '../../src/swarm/events.ts';
import { evolve } from '../../src/swarm/evolve.ts';
import type { SwarmJob } from '../../src/swarm/jobs.ts';
import { reactions } from '../../src/swarm/reactions.ts';
import type { SwarmState } from '../../src/swarm/state.ts';

/**
 * Whether something that happened makes a job, in whichever attempt: an effect that is tried with one that nothing makes shows
 * nothing. (Once a test sat the new coordinator of a private channel by a job that the hand-over never made.)
 */
export function isMadeBy(history: readonly RecordedEvent[], job: SwarmJob): boolean {
  let state: SwarmState = { status: 'none' };
  for (const recorded of history) {
    state = evolve(state, recorded);
    const made = reactions(state, recorded).map((each) => each.job);
    if (made.some((each) => isDeepStrictEqual({ ...each, attempt: 1 }, { ...job, attempt: 1 }))) return true;
  }
  return false;
}

/** The events of states that tests fold by hand. */
const histories = new WeakMap<object, readonly RecordedEvent[]>();
export function remembered<S extends object>(state: S, history: readonly RecordedEvent[]): S {
  histories.set(state, history);
  return state;
}

/** Refuses to try an effect with a job that nothing in its swarm's history makes. */
export function checkReal(job: SwarmJob, state: object): void {
  const history = histories.get(state);
  if (history && !isMadeBy(history, job))
    throw new Error(`Nothing that happened in this swarm makes the job ${JSON.stringify(job)}`);
}
