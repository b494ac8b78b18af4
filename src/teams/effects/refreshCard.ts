import type { Person } from '../../cases/case.ts';
import type { MessageAddress } from '../../swarm/events.ts';
import { type JobOf, questionCard, type Setback, viewCard } from '../../swarm/jobs.ts';
import { isStillAsked } from '../../swarm/openQuestions.ts';
import { done, type Effect, type EffectOutcome, report } from '../../swarm/service/effects.ts';
import type { Swarms } from '../../swarm/service/swarms.ts';
import { wasStarted } from '../../swarm/state.ts';
import { invitationCard } from '../cards/invitationCard.ts';
import { noticeCard } from '../cards/noticeCard.ts';
import type { KnownSwarm } from '../cards/parts/caseHeader.ts';
import { questionNow } from '../cards/questionNow.ts';
import type { Connector, OutgoingMessage } from '../connector/connector.ts';
import { cardMessage } from '../connector/message.ts';
import type { PersonalChats } from '../people/chats.ts';
import type { Directory } from '../people/directory.ts';
import type { FindGapContacts } from '../people/gapContacts.ts';
import type { ShownCards } from '../views/shownCards.ts';
import type { Views } from '../views/views.ts';
import type { Reach } from './reach.ts';
import { setbackOf } from './setback.ts';

/**
 * Makes a card show its swarm as it is now, unless it does already. Somebody's own card that is gone from a shared
 * conversation, where a message for one person lives 24 hours, goes on in their personal chat. A briefing that is gone is
 * told to the swarm: its channel may be, too.
 */
export function refreshCard(needs: {
  reach: Reach;
  chats: Pick<PersonalChats, 'find'>;
  swarms: Pick<Swarms, 'load'>;
  connector: Connector;
  directory: Directory;
  views: Views;
  shown: ShownCards;
  findGapContacts: FindGapContacts;
}): Effect<'refresh-card'> {
  const { reach, chats, swarms, connector, directory, views, shown, findGapContacts } = needs;

  async function drawn(
    state: KnownSwarm,
    { card, ifOver, whileAsked }: Pick<JobOf<'refresh-card'>, 'card' | 'ifOver' | 'whileAsked'>,
  ): Promise<Drawn | null> {
    if (card === 'plan') {
      if (!state.planCard) return null;
      const reader = await directory.readerOf(state.case.owner.id, state.case.language);
      return {
        at: state.planCard,
        message: cardMessage(await views.ownersCard(state, reader)),
        whose: state.case.owner,
      };
    }
    const own = state.statusCards.find((each) => card === `own:${each.reader.id}`);
    if (own) {
      const reader = await directory.readerOf(own.reader.id, state.case.language);
      return { at: own.message, message: cardMessage(await views.status(state, reader)), whose: own.reader };
    }
    if (!wasStarted(state)) return null;
    const question = state.sideCards.find((each) => each.card === 'relay' && card === `relay:${each.reader.id}`);
    if (question) {
      const reader = await directory.readerOf(question.reader.id, state.case.language);
      return { at: question.message, message: cardMessage(noticeCard(state, { kind: 'relay', at: '' }, reader)) };
    }
    const asked = state.sideCards.find((each) => card === questionCard(each));
    if (asked && (isStillAsked(state, asked) ? ifOver : whileAsked)) return null;
    if (asked) {
      const reader = await directory.readerOf(asked.reader.id, state.case.language);
      const now = questionNow(state, asked, reader, findGapContacts);
      return now && { at: asked.message, message: cardMessage(now) };
    }
    if (card === 'briefing')
      return state.briefing && state.channel.status === 'open'
        ? { at: state.briefing, message: await views.briefingMessage(state) }
        : null;
    const told = state.views.find((each) => each.message && viewCard(each) === card);
    if (told?.message)
      return state.channel.status === 'open'
        ? { at: told.message, message: cardMessage(await views.toldView(state, told)) }
        : null;
    const invitation = state.invitations.find((each) => each.id === card);
    if (!invitation?.message) return null;
    const reader = await directory.readerOf(invitation.person.id, state.case.language);
    return { at: invitation.message, message: cardMessage(invitationCard(state, invitation, reader)) };
  }

  /** Brings what was drawn to where the card is. False: it is gone. */
  async function put({ at, message, whose }: Drawn, signal: AbortSignal): Promise<boolean | Setback> {
    let updated = await connector.update(at, message, { signal });
    // Addresses noted some time ago do not say that only one person sees the message.
    if (!updated.ok && updated.status === 404 && whose && !at.targeted)
      updated = await connector.update({ ...at, targeted: true }, message, { signal });
    if (updated.ok) return true;
    // Deleted by a person, or in an archived channel: there is nothing to keep true any more.
    return updated.status === 404 || updated.status === 403 ? false : setbackOf(updated, 'try-again');
  }

  /** Sends somebody's own card to their personal chat when it was elsewhere; null: it was there. */
  async function goneOn({ at, message, whose }: Drawn, signal: AbortSignal): Promise<EffectOutcome | null> {
    if (!whose || (await chats.find(whose.id))?.conversationId === at.conversationId) return null;
    const reached = await reach(whose.id, message, { triedFor: 0, signal });
    switch (reached.kind) {
      case 'sent':
        return report({ type: 'ReportPlanCardPosted', message: reached.message, reader: whose });
      case 'unreachable':
        return null;
      default:
        return reached;
    }
  }

  return async (job, { signal, repeated }) => {
    const { swarmId, card } = job;
    let state = await swarms.load(swarmId);
    // A try before this one may have sent what came late, after the note of a newer state: then the note is not so.
    const noted = repeated ? 0 : await shown.versionOf(swarmId, card);
    if (state.status === 'none' || state.forgotten || noted >= state.version) return done;
    let last: Drawn | null = null;
    // Another refresh of the card may run beside this one (queue.ts): whoever was overtaken draws the newest again.
    for (let round = 1; round <= mostRounds; round++) {
      const wanted = await drawn(state, job);
      if (!wanted) return done;
      if (last === null || JSON.stringify(wanted) !== JSON.stringify(last)) {
        const outcome = await put(wanted, signal);
        if (typeof outcome === 'object') return outcome;
        if (!outcome) {
          const moved = wasStarted(state) ? await goneOn(wanted, signal) : null;
          if (moved) return moved;
          if (card === 'briefing' && state.status === 'running')
            return report({ type: 'ReportBriefingLost', message: wanted.at });
          break;
        }
        last = wanted;
      }
      const { version } = state;
      state = await swarms.load(swarmId);
      if (state.status === 'none' || state.forgotten) return done;
      if (state.version === version) break;
      if (round === mostRounds)
        return { kind: 'wait', cause: 'The swarm changed faster than its card', retryAt: null, advice: 'try-again' };
    }
    await shown.note(swarmId, card, state.version);
    // Its channel waits for that to be archived.
    return card === 'briefing' && wasStarted(state) && state.status !== 'running'
      ? report({ type: 'ReportBriefingConcluded' })
      : done;
  };
}

/** How often a card is drawn in one go while its swarm goes on changing. */
const mostRounds = 5;

/** `whose`: of a card that one person has for themselves. */
type Drawn = { at: MessageAddress; message: OutgoingMessage; whose?: Person };
