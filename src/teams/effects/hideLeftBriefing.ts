import { done, type Effect, report, startedOf } from '../../swarm/service/effects.ts';
import { sentenceCard } from '../cards/parts/refusal.ts';
import type { Connector } from '../connector/connector.ts';
import { cardMessage } from '../connector/message.ts';
import { messages } from '../languages/language.ts';
import type { Directory } from '../people/directory.ts';
import { setbackOf } from './setback.ts';

/** Takes the case out of the card in the open channel that its swarm has left: that is deleted too, maybe later. */
export function hideLeftBriefing(needs: { connector: Connector; directory: Directory }): Effect<'hide-left-briefing'> {
  const { connector, directory } = needs;
  return async (_job, circumstances) => {
    const { leftRoom, coordinator, case: theCase } = startedOf(circumstances);
    if (leftRoom?.status !== 'left' || !leftRoom.briefing) return done;
    const reader = await directory.readerOf(coordinator.id, theCase.language);
    const card = sentenceCard(messages(reader.language).common.restrictedLeft, reader);
    const updated = await connector.update(leftRoom.briefing, cardMessage(card), { signal: circumstances.signal });
    // Deleted by a person, or with its channel: there is nothing left to hide.
    if (updated.ok || updated.status === 404 || updated.status === 403)
      return report({ type: 'ReportLeftBriefingHidden' });
    return setbackOf(updated, 'delete-by-hand');
  };
}
