import type { Person } from '../../cases/case.ts';
import type { RoomNews } from '../../swarm/jobs.ts';
import { done, type Effect, startedOf } from '../../swarm/service/effects.ts';
import type { StartedSwarm } from '../../swarm/state.ts';
import { inIt } from '../../swarm/tookPart.ts';
import { inBothLanguages } from '../cards/bothLanguages.ts';
import { roomNewsCard } from '../cards/channelCards.ts';
import type { Connector } from '../connector/connector.ts';
import type { Views } from '../views/views.ts';
import { setbackOf } from './setback.ts';

/** Tells everybody in the swarm's thread who leads now, who has left and what they leave, or that it goes on. */
export function tellRoom(needs: { connector: Connector; views: Views }): Effect<'tell-room'> {
  const { connector, views } = needs;
  return async ({ news }, circumstances) => {
    const state = startedOf(circumstances);
    // Without a room nobody is told there: the cards of those who are in say it, too.
    if (!state.briefing || state.channel.status !== 'open') return done;
    const draw = roomNewsCard(state, news);
    if (!draw) return done;
    const { first, second } = await views.channelReaders(state, readersOf(state, news));
    const message = await views.mentioning(inBothLanguages(draw, first, second));
    const sent = await connector.send(state.briefing, message, { signal: circumstances.signal });
    // Archived or deleted by somebody: nobody reads it there any more, and to ask for weeks changes nothing.
    if (sent.ok || sent.status === 403 || sent.status === 404) return done;
    return setbackOf(sent, 'try-again');
  };
}

/** Whose languages it is to be in. */
function readersOf(state: StartedSwarm, news: RoomNews): Person[] {
  if (news.kind === 'handed-over') return [news.from, news.to];
  return news.kind === 'reopened' ? inIt(state) : [];
}
