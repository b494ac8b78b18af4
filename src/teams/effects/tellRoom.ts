import { done, type Effect, startedOf } from '../../swarm/service/effects.ts';
import { roomNewsCard } from '../cards/channelCards.ts';
import type { Connector } from '../connector/connector.ts';
import type { Directory } from '../people/directory.ts';
import type { Views } from '../views/views.ts';
import { setbackOf } from './setback.ts';

/** Tells everybody in the swarm's thread who leads now, or who has left and what they leave. */
export function tellRoom(needs: { connector: Connector; directory: Directory; views: Views }): Effect<'tell-room'> {
  const { connector, directory, views } = needs;
  return async ({ news }, circumstances) => {
    const state = startedOf(circumstances);
    // Without a room nobody is told there: the cards of those who are in say it, too.
    if (!state.briefing || state.channel.status !== 'open') return done;
    const reader = await directory.readerOf(state.coordinator.id, state.case.language);
    const card = roomNewsCard(state, news, reader);
    if (!card) return done;
    const message = await views.mentioning(card);
    const sent = await connector.send(state.briefing, message, { signal: circumstances.signal });
    return sent.ok ? done : setbackOf(sent, 'try-again');
  };
}
