import { workingStateAt } from '../../availability/workingHours.ts';
import type { Circumstances, SwarmCommand } from '../commands.ts';
import { type NoteEntry, type NoteField, noteFields, type StatusNote } from '../events.ts';
import { isInside } from '../powers.ts';
import { noNote, noteText, type SwarmState, wasStarted } from '../state.ts';
import { alreadySo, type Decision, happened, refused } from './decision.ts';

/**
 * Letters of the JSON of one note, as a form sends it: with as many by somebody who wrote at the same time, all of it still fits
 * a card that is to be edited (28 KB in UTF-16, platform.md 2.5).
 */
export const mostNoteLetters = 5_500;

/**
 * The status note is everybody's who is in the swarm, while it runs. Who wrote on an older one than the present changes only
 * the fields that they changed; of a field that somebody else changed meanwhile both words are kept, each with its author.
 */
export function noted(
  state: SwarmState,
  { words, basedOn }: Extract<SwarmCommand, { type: 'WriteNote' }>,
  { at, actor }: Circumstances,
): Decision {
  if (state.status === 'none') return refused({ code: 'no-such-swarm' });
  if (!wasStarted(state)) return refused({ code: 'not-started' });
  if (actor.kind !== 'person' || !isInside(state, actor.person.id)) return refused({ code: 'not-in-swarm' });
  if (state.status !== 'running') return refused({ code: 'already-closed', status: state.status });
  if (JSON.stringify(words).length > mostNoteLetters) return refused({ code: 'note-too-long' });

  const now = state.notes.at(-1)?.note ?? noNote;
  // Of one that is not remembered any more nobody can tell what they changed: what they send counts as theirs.
  const shown = basedOn === 0 ? noNote : (state.notes.find(({ version }) => version === basedOn)?.note ?? null);
  const note: StatusNote = { ...now };
  const wrote: NoteField[] = [];
  for (const field of noteFields) {
    const text = words[field].trim();
    const before = shown === null ? '' : noteText(shown[field]);
    if (text === before || text === noteText(now[field])) continue;
    const own: NoteEntry[] = text === '' ? [] : [{ text, by: actor.person, at }];
    const isStale = shown === null ? now[field].length > 0 : noteText(now[field]) !== before;
    if (!isStale) note[field] = own;
    // Whom they did not see they cannot have wanted to take away.
    else if (own.length === 0 || now[field].some((each) => each.text === text)) continue;
    else if (now[field].length > 1) return refused({ code: 'note-crowded', by: now[field].map(({ by }) => by) });
    else note[field] = [...now[field], ...own];
    wrote.push(field);
  }
  if (wrote.length > 0) return happened({ type: 'StatusNoted', note, wrote });
  return noteFields.some((field) => now[field].length > 0) ? alreadySo : refused({ code: 'note-empty' });
}

/**
 * Nobody is asked at night for what can wait, nor for what was noted since the alarm was set. After a few times without an
 * answer it is left to the coordinator.
 */
export function askedForNote(
  state: SwarmState,
  { silentSince }: Extract<SwarmCommand, { type: 'AskForNote' }>,
  { at, hours }: Circumstances,
): Decision {
  if (state.status !== 'running' || state.silence.since !== silentSince) return alreadySo;
  // Marked restricted since the alarm was set.
  if (state.case.restricted && !state.policy.askForNoteOfRestricted) return alreadySo;
  const known = state.policy.anyTime[state.case.severity] ? undefined : hours[state.coordinator.id];
  const { working, until } = known ? workingStateAt(Date.parse(at), known) : { working: true, until: 0 };
  const waits = !working && Number.isFinite(until);
  return happened({ type: 'NoteAskedFor', ...(waits && { tellAt: new Date(until).toISOString() }) });
}
