import { isInside, powerOver } from '../../swarm/powers.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { wasStarted } from '../../swarm/state.ts';
import { noteFormCard } from '../cards/noteCard.ts';
import { refusalText } from '../cards/parts/refusal.ts';
import type { ActionOf } from '../cards/verbs.ts';
import { keepNoteForm } from '../commands/noteOwnCard.ts';
import { invitationReply, ownCardReply } from '../commands/ownCard.ts';
import type { Answering } from '../commands/replies.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages } from '../languages/language.ts';
import { isIn, type Views, waitingFor } from '../views/views.ts';
import { taskCard } from './afterActions.ts';
import type { ActionReply } from './answer.ts';
import { keepQuestion } from './askedQuestions.ts';

type OpenedCardsNeeds = {
  swarms: Pick<Swarms, 'load' | 'execute'>;
  views: Views;
  answering: Pick<Answering, 'answer'>;
  /** Whether somebody may act for the owner of a case. */
  standsIn: (personId: string, ownerId: string, at: string) => boolean;
};

/** Buttons that open a card in a message of its own; the card they are on stays as it is. */
export function createOpenedCards({ swarms, views, answering, standsIn }: OpenedCardsNeeds) {
  return { noteForm, openCard, openTask };

  /** The form of the status note in a message of its own, which only who asked for it sees. */
  async function noteForm({ swarmId }: ActionOf<'edit-note'>, turn: Turn): Promise<ActionReply> {
    const { reader, person, place } = turn;
    const state = await swarms.load(swarmId);
    if (!wasStarted(state)) return { kind: 'invalid', words: refusalText({ code: 'no-such-swarm' }, reader) };
    if (!isInside(state, person.id)) return { kind: 'words', words: refusalText({ code: 'not-in-swarm' }, reader) };
    if (state.status !== 'running')
      return { kind: 'words', words: refusalText({ code: 'already-closed', status: state.status }, reader) };
    const alone = { ...turn, place: { ...place, isTargeted: place.kind !== 'personal' } };
    await answering.answer(alone, {
      ...{ audience: 'asker', card: noteFormCard(state, reader), swarmId, kept: 'note-form' },
      sent: (message) => keepNoteForm(swarms, state, message, turn),
    });
    return { kind: 'words', words: messages(reader.language).note.formSent };
  }

  /**
   * A swarm of a list in a message of its own; an invitation that waits for an answer is shown as it was asked, but to who is to see
   * to the swarm, whose card leads to it.
   */
  async function openCard({ swarmId, steering }: ActionOf<'open-card'>, turn: Turn): Promise<ActionReply> {
    const { reader, person, place } = turn;
    const state = await swarms.load(swarmId);
    if (state.status === 'none') return { kind: 'invalid', words: refusalText({ code: 'no-such-swarm' }, reader) };
    const isSteering = steering === 'yes' && wasStarted(state) && standsIn(person.id, state.case.owner.id, reader.at);
    const [waiting] = isSteering || isIn(state, person) ? [] : waitingFor(state, person.id);
    const maySee = isSteering || waiting !== undefined || state.case.owner.id === person.id || isIn(state, person);
    if (!maySee) return { kind: 'words', words: messages(reader.language).replies.notAllowedToSee };
    const alone = { ...turn, place: { ...place, isTargeted: place.kind !== 'personal' } };
    if (waiting && wasStarted(state)) {
      await answering.answer(alone, invitationReply(swarms, { state, invitation: waiting }, alone));
    } else {
      const isOwner = state.case.owner.id === person.id;
      const card = isOwner ? await views.ownersCard(state, reader) : await views.status(state, reader);
      await answering.answer(alone, ownCardReply(swarms, state, card, turn));
    }
    return { kind: 'words', words: messages(reader.language).lists.cardOpened };
  }

  /** What is to come after the end, from a list, in a message of its own. */
  async function openTask(action: ActionOf<'open-task'>, turn: Turn): Promise<ActionReply> {
    const { reader, person, place } = turn;
    const state = await swarms.load(action.swarmId);
    if (!wasStarted(state)) return { kind: 'invalid', words: refusalText({ code: 'no-such-swarm' }, reader) };
    const isTheirs =
      action.preventionId === undefined
        ? powerOver(state, person.id, false) === 'whole'
        : state.aftercare.preventions.some((each) => each.id === action.preventionId && each.person.id === person.id);
    if (!isTheirs) return { kind: 'words', words: messages(reader.language).replies.notAllowedToSee };
    const alone = { ...turn, place: { ...place, isTargeted: place.kind !== 'personal' } };
    const { followUp, preventionId } = action;
    const question =
      preventionId === undefined ? (`follow:${followUp ?? 0}` as const) : (`task:${preventionId}` as const);
    await answering.answer(alone, {
      ...{ audience: 'asker', card: taskCard(state, action, reader).card },
      sent: (message) => keepQuestion(swarms, state, question, message, turn),
    });
    return { kind: 'words', words: messages(reader.language).lists.cardOpened };
  }
}
