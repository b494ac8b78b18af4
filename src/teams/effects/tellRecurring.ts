import { done, type Effect } from '../../swarm/service/effects.ts';
import { recurringCard } from '../cards/recurringCard.ts';
import { cardMessage } from '../connector/message.ts';
import type { Directory } from '../people/directory.ts';
import type { FindRecurrence } from '../ports.ts';
import type { Reach } from './reach.ts';

/** Tells a lead, in their own chat, that a cause came for the third time in a quarter, or the sixth. */
export function tellRecurring(needs: {
  reach: Reach;
  directory: Directory;
  findRecurrence: FindRecurrence;
}): Effect<'tell-recurring'> {
  const { reach, directory, findRecurrence } = needs;
  return async (_job, { state, signal }) => {
    const found = state.status === 'resolved' && !state.case.restricted ? await findRecurrence(state.swarmId) : null;
    if (!found) return done;
    const reader = await directory.readerOf(found.lead.id, state.case.language);
    const reached = await reach(found.lead.id, cardMessage(recurringCard(found, reader)), { triedFor: 0, signal });
    if (reached.kind === 'sent') return done;
    return reached.kind === 'unreachable'
      ? { kind: 'give-up', cause: reached.cause, advice: 'ask-administrator' }
      : reached;
  };
}
