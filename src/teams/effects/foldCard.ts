import type { CardCopy, MessageAddress } from '../../swarm/events.ts';
import { done, type Effect } from '../../swarm/service/effects.ts';
import { ownCardOf, wasStarted } from '../../swarm/state.ts';
import { inBothLanguages } from '../cards/bothLanguages.ts';
import { foldedBriefing, foldedCard, foldedLine, type NewestCard, whereIs } from '../cards/foldedCard.ts';
import type { KnownSwarm } from '../cards/parts/caseHeader.ts';
import type { Card } from '../cards/parts/elements.ts';
import type { Connector } from '../connector/connector.ts';
import { cardMessage } from '../connector/message.ts';
import type { Directory } from '../people/directory.ts';
import type { Views } from '../views/views.ts';
import { setbackOf } from './setback.ts';

/** Makes one line of an older copy of somebody's card, or of a second briefing: nobody keeps it true any more. */
export function foldCard(needs: { connector: Connector; directory: Directory; views: Views }): Effect<'fold-card'> {
  const { connector, directory, views } = needs;

  async function folded(
    state: KnownSwarm,
    { reader: whose, copyOf }: { reader: { id: string }; copyOf?: CardCopy['card'] },
    where: NewestCard,
  ): Promise<Card> {
    if (copyOf === 'briefing' && wasStarted(state)) {
      const { first, second } = await views.channelReaders(state);
      return inBothLanguages((reader) => foldedBriefing(state, where, reader), first, second);
    }
    const reader = await directory.readerOf(whose.id, state.case.language);
    return copyOf ? foldedLine(state, where, reader) : foldedCard(state, where, reader);
  }

  return async (job, { state, signal }) => {
    const { message } = job;
    const newest = newestOf(state, job);
    // Asked to show the swarm again meanwhile: it is the newest now.
    if (state.forgotten || newest?.activityId === message.activityId) return done;
    const card = await folded(state, job, whereIs(newest, message, job.copyOf));
    const updated = await connector.update(message, cardMessage(card), { signal });
    // Deleted, or a message for one person whose 24 hours are over.
    if (updated.ok || updated.status === 404 || updated.status === 403) return done;
    return setbackOf(updated, 'try-again');
  };
}

/** The message that is kept true. */
function newestOf(
  state: KnownSwarm,
  { reader, copyOf }: { reader: { id: string }; copyOf?: CardCopy['card'] },
): MessageAddress | null {
  if (!copyOf) return ownCardOf(state, reader.id);
  if (!wasStarted(state)) return null;
  if (copyOf === 'briefing') return state.briefing;
  return state.invitations.find(({ id }) => id === copyOf)?.message ?? null;
}
