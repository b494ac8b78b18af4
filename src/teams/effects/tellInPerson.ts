import type { Person } from '../../cases/case.ts';
import type { MessageAddress, QuestionName, SideCard } from '../../swarm/events.ts';
import { done, type Effect, type EffectOutcome, report, startedOf } from '../../swarm/service/effects.ts';
import type { StartedSwarm } from '../../swarm/state.ts';
import { deedCard } from '../cards/deedCard.ts';
import { noticeCard } from '../cards/noticeCard.ts';
import { notToldCard } from '../cards/notToldCard.ts';
import type { Card } from '../cards/parts/elements.ts';
import { cardMessage } from '../connector/message.ts';
import type { Reader } from '../languages/language.ts';
import type { Directory } from '../people/directory.ts';
import type { Reach } from './reach.ts';

export type TellNeeds = { reach: Reach; directory: Directory };
type Circumstances = Parameters<Effect<'tell-person'>>[1];

/** What is to be reported once a card is in somebody's chat. */
type WhenSent = (person: Person, message: MessageAddress) => EffectOutcome;

/** Has a question noted where it lies: it is kept true, and not brought again by a job that a killed process left. */
export const broughtAs =
  (card: QuestionName, { version }: StartedSwarm): WhenSent =>
  (reader, message) =>
    report({ type: 'ReportSideCard', card, reader, message, drawnFrom: version });

/** Whether a question was brought already, as it is meant now. */
export const isBrought = (
  { sideCards }: StartedSwarm,
  card: QuestionName,
  personId: string,
  asMeant: (shown: SideCard) => boolean = () => true,
): boolean => sideCards.some((each) => each.card === card && each.reader.id === personId && asMeant(each));

/** Tells the coordinator in their personal chat what needs them. */
export function tellCoordinator(needs: TellNeeds): Effect<'tell-coordinator'> {
  return async ({ notice }, circumstances) => {
    const state = startedOf(circumstances);
    const { silence, status } = state;
    // Noted, handed over or closed since it was to be asked for.
    if (notice.kind === 'note-wanted' && (silence.since !== notice.silentSince || status !== 'running')) return done;
    if (notice.kind === 'relay' && !isRelayWanted(state, notice.at)) return done;
    if (notice.kind === 'relay-refused' && !isTakeOverWanted(state, notice.invitationId)) return done;
    // A question that stays, until it is answered: it is kept true.
    const isQuestion = notice.kind === 'relay' || notice.kind === 'relay-refused';
    return tell(
      needs,
      circumstances,
      ({ coordinator }) => coordinator,
      (state, reader) => noticeCard(state, notice, reader),
      (reader, message) =>
        isQuestion
          ? report({ type: 'ReportSideCard', card: 'relay', reader, message, drawnFrom: state.version })
          : done,
    );
  };
}

/** Closed since, or another coordinates: then nobody need be asked. */
const isRelayWanted = ({ status, relays, coordinator }: StartedSwarm, at: string): boolean =>
  status === 'running' && relays.some((each) => each.at === at && each.coordinator.id === coordinator.id);

/** Whoever asked them still coordinates. */
const isTakeOverWanted = ({ status, invitations, coordinatorSince }: StartedSwarm, invitationId: string): boolean =>
  status === 'running' && invitations.some(({ id, invitedAt }) => id === invitationId && invitedAt >= coordinatorSince);

/** Tells the case's owner, or who led the swarm, in their personal chat what somebody else did with it. */
export function tellPerson(needs: TellNeeds): Effect<'tell-person'> {
  return ({ person, deed }, circumstances) =>
    tell(
      needs,
      circumstances,
      () => person,
      (state, reader) => deedCard(state, deed, reader),
    );
}

/**
 * Sends a card to one person, in the language they read; where nothing reaches them, what it says to who else leads the swarm
 * or owns its case, that they tell them.
 */
export async function tell(
  { reach, directory }: TellNeeds,
  circumstances: Circumstances,
  whom: (state: StartedSwarm) => Person,
  draw: (state: StartedSwarm, reader: Reader) => Card,
  sent: WhenSent = () => done,
): ReturnType<Effect<'tell-person'>> {
  const state = startedOf(circumstances);
  const meant = whom(state);
  const send = async (person: Person, card: (reader: Reader) => Card) => {
    const reader = await directory.readerOf(person.id, state.case.language);
    return reach(person.id, cardMessage(card(reader)), { triedFor: 0, signal: circumstances.signal });
  };
  const reached = await send(meant, (reader) => draw(state, reader));
  if (reached.kind === 'sent') return sent(meant, reached.message);
  if (reached.kind !== 'unreachable') return reached;
  // Nobody would know that they do not know: whoever else answers for the case tells them.
  const other = [state.coordinator, state.case.owner].find(({ id }) => id !== meant.id);
  const told = other
    ? await send(other, (reader) =>
        notToldCard(state, { person: meant, why: reached.why, told: draw(state, reader) }, reader),
      )
    : reached;
  switch (told.kind) {
    case 'sent':
      return done;
    case 'unreachable':
      return { kind: 'give-up', cause: reached.cause, advice: 'ask-administrator' };
    default:
      return told;
  }
}
