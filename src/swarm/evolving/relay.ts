import type { Person } from '../../cases/case.ts';
import type { InvitationRecord, StartedSwarm } from '../state.ts';

/** Who hands over at the end of their working time is free for others: what they had accepted is over. They keep their seat, and can come back. */
export const withoutHelp = (state: StartedSwarm, { id }: Person, leftAt: string): StartedSwarm => ({
  ...state,
  invitations: state.invitations.map(
    (each): InvitationRecord =>
      each.person.id === id && each.answer.state === 'accepted'
        ? { ...each, answer: { state: 'left', why: '', known: '', leftAt } }
        : each,
  ),
});

/** Somebody is at work again since `at` (ISO, UTC), or nobody need be any more. */
export const worked = (idle: StartedSwarm['idle'], at: string): StartedSwarm['idle'] =>
  idle.since === null
    ? idle
    : {
        since: null,
        resumedAt: at,
        ms: idle.ms + Math.max(0, Date.parse(at) - Date.parse(idle.since)),
      };
