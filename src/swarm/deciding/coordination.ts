import type { Person } from '../../cases/case.ts';
import type { Circumstances, SwarmCommand } from '../commands.ts';
import type { SwarmEvent } from '../events.ts';
import { isForStandIns, isInside, powerOver } from '../powers.ts';
import {
  type ClosedSwarm,
  isPending,
  isWaitingForHours,
  type RunningSwarm,
  type SwarmState,
  wasStarted,
} from '../state.ts';
import { cover, invited } from './cover.ts';
import { alreadySo, type Decision, happened, refused } from './decision.ts';
import { followUpSet } from './followUp.ts';
import { preventionAsked } from './prevention.ts';
import { relayOffered, relaysWithdrawn } from './relay.ts';
import { roomDecided } from './room.ts';
import { thankedAtEnd } from './thanks.ts';
import { silentAsked } from './views.ts';

type CoordinatorCommand = Extract<
  SwarmCommand,
  {
    type:
      | 'AddTechnology'
      | 'DropTechnology'
      | 'InvitePerson'
      | 'AskViews'
      | 'AskSilent'
      | 'HandOver'
      | 'OfferRelay'
      | 'Resolve'
      | 'Cancel'
      | 'Reopen'
      | 'RetryStep'
      | 'TakeOffer'
      | 'AskNow'
      | 'OpenRoom'
      | 'GoWithoutRoom';
  }
>;

/** The coordinator steers, and the case's owner; whoever stands in for the owner may hand over and end (powers.ts). */
export function coordinated(state: SwarmState, command: CoordinatorCommand, now: Circumstances): Decision {
  if (state.status === 'none') return refused({ code: 'no-such-swarm' });
  if (!wasStarted(state))
    return command.type === 'Cancel' &&
      (isPerson(now, state.case.owner.id) || (now.actorStandsIn && !state.case.restricted))
      ? lapse(state.status)
      : refused({ code: 'not-started' });
  const power = now.actor.kind === 'person' ? powerOver(state, now.actor.person.id, now.actorStandsIn) : 'none';
  if (power === 'none' || (power === 'stand-in' && !isForStandIns(state, command)))
    return refused({ code: 'not-coordinator', coordinator: state.coordinator });
  if (command.type === 'OpenRoom' || command.type === 'GoWithoutRoom') return roomDecided(state, command);
  if (state.status === 'running') return running(state, command, now);
  return closed(state, command, now);
}

const isPerson = (now: Circumstances, id: string): boolean => now.actor.kind === 'person' && now.actor.person.id === id;

const lapse = (status: 'proposed' | 'lapsed'): Decision =>
  status === 'proposed' ? happened({ type: 'PlanLapsed' }) : alreadySo;

type Steered = Exclude<CoordinatorCommand, { type: 'OpenRoom' | 'GoWithoutRoom' }>;

function closed(state: ClosedSwarm, command: Steered, now: Circumstances): Decision {
  if (command.type === 'Reopen' && state.forgotten) return refused({ code: 'swarm-forgotten' });
  if (command.type === 'Reopen') return happened(...cover(state, [{ type: 'SwarmReopened' }], now));
  if (command.type === 'Resolve' && state.status === 'resolved') return alreadySo;
  if (command.type === 'Cancel' && state.status === 'cancelled') return alreadySo;
  if (command.type === 'RetryStep') return retry(state, command.step);
  return refused({ code: 'already-closed', status: state.status });
}

function running(state: RunningSwarm, command: Steered, now: Circumstances): Decision {
  switch (command.type) {
    case 'AddTechnology': {
      const { technology } = command.technology;
      return needs(state, technology)
        ? refused({ code: 'already-needed', technology })
        : happened(...cover(state, [{ type: 'TechnologyAdded', technology: command.technology }], now));
    }
    case 'DropTechnology': {
      const { technology } = command;
      if (!needs(state, technology)) return refused({ code: 'not-needed', technology });
      if (state.needs.length === 1) return refused({ code: 'last-technology' });
      return happened(...cover(state, [{ type: 'TechnologyDropped', technology }], now));
    }
    case 'InvitePerson':
      return invitePerson(state, command, now);
    case 'AskViews': {
      const question = command.question.trim();
      if (!question) return refused({ code: 'text-missing', field: 'question' });
      if (!state.briefing || state.channel.status !== 'open') return refused({ code: 'no-room-yet' });
      if (isAskedAlready(state, question, now.at)) return alreadySo;
      const asked = state.members
        .filter((each) => each.seated && each.person.id !== state.coordinator.id)
        .map((each) => each.person);
      return asked.length === 0
        ? refused({ code: 'nobody-in-the-room' })
        : happened({ type: 'ViewsAsked', question, asked });
    }
    case 'AskSilent':
      return silentAsked(state, command.question, now);
    case 'HandOver':
      return handOver(state, command.to, now);
    case 'OfferRelay':
      return relayOffered(state, command, now);
    case 'Resolve':
      return resolve(state, command, now);
    case 'Cancel': {
      const reason = command.reason.trim();
      return reason
        ? happened(...withdrawals(state), { type: 'SwarmCancelled', reason })
        : refused({ code: 'text-missing', field: 'reason' });
    }
    case 'Reopen':
      return refused({ code: 'still-running' });
    case 'RetryStep':
      return retry(state, command.step);
    case 'TakeOffer':
      return takeOffer(state, command.invitationId, now);
    case 'AskNow':
      return askNow(state, command.invitationId, now);
    default:
      return command satisfies never;
  }
}

/** Teams delivers a press again, also under a new id (platform.md 2.4); nobody asks everyone the same twice so soon. */
const sameQuestionMinutes = 5;
const isAskedAlready = ({ lastQuestion }: RunningSwarm, question: string, at: string): boolean =>
  lastQuestion?.question === question && Date.parse(at) - Date.parse(lastQuestion.at) < sameQuestionMinutes * 60_000;

const needs = (state: RunningSwarm, technology: string): boolean =>
  state.needs.some((need) => need.detected.technology === technology);

/** Who was let go and could still join is in at a word of the coordinator: they have said yes already. */
function takeOffer(state: RunningSwarm, invitationId: string, now: Circumstances): Decision {
  const invitation = state.invitations.find((each) => each.id === invitationId);
  if (!invitation) return refused({ code: 'no-such-invitation' });
  const { person, answer } = invitation;
  if (answer.state === 'accepted') return alreadySo;
  if (isInside(state, person.id)) return refused({ code: 'already-in', person });
  if (answer.state !== 'withdrawn' || !answer.offered) return refused({ code: 'invitation-withdrawn' });
  // Asked anew meanwhile: that invitation is the one that they answer.
  if (state.invitations.some((each) => each.person.id === person.id && isPending(each)))
    return refused({ code: 'already-asked', person });
  return happened(...cover(state, [{ type: 'InvitationAccepted', invitationId }], now));
}

/** Whom to disturb for what cannot wait after all is the coordinator's to judge; the time to answer stays as it was told. */
function askNow(state: RunningSwarm, invitationId: string, { at }: Circumstances): Decision {
  const invitation = state.invitations.find((each) => each.id === invitationId);
  if (!invitation) return refused({ code: 'no-such-invitation' });
  if (invitation.answer.state === 'withdrawn') return refused({ code: 'invitation-withdrawn' });
  return isWaitingForHours(invitation, at) ? happened({ type: 'InvitationHastened', invitationId }) : alreadySo;
}

/** Nobody outside the organisation coordinates: Swarm writes to none of them. */
function handOver(state: RunningSwarm, to: Person, now: Circumstances): Decision {
  if (to.id === state.coordinator.id) return alreadySo;
  const outside = now.hours[to.id]?.outside;
  if (outside !== undefined) return refused({ code: 'outside', person: to, reach: outside });
  if (now.hours[to.id]?.left) return refused({ code: 'left', person: to });
  return happened({ type: 'CoordinationHandedOver', from: state.coordinator, to }, ...relaysWithdrawn(state, to));
}

/** Asking by name is the coordinator's own judgement: availability is shown to them, not enforced. */
function invitePerson(
  state: RunningSwarm,
  { person, technologies, role }: Extract<CoordinatorCommand, { type: 'InvitePerson' }>,
  now: Circumstances,
): Decision {
  const unknown = technologies.find((technology) => !needs(state, technology));
  if (unknown) return refused({ code: 'not-needed', technology: unknown });
  if (person.id === state.coordinator.id || state.members.some((each) => each.person.id === person.id))
    return refused({ code: 'already-in', person });
  const outside = now.hours[person.id]?.outside;
  if (outside !== undefined) return refused({ code: 'outside', person, reach: outside });
  if (now.hours[person.id]?.left) return refused({ code: 'left', person });
  const before = state.invitations.filter((each) => each.person.id === person.id);
  if (before.some(isPending)) return refused({ code: 'already-asked', person });
  if (before.some((each) => each.answer.state === 'accepted')) return refused({ code: 'already-in', person });
  const by = now.actor.kind === 'person' ? now.actor.person.name : now.actor.name;
  const wave = 1 + Math.max(0, ...state.invitations.map((each) => each.wave));
  return happened(invited(state, { person, technologies, for: [{ code: 'named-by-person', by }] }, wave, now, role));
}

function resolve(
  state: RunningSwarm,
  command: Extract<CoordinatorCommand, { type: 'Resolve' }>,
  now: Circumstances,
): Decision {
  const rootCause = command.rootCause.trim();
  const fix = command.fix.trim();
  if (!rootCause) return refused({ code: 'text-missing', field: 'rootCause' });
  if (!fix) return refused({ code: 'text-missing', field: 'fix' });
  const inside = new Set([
    state.coordinator.id,
    ...state.members.map((each) => each.person.id),
    ...state.invitations.filter(({ answer }) => wasIn.has(answer.state)).map((each) => each.person.id),
  ]);
  const outsider = command.credits.find((person) => !inside.has(person.id));
  if (outsider) return refused({ code: 'credit-for-outsider', person: outsider });
  const { fixKind, technologies, credits } = command;
  const prevention = command.prevention ? preventionAsked(state, command.prevention, now) : alreadySo;
  if (!prevention.ok) return prevention;
  const followUp = command.followUp ? followUpSet(state, command.followUp, now) : null;
  if (followUp === 'day-out-of-reach') return refused({ code: followUp });
  const thanks = thankedAtEnd(credits, command.thanks ?? '', now);
  if (!thanks.ok) return thanks;
  return happened(
    ...withdrawals(state),
    {
      ...{ type: 'SwarmResolved', rootCause, fix, technologies, credits },
      ...(fixKind ? { fixKind } : {}),
    },
    ...(followUp ? [followUp] : []),
    ...prevention.events,
    ...thanks.events,
  );
}

/** Who has left may have helped before. */
const wasIn: ReadonlySet<string> = new Set(['accepted', 'left']);

const withdrawals = (state: RunningSwarm): SwarmEvent[] =>
  state.invitations
    .filter(isPending)
    .map((each) => ({ type: 'InvitationWithdrawn', invitationId: each.id, because: 'closed' }));

function retry(state: RunningSwarm | ClosedSwarm, step: Extract<CoordinatorCommand, { type: 'RetryStep' }>['step']) {
  return state.troubles.some((each) => each.step === step && each.status === 'failed')
    ? happened({ type: 'StepRetried', step })
    : refused({ code: 'nothing-to-retry' });
}
