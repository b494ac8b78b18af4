import { type NoteEntry, noteFields } from '../../../swarm/events.ts';
import { isInside } from '../../../swarm/powers.ts';
import { noteOf, noteText, type StartedSwarm } from '../../../swarm/state.ts';
import { messages, type Reader } from '../../languages/language.ts';
import { moment } from '../../languages/moment.ts';
import { mostNoteField } from '../verbs.ts';
import { bold, buttons, type Element, type ExecuteAction, execute, heading, subtle, text } from './elements.ts';
import type { Detail } from './fit.ts';
import { longText } from './inputs.ts';
import { inReadersLanguage } from './otherLanguage.ts';
import { short } from './text.ts';

/** The status note: each field that says something, with who wrote it and when; nothing while there is none. */
export function noteLines(state: StartedSwarm, reader: Reader, detail: Detail): Element[] {
  const { note: words } = messages(reader.language);
  const note = noteOf(state);
  if (!note) return [];
  return [
    heading(words.title),
    ...noteFields.flatMap((field): Element[] => {
      const entries = note[field];
      if (entries.length === 0) return [];
      return [
        text(bold(words.field[field]), { spacing: 'Small' }),
        ...entries.flatMap((entry) => [
          ...inReadersLanguage(entry.text, state, reader, { ...detail, passage: Math.min(detail.passage, 600) }),
          text(subtle(writtenBy(entry, reader)), { spacing: 'None' }),
        ]),
        ...(entries.length > 1 ? [text(words.crowded, { spacing: 'Small' })] : []),
      ];
    }),
  ];
}

const writtenBy = ({ by, at }: NoteEntry, reader: Reader): string =>
  messages(reader.language).note.by(short(by.name, 60), moment(at, reader));

/** The note and the way to its form, for who is in a swarm that runs. */
export function noteSection(state: StartedSwarm, reader: Reader, detail: Detail): Element[] {
  return [
    ...noteLines(state, reader, detail),
    ...(mayNote(state, reader) ? [buttons([editNote(state, reader)], { spacing: 'Medium' })] : []),
  ];
}

/** Whether a reader may write it now: who is in the swarm, while it runs. */
export const mayNote = (state: StartedSwarm, { personId }: Reader): boolean =>
  state.status === 'running' && isInside(state, personId);

/** Opens the form, as a message of its own. */
export function editNote(state: StartedSwarm, { language }: Reader): ExecuteAction {
  const { note } = messages(language);
  return execute('edit-note', noteOf(state) ? note.edit : note.write, { swarmId: state.swarmId });
}

/** The note as it is now, to be edited: a field each. */
export function noteInputs(state: StartedSwarm, { language }: Reader): Element[] {
  const { note: words } = messages(language);
  const now = noteOf(state);
  return noteFields.flatMap((field): Element[] => {
    const entries = now?.[field] ?? [];
    const value = noteText(entries);
    return [
      longText(field, words.field[field], {
        placeholder: words.hint[field],
        maxLength: Math.max(mostNoteField, value.length),
        value,
      }),
      ...(entries.length > 1 ? [text(words.crowded, { spacing: 'None' })] : []),
    ];
  });
}
