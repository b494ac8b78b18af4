import type { Person } from '../../cases/case.ts';
import type { ReasonFor } from '../../matching/plan.ts';
import type { NotAskedCause } from '../../swarm/events.ts';
import { isInside } from '../../swarm/powers.ts';
import { overtakenBy } from '../../swarm/standing.ts';
import {
  type ClosedSwarm,
  type InvitationRecord,
  mayOfferHelp,
  type RunningSwarm,
  type StartedSwarm,
} from '../../swarm/state.ts';
import { listed, messages, type Reader } from '../languages/language.ts';
import { moment } from '../languages/moment.ts';
import { foldedLine, whereIs } from './foldedCard.ts';
import { fixName } from './outcomeCard.ts';
import { caseHeader, channelUrl, deadline, namesIn, severity } from './parts/caseHeader.ts';
import {
  type Action,
  apart,
  bold,
  buttons,
  type Card,
  card,
  type Element,
  execute,
  fact,
  heading,
  open,
  show,
  subtle,
  text,
  title,
} from './parts/elements.ts';
import { type Detail, fitted } from './parts/fit.ts';
import { peopleInputs, typedText } from './parts/inputs.ts';
import { editNote } from './parts/note.ts';
import { inReadersLanguage, languageHelp } from './parts/otherLanguage.ts';
import { reasonsFor } from './parts/reasons.ts';
import { soFar } from './parts/soFar.ts';
import { stepBackForm } from './parts/stepBack.ts';
import { short } from './parts/text.ts';

/**
 * The invited person's card: the least that lets them decide, then what became of it. The case's text stays out until
 * they accept; of a restricted case even its title and customer. One line, once the person goes by another invitation.
 */
export function invitationCard(state: StartedSwarm, invitation: InvitationRecord, reader: Reader): Card {
  const newer = overtakenBy(state.invitations, invitation);
  if (newer && invitation.message) return foldedLine(state, whereIs(newer.message, invitation.message), reader);
  return fitted((detail) => {
    const scene = { state, invitation, reader, detail };
    if (state.status !== 'running') return closedCard(scene, state);
    switch (invitation.answer.state) {
      case 'queued':
      case 'delivered':
        return askingCard(scene);
      case 'accepted':
        return acceptedCard(scene, state);
      case 'declined':
      case 'expired':
      case 'unreachable':
      case 'left':
        return reopenableCard(scene);
      case 'withdrawn':
        return withdrawnCard(scene, invitation.answer);
      default:
        return invitation.answer satisfies never;
    }
  });
}

type Scene = { state: StartedSwarm; invitation: InvitationRecord; reader: Reader; detail: Detail };

function askingCard({ state, invitation, reader, detail }: Scene): Card {
  const words = messages(reader.language);
  const coordinator = short(state.coordinator.name, 60);
  const nameOf = namesIn(state, reader, 40);
  const technologies = listed(invitation.technologies.slice(0, detail.technologies).map(nameOf), reader);
  const until = moment(invitation.answerBy, reader);
  const isLearner = invitation.role === 'learner';
  const takesOver = invitation.takesOver === true;
  const leads = state.coordinator.id === invitation.person.id;
  const asks = takesOver
    ? asksToTakeOver(state, reader)
    : isLearner
      ? words.invitation.asksLearner(coordinator)
      : leads
        ? words.invitation.asksWhoLeads(technologies)
        : technologies
          ? words.invitation.asks(coordinator, technologies)
          : words.invitation.asksWithoutTechnology(coordinator);
  const why = invitation.for.filter((each) => tellsWhy(each, state));
  const back = invitation.for.find(({ code }) => code === 'back');
  return card({
    language: reader.language,
    spoken: words.common.sentences(asks, words.invitation.answerUntil(until)),
    body: [
      title(takesOver ? words.relay.inviteTitle : isLearner ? words.invitation.learnerTitle : words.invitation.title),
      text(bold(asks)),
      facts(state, reader, detail),
      ...(takesOver
        ? [
            ...(technologies ? [fact(words.relay.wouldCover, technologies)] : []),
            text(words.relay.comesWith, { spacing: 'Small' }),
          ]
        : []),
      ...(why.length > 0
        ? [
            fact(
              words.invitation.whyYou,
              short(reasonsFor(why, nameOf, reader).join(words.common.separator), detail.words * 3),
            ),
          ]
        : []),
      fact(words.invitation.answerBy, bold(until)),
      ...(back?.code === 'back'
        ? [text(subtle(words.invitation.countsFrom(moment(back.at, reader))), { spacing: 'None' })]
        : []),
    ],
    actions: [
      execute('accept', takesOver ? words.relay.takeOver : words.invitation.accept, ids(state, invitation), 'positive'),
      execute('decline', words.invitation.busy, { ...ids(state, invitation), reason: 'busy' }),
      ...(isLearner || takesOver
        ? []
        : [execute('decline', words.invitation.notMyField, { ...ids(state, invitation), reason: 'not-my-field' })]),
      ...(isLearner ? [] : [askOther(state, invitation, reader, detail)]),
    ],
    refresh: refreshOf(state, invitation, reader),
  });
}

/** Until when who leads is there. */
function asksToTakeOver(state: StartedSwarm, reader: Reader): string {
  const { relay } = messages(reader.language);
  const last = state.relays.findLast(
    ({ of, coordinator }) => of === 'coordinator' && coordinator.id === state.coordinator.id,
  );
  const coordinator = short(state.coordinator.name, 60);
  return last ? relay.invitesUntil(coordinator, moment(last.ends, reader)) : relay.invites(coordinator);
}

/** Their own hours and load the person knows; who asks, and for what, is said above already. */
const tellsWhy = (reason: ReasonFor, state: StartedSwarm): boolean =>
  !['in-hours', 'back', 'present', 'load', 'covers-several'].includes(reason.code) &&
  !(reason.code === 'named-by-person' && reason.by === state.coordinator.name);

const ids = (state: StartedSwarm, invitation: InvitationRecord) => ({
  swarmId: state.swarmId,
  invitationId: invitation.id,
});

const refreshOf = (
  state: StartedSwarm,
  invitation: InvitationRecord,
  reader: Reader,
): NonNullable<Card['refresh']> => ({
  action: execute('refresh', messages(reader.language).common.refresh, {
    ...ids(state, invitation),
    card: 'invitation',
  }),
});

/** What someone may know before they accept. */
function facts(state: StartedSwarm, reader: Reader, detail: Detail): Element[] {
  const { invitation, common } = messages(reader.language);
  const urgency = text(severity(state.case, reader));
  if (state.case.restricted)
    return [urgency, ...deadline(state, reader), text(invitation.restricted, { spacing: 'Small' })];
  return [
    urgency,
    ...deadline(state, reader),
    text([subtle(`${common.caseNumber(short(state.case.id, 60))}${apart}`), short(state.case.title, detail.words)], {
      spacing: 'Small',
    }),
  ];
}

/** Colleagues of the same field whom nobody has asked yet. */
function notAsked(state: StartedSwarm, detail: Detail): Person[] {
  const asked = new Set([state.coordinator.id, ...state.invitations.map(({ person }) => person.id)]);
  return state.plan.ranking.candidates
    .map(({ person }) => person)
    .filter(({ id }) => !asked.has(id))
    .slice(0, Math.min(detail.people, 5));
}

function askOther(state: StartedSwarm, invited: InvitationRecord, reader: Reader, detail: Detail): Action {
  const { invitation, common } = messages(reader.language);
  const carried = ids(state, invited);
  return show(
    invitation.askOther,
    [
      ...peopleInputs(
        'instead',
        {
          label: invitation.instead,
          choose: invitation.insteadHint,
          type: invitation.insteadTyped,
          typeHint: common.nameOrMail,
        },
        notAsked(state, detail),
        'one',
      ),
      typedText('note', invitation.note, '', 500),
    ],
    [
      execute('decline', invitation.sendAskOther, { ...carried, reason: 'ask-other' }),
      execute('decline', invitation.sendOther, { ...carried, reason: 'other' }),
    ],
  );
}

function acceptedCard({ state, invitation, reader, detail }: Scene, running: RunningSwarm): Card {
  const words = messages(reader.language);
  const isSeated =
    !isRoomless(running) && running.members.some(({ person, seated }) => seated && person.id === invitation.person.id);
  const name = isSeated ? words.invitation.seatedTitle : words.invitation.acceptedTitle;
  const url = isSeated ? channelUrl(running) : null;
  const leads = state.coordinator.id === invitation.person.id;
  const noRoom = leads ? 'noRoomLeading' : 'noRoom';
  return card({
    language: reader.language,
    spoken: name,
    body: [
      title(name),
      text(leads ? words.invitation.acceptedLeading : words.invitation.accepted(short(state.coordinator.name, 60))),
      text(subtle(words.common.caseNumber(short(state.case.id, 60))), { spacing: 'Small' }),
      caseHeader(state, reader, detail.words),
      text(words.invitation[isSeated && url ? 'seated' : isRoomless(running) ? noRoom : 'seatWaits']),
      ...soFar(state, reader, detail, { card: 'invitation', invitationId: invitation.id }),
      ...(isRoomless(running) || url === null ? [buttons([editNote(state, reader)], { spacing: 'Medium' })] : []),
    ],
    actions: [...open(words.common.openChannel, url), ...stepBackForm(state, reader, { invitationId: invitation.id })],
    refresh: refreshOf(state, invitation, reader),
  });
}

/** Its channel is gone, or it goes on without one. */
const isRoomless = ({ withoutRoom, lostRoom }: RunningSwarm): boolean => withoutRoom || lostRoom !== null;

/** Whether somebody who was named and not asked can be asked all the same: not who is in, or has been asked already. */
export const mayBeAskedYet = (why: NotAskedCause): boolean => why !== 'already-in' && why !== 'already-asked';

/** Declined, silent, not reached or left: while the swarm runs, a mind may be changed. */
function reopenableCard({ state, invitation, reader, detail }: Scene): Card {
  const { invitation: words, common } = messages(reader.language);
  const { answer } = invitation;
  const [name, lines] =
    answer.state === 'declined'
      ? [
          words.declinedTitle,
          [
            answer.instead ? words.named(short(answer.instead.name, 60)) : words.declined[answer.reason],
            ...(answer.instead && answer.notAsked
              ? [
                  common.sentences(
                    words.notAsked(short(answer.instead.name, 60), words.notAskedWhy[answer.notAsked.why]),
                    ...(mayBeAskedYet(answer.notAsked.why) ? [words.notAskedYet] : []),
                  ),
                ]
              : []),
            words.changeMind,
          ],
        ]
      : answer.state === 'expired'
        ? [words.expiredTitle, [words.expired(moment(invitation.answerBy, reader))]]
        : answer.state === 'left'
          ? [words.leftTitle, [words.left, words.changeMind]]
          : [words.unreachableTitle, [words.unreachable]];
  return card({
    language: reader.language,
    spoken: common.sentences(name, ...lines),
    body: [title(name), ...lines.map((line) => text(line)), facts(state, reader, detail)],
    actions: [execute('accept', words.acceptAfterAll, ids(state, invitation))],
    refresh: refreshOf(state, invitation, reader),
  });
}

/** Who was let go may say that they could still join, as long as the swarm runs; the coordinator decides. */
function withdrawnCard(
  { state, invitation, reader, detail }: Scene,
  { because, offered, by }: Extract<InvitationRecord['answer'], { state: 'withdrawn' }>,
): Card {
  const { invitation: words, common } = messages(reader.language);
  const leads = state.coordinator.id === invitation.person.id;
  // Who came by another invitation since has nothing to offer.
  const mayOffer = state.status === 'running' && mayOfferHelp(invitation) && !isInside(state, invitation.person.id);
  const coordinator = short(state.coordinator.name, 60);
  // Who may still come is not told that nobody needs them, least of all once they have offered to.
  const name = !mayOffer ? words.withdrawnTitle : offered ? words.offeredTitle : words.mayOfferTitle;
  const lines = [
    leads && by?.id === invitation.person.id
      ? words.acceptedLeading
      : by
        ? words.takenOver(short(by.name, 60))
        : words.withdrawn[because],
    ...(mayOffer ? [offered ? words.offered(coordinator) : words.mayOffer(coordinator)] : []),
  ];
  return card({
    language: reader.language,
    spoken: common.sentences(name, ...lines),
    body: [title(name), ...lines.map((line) => text(line)), facts(state, reader, detail)],
    actions: mayOffer && !offered ? [execute('offer-help', words.offerHelp, ids(state, invitation))] : [],
    refresh: refreshOf(state, invitation, reader),
  });
}

function closedCard({ state, invitation, reader, detail }: Scene, closed: ClosedSwarm): Card {
  const { invitation: words, common } = messages(reader.language);
  if (invitation.answer.state === 'withdrawn')
    return withdrawnCard({ state, invitation, reader, detail }, invitation.answer);
  const wasIn = invitation.answer.state === 'accepted';
  const hasLeft = invitation.answer.state === 'left';
  const name = wasIn ? (closed.status === 'resolved' ? words.resolvedTitle : words.cancelledTitle) : words.closedTitle;
  const isCredited =
    closed.outcome.kind === 'resolved' && closed.outcome.credits.some(({ id }) => id === invitation.person.id);
  const line = isCredited ? words.credited : wasIn || hasLeft ? words.thanks : words.closedBeforeAnswer;
  return card({
    language: reader.language,
    spoken: common.sentences(name, line),
    body: [
      title(name),
      text(line),
      wasIn ? caseHeader(state, reader, detail.words) : facts(state, reader, detail),
      ...(wasIn && closed.outcome.kind === 'resolved'
        ? [
            heading(fixName(closed.outcome.fixKind, reader)),
            ...inReadersLanguage(closed.outcome.fix, closed, reader, detail),
            ...languageHelp(
              closed,
              reader,
              { card: 'invitation', invitationId: invitation.id },
              { only: closed.outcome.fix },
            ),
          ]
        : []),
    ],
    actions: wasIn ? open(common.openChannel, channelUrl(closed)) : [],
  });
}
