import { done, type Effect, report, startedOf } from '../../swarm/service/effects.ts';
import { inBothLanguages } from '../cards/bothLanguages.ts';
import { outcomeCard } from '../cards/outcomeCard.ts';
import type { Connector } from '../connector/connector.ts';
import { cardMessage } from '../connector/message.ts';
import type { Views } from '../views/views.ts';
import { setbackOf } from './setback.ts';

/** Posts what came of the swarm in its thread; only then is the channel archived. */
export function postOutcome(needs: { connector: Connector; views: Views }): Effect<'post-outcome'> {
  const { connector, views } = needs;
  return async (_job, circumstances) => {
    const state = startedOf(circumstances);
    if (state.status === 'running' || state.outcome.posted) return done;
    // Without a thread, or with the channel put away already, there is nowhere to post: what follows may go on.
    if (!state.briefing || state.channel.status !== 'open') return report({ type: 'ReportOutcomePosted' });
    const { first, second } = await views.channelReaders(state);
    const card = inBothLanguages((reader) => outcomeCard(state, reader), first, second);
    const sent = await connector.send(state.briefing, cardMessage(card), {
      signal: circumstances.signal,
    });
    if (sent.ok || sent.status === 404) return report({ type: 'ReportOutcomePosted' });
    return setbackOf(sent, 'install-app-in-team');
  };
}
