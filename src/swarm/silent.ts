import type { Person } from '../cases/case.ts';
import type { StartedSwarm } from './state.ts';

/**
 * Who is in a swarm and has not been heard: who noted nothing, asked nothing and steered nothing by the bot, which reads no
 * messages. Whoever coordinates is not asked by themselves.
 */
export function silentIn(state: Pick<StartedSwarm, 'members' | 'invitations' | 'coordinator' | 'heard'>): Person[] {
  const accepted = state.invitations.filter(({ answer }) => answer.state === 'accepted').map(({ person }) => person);
  const inside = new Map([...state.members.map(({ person }) => person), ...accepted].map((each) => [each.id, each]));
  return [...inside.values()].filter(({ id }) => id !== state.coordinator.id && !state.heard.includes(id));
}

/**
 * Whom to offer to ask before the swarm is resolved: in a critical one those who have not been heard, and were not asked
 * privately either. Nobody in any other: there the form says who they are.
 */
export function silentBeforeEnd(state: StartedSwarm): Person[] {
  if (state.status !== 'running' || state.case.severity !== 'critical') return [];
  const asked = new Set(state.silentAsked?.asked.map(({ id }) => id));
  return silentIn(state).filter(({ id }) => !asked.has(id));
}
