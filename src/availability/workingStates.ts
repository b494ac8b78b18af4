import type { Rota } from '../registry/standings.ts';
import { type WorkingState, workingStateAt } from './workingHours.ts';

/** The last state reckoned of each rota, for as long as a registry has it. */
const reckoned = new WeakMap<Rota, WorkingState>();

/** Whether people of a rota work at an instant: reckoned again only when the last answer no longer holds. */
export function stateOfRota(rota: Rota, at: number): WorkingState {
  const last = reckoned.get(rota);
  if (last && at >= last.since && at < last.holds) return last;
  const state = workingStateAt(at, rota);
  reckoned.set(rota, state);
  return state;
}
