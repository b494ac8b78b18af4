import type { Actor } from '../events.ts';
import type { ScheduledJob } from '../jobs.ts';
import { type StartedSwarm, sideCardOf } from '../state.ts';
import { jobsOf, later } from './jobs.ts';

/** So often a note is asked for in one silence, each time after twice as long. */
const mostAsked = 3;

/**
 * The alarm that asks for a status note when nothing was noted for as long as the policy says; none where it says never, or
 * where the case is restricted and the policy spares those. An alarm that something was noted after is not heeded.
 */
export function noteAlarm(state: StartedSwarm): ScheduledJob[] {
  const { policy, silence } = state;
  const hours = policy.askForNoteAfterHours[state.case.severity];
  if (state.status !== 'running' || hours === null || silence.asked >= mostAsked) return [];
  if (state.case.restricted && !policy.askForNoteOfRestricted) return [];
  const at = later(silence.since, hours * 2 ** silence.asked * 3_600_000);
  return [jobsOf(state.swarmId)({ name: 'ask-for-note', silentSince: silence.since }, at)];
}

/** The form of who has just noted something says that it is saved, also where they noted it elsewhere or in an older one. */
export function noteFormClosed(state: StartedSwarm, by: Actor): ScheduledJob[] {
  const message = by.kind === 'person' ? sideCardOf(state, 'note', by.person.id) : null;
  if (by.kind !== 'person' || !message) return [];
  return [jobsOf(state.swarmId)({ name: 'fold-card', reader: by.person, message, copyOf: 'note' })];
}
