import type { CardCopy } from '../events.ts';
import { type CardName, questionCard, type ScheduledJob, viewCard } from '../jobs.ts';
import { isPending, mayOfferHelp, type StartedSwarm, type SwarmState, wasStarted } from '../state.ts';
import { jobsOf } from './jobs.ts';

/** The name of an invitation's card. */
export const cardOf = (invitationId: string): CardName => invitationId as CardName;

/** Refreshes of cards; with the owner's card, of those that others have for themselves too. */
export function refresh(state: Exclude<SwarmState, { status: 'none' }>, ...cards: CardName[]): ScheduledJob[] {
  const others = cards.includes('plan') ? state.statusCards.map(({ reader }): CardName => `own:${reader.id}`) : [];
  return refreshed(state, [...cards, ...others]);
}

/** Refreshes of those cards that exist; a card that is still on its way is posted with the newest state anyway. */
export function refreshed(state: Exclude<SwarmState, { status: 'none' }>, cards: readonly CardName[]): ScheduledJob[] {
  const job = jobsOf(state.swarmId);
  return cards.filter((card) => exists(state, card)).map((card) => job({ name: 'refresh-card', card }));
}

function exists(state: Exclude<SwarmState, { status: 'none' }>, card: CardName): boolean {
  if (card === 'plan') return state.planCard !== null;
  if (card.startsWith('own:')) return state.statusCards.some(({ reader }) => card === `own:${reader.id}`);
  if (!wasStarted(state)) return false;
  if (card.startsWith('asked:')) return state.sideCards.some((each) => card === questionCard(each));
  if (card.startsWith('relay:')) return state.sideCards.some((each) => card === `relay:${each.reader.id}`);
  if (card.startsWith('view:'))
    return state.channel.status === 'open' && state.views.some((each) => each.message && card === viewCard(each));
  if (card === 'briefing') return state.briefing !== null && state.channel.status === 'open';
  return state.invitations.some((each) => each.id === card && each.message !== null);
}

/** A second message with the briefing, an invitation or what somebody told to all becomes one line that leads to the first. */
export function folding(state: StartedSwarm, { card, message }: CardCopy): ScheduledJob[] {
  const reader = isInChannel(card) ? state.coordinator : state.invitations.find((each) => each.id === card)?.person;
  return reader ? [jobsOf(state.swarmId)({ name: 'fold-card', reader, message, copyOf: card })] : [];
}

/** Whether a card is everybody's, in the channel. */
export const isInChannel = (card: CardCopy['card']): boolean => card === 'briefing' || card.startsWith('view:');

/** The cards of those who are in or asked, or who may still come if the coordinator wants them: their cards name who that is. */
export const open = (state: StartedSwarm): CardName[] =>
  state.invitations
    .filter(
      (each) =>
        isPending(each) ||
        each.answer.state === 'accepted' ||
        (each.answer.state === 'withdrawn' && (each.answer.offered || mayOfferHelp(each))),
    )
    .map((each) => cardOf(each.id));

/** The last of what people told to all: whoever opens the channel reads those. */
export const toldViews = (state: StartedSwarm): CardName[] =>
  state.status === 'running'
    ? state.views
        .filter(({ message }) => message !== null)
        .slice(-mostTold)
        .map(viewCard)
    : [];
const mostTold = 5;

/** The cards of all who were ever asked. */
export const everyone = (state: StartedSwarm): CardName[] => state.invitations.map((each) => cardOf(each.id));

/** The cards of those who are in. */
export const accepted = (state: StartedSwarm): CardName[] =>
  state.invitations.filter((each) => each.answer.state === 'accepted').map((each) => cardOf(each.id));

/** The cards of one invitation and of the others of the same person. */
export const cardsBeside = (state: StartedSwarm, invitationId: string): CardName[] => {
  const invitation = state.invitations.find(({ id }) => id === invitationId);
  return invitation ? cardsOf(state, invitation.person.id) : [];
};

/** The cards of one person. */
export const cardsOf = (state: StartedSwarm, personId: string): CardName[] =>
  state.invitations.filter((each) => each.person.id === personId).map((each) => cardOf(each.id));
