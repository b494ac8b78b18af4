import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Refusal } from '../../swarm/commands.ts';
import { viewCard } from '../../swarm/jobs.ts';
import { hasPart, isInside, powerOver } from '../../swarm/powers.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { ownCardOf, wasStarted } from '../../swarm/state.ts';
import { faultFacts } from '../../telemetry/faultFacts.ts';
import { foldedBriefing, foldedView, whereIs } from '../cards/foldedCard.ts';
import { gapAnsweredCard } from '../cards/gapCards.ts';
import { invitationCard } from '../cards/invitationCard.ts';
import { noteFormCard, noteSavedCard } from '../cards/noteCard.ts';
import { noticeCard } from '../cards/noticeCard.ts';
import { type KnownSwarm, mayRead, namesIn } from '../cards/parts/caseHeader.ts';
import { refusalText, sentenceCard } from '../cards/parts/refusal.ts';
import { short } from '../cards/parts/text.ts';
import { typedWith, withTyped } from '../cards/parts/typedAgain.ts';
import { withoutWayHere } from '../cards/parts/wayHere.ts';
import { silentNow } from '../cards/questionNow.ts';
import { viewToldCard } from '../cards/silentCards.ts';
import { type ActionOf, type CardAction, readAction } from '../cards/verbs.ts';
import { keepNoteForm } from '../commands/noteOwnCard.ts';
import { invitationReply, ownCardReply } from '../commands/ownCard.ts';
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
import { isIn, type Views, waitingFor } from '../views/views.ts';
import { taskCard } from './afterActions.ts';
import { type ActionReply, invokeAnswer } from './answer.ts';
import { keepQuestion, questionOf } from './askedQuestions.ts';
import type { answeredQuestion, CaseTextAction, planAgain, planFromWords } from './caseText.ts';
import { createCopies, isCopy } from './copies.ts';
import type { createGrowthActions } from './growthActions.ts';
import { createInTurn } from './inTurn.ts';
import type { LookBeforeStart } from './lookBeforeStart.ts';
import type { createPeopleActions } from './peopleActions.ts';
import type { createRegistryActions } from './registryActions.ts';
import { createSilentFirst } from './silentFirst.ts';
import { type createCommandOf, isNoteTyped, type SwarmAction } from './swarmActions.ts';

export type CardActionsNeeds = {
  swarms: Pick<Swarms, 'load' | 'execute'>;
  views: Views;
  commandOf: ReturnType<typeof createCommandOf>;
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
    const execution = await swarms.execute(action.swarmId, understood.it, { actor: { kind: 'person', person }, cause });
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

  /** The card the button was on, as it is now. */
  async function cardAfter(action: SwarmAction, state: KnownSwarm, turn: Turn): Promise<ActionReply> {
    const { reader } = turn;
    switch (action.verb) {
      case 'start-swarm':
      case 'revise-plan':
      case 'keep-deadline':
      case 'drop-deadline':
      case 'dismiss-plan':
        return own({ kind: 'card', card: await views.ownersCard(state, reader) }, state, turn);
      case 'reopen':
        return own(await status(state, turn), state, turn);
      case 'accept':
      case 'decline':
      case 'offer-help':
        return invitation(state, action.invitationId, turn);
      case 'ask-model':
        if (action.card === 'invitation') return invitation(state, action.invitationId ?? '', turn);
        if (action.card === 'view') return toldView(state, action.view ?? 0, turn);
        if (action.card === 'silent' && wasStarted(state)) {
          const typed = { text: action.viewText, named: action.viewNamed !== 'unnamed' };
          return { kind: 'card', card: silentNow(state, reader, typed) };
        }
        return action.card === 'briefing' ? briefing(state, turn) : own(await status(state, turn), state, turn);
      case 'step-back':
        return action.card === 'briefing' ? briefing(state, turn) : invitation(state, action.invitationId, turn);
      case 'save-note':
        return wasStarted(state)
          ? { kind: 'card', card: noteSavedCard(state, reader), replaces: true }
          : status(state, turn);
      case 'offer-relay':
        return wasStarted(state)
          ? {
              kind: 'card',
              card: noticeCard(state, { kind: 'relay', at: action.relayAt ?? '' }, reader),
              replaces: true,
            }
          : status(state, turn);
      case 'tell-view':
      case 'nothing-to-add':
        return wasStarted(state)
          ? { kind: 'card', card: viewToldCard(state, reader), replaces: true }
          : status(state, turn);
      case 'gap-name':
      case 'gap-elsewhere':
      case 'gap-without':
        return wasStarted(state)
          ? { kind: 'card', card: gapAnsweredCard(state, action.gapOf, reader), replaces: true }
          : status(state, turn);
      case 'answer-follow-up':
      case 'take-prevention':
      case 'finish-prevention':
      case 'decline-prevention':
      case 'move-prevention':
        return wasStarted(state) ? { ...taskCard(state, action, reader), replaces: true } : status(state, turn);
      // On the question it was answered by, and on one's own card.
      case 'set-follow-up':
      case 'drop-follow-up':
      case 'give-prevention':
      case 'give-thanks':
      case 'pass-praise':
        return own(await status(state, turn), state, turn);
      // Beside the words of its end: those stay as they are until it is resolved.
      case 'ask-silent':
        if (action.card === 'notice') return { kind: 'words', words: messages(reader.language).views.asked };
        return action.card === 'briefing' ? briefing(state, turn) : own(await status(state, turn), state, turn);
      case 'resolve-anyway':
        return {
          kind: 'card',
          card: sentenceCard(messages(reader.language).status.resolvedTitle(short(state.case.id, 60)), reader),
          replaces: true,
        };
      case 'retry-step':
        if (action.card === 'notice')
          return {
            kind: 'card',
            card: sentenceCard(messages(reader.language).status.noticeDone, reader),
            replaces: true,
          };
        return action.card === 'briefing' ? briefing(state, turn) : own(await status(state, turn), state, turn);
      default:
        return action.card === 'briefing' ? briefing(state, turn) : own(await status(state, turn), state, turn);
    }
  }

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

  /** What somebody told to all, in the channel; a second message with it is a line that leads to the first. */
  async function toldView(state: KnownSwarm, version: number, turn: Turn): Promise<ActionReply> {
    const { reader, person, actedOn } = turn;
    const view = wasStarted(state) ? state.views.find((each) => each.version === version && each.text !== '') : null;
    if (!view || !wasStarted(state) || !mayRead(state, person.id))
      return { kind: 'words', words: messages(reader.language).replies.notAllowedToSee };
    if (actedOn && isCopy(state, turn, viewCard(view)))
      return { kind: 'card', card: foldedView(whereIs(view.message, actedOn), reader) };
    return { kind: 'card', card: await views.toldViewFor(state, view, reader) };
  }

  async function status(state: KnownSwarm, { reader, person }: Turn): Promise<ActionReply> {
    const isOwner = state.case.owner.id === person.id;
    return { kind: 'card', card: isOwner ? await views.ownersCard(state, reader) : await views.status(state, reader) };
  }

  /** The reader's own card, which was acted on: where it is not their newest, it is from now on, and kept true. */
  async function own(reply: ActionReply, state: KnownSwarm, turn: Turn): Promise<ActionReply> {
    const { actedOn, person, place, cause } = turn;
    if (reply.kind !== 'card' || !actedOn || ownCardOf(state, person.id)?.activityId === actedOn.activityId)
      return reply;
    // In a shared conversation such a card is a message that one person sees.
    const message = place.kind === 'personal' ? actedOn : { ...actedOn, targeted: true as const };
    const actor = { kind: 'system', name: 'plan-card' } as const;
    const command = { type: 'ReportPlanCardPosted', message, reader: person } as const;
    // The message itself is brought up to date by its own job, which no older drawing overtakes.
    await swarms.execute(state.swarmId, command, { actor, cause }, state);
    return reply;
  }

  /** The channel's card tells the case: a lead who may not read it sees only that there is a swarm. */
  async function briefing(state: KnownSwarm, turn: Turn): Promise<ActionReply> {
    if (wasStarted(state) && turn.actedOn && isCopy(state, turn))
      return {
        kind: 'card',
        card: foldedBriefing(state, whereIs(state.briefing, turn.actedOn, 'briefing'), turn.reader),
      };
    return wasStarted(state) && mayRead(state, turn.person.id)
      ? { kind: 'card', card: await views.briefing(state, turn.reader) }
      : status(state, turn);
  }

  async function invitation(state: KnownSwarm, invitationId: string, { reader, person }: Turn): Promise<ActionReply> {
    const found = wasStarted(state) ? state.invitations.find((each) => each.id === invitationId) : undefined;
    if (!found || !wasStarted(state))
      return { kind: 'invalid', words: refusalText({ code: 'no-such-invitation' }, reader) };
    return found.person.id === person.id
      ? { kind: 'card', card: invitationCard(state, found, reader) }
      : { kind: 'words', words: refusalText({ code: 'not-your-invitation' }, reader) };
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
