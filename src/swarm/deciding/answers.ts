import type { Circumstances, SwarmCommand } from '../commands.ts';
import type { SwarmEvent } from '../events.ts';
import { type SwarmState, wasStarted } from '../state.ts';
import { cover } from './cover.ts';
import { alreadySo, type Decision, happened, refused } from './decision.ts';

type Answer = Extract<SwarmCommand, { type: 'Accept' | 'Decline' }>;

/**
 * The invited answer. Only the invited person, and only while the swarm runs. The same answer twice is one answer;
 * a mind may be changed after declining or after silence, as long as the swarm runs.
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
  if (command.type === 'Decline' && current === 'declined') return alreadySo;
  if (state.status !== 'running') return refused({ code: 'already-closed', status: state.status });
  if (current === 'withdrawn') return refused({ code: 'invitation-withdrawn' });

  const answer: SwarmEvent =
    command.type === 'Accept'
      ? { type: 'InvitationAccepted', invitationId: invitation.id }
      : {
          type: 'InvitationDeclined',
          invitationId: invitation.id,
          reason: command.reason,
          instead: command.instead,
          note: command.note,
        };
  return happened(...cover(state, [answer], now));
}
