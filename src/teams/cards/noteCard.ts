import { noteOf, type StartedSwarm } from '../../swarm/state.ts';
import { listed, messages, type Reader } from '../languages/language.ts';
import { channelUrl } from './parts/caseHeader.ts';
import { box, buttons, type Card, card, execute, open, text, title } from './parts/elements.ts';
import { fitted } from './parts/fit.ts';
import { editNote, mayNote, noteInputs, noteLines } from './parts/note.ts';
import { notReadBy } from './parts/otherLanguage.ts';
import { short } from './parts/text.ts';

/**
 * The form of the status note, in a message of its own: a card that shows the swarm is drawn anew with each change, and would
 * take along what somebody is typing. It knows which note it was filled with, so that nobody's words are written over.
 */
export function noteFormCard(state: StartedSwarm, reader: Reader): Card {
  const { note: words } = messages(reader.language);
  const name = words.formTitle(short(state.case.id, 60));
  return card({
    language: reader.language,
    spoken: name,
    body: [title(name), text(words.formIntro), ...noteInputs(state, reader)],
    actions: [
      execute(
        'save-note',
        words.save,
        { swarmId: state.swarmId, noteVersion: state.notes.at(-1)?.version ?? 0 },
        'positive',
      ),
    ],
  });
}

/** What the form becomes once it is saved: the note as it is now, and who wrote in the same place meanwhile. */
export function noteSavedCard(state: StartedSwarm, reader: Reader): Card {
  const { note: words, common } = messages(reader.language);
  const name = words.saved(short(state.case.id, 60));
  const others = new Map(
    Object.values(noteOf(state) ?? {})
      .filter((entries) => entries.length > 1 && entries.some(({ by }) => by.id === reader.personId))
      .flatMap((entries) => entries.filter(({ by }) => by.id !== reader.personId))
      .map(({ by }) => [by.id, short(by.name, 60)]),
  );
  const both = others.size > 0 ? words.meanwhile(listed([...others.values()], reader)) : null;
  return fitted((detail) =>
    card({
      language: reader.language,
      spoken: both ? common.sentences(name, both) : name,
      body: [
        title(name),
        ...(both ? [box([text(both)], 'warning', { spacing: 'Medium' })] : []),
        ...noteLines(state, reader, detail),
        ...notReadBy(state, ownWordsOf(state, reader.personId), reader),
        ...(mayNote(state, reader) ? [buttons([editNote(state, reader)], { spacing: 'Medium' })] : []),
      ],
      actions: open(common.openChannel, channelUrl(state)),
    }),
  );
}

/** What one person wrote in the note as it is now. */
const ownWordsOf = (state: StartedSwarm, personId: string): string[] =>
  Object.values(noteOf(state) ?? {}).flatMap((entries) =>
    entries.filter(({ by }) => by.id === personId).map(({ text: own }) => own),
  );
