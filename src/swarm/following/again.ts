import type { Step } from '../events.ts';
import type { ScheduledJob } from '../jobs.ts';
import type { StartedSwarm } from '../state.ts';
import { jobsOf } from './jobs.ts';

/** The job of a step once more: for its `attempt`, at once or from `startAfter` on. */
export function again(state: StartedSwarm, step: Step, attempt: number, startAfter?: string): ScheduledJob[] {
  const job = jobsOf(state.swarmId);
  const [kind, id] = step.split(':', 2);
  switch (kind) {
    case 'open-channel':
    case 'enable-app':
    case 'post-briefing':
    case 'post-outcome':
    case 'archive-channel':
    case 'unarchive-channel':
    case 'delete-channel':
    case 'hide-left-briefing':
    case 'delete-left-channel':
    case 'link-case':
    case 'send-article':
      return [job({ name: kind, attempt }, startAfter)];
    case 'deliver':
      return id ? [job({ name: 'deliver-invitation', invitationId: id, attempt }, startAfter)] : [];
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
      return [];
  }
}
