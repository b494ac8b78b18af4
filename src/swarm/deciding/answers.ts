import type { ReasonAgainst } from '../../matching/plan.ts';
import type { Circumstances, SwarmCommand } from '../commands.ts';
import type { NotAskedCause, SwarmEvent } from '../events.ts';
import { isInside } from '../powers.ts';
import {
  type InvitationRecord,
  isPending,
  mayOfferHelp,
  type RunningSwarm,
  type StartedSwarm,
  type SwarmState,
  wasStarted,
} from '../state.ts';
import { cover } from './cover.ts';
import { alreadySo, type Decision, happened, refused } from './decision.ts';
import { relayAccepted } from './relay.ts';

type Answer = Extract<SwarmCommand, { type: 'Accept' | 'Decline' | 'StepBack' | 'OfferHelp' }>;

/**
 * The invited answer. Only the invited person, and only while the swarm runs. The same answer twice is one answer;
 * a mind may be changed after declining, after silence and after leaving, as long as the swarm runs.
 */
export function answered(state: SwarmState, command: Answer, now: Circumstances): Decision {
  if (state.status === 'none') return refused({ code: 'no-such-swarm' });
  if (!wasStarted(state)) return refused({ code: 'not-started' });
  const invitation = state.invitations.find((each) => each.id === command.invitationId);
  if (!invitation) return refused({ code: 'no-such-invitation' });
  if (now.actor.kind !== 'person' || now.actor.person.id !== invitation.person.id)
    return refused({ code: 'not-your-invitation' });

  const current = invitation.answer.state;
  if (command.type === 'Accept' && current === 'accepted') return alreadySo;
  const hasCome = command.type === 'Decline' && cameBeside(state, invitation);
  if (!hasCome && command.type === 'Decline' && (current === 'declined' || current === 'left')) return alreadySo;
  if (command.type === 'StepBack' && current === 'left') return alreadySo;
  if (state.status !== 'running') return refused({ code: 'already-closed', status: state.status });
  if (command.type === 'StepBack') return steppedBack(state, invitation, command, now);
  if (command.type === 'OfferHelp') return helpOffered(state, invitation);
  // Who came leaves by the button for that: those who stay hear of it then, and of what they knew.
  if (hasCome)
    return refused({ code: invitation.person.id === state.coordinator.id ? 'hand-over-first' : 'came-already' });
  if (current === 'withdrawn' && !(command.type === 'Accept' && isBetterInGrace(state, invitation, now.at)))
    return refused({ code: 'invitation-withdrawn' });

  // Asked anew since: whichever of their cards they press, they come once.
  const asked = command.type === 'Accept' ? newerOf(state, invitation) : invitation;
  if (command.type === 'Accept' && asked.answer.state === 'accepted') return alreadySo;

  const answer: SwarmEvent =
    command.type === 'Accept'
      ? { type: 'InvitationAccepted', invitationId: asked.id }
      : {
          type: 'InvitationDeclined',
          invitationId: invitation.id,
          reason: command.reason,
          instead: command.instead,
          note: command.note,
        };
  const handedOver = command.type === 'Accept' ? relayAccepted(state, invitation) : [];
  const events = cover(state, [answer, ...handedOver], now);
  return happened(...events, ...notAsked(state, command, events, now));
}

/** Whether an answer to an invitation comes by an old card: its person has come by it, or by another and it waits for none. */
const cameBeside = (state: StartedSwarm, invitation: InvitationRecord): boolean =>
  state.invitations.some(
    ({ id, person, answer }) =>
      person.id === invitation.person.id &&
      answer.state === 'accepted' &&
      (id === invitation.id || !isPending(invitation)),
  );

/** The invitation of the same person that is open, or by which they are in; the one given if it is the only one. */
function newerOf(state: RunningSwarm, invitation: InvitationRecord): InvitationRecord {
  const live = state.invitations.filter(
    (each) => each.person.id === invitation.person.id && (isPending(each) || each.answer.state === 'accepted'),
  );
  return live.find(({ id }) => id === invitation.id) ?? live.at(-1) ?? invitation;
}

/**
 * Whether who was let go a moment ago was the better match of all who were asked with them and came: those of one wave are asked
 * in the order of the plan. The coordinator has both then.
 */
function isBetterInGrace(state: RunningSwarm, invitation: InvitationRecord, at: string): boolean {
  const { answer, answeredAt, wave, takesOver } = invitation;
  // There is one who coordinates.
  if (takesOver || answer.state !== 'withdrawn' || answer.because !== 'covered' || answeredAt === null) return false;
  // Swarms that began with an older policy have no grace.
  const grace = (state.policy.graceMinutes ?? 0) * 60_000;
  if (Date.parse(at) - Date.parse(answeredAt) > grace) return false;
  const place = state.invitations.indexOf(invitation);
  return state.invitations.every(
    (each, other) =>
      each.answer.state !== 'accepted' ||
      !each.technologies.some((technology) => invitation.technologies.includes(technology)) ||
      (each.wave === wave && place < other),
  );
}

/** The seat is filled again by the rules by which it was filled. Who leads hands over before they leave. */
function steppedBack(
  state: RunningSwarm,
  { id: invitationId, person, answer }: InvitationRecord,
  command: Extract<Answer, { type: 'StepBack' }>,
  now: Circumstances,
): Decision {
  if (answer.state !== 'accepted') return refused({ code: 'not-in-swarm' });
  if (person.id === state.coordinator.id) return refused({ code: 'hand-over-first' });
  const why = command.why.trim();
  if (!why) return refused({ code: 'text-missing', field: 'reason' });
  const left: SwarmEvent = { type: 'ExpertSteppedBack', invitationId, why, known: command.known.trim() };
  return happened(...cover(state, [left], now));
}

/** The coordinator decides whether they come. */
function helpOffered(state: RunningSwarm, invitation: InvitationRecord): Decision {
  const { id: invitationId, person, answer } = invitation;
  if (answer.state !== 'withdrawn' || !mayOfferHelp(invitation)) return refused({ code: 'invitation-withdrawn' });
  if (answer.offered || isInside(state, person.id)) return alreadySo;
  return happened({ type: 'HelpOffered', invitationId });
}

/** Why somebody who was named instead is not among those who were asked now. */
function notAsked(
  state: RunningSwarm,
  command: Extract<Answer, { type: 'Accept' | 'Decline' }>,
  events: SwarmEvent[],
  now: Circumstances,
): SwarmEvent[] {
  if (command.type === 'Accept' || !command.instead) return [];
  const { invitationId, instead } = command;
  const wasAsked = events.some((each) => each.type === 'ExpertInvited' && each.invitation.person.id === instead.id);
  const told = (why: NotAskedCause, against: ReasonAgainst[] = []): SwarmEvent[] =>
    wasAsked ? [] : [{ type: 'InsteadNotAsked', invitationId, why, against }];
  if (isInside(state, instead.id)) return told('already-in');
  const before = state.invitations.filter(({ person, answer }) => {
    return person.id === instead.id && answer.state !== 'withdrawn';
  });
  if (before.some(isPending)) return told('already-asked');
  if (before.length > 0) return told('asked-before');
  const candidate = now.ranking.candidates.find((each) => each.person.id === instead.id);
  if (!candidate) return told('not-in-registry');
  return candidate.available ? told('not-needed') : told('not-free', candidate.against);
}
