import { done, type Effect, report, startedOf } from '../../swarm/service/effects.ts';
import type { Connector } from '../connector/connector.ts';
import type { PersonalChats } from '../people/chats.ts';
import type { ShownCards } from '../views/shownCards.ts';
import type { Views } from '../views/views.ts';
import { setbackOf } from './setback.ts';

/**
 * Begins the swarm's thread in its channel. A channel just made refuses posts for some seconds: then it is tried
 * again soon. After a lost answer there may be two briefings, never none: the second
 * is found when somebody looks at it (actions/copies.ts).
 */
export function postBriefing(needs: {
  connector: Connector;
  chats: PersonalChats;
  views: Views;
  shown: ShownCards;
  defaultServiceUrl: string;
}): Effect<'post-briefing'> {
  const { connector, chats, views, shown, defaultServiceUrl } = needs;
  return async (_job, circumstances) => {
    const state = startedOf(circumstances);
    if (state.briefing || state.channel.status !== 'open') return done;
    const serviceUrl = (await chats.serviceUrl()) ?? defaultServiceUrl;
    const message = await views.briefingMessage(state);
    const sent = await connector.openThread(serviceUrl, state.channel.channel.channelId, message, {
      signal: circumstances.signal,
    });
    if (!sent.ok) return setbackOf(sent, 'install-app-in-team');
    await shown.note(state.swarmId, 'briefing', state.version);
    return report({ type: 'ReportBriefingPosted', message: sent.message });
  };
}
