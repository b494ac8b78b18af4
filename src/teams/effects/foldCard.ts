import type { MessageAddress } from '../../swarm/events.ts';
import { done, type Effect } from '../../swarm/service/effects.ts';
import { ownCardOf } from '../../swarm/state.ts';
import { foldedCard, type NewestCard } from '../cards/foldedCard.ts';
import type { Connector } from '../connector/connector.ts';
import { cardMessage } from '../connector/message.ts';
import type { Directory } from '../people/directory.ts';
import { setbackOf } from './setback.ts';

/** Makes one line of an older copy of somebody's card: nobody keeps it true any more. */
export function foldCard(needs: { connector: Connector; directory: Directory }): Effect<'fold-card'> {
  const { connector, directory } = needs;
  return async ({ message, reader: whose }, { state, signal }) => {
    const newest = ownCardOf(state, whose.id);
    // Asked to show the swarm again meanwhile: it is the newest now.
    if (state.forgotten || newest?.activityId === message.activityId) return done;
    const reader = await directory.readerOf(whose.id, state.case.language);
    const updated = await connector.update(message, cardMessage(foldedCard(state, whereIs(newest, message), reader)), {
      signal,
    });
    // Deleted, or a message for one person whose 24 hours are over.
    if (updated.ok || updated.status === 404 || updated.status === 403) return done;
    return setbackOf(updated, 'try-again');
  };
}

/** Where the newest card is, seen from another: ids of messages are the milliseconds of their moment. */
function whereIs(newest: MessageAddress | null, from: MessageAddress): NewestCard {
  if (!newest) return 'nowhere';
  if (newest.conversationId !== from.conversationId) return 'elsewhere';
  return Number(newest.activityId) < Number(from.activityId) ? 'above' : 'below';
}
