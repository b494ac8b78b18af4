import type { Swarms } from '../../swarm/service/swarms.ts';
import type { InvitationRecord, StartedSwarm } from '../../swarm/state.ts';
import { invitationCard } from '../cards/invitationCard.ts';
import type { KnownSwarm } from '../cards/parts/caseHeader.ts';
import { type Card, text } from '../cards/parts/elements.ts';
import type { Turn } from '../inbound/turn.ts';
import { keepInvitation, noteOwnCard } from './noteOwnCard.ts';
import type { Reply } from './replies.ts';

/** A swarm's card for who asked, kept true from then on; an older copy of theirs becomes one line. */
export const ownCardReply = (
  swarms: Pick<Swarms, 'execute'>,
  state: KnownSwarm,
  card: Card,
  { person, cause }: Pick<Turn, 'person' | 'cause'>,
): Reply => ({
  audience: 'asker',
  swarmId: state.swarmId,
  card,
  sent: (message) => noteOwnCard(swarms, state, message, { person, cause }),
});

/**
 * Somebody's invitation, shown to them anew, with `words` before it: in their personal chat it is the one that is kept true from
 * then on. What one person sees in a shared place lives for 24 hours: Teams asks for its newest view whenever they look.
 */
export function invitationReply(
  swarms: Pick<Swarms, 'execute'>,
  { state, invitation }: { state: StartedSwarm; invitation: InvitationRecord },
  turn: Turn,
  words?: string,
): Reply {
  const { refresh, ...card } = invitationCard(state, invitation, turn.reader);
  const shown: Card = { ...card, ...(turn.place.isTargeted && refresh && { refresh }) };
  return {
    audience: 'asker',
    swarmId: state.swarmId,
    kept: invitation.id,
    card: words === undefined ? shown : withWords(words, shown),
    sent: (message) => keepInvitation(swarms, state, invitation.id, message, turn),
  };
}

/** A card with a sentence before it. */
export const withWords = (words: string, card: Card): Card => ({ ...card, body: [text(words), ...card.body] });
