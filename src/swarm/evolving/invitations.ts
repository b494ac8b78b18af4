import type { InvitationRecord, StartedSwarm } from '../state.ts';

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
