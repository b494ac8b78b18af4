import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Refusal } from '../../swarm/commands.ts';
import { hasPart } from '../../swarm/powers.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { wasStarted } from '../../swarm/state.ts';
import { faultFacts } from '../../telemetry/faultFacts.ts';
import { type KnownSwarm, namesIn } from '../cards/parts/caseHeader.ts';
import { refusalText } from '../cards/parts/refusal.ts';
import { typedWith, withTyped } from '../cards/parts/typedAgain.ts';
import { withoutWayHere } from '../cards/parts/wayHere.ts';
import { type ActionOf, type CardAction, readAction } from '../cards/verbs.ts';
import type { createLinking } from '../commands/linking.ts';
import type { Answering } from '../commands/replies.ts';
import type { Connector } from '../connector/connector.ts';
import { cardMessage } from '../connector/message.ts';
import type { InvokeAnswer } from '../inbound/bot.ts';
import type { Budget } from '../inbound/budgets.ts';
import type { Inbound } from '../inbound/inbound.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages } from '../languages/language.ts';
import type { TeamsLog } from '../ports.ts';
import type { createAnswerRequest } from '../requests/answerRequest.ts';
import type { createAskContacts } from '../requests/askContacts.ts';
import { isIn, type Views } from '../views/views.ts';
import { type ActionReply, invokeAnswer } from './answer.ts';
import { keepQuestion, questionOf } from './askedQuestions.ts';
import type { answeredQuestion, CaseTextAction, planAgain, planFromWords } from './caseText.ts';
import { createCopies } from './copies.ts';
import type { createGrowthActions } from './growthActions.ts';
import { createInTurn } from './inTurn.ts';
import type { LookBeforeStart } from './lookBeforeStart.ts';
import { createOpenedCards } from './openedCards.ts';
import type { createPeopleActions } from './peopleActions.ts';
import type { createRegistryActions } from './registryActions.ts';
import { createShownCards } from './shownCards.ts';
import { createSilentFirst } from './silentFirst.ts';
import { type createCommandOf, isNoteTyped, type SwarmAction } from './swarmActions.ts';

export type CardActionsNeeds = {
  swarms: Pick<Swarms, 'load' | 'execute'>;
  views: Views;
  commandOf: ReturnType<typeof createCommandOf>;
  linking: Pick<ReturnType<typeof createLinking>, 'beaten'>;
  changeRegistry: ReturnType<typeof createRegistryActions>;
  aboutPeople: ReturnType<typeof createPeopleActions>;
  ofGrowth: ReturnType<typeof createGrowthActions>;
  planFromText: CaseTextAction;
  planWords: ReturnType<typeof planFromWords>;
  answerQuestion: ReturnType<typeof answeredQuestion>;
  again: ReturnType<typeof planAgain>;
  sendToContacts: ReturnType<typeof createAskContacts>['send'];
  answerRequest: ReturnType<typeof createAnswerRequest>;
  beforeStart: LookBeforeStart;
  connector: Pick<Connector, 'update'>;
  answering: Pick<Answering, 'answer'>;
  budget: Budget;
  /** Whether somebody may act for the owner of a case. */
  standsIn: (personId: string, ownerId: string, at: string) => boolean;
  log: TeamsLog;
};

/** No form of ours can be filled in so that it is larger. In UTF-16 units of its JSON. */
const largestValue = 100_000;

/** Refusals only to those who might have acted earlier: they may see the card as it is now. */
const outOfDate: ReadonlySet<Refusal['code']> = new Set([
  'plan-lapsed',
  'already-started',
  'already-closed',
  'invitation-withdrawn',
  'came-already',
  'relay-over',
  'relay-refused',
  'follow-up-over',
  'gap-over',
  'task-done',
]);

/** Forms in messages of their own: what was typed into one stays there when it is too late for it. */
const formsAlone: ReadonlySet<SwarmAction['verb']> = new Set(['save-note', 'tell-view']);

const invokeValueSchema = z.looseObject({ action: z.unknown().optional() });

/**
 * Buttons of cards. Who acts is who Teams says acts; the card's data only says which swarm and which invitation, and
 * whether that may be is decided on the swarm as it is now. A second press of the same button changes nothing.
 */
export function createCardActions(needs: CardActionsNeeds) {
  const {
    swarms,
    views,
    commandOf,
    linking,
    changeRegistry,
    aboutPeople,
    ofGrowth,
    planFromText,
    planWords,
    answerQuestion,
    again,
    sendToContacts,
    answerRequest,
    beforeStart,
    connector,
    answering,
    budget,
    standsIn,
    log,
  } = needs;

  const withCopies = createCopies(swarms);
  const silentFirst = createSilentFirst(answering);
  const putInTurn = createInTurn();
  const { cardAfter, status, own, briefing, invitation, toldView } = createShownCards(swarms, views);
  const { noteForm, openCard, openTask } = createOpenedCards(needs);

  return async function answerAction(activity: Inbound, turn: Turn): Promise<InvokeAnswer> {
    const { replies } = messages(turn.reader.language);
    const action = actionIn(activity.value);
    if (action === null) {
      log('warn', 'A card action was not valid', { cause: turn.cause });
      return invokeAnswer({ kind: 'invalid', words: replies.invalidCard });
    }
    if (budget(action.verb === 'refresh' ? 'refresh' : 'press', turn.person.id) !== 'granted')
      return invokeAnswer({ kind: 'words', words: replies.tooMuch });
    try {
      const given = shownAt(turn, await reply(action, turn));
      // Not waited for: an invoke must be answered at once, and this view shows the same already.
      const { actedOn } = turn;
      if (given.kind === 'card' && given.replaces && actedOn && turn.place.kind === 'personal')
        putInTurn(actedOn.activityId, () => connector.update(actedOn, cardMessage(given.card), { urgency: 'answer' }));
      return invokeAnswer(given);
    } catch (error) {
      const reference = randomUUID().slice(0, 8);
      log('error', 'A card action failed', {
        reference,
        verb: action.verb,
        fault: faultFacts(error),
      });
      return invokeAnswer({ kind: 'words', words: replies.failed(reference) });
    }
  };

  async function reply(action: CardAction, turn: Turn): Promise<ActionReply> {
    switch (action.verb) {
      case 'save-skill':
      case 'confirm-skill':
      case 'refuse-skill':
      case 'keep-skill':
      case 'drop-skill':
      case 'remove-skill':
      case 'save-person':
      case 'save-asking':
      case 'take-hours':
      case 'keep-hours':
      case 'name-deputy':
      case 'revoke-deputy':
      case 'close-team':
        return changeRegistry(action, turn.reader);
      case 'save-sharing':
      case 'list-skill':
      case 'leave-skill':
      case 'set-week-limit':
        return ofGrowth(action, turn.reader);
      case 'hand-on':
      case 'bring-back':
      case 'add-joiner':
        return aboutPeople(action, turn);
      case 'ask-text':
        return planFromText(action, turn);
      case 'plan-words':
        return planWords(action, turn);
      case 'take-case':
      case 'run-words':
        return answerQuestion(action, turn);
      case 'ask-contacts':
        return sendToContacts(action, turn);
      case 'take-request':
      case 'take-request-for':
      case 'decline-request':
        return answerRequest(action, turn);
      case 'plan-again':
        return again(action, turn);
      case 'edit-note':
        return noteForm(action, turn);
      case 'open-card':
        return openCard(action, turn);
      case 'open-task':
        return openTask(action, turn);
      case 'refresh':
        return refreshed(action, turn);
      default:
        return executed(action, turn);
    }
  }

  async function executed(action: SwarmAction, turn: Turn): Promise<ActionReply> {
    const { reader, person, cause } = turn;
    const state = await swarms.load(action.swarmId);
    if (state.status === 'none') return { kind: 'invalid', words: refusalText({ code: 'no-such-swarm' }, reader) };
    const isOwner = state.case.owner.id === person.id;
    const mayStandIn = standsIn(person.id, state.case.owner.id, reader.at);
    const isStranger = !isOwner && !mayStandIn && !(wasStarted(state) && hasPart(state, person.id));
    const understood = await commandOf(action, state, reader);
    // What is wrong with a form, or out of date in it, is for those whose form it is.
    if (!understood.ok)
      return {
        kind: 'words',
        words: isStranger ? messages(reader.language).replies.notAllowedToSee : understood.words,
      };
    // Who may not start it has nothing looked up by it: that refusal is decided below.
    const mayStart = isOwner || (mayStandIn && !state.case.restricted);
    const isStart = action.verb === 'start-swarm' && state.status === 'proposed' && mayStart;
    const heldUp = isStart ? await beforeStart(state, turn) : await silentFirst(action, state, turn);
    if (heldUp) return heldUp;
    const origin = { actor: { kind: 'person', person }, cause } as const;
    let execution: Awaited<ReturnType<Swarms['execute']>>;
    try {
      execution = await swarms.execute(action.swarmId, understood.it, origin);
    } catch (error) {
      const beaten = await linking.beaten(state, understood.it, reader);
      if (!beaten) throw error;
      return beaten;
    }
    if (execution.state.status === 'none')
      return { kind: 'invalid', words: refusalText({ code: 'no-such-swarm' }, reader) };
    // The card was out of date: its present state says more than a sentence.
    // A form for which it is too late keeps what was typed into it.
    const isKept = formsAlone.has(action.verb) || isNoteTyped(action, execution.state);
    const isShown = execution.ok || (outOfDate.has(execution.refusal.code) && !isKept && !isStranger);
    if (!execution.ok && !isShown) {
      const nameOf = namesIn(execution.state, reader);
      return { kind: 'words', words: refusalText(execution.refusal, reader, nameOf) };
    }
    // Only now: who may not press it leaves nothing behind either.
    const found = await withCopies(execution.state, action, turn);
    const question = questionOf(action);
    if (question && wasStarted(found)) await keepQuestion(swarms, found, question, turn.actedOn, turn);
    const shown = await cardAfter(action, action.verb === 'accept' ? await summedUp(found, turn) : found, turn);
    if (execution.ok || shown.kind !== 'card') return shown;
    const why = refusalText(execution.refusal, reader, namesIn(found, reader));
    return { ...shown, card: withTyped(shown.card, typedWith(action), why, reader) };
  }

  /** Who comes when something has been said already has it summed up, where a language model may; without one nothing changes. */
  async function summedUp(state: KnownSwarm, { person, reader, cause }: Turn): Promise<KnownSwarm> {
    const may = wasStarted(state) && reader.tongues?.model.includes('summary') && !state.case.restricted;
    if (!may || state.lastWords === 0) return state;
    const command = { type: 'AskModel', of: 'summary', language: reader.language } as const;
    const asked = await swarms.execute(state.swarmId, command, { actor: { kind: 'person', person }, cause }, state);
    return asked.state.status === 'none' ? state : asked.state;
  }

  async function refreshed(action: ActionOf<'refresh'>, turn: Turn): Promise<ActionReply> {
    const { swarmId, card, invitationId } = action;
    const { reader, person } = turn;
    const { replies } = messages(reader.language);
    const state = await swarms.load(swarmId);
    if (state.status === 'none') return { kind: 'invalid', words: refusalText({ code: 'no-such-swarm' }, reader) };
    const found = () => withCopies(state, action, turn);
    if (card === 'invitation') return invitation(await found(), invitationId ?? '', turn);
    const maySee =
      state.case.owner.id === person.id ||
      (state.status !== 'proposed' && (isIn(state, person) || standsIn(person.id, state.case.owner.id, reader.at)));
    if (!maySee) return { kind: 'words', words: replies.notAllowedToSee };
    if (card === 'view') return toldView(await found(), action.view ?? 0, turn);
    return card === 'briefing' ? briefing(await found(), turn) : own(await status(state, turn), state, turn);
  }
}

/** What is shown in place of a card stands where that did. */
const shownAt = ({ place, actedOn }: Turn, reply: ActionReply): ActionReply =>
  reply.kind === 'card'
    ? { ...reply, card: withoutWayHere(reply.card, actedOn?.conversationId ?? place.address.conversationId) }
    : reply;

function actionIn(value: unknown): CardAction | null {
  if (!isSmall(value)) return null;
  const parsed = invokeValueSchema.safeParse(value);
  return parsed.success ? readAction(parsed.data.action) : null;
}

function isSmall(value: unknown): boolean {
  try {
    return (JSON.stringify(value) ?? '').length <= largestValue;
  } catch {
    // Objects in objects, deeper than can be written out: no form of ours holds any.
    return false;
  }
}
