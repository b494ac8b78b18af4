import type { Person } from '../../cases/case.ts';
import type { RecordedEvent } from '../events.ts';
import type { Deed, ScheduledJob } from '../jobs.ts';
import type { StartedSwarm } from '../state.ts';
import { jobsOf } from './jobs.ts';

/** What somebody did is told to the case's owner, and to `also`; not to who did it, nor to those of `not`. */
export function tellOthers(
  state: StartedSwarm,
  { actor }: RecordedEvent,
  told: BareDeed,
  also: Person[] = [],
  not: Person[] = [],
): ScheduledJob[] {
  const job = jobsOf(state.swarmId);
  const by = actor.kind === 'person' ? actor.person : null;
  // What a rule or a program did is told elsewhere.
  if (by === null) return [];
  const informed = new Set([by, ...not].map(({ id }) => id));
  const people = new Map([state.case.owner, ...also].map((each) => [each.id, each]));
  return [...people.values()]
    .filter(({ id }) => !informed.has(id))
    .map((person) => job({ name: 'tell-person', person, deed: { ...told, by } }));
}

type BareDeed = Deed extends infer D ? (D extends Deed ? Omit<D, 'by'> : never) : never;
