import { done, type Effect, report, startedOf } from '../../swarm/service/effects.ts';
import { inBothLanguages } from '../cards/bothLanguages.ts';
import { sentenceCard } from '../cards/parts/refusal.ts';
import type { Connector } from '../connector/connector.ts';
import { cardMessage } from '../connector/message.ts';
import { messages, type Reader } from '../languages/language.ts';
import type { Views } from '../views/views.ts';
import { setbackOf } from './setback.ts';

/** Takes the case out of the card in the open channel that its swarm has left: that is deleted too, maybe later. */
export function hideLeftBriefing(needs: { connector: Connector; views: Views }): Effect<'hide-left-briefing'> {
  const { connector, views } = needs;
  return async (_job, circumstances) => {
    const state = startedOf(circumstances);
    const { leftRoom } = state;
    if (leftRoom?.status !== 'left' || !leftRoom.briefing) return done;
    const { first, second } = await views.channelReaders(state);
    const left = (reader: Reader) => sentenceCard(messages(reader.language).common.restrictedLeft, reader);
    const card = inBothLanguages(left, first, second);
    const updated = await connector.update(leftRoom.briefing, cardMessage(card), { signal: circumstances.signal });
    // Deleted by a person, or with its channel: there is nothing left to hide.
    if (updated.ok || updated.status === 404 || updated.status === 403)
      return report({ type: 'ReportLeftBriefingHidden' });
    return setbackOf(updated, 'delete-by-hand');
  };
}
