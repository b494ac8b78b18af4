import { done, type Effect, startedOf } from '../../swarm/service/effects.ts';
import { inBothLanguages } from '../cards/bothLanguages.ts';
import { viewsCard } from '../cards/channelCards.ts';
import type { Connector } from '../connector/connector.ts';
import type { Views } from '../views/views.ts';
import { setbackOf } from './setback.ts';

/** "What else?" in the swarm's thread, everyone asked mentioned. */
export function askViews(needs: { connector: Connector; views: Views }): Effect<'ask-views'> {
  const { connector, views } = needs;
  return async ({ question, asked }, circumstances) => {
    const state = startedOf(circumstances);
    if (!state.briefing || state.channel.status !== 'open') return done;
    const { first, second } = await views.channelReaders(state, asked);
    const card = inBothLanguages((reader) => viewsCard(state, question, asked, reader), first, second);
    const message = await views.mentioning(card);
    const sent = await connector.send(state.briefing, message, { signal: circumstances.signal });
    // Archived or deleted by somebody: nobody reads it there any more, and to ask for weeks changes nothing.
    if (sent.ok || sent.status === 403 || sent.status === 404) return done;
    return setbackOf(sent, 'try-again');
  };
}
