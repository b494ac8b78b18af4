import { done, type Effect, startedOf } from '../../swarm/service/effects.ts';
import { viewsCard } from '../cards/channelCards.ts';
import type { Connector } from '../connector/connector.ts';
import type { Directory } from '../people/directory.ts';
import type { Views } from '../views/views.ts';
import { setbackOf } from './setback.ts';

/** "What else?" in the swarm's thread, everyone asked mentioned. */
export function askViews(needs: { connector: Connector; directory: Directory; views: Views }): Effect<'ask-views'> {
  const { connector, directory, views } = needs;
  return async ({ question, asked }, circumstances) => {
    const state = startedOf(circumstances);
    if (!state.briefing || state.channel.status !== 'open') return done;
    const reader = await directory.readerOf(state.coordinator.id, state.case.language);
    const message = await views.mentioning(viewsCard(state, question, asked, reader));
    const sent = await connector.send(state.briefing, message, { signal: circumstances.signal });
    return sent.ok ? done : setbackOf(sent, 'try-again');
  };
}
