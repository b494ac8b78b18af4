import { isDeepStrictEqual } from 'node:util';
import type { RecordedEvent } from '../../src/swarm/events.ts';
import { evolve } from '../../src/swarm/evolve.ts';
import type { SwarmJob } from '../../src/swarm/jobs.ts';
import { reactions } from '../../src/swarm/reactions.ts';
import type { EffectCircumstances, EffectOutcome } from '../../src/swarm/service/effects.ts';
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
/** The same events' state, with something in it that they do not say, such as another instant. */
export const altered = <S extends object>(state: S, change: Partial<S>): S =>
  remembered({ ...state, ...change }, historyOf(state));

function historyOf(state: object): readonly RecordedEvent[] {
  const history = histories.get(state);
  if (!history) throw new Error('It is not known what happened in this swarm: see remembered()');
  return history;
}

/** Refuses to try an effect with a job that nothing in its swarm's history makes; by itself, that of a state folded by hand. */
export function checkReal(job: SwarmJob, state: object, history = historyOf(state)): void {
  if (!isMadeBy(history, job))
    throw new Error(`Nothing that happened in this swarm makes the job ${JSON.stringify(job)}`);
}

/** Effects that are tried with such jobs alone; `history` gives what happened in a swarm where its state is not one by hand. */
export function withRealJobs<Effects extends object>(
  effects: Effects,
  history: (swarmId: string) => Promise<readonly RecordedEvent[] | undefined> = async () => undefined,
): Effects {
  const checked = Object.entries(effects as Record<string, SingleEffect>).map(([name, effect]) => {
    const real: SingleEffect = async (job, circumstances) => {
      checkReal(job, circumstances.state, await history(job.swarmId));
      return effect(job, circumstances);
    };
    return [name, real];
  });
  return Object.fromEntries(checked) as Effects;
}

type SingleEffect = (job: SwarmJob, circumstances: EffectCircumstances) => Promise<EffectOutcome>;
