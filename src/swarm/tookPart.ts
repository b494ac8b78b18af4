import type { Person } from '../cases/case.ts';
import type { StartedSwarm } from './state.ts';

/** Everybody who was in it: who coordinated and owns the case, who sat or sits in it, who came and stepped back. */
export function takingPart(state: StartedSwarm): Person[] {
  const came = state.invitations.filter(({ answer }) => answer.state === 'accepted' || answer.state === 'left');
  const all = [...came, ...state.members].map(({ person }) => person);
  return distinct([...all, state.coordinator, state.case.owner]);
}

/** Everybody who is in it: who coordinates, who sits in its room, and who came and is not seated yet. */
export function inIt(state: StartedSwarm): Person[] {
  const came = state.invitations.filter(({ answer }) => answer.state === 'accepted');
  return distinct([state.coordinator, ...[...state.members, ...came].map(({ person }) => person)]);
}

/** Who helped to solve it: who is credited; where nobody was named, who came. */
export function helpersOf(state: StartedSwarm): Person[] {
  const credits = state.status !== 'running' && state.outcome.kind === 'resolved' ? state.outcome.credits : [];
  if (credits.length > 0) return distinct(credits);
  const came = state.invitations.filter(({ role, answer }) => role === 'expert' && answer.state === 'accepted');
  return distinct(came.map(({ person }) => person));
}

const distinct = (people: readonly Person[]): Person[] => [...new Map(people.map((each) => [each.id, each])).values()];
