import type { MessageAddress, SideCardName } from '../../swarm/events.ts';
import { type JobOf, viewCard } from '../../swarm/jobs.ts';
import { done, type Effect } from '../../swarm/service/effects.ts';
import { ownCardOf, sideCardOf, wasStarted } from '../../swarm/state.ts';
import { inBothLanguages } from '../cards/bothLanguages.ts';
import { foldedBriefing, foldedCard, foldedLine, foldedNoteForm, foldedView, whereIs } from '../cards/foldedCard.ts';
import { noteSavedCard } from '../cards/noteCard.ts';
import type { KnownSwarm } from '../cards/parts/caseHeader.ts';
import type { Card } from '../cards/parts/elements.ts';
import type { Connector } from '../connector/connector.ts';
import { cardMessage } from '../connector/message.ts';
import type { Directory } from '../people/directory.ts';
import type { Views } from '../views/views.ts';
import { setbackOf } from './setback.ts';

/**
 * Makes one line of an older copy of somebody's card, of a second briefing, or of a form that was opened anew: nobody keeps it true
 * any more. The form itself, once what it asks for is noted, says so.
 */
export function foldCard(needs: { connector: Connector; directory: Directory; views: Views }): Effect<'fold-card'> {
  const { connector, directory, views } = needs;

  async function folded(state: KnownSwarm, job: JobOf<'fold-card'>, newest: MessageAddress | null): Promise<Card> {
    const { reader: whose, copyOf, message } = job;
    const where = whereIs(newest, message, copyOf);
    if (copyOf === 'briefing' && wasStarted(state)) {
      const { first, second } = await views.channelReaders(state);
      return inBothLanguages((reader) => foldedBriefing(state, where, reader), first, second);
    }
    if (copyOf?.startsWith('view:') && wasStarted(state)) {
      const { first, second } = await views.channelReaders(state);
      return inBothLanguages((reader) => foldedView(where, reader), first, second);
    }
    const reader = await directory.readerOf(whose.id, state.case.language);
    if (copyOf === 'note' && wasStarted(state))
      return isKept(newest, message) ? noteSavedCard(state, reader) : foldedNoteForm(state, where, reader);
    return copyOf ? foldedLine(state, where, reader) : foldedCard(state, where, reader);
  }

  return async (job, { state, signal }) => {
    const { message, copyOf } = job;
    const newest = newestOf(state, job);
    // Asked to show the swarm again meanwhile: it is the newest now.
    if (state.forgotten || (isKept(newest, message) && copyOf !== 'note')) return done;
    const card = await folded(state, job, newest);
    const updated = await connector.update(message, cardMessage(card), { signal });
    // Deleted, or a message for one person whose 24 hours are over.
    if (updated.ok || updated.status === 404 || updated.status === 403) return done;
    return setbackOf(updated, 'try-again');
  };
}

const isKept = (newest: MessageAddress | null, message: MessageAddress): boolean =>
  newest?.activityId === message.activityId;

const isView = (copyOf: string): copyOf is `view:${number}` => copyOf.startsWith('view:');
const isSideCard = (copyOf: SideCardName | `i${number}`): copyOf is SideCardName => !/^i\d+$/.test(copyOf);

/** The message that is kept true. */
function newestOf(state: KnownSwarm, { reader, copyOf }: JobOf<'fold-card'>): MessageAddress | null {
  if (!copyOf) return ownCardOf(state, reader.id);
  if (!wasStarted(state)) return null;
  if (copyOf === 'briefing') return state.briefing;
  if (isView(copyOf)) return state.views.find((each) => viewCard(each) === copyOf)?.message ?? null;
  return isSideCard(copyOf)
    ? sideCardOf(state, copyOf, reader.id)
    : (state.invitations.find(({ id }) => id === copyOf)?.message ?? null);
}
