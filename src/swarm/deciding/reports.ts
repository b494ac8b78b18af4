import { isDeepStrictEqual } from 'node:util';
import { isWorkingTime } from '../../availability/stretches.ts';
import type { Case } from '../../cases/case.ts';
import type { CaseOver } from '../../cases/storedCases.ts';
import type { Circumstances, SwarmCommand } from '../commands.ts';
import type { CardCopy, Step, SwarmEvent } from '../events.ts';
import {
  isPending,
  ownCardOf,
  type RunningSwarm,
  type StartedSwarm,
  type SwarmState,
  waitedFor,
  wasStarted,
} from '../state.ts';
import { copyReported, invitationShown, sideCardReported } from './copies.ts';
import { cover } from './cover.ts';
import { alreadySo, type Decision, happened, refused } from './decision.ts';
import { isInLeftRoom } from './leftRoom.ts';
import { roomReported, triedAgainAt } from './room.ts';
import { urgencyTold } from './urgency.ts';

type Report = Exclude<
  Extract<SwarmCommand, { type: 'Expire' | `Report${string}` }>,
  { type: 'ReportGapLeadAsked' | `ReportModel${string}` }
>;

/**
 * Jobs and the clock say what happened outside. A report is believed whenever it comes, also after the swarm closed:
 * what exists outside must be known, so that it can be undone. The same report twice changes nothing.
 */
export function reported(state: SwarmState, command: Report, now: Circumstances): Decision {
  if (state.status === 'none') return refused({ code: 'no-such-swarm' });
  if (command.type === 'ReportPlanCardPosted') return ownCardPosted(state, command);
  if (command.type === 'ReportCase') return caseReported(state, command);
  if (!wasStarted(state)) return refused({ code: 'not-started' });
  return reportedOnStarted(state, command, now);
}

/** So many cards of people beside the case's owner are kept true; who asked longest ago may ask again. */
const mostStatusCards = 10;

/** Of each person's copies the newest is kept true; an older one only says so. */
function ownCardPosted(
  state: Exclude<SwarmState, { status: 'none' }>,
  { message, reader = state.case.owner }: Extract<Report, { type: 'ReportPlanCardPosted' }>,
): Decision {
  const before = ownCardOf(state, reader.id);
  if (before?.activityId === message.activityId && before.conversationId === message.conversationId) return alreadySo;
  const isOwner = reader.id === state.case.owner.id;
  const tooMany =
    isOwner || before ? [] : state.statusCards.slice(0, Math.max(0, 1 + state.statusCards.length - mostStatusCards));
  const replaces = [...(before ? [{ reader, message: before }] : []), ...tooMany];
  return happened({
    type: 'PlanCardPosted',
    message,
    ...(isOwner ? {} : { reader }),
    ...(replaces.length > 0 ? { replaces } : {}),
  });
}

function reportedOnStarted(
  state: StartedSwarm,
  command: Exclude<Report, { type: 'ReportPlanCardPosted' | 'ReportCase' }>,
  now: Circumstances,
): Decision {
  const { channel } = state;
  switch (command.type) {
    case 'ReportChannelOpened':
      if (command.room !== state.room)
        return state.leftRoom?.status === 'awaited'
          ? happened({ type: 'OpenChannelLeft', channel: command.channel })
          : alreadySo;
      return channel.status === 'opening' ? happened({ type: 'ChannelOpened', channel: command.channel }) : alreadySo;
    case 'ReportAppEnabled':
      return channel.status !== 'opening' && !channel.appEnabled
        ? happened({ type: 'AppEnabledInChannel' })
        : alreadySo;
    case 'ReportSeated': {
      const { person, role, room, guest } = command;
      // A seat in the room that was left is none in this one, and in a room that is still being made nobody sits.
      if (room !== state.room || channel.status === 'opening') return alreadySo;
      // Who stepped back while their seat was on its way is not in the swarm again by it.
      if (!belongs(state, person.id)) return alreadySo;
      const seated = state.members.some((each) => each.seated && each.person.id === person.id && each.role === role);
      return seated ? alreadySo : happened({ type: 'MemberSeated', person, role, ...(guest && { guest }) });
    }
    case 'ReportAnnounced': {
      const { person } = command;
      const waiting = state.members.some((each) => each.person.id === person.id && !each.announced);
      const hasWaited = state.troubles.some(({ step }) => step === `announce:${person.id}`);
      return waiting
        ? happened({ type: 'MemberAnnounced', person, ...(hasWaited && { waited: true as const }) })
        : alreadySo;
    }
    case 'ReportBriefingPosted':
      // Nothing is posted in a room that is still being made: it was in the one that was left, and goes with that.
      if (channel.status === 'opening' && state.leftRoom?.status !== 'left') return alreadySo;
      if (isInLeftRoom(state, command.message))
        return state.leftRoom?.status === 'left' && state.leftRoom.briefing?.activityId !== command.message.activityId
          ? happened({ type: 'BriefingPosted', message: command.message })
          : alreadySo;
      return state.briefing
        ? copyReported(state, { card: 'briefing', message: command.message }, state.briefing)
        : happened({ type: 'BriefingPosted', message: command.message });
    case 'ReportBriefingLost':
      return state.status === 'running' &&
        channel.status === 'open' &&
        state.briefingsLost < mostBriefingsLost &&
        state.briefing?.activityId === command.message.activityId
        ? happened({ type: 'BriefingLost' })
        : alreadySo;
    case 'ReportBriefingConcluded':
      return state.status === 'running' || state.outcome.concluded
        ? alreadySo
        : happened({ type: 'BriefingConcluded' });
    case 'ReportDelivered': {
      const { invitationId, message } = command;
      const invitation = state.invitations.find((each) => each.id === invitationId);
      if (invitation?.message) return copyReported(state, { card: cardOf(invitationId), message }, invitation.message);
      const known = invitation && now.hours[invitation.person.id];
      return ifInvitation(state, invitationId, () => !state.forgotten, [
        {
          ...{ type: 'InvitationDelivered', invitationId, message },
          ...(known && { offHours: !isWorkingTime(Date.parse(now.at), known) }),
        },
      ]);
    }
    case 'ReportInvitationShown': {
      const { invitationId, message } = command;
      const brought = state.invitations.some((each) => each.id === invitationId && each.message !== null);
      return brought
        ? invitationShown(state, command)
        : reportedOnStarted(state, { type: 'ReportDelivered', invitationId, message }, now);
    }
    case 'ReportSideCard':
      return sideCardReported(state, command);
    case 'ReportUnreachable': {
      const { invitationId, cause } = command;
      if (state.status !== 'running') return alreadySo;
      return ifInvitation(state, invitationId, isPending, () =>
        cover(state, [{ type: 'InvitationUnreachable', invitationId, cause }], now),
      );
    }
    case 'ReportPersonLeft':
      return state.status === 'running' ? personLeft(state, command.personId, now) : alreadySo;
    case 'Expire': {
      const { invitationId } = command;
      if (state.status !== 'running') return alreadySo;
      const due = (each: { answerBy: string }) => Date.parse(each.answerBy) <= Date.parse(now.at);
      return ifInvitation(
        state,
        invitationId,
        (each) => isPending(each) && due(each),
        () => cover(state, [{ type: 'InvitationExpired', invitationId }], now),
      );
    }
    case 'ReportOutcomePosted':
      return state.status === 'running' || state.outcome.posted ? alreadySo : happened({ type: 'OutcomePosted' });
    case 'ReportViewRelayed': {
      const { of, message } = command;
      const view = state.views.find(({ version }) => version === of);
      if (view && !view.relayed) return happened({ type: 'ViewRelayed', of, message });
      return view?.message ? copyReported(state, { card: `view:${of}`, message }, view.message) : alreadySo;
    }
    case 'ReportArchived':
      return channel.status === 'open' ? happened({ type: 'ChannelArchived' }) : alreadySo;
    case 'ReportUnarchived':
      return channel.status === 'archived' ? happened({ type: 'ChannelUnarchived' }) : alreadySo;
    case 'ReportDeleted':
      return channel.status === 'archived' || channel.status === 'open'
        ? happened({ type: 'ChannelDeleted' })
        : alreadySo;
    case 'ReportCaseTold': {
      const { step, outcome, article } = command;
      // A link is set again when the swarm moves; a note is written once, and so is an article.
      if (state.notesTold.includes(step)) return alreadySo;
      if (step === 'send-article' && state.articleDraft?.status !== 'waits') return alreadySo;
      const hasWaited = state.troubles.some((each) => each.step === step);
      return happened({
        ...{ type: 'CaseTold', step, outcome },
        ...(hasWaited && { waited: true as const }),
        ...(article && { article }),
      });
    }
    case 'ReportChannelLost':
    case 'ReportChannelFound':
      return roomReported(state, command);
    case 'ReportLeftBriefingHidden':
      return state.leftRoom?.status === 'left' && state.leftRoom.briefing
        ? happened({ type: 'LeftBriefingHidden' })
        : alreadySo;
    case 'ReportLeftChannelDeleted':
      return state.leftRoom?.status === 'left' ? happened({ type: 'LeftChannelDeleted' }) : alreadySo;
    case 'ReportDelay': {
      const { step, attempt, cause, retryAt, asked, advice } = command;
      if (isOutOfPatience(state, command)) return gaveUp(state, step, cause, advice, now);
      return happened({
        type: 'StepDelayed',
        step,
        attempt,
        cause,
        retryAt,
        ...(asked && { asked }),
        // The other advices are for when it is given up: a channel just made is not found for a while, say.
        ...(advice === 'ask-administrator' && { advice }),
      });
    }
    case 'ReportFailure':
      return gaveUp(state, command.step, command.cause, command.advice, now);
    default:
      return command satisfies never;
  }
}

/**
 * Whoever was asked cannot answer, and a seat is filled by the rules by which it was filled. Who leads stays it until somebody hands
 * over: their leads are told (composition/leavers.ts).
 */
function personLeft(state: RunningSwarm, personId: string, now: Circumstances): Decision {
  const theirs = state.invitations.filter(({ person }) => person.id === personId);
  const seat = personId === state.coordinator.id ? undefined : theirs.find(({ answer }) => answer.state === 'accepted');
  const events: SwarmEvent[] = [
    ...theirs
      .filter(isPending)
      .map(({ id }): SwarmEvent => ({ type: 'InvitationUnreachable', invitationId: id, cause: 'user-gone' })),
    ...(seat
      ? [{ type: 'ExpertSteppedBack' as const, invitationId: seat.id, why: '', known: '', gone: true as const }]
      : []),
  ];
  return events.length === 0 ? alreadySo : happened(...cover(state, events, now));
}

/** Whoever deletes it again and again does not want it; and no fault of Teams' may fill a channel with briefings. */
const mostBriefingsLost = 3;

const cardOf = (invitationId: string): CardCopy['card'] => `i${Number(invitationId.slice(1))}`;

/** Whoever still asks to wait after so long has an outage by another name. */
const mostAskedMs = 86_400_000;

/** Time counts, not attempts: a short throttle makes many attempts, and is nobody's failure. */
function isOutOfPatience(
  state: StartedSwarm,
  { step, asked, advice }: Extract<Report, { type: 'ReportDelay' }>,
): boolean {
  // An administrator's word is waited for, however long it takes: what was to be written into the case is not lost meanwhile.
  if (
    asked &&
    advice === 'ask-administrator' &&
    (step === 'link-case' || step === 'send-article' || step.startsWith('note:') || step.startsWith('unlink:'))
  )
    return false;
  const waited = waitedFor(state, step);
  return asked ? waited.asked >= mostAskedMs : waited.failing >= state.policy.stepPatienceMinutes * 60_000;
}

/**
 * What the case system says of a case wins over what somebody typed under its number: a plan of another owner's, or
 * one that would put a restricted case into an open room, lapses; of a swarm that runs, the owner of record changes. Its urgency
 * counts for a plan and for a swarm that runs. A plan that was for somebody in the owner's place, who owns the case by now, says so no more.
 * A case that became restricted stays so here, whatever the case system says later: its people were promised that.
 * One that was restricted and freed again before anybody was told is as it always was: nobody was promised anything.
 */
export function caseReported(
  state: Exclude<SwarmState, { status: 'none' }>,
  { case: told, over }: Extract<Report, { type: 'ReportCase' }>,
): Decision {
  const { severity, mergedInto } = told;
  const { owner, restricted, instead } = state.linked === null ? told : asLinked(state.linked, told);
  const urgency = urgencyTold(state.case.severity, severity);
  if (state.status === 'proposed') {
    // Nobody needs the plan of a case that is closed.
    if (over || state.case.owner.id !== owner.id || state.case.restricted !== restricted)
      return happened({ type: 'PlanLapsed' });
    const explained: SwarmEvent[] = isDeepStrictEqual(state.case.instead, instead)
      ? []
      : [{ type: 'OwnerExplained', ...(instead && { instead }) }];
    return explained.length + urgency.length === 0 ? alreadySo : happened(...explained, ...urgency);
  }
  if (!wasStarted(state)) return alreadySo;
  const events: SwarmEvent[] = [];
  if (restricted && !state.case.restricted) events.push(...learnersLetGo(state), { type: 'CaseRestricted' });
  if (state.status === 'running' && state.case.owner.id !== owner.id)
    events.push({ type: 'CaseReassigned', from: state.case.owner, to: owner });
  if (state.status === 'running' && !over) events.push(...urgency);
  // Who only read the case says nothing of it; and of a swarm that is forgotten nothing more is kept.
  if (over !== undefined && !state.forgotten) events.push(...overNow(state, over, mergedInto));
  return events.length > 0 ? happened(...events) : alreadySo;
}

/**
 * What counts of a case to which a swarm that was told in words is linked: where nobody owns it there who could be named it stays whose
 * it is here, and told among few it is as restricted as it was told: a private channel is none too many.
 */
function asLinked(
  linked: NonNullable<StartedSwarm['linked']>,
  { owner, restricted, instead }: Case,
): Pick<Case, 'owner' | 'restricted' | 'instead'> {
  return { owner: instead ? linked.told.owner : owner, restricted: restricted || linked.told.restricted };
}

/** Into which case it was merged may be told after that it is closed. */
function overNow(state: StartedSwarm, over: CaseOver | null, into: Case['mergedInto']): SwarmEvent[] {
  if (over === null) return state.caseOver === null ? [] : [{ type: 'CaseReopened' }];
  const isKnown = state.caseOver !== null && (!into || into.record === state.mergedInto?.record);
  return isKnown ? [] : [{ type: 'CaseClosed', how: over, ...(into && { into }) }];
}

/** Nobody is let into a restricted case to learn; who accepted before knows it already, and stays. */
const learnersLetGo = (state: StartedSwarm): SwarmEvent[] =>
  state.invitations
    .filter((each) => each.role === 'learner' && isPending(each))
    .map((each) => ({ type: 'InvitationWithdrawn', invitationId: each.id, because: 'restricted' }));

function ifInvitation(
  state: StartedSwarm,
  id: string,
  holds: (invitation: StartedSwarm['invitations'][number]) => boolean,
  events: SwarmEvent[] | (() => SwarmEvent[]),
): Decision {
  const invitation = state.invitations.find((each) => each.id === id);
  if (!invitation) return refused({ code: 'no-such-invitation' });
  if (!holds(invitation)) return alreadySo;
  return happened(...(typeof events === 'function' ? events() : events));
}

/** An invitation that cannot be delivered is an expert out of reach: the next is asked. Any other step is told. */
function gaveUp(
  state: StartedSwarm,
  step: Step,
  cause: string,
  advice: Extract<Report, { type: 'ReportFailure' }>['advice'],
  now: Circumstances,
): Decision {
  const before = state.troubles.find((each) => each.step === step);
  // The same failure told twice; one that comes after its next try was due is of that try.
  if (before?.status === 'failed' && !(before.againAt !== null && before.againAt <= now.at)) return alreadySo;
  const invitationId = step.startsWith('deliver:') ? step.slice('deliver:'.length) : null;
  if (invitationId !== null) return reported(state, { type: 'ReportUnreachable', invitationId, cause: 'other' }, now);
  const times = (before?.failures ?? 0) + 1;
  return happened({ type: 'StepFailed', step, cause, advice, againAt: triedAgainAt(times, now), times });
}

/** Whether somebody is of the swarm: they coordinate it, have accepted, or are in its room for another reason. */
function belongs(state: StartedSwarm, personId: string): boolean {
  return (
    state.coordinator.id === personId ||
    state.members.some((each) => each.person.id === personId) ||
    state.invitations.some((each) => each.person.id === personId && each.answer.state === 'accepted')
  );
}
