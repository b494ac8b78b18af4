import type { Step } from '../events.ts';
import { isWholeStep, partsOf, type ScheduledJob } from '../jobs.ts';
import type { StartedSwarm } from '../state.ts';
import { jobsOf } from './jobs.ts';

/** The job of a step once more: for its `attempt`, at once or from `startAfter` on. */
export function again(state: StartedSwarm, step: Step, attempt: number, startAfter?: string): ScheduledJob[] {
  const job = jobsOf(state.swarmId);
  if (isWholeStep(step)) return [job({ name: step, attempt }, startAfter)];
  const [kind, id] = partsOf(step);
  switch (kind) {
    case 'deliver':
      return [job({ name: 'deliver-invitation', invitationId: id, attempt }, startAfter)];
    case 'note':
      return [job({ name: 'write-note', of: Number(id), attempt }, startAfter)];
    case 'unlink':
      return [job({ name: 'unlink-case', of: Number(id), attempt }, startAfter)];
    case 'seat': {
      const known = [...state.invitations, ...state.members].find((each) => each.person.id === id);
      const role = state.coordinator.id === id ? 'coordinator' : known?.role;
      const person = state.coordinator.id === id ? state.coordinator : known?.person;
      return role && person ? [job({ name: 'seat-member', person, role, attempt }, startAfter)] : [];
    }
    case 'announce': {
      const member = state.members.find((each) => each.person.id === id);
      return member ? [job({ name: 'announce-member', person: member.person, attempt }, startAfter)] : [];
    }
    default:
      return kind satisfies never;
  }
}
