import { done, type Effect } from '../../swarm/service/effects.ts';
import { recurringCard } from '../cards/recurringCard.ts';
import { cardMessage } from '../connector/message.ts';
import type { Directory } from '../people/directory.ts';
import type { FindRecurrence } from '../ports.ts';
import type { Reach } from './reach.ts';
import { reachFirst } from './reachFirst.ts';
import { broughtAs } from './tellInPerson.ts';

/**
 * Tells a lead, in their own chat, that a cause came for the third time in a quarter, or the sixth; another lead where nothing
 * reaches the first.
 */
export function tellRecurring(needs: {
  reach: Reach;
  directory: Directory;
  findRecurrence: FindRecurrence;
}): Effect<'tell-recurring'> {
  const { reach, directory, findRecurrence } = needs;
  return async (_job, { state, signal }) => {
    if (state.status !== 'resolved' || state.case.restricted) return done;
    // Since it was resolved; reopened and resolved anew it may be the sixth.
    const { closedAt, sideCards } = state;
    if (sideCards.some(({ card, at }) => card === 'recurring' && at >= closedAt)) return done;
    const found = await findRecurrence(state.swarmId);
    if (!found) return done;
    const reached = await reachFirst(found.leads, async ({ id }) => {
      const reader = await directory.readerOf(id, state.case.language);
      return reach(id, cardMessage(recurringCard(found, state, reader)), { triedFor: 0, signal });
    });
    return reached.kind === 'sent' ? broughtAs('recurring', state)(reached.person, reached.message) : reached;
  };
}
