import type { EventOf, MessageAddress } from '../events.ts';
import { isSameMessage, type StartedSwarm, type SwarmState, wasStarted } from '../state.ts';

/** Somebody's newest card; those it takes the place of are nobody's any more. */
export function withOwnCard<S extends Exclude<SwarmState, { status: 'none' }>>(
  before: S,
  { message, reader, replaces = [] }: EventOf<'PlanCardPosted'>,
): S {
  // A question that became somebody's card of the swarm asks nothing any more.
  const state = wasStarted(before)
    ? { ...before, sideCards: before.sideCards.filter((each) => !isSameMessage(each.message, message)) }
    : before;
  if (!reader || reader.id === state.case.owner.id) return { ...state, planCard: message };
  const gone = new Set([reader.id, ...replaces.map((each) => each.reader.id)]);
  const others = state.statusCards.filter((each) => !gone.has(each.reader.id));
  return { ...state, statusCards: [...others, { reader, message }] };
}

/** Another owner of the case: everybody's card stays theirs. */
export function withOwner(state: StartedSwarm, { from, to }: EventOf<'CaseReassigned'>): StartedSwarm {
  const { planCard: message, statusCards } = state;
  return {
    ...state,
    case: { ...state.case, owner: to },
    planCard: statusCards.find(({ reader }) => reader.id === to.id)?.message ?? null,
    statusCards: [
      ...statusCards.filter(({ reader }) => reader.id !== to.id && reader.id !== from.id),
      ...(message ? [{ reader: from, message }] : []),
    ],
  };
}

/** A message that is kept true from now on is no copy any more: the briefing was lost, and somebody looked at its copy. */
export const withoutCopy = (state: StartedSwarm, kept: MessageAddress): StartedSwarm => ({
  ...state,
  copies: state.copies.filter(({ message }) => !isSameMessage(message, kept)),
});

/** Somebody's newest of a kind; the one before is theirs no more. */
export const withSideCard = (
  state: StartedSwarm,
  { card, reader, message, drawnFrom }: Pick<EventOf<'SideCardShown'>, 'card' | 'reader' | 'message' | 'drawnFrom'>,
  at: string,
): StartedSwarm => ({
  ...state,
  sideCards: [
    ...state.sideCards.filter((each) => each.card !== card || each.reader.id !== reader.id),
    { card, reader, message, drawnFrom, at },
  ],
});
