import { done, type Effect, report, startedOf } from '../../swarm/service/effects.ts';
import { outcomeCard } from '../cards/outcomeCard.ts';
import type { Connector } from '../connector/connector.ts';
import { cardMessage } from '../connector/message.ts';
import type { Directory } from '../people/directory.ts';
import { setbackOf } from './setback.ts';

/** Posts what came of the swarm in its thread; only then is the channel archived. */
export function postOutcome(needs: { connector: Connector; directory: Directory }): Effect<'post-outcome'> {
  const { connector, directory } = needs;
  return async (_job, circumstances) => {
    const state = startedOf(circumstances);
    if (state.status === 'running' || state.outcome.posted) return done;
    // Without a thread, or with the channel put away already, there is nowhere to post: what follows may go on.
    if (!state.briefing || state.channel.status !== 'open') return report({ type: 'ReportOutcomePosted' });
    const reader = await directory.readerOf(state.coordinator.id, state.case.language);
    const sent = await connector.send(state.briefing, cardMessage(outcomeCard(state, reader)), {
      signal: circumstances.signal,
    });
    if (sent.ok || sent.status === 404) return report({ type: 'ReportOutcomePosted' });
    return setbackOf(sent, 'install-app-in-team');
  };
}
