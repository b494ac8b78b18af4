import type { Person } from '../../cases/case.ts';
import { type Actor, noteFields, type SideCard } from '../events.ts';
import type { ScheduledJob } from '../jobs.ts';
import { noteOf, type StartedSwarm, sideCardOf } from '../state.ts';
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

/**
 * What has become of the form once its reader has saved it offers to edit the note while the swarm runs: it is drawn anew with its end,
 * when it goes on, and when they step back. `of`: whose alone. A form that is not saved yet stays as it is, for somebody may be typing into it.
 */
export const savedForms = (state: StartedSwarm, of?: Person): ScheduledJob[] =>
  state.sideCards
    .filter((each) => each.card === 'note' && (!of || each.reader.id === of.id) && hasSaved(state, each))
    .map(({ reader, message }) => jobsOf(state.swarmId)({ name: 'fold-card', reader, message, copyOf: 'note' }));

/** Whether something of the note is theirs since they had the form. */
function hasSaved(state: StartedSwarm, { reader, at }: SideCard): boolean {
  const note = noteOf(state);
  return (
    note !== null && noteFields.some((field) => note[field].some((each) => each.by.id === reader.id && each.at >= at))
  );
}
