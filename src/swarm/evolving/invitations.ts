import type { InvitationEvent } from '../events.ts';
import { asksFor, coveredBy, type InvitationRecord, type StartedSwarm } from '../state.ts';
import { withoutCopy } from './cards.ts';
import { settled } from './steps.ts';

/** The state after one event of an invitation, from the asking to the answer or the end of the question. `at`: when it was. */
export function withInvitationEvent(state: StartedSwarm, event: InvitationEvent, at: string): StartedSwarm {
  switch (event.type) {
    case 'ExpertInvited':
      return {
        ...state,
        needs: state.needs.map((need) =>
          asksFor(event.invitation, need.detected.technology) ? { ...need, gap: false } : need,
        ),
        invitations: [
          ...state.invitations,
          {
            ...event.invitation,
            invitedAt: at,
            deliveredAt: null,
            offHours: null,
            answeredAt: null,
            message: null,
            answer: { state: 'queued' },
          },
        ],
      };
    case 'InvitationHastened':
      return withInvitation(state, event.invitationId, (invitation) => ({ ...invitation, deliverAt: at }));
    case 'InvitationDelivered':
      return withInvitation(settled(state, `deliver:${event.invitationId}`), event.invitationId, (invitation) => ({
        ...invitation,
        deliveredAt: at,
        offHours: event.offHours ?? null,
        message: event.message,
        answer: invitation.answer.state === 'queued' ? { state: 'delivered' } : invitation.answer,
      }));
    case 'InvitationUnreachable':
      return withInvitation(settled(state, `deliver:${event.invitationId}`), event.invitationId, (invitation) => ({
        ...invitation,
        answeredAt: at,
        answer: { state: 'unreachable', cause: event.cause },
      }));
    case 'InvitationAccepted': {
      const came = withInvitation(state, event.invitationId, (invitation) => ({
        ...invitation,
        answeredAt: at,
        answer: { state: 'accepted' },
      }));
      return {
        ...came,
        needs: came.needs.map((need) =>
          need.gap && coveredBy(came, need.detected.technology).length > 0 ? { ...need, gap: false } : need,
        ),
      };
    }
    case 'InvitationDeclined': {
      const { reason, instead, note } = event;
      const declined = withInvitation(state, event.invitationId, (invitation) => ({
        ...invitation,
        answeredAt: at,
        answer: { state: 'declined', reason, instead, note, notAsked: null },
      }));
      // By an old card, after they had accepted.
      return withoutMember(declined, event.invitationId);
    }
    case 'InsteadNotAsked':
      return withInvitation(state, event.invitationId, (invitation) => ({
        ...invitation,
        answer:
          invitation.answer.state === 'declined'
            ? { ...invitation.answer, notAsked: { why: event.why, against: event.against } }
            : invitation.answer,
      }));
    case 'ExpertSteppedBack': {
      const { invitationId, why, known, gone } = event;
      const leaver = state.invitations.find((each) => each.id === invitationId)?.person.id;
      // Somebody asked more than once may have accepted more than once; they leave but once. When they answered stays.
      const invitations = state.invitations.map(
        (each): InvitationRecord =>
          each.person.id === leaver && (each.id === invitationId || each.answer.state === 'accepted')
            ? {
                ...each,
                answer: {
                  ...{ state: 'left', why, known: each.id === invitationId ? known : '', leftAt: at },
                  ...(gone && { gone }),
                },
              }
            : each,
      );
      return withoutMember({ ...state, invitations }, invitationId);
    }
    case 'HelpOffered':
      return withInvitation(state, event.invitationId, (invitation) => ({
        ...invitation,
        answer: invitation.answer.state === 'withdrawn' ? { ...invitation.answer, offered: true } : invitation.answer,
      }));
    case 'InvitationExpired':
      return withInvitation(state, event.invitationId, (invitation) => ({
        ...invitation,
        answeredAt: at,
        answer: { state: 'expired' },
      }));
    case 'InvitationWithdrawn':
      return withInvitation(state, event.invitationId, (invitation) => ({
        ...invitation,
        answeredAt: at,
        answer: {
          state: 'withdrawn',
          // Before the log told it apart.
          because: invitation.takesOver && event.because === 'covered' ? 'taken-over' : event.because,
          offered: false,
          ...(event.by && { by: event.by }),
        },
      }));
    case 'InvitationShown':
      return withInvitation(withoutCopy(state, event.message), event.invitationId, (invitation) => ({
        ...invitation,
        message: event.message,
      }));
  }
}

/** The state with one invitation changed. */
export function withInvitation<S extends StartedSwarm>(
  state: S,
  id: string,
  change: (invitation: InvitationRecord) => InvitationRecord,
): S {
  return { ...state, invitations: state.invitations.map((each) => (each.id === id ? change(each) : each)) };
}

/** Whoever was in by this invitation alone is in no more, unless they lead. */
export function withoutMember(state: StartedSwarm, invitationId: string): StartedSwarm {
  const id = state.invitations.find((each) => each.id === invitationId)?.person.id;
  const isStillIn =
    state.coordinator.id === id ||
    state.invitations.some(({ person, answer }) => person.id === id && answer.state === 'accepted');
  return isStillIn
    ? state
    : {
        ...state,
        members: state.members.filter(({ person }) => person.id !== id),
        troubles: state.troubles.filter(({ step }) => step !== `seat:${id}` && step !== `announce:${id}`),
      };
}
