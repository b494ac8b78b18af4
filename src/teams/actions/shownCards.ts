import { viewCard } from '../../swarm/jobs.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { ownCardOf, wasStarted } from '../../swarm/state.ts';
import { foldedBriefing, foldedView, whereIs } from '../cards/foldedCard.ts';
import { gapAnsweredCard } from '../cards/gapCards.ts';
import { invitationCard } from '../cards/invitationCard.ts';
import { noteSavedCard } from '../cards/noteCard.ts';
import { noticeCard } from '../cards/noticeCard.ts';
import { type KnownSwarm, mayRead } from '../cards/parts/caseHeader.ts';
import { refusalText, sentenceCard } from '../cards/parts/refusal.ts';
import { short } from '../cards/parts/text.ts';
import { silentNow } from '../cards/questionNow.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages } from '../languages/language.ts';
import { moment } from '../languages/moment.ts';
import type { Views } from '../views/views.ts';
import { taskCard } from './afterActions.ts';
import type { ActionReply } from './answer.ts';
import { isCopy } from './copies.ts';
import type { SwarmAction } from './swarmActions.ts';

/** What stands in place of a card once a button of it was pressed: the same card as it is now, for who pressed. */
export function createShownCards(swarms: Pick<Swarms, 'execute'>, views: Views) {
  return { cardAfter, status, own, briefing, invitation, toldView };

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
      case 'link-case':
      case 'unlink-case':
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
          ? { kind: 'card', card: silentNow(state, reader), replaces: true }
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
          card: sentenceCard(
            messages(reader.language).status.wasResolved(short(state.case.id, 60), moment(reader.at, reader)),
            reader,
          ),
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
