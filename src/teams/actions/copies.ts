import type { SwarmCommand } from '../../swarm/commands.ts';
import type { CardCopy, MessageAddress } from '../../swarm/events.ts';
import { viewCard } from '../../swarm/jobs.ts';
import { isInside } from '../../swarm/powers.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { isSameMessage, type StartedSwarm, wasStarted } from '../../swarm/state.ts';
import type { KnownSwarm } from '../cards/parts/caseHeader.ts';
import type { CardAction } from '../cards/verbs.ts';
import type { Turn } from '../inbound/turn.ts';

/**
 * Finds second copies: a process that died between sending a briefing, an invitation or what somebody told to all and noting
 * where it lies has left one of which nothing tells but what comes from it. Teams fetches what is in the channel anew for whoever
 * sees it, so that a copy is found as soon as somebody looks. Where none is noted yet, it is the card, and no second one is sent.
 */
export function createCopies(swarms: Pick<Swarms, 'execute'>) {
  /** The swarm, after what the message that was acted on tells of it: of who may act so, or may look at it, alone. */
  return async function withCopies(state: KnownSwarm, action: CardAction, turn: Turn): Promise<KnownSwarm> {
    if (!wasStarted(state) || state.forgotten || !turn.actedOn) return state;
    const card = cardOf(action);
    if (card === null || isNoted(state, card, turn.actedOn)) return state;
    const command = reportOf(state, card, turn, turn.actedOn);
    if (!command) return state;
    const origin = { actor: { kind: 'system', name: 'copies' }, cause: turn.cause } as const;
    const { state: after } = await swarms.execute(state.swarmId, command, origin);
    return after.status === 'none' ? state : after;
  };
}

/** Whether somebody acts on a message in the channel that is not the one that is kept true. */
export const isCopy = (state: StartedSwarm, { actedOn }: Turn, of: CardCopy['card'] = 'briefing'): boolean =>
  actedOn !== null && state.copies.some(({ card, message }) => card === of && isSameMessage(message, actedOn));

/** On which card of which there is one the button is; null for all others. */
function cardOf(action: CardAction): CardCopy['card'] | null {
  if ('invitationId' in action && action.invitationId && isOnInvitation(action))
    return `i${Number(action.invitationId.slice(1))}`;
  if (action.verb === 'refresh' && action.card === 'view') return action.view ? `view:${action.view}` : null;
  return 'card' in action && action.card === 'briefing' ? 'briefing' : null;
}

function isOnInvitation(action: CardAction): boolean {
  switch (action.verb) {
    case 'accept':
    case 'decline':
    case 'offer-help':
      return true;
    case 'refresh':
    case 'step-back':
      return action.card === 'invitation';
    default:
      return false;
  }
}

const isNoted = (state: StartedSwarm, card: CardCopy['card'], at: MessageAddress): boolean => {
  const kept = keptOf(state, card);
  return kept !== null && isSameMessage(kept, at);
};

function keptOf(state: StartedSwarm, card: CardCopy['card']): MessageAddress | null {
  if (card === 'briefing') return state.briefing;
  if (card.startsWith('view:')) return state.views.find((each) => viewCard(each) === card)?.message ?? null;
  return state.invitations.find(({ id }) => id === card)?.message ?? null;
}

/**
 * Cards carry what people's clients send back, so where the message lies must fit: a briefing begins a thread in the
 * swarm's channel, or in the one that it left; what somebody told to all answers it there, and is no other message that is
 * known; an invitation is in its person's own chat.
 */
function reportOf(
  state: StartedSwarm,
  card: CardCopy['card'],
  { person, place }: Turn,
  message: MessageAddress,
): SwarmCommand | null {
  if (card === 'briefing')
    // So many are noted and no more: nobody else takes the room of one that is found.
    return isInside(state, person.id) && isFirstOfThread(message) && roomsOf(state).includes(baseOf(message))
      ? { type: 'ReportBriefingPosted', message }
      : null;
  if (card.startsWith('view:')) {
    const of = Number(card.slice('view:'.length));
    const isTold = state.views.some(({ version, text }) => version === of && text !== '');
    const isAnother = state.views.some((each) => each.message && isSameMessage(each.message, message));
    const isThere = roomsOf(state).includes(baseOf(message)) && !isFirstOfThread(message);
    return isTold && !isAnother && isThere && isInside(state, person.id)
      ? { type: 'ReportViewRelayed', of, message }
      : null;
  }
  const isTheirs = state.invitations.some((each) => each.id === card && each.person.id === person.id);
  return isTheirs && place.kind === 'personal' ? { type: 'ReportDelivered', invitationId: card, message } : null;
}

const roomsOf = ({ channel, leftRoom }: StartedSwarm): string[] => [
  ...(channel.status === 'opening' ? [] : [channel.channel.channelId]),
  ...(leftRoom?.status === 'left' ? [leftRoom.channel.channelId] : []),
];

const baseOf = ({ conversationId }: MessageAddress): string => conversationId.split(';')[0] ?? conversationId;
const isFirstOfThread = ({ conversationId, activityId }: MessageAddress): boolean =>
  conversationId.endsWith(`;messageid=${activityId}`);
