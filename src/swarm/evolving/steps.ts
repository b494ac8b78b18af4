import type { ClosedSwarm, StartedSwarm, Trouble } from '../state.ts';

/** The state with a step that waits or has failed; of one step the newest counts. */
export function withTrouble(state: StartedSwarm, trouble: Trouble): StartedSwarm {
  return { ...state, troubles: [...state.troubles.filter((each) => each.step !== trouble.step), trouble] };
}

/** How often a step was given up so far. */
export const failuresOf = (state: StartedSwarm, step: Trouble['step']): number =>
  state.troubles.find((each) => each.step === step)?.failures ?? 0;

/** What waited for the room waits no longer. */
export const withoutRoomSteps = (state: StartedSwarm): StartedSwarm => ({
  ...state,
  troubles: state.troubles.filter(({ step }) => !roomSteps.test(step)),
});

export const roomSteps = /^(seat|announce):|^(open-channel|enable-app|post-briefing)$/;

/** The state without the trouble a step had: it is done, or tried anew. */
export function settled(state: StartedSwarm, step: Trouble['step']): StartedSwarm {
  return state.troubles.some((each) => each.step === step)
    ? { ...state, troubles: state.troubles.filter((each) => each.step !== step) }
    : state;
}

/** The same, of a closed swarm. */
export const settledClosed = (state: ClosedSwarm, step: Trouble['step']): ClosedSwarm => ({
  ...state,
  troubles: state.troubles.filter((each) => each.step !== step),
});
