import type { Person } from '../../cases/case.ts';
import type { MessageAddress } from '../../swarm/events.ts';
import type { Setback } from '../../swarm/jobs.ts';
import type { Reached } from './reach.ts';

/** So many are tried in turn: each is some calls outside, and who comes later hardly answers for it. */
const mostTried = 5;

/**
 * Sends something to the first of several whom anything reaches, in their order. Who has no Swarm, or is gone, is passed over; a wait
 * is waited for.
 */
export async function reachFirst(
  people: readonly Person[],
  send: (person: Person) => Promise<Reached>,
): Promise<{ kind: 'sent'; person: Person; message: MessageAddress } | Setback> {
  let cause = 'Nobody is known to tell';
  for (const person of people.slice(0, mostTried)) {
    const reached = await send(person);
    if (reached.kind === 'sent') return { ...reached, person };
    if (reached.kind === 'wait') return reached;
    cause = reached.cause;
  }
  return { kind: 'give-up', cause, advice: 'ask-administrator' };
}
