import type { Urgency } from '../../cases/typedUrgency.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { wasStarted } from '../../swarm/state.ts';
import { helpCard } from '../cards/helpCard.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages } from '../languages/language.ts';
import { isIn, type Views } from '../views/views.ts';
import type { Reply } from './replies.ts';

/** `/swarm` alone: in a swarm's channel its panel, as the reader may use it; help anywhere else. */
export function panelCommand({ swarms, views, urgency }: { swarms: Swarms; views: Views; urgency: Urgency }) {
  return async ({ place, reader, person }: Turn): Promise<Reply> => {
    const swarmId = place.channelId ? await swarms.swarmInChannel(place.channelId) : null;
    if (!swarmId) return { audience: 'room', card: helpCard(reader, urgency) };
    const state = await swarms.load(swarmId);
    if (!wasStarted(state) || !isIn(state, person))
      return { audience: 'asker', words: messages(reader.language).replies.notAllowedToSee };
    // Others in the channel see the briefing; the panel's forms are the coordinator's.
    return { audience: 'asker', card: await views.briefing(state, reader) };
  };
}
