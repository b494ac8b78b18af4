import { cut } from '../../../language/cut.ts';
import { sectionsOf } from '../../../reading/matter.ts';
import { problemOf } from '../../../swarm/ownWords.ts';
import type { StartedSwarm } from '../../../swarm/state.ts';
import { listed, messages, type Reader } from '../../languages/language.ts';
import { moment } from '../../languages/moment.ts';
import { namesIn } from './caseHeader.ts';
import { bold, type Element, heading, subtle, text } from './elements.ts';
import type { Detail } from './fit.ts';
import { noteLines } from './note.ts';
import { inReadersLanguage, languageHelp, type OnCard } from './otherLanguage.ts';
import { summaryLines } from './summary.ts';
import { short } from './text.ts';

/**
 * What somebody who comes later has missed, in their language and without asking anybody: where it stands first, the problem, what
 * those who left have found, what everyone was asked, and who is in for what. All of it from the swarm's own events.
 */
export function soFar(state: StartedSwarm, reader: Reader, detail: Detail, on: OnCard): Element[] {
  const { panel } = messages(reader.language);
  const brief = { ...detail, passage: Math.min(detail.passage, 400), lines: Math.min(detail.lines, 8) };
  // The text of a restricted case stays in its private room. A log is read in the channel.
  const problem = state.case.restricted
    ? []
    : inReadersLanguage(
        sectionsOf(cut(state.case.description, mostRead), panel.logLeftOut),
        ...[state, reader, brief, problemOf(state)],
      );
  return [
    ...noteLines(state, reader, detail),
    ...summaryLines(state, reader, detail, on),
    ...(problem.length > 0 ? [heading(panel.problem), ...problem] : []),
    ...handedOn(state, reader, detail),
    ...questionLines(state, reader, detail),
    ...viewLines(state, reader, detail),
    ...insideLine(state, reader, detail),
    ...languageHelp(state, reader, on),
  ];
}

/** So much of a text is looked through for what is said. */
const mostRead = 10_000;

/** Who is in, each with what for. Who is asked changes by the minute: the briefing and `/swarm status` tell that. */
function insideLine(state: StartedSwarm, reader: Reader, detail: Detail): Element[] {
  const { panel, common } = messages(reader.language);
  const nameOf = namesIn(state, reader, 40);
  const inside = state.invitations.filter(({ answer }) => answer.state === 'accepted');
  if (inside.length === 0) return [];
  const shown = inside.slice(0, detail.people).map(({ person, role, technologies }) => {
    const part = role === 'learner' ? common.role.learner : listed(technologies.map(nameOf), reader);
    return `${short(person.name, 40)}${part === '' ? '' : ` (${short(part, detail.words)})`}`;
  });
  const rest = inside.length - shown.length;
  return [
    heading(panel.in),
    text(listed(rest > 0 ? [...shown, common.more(rest)] : shown, reader), { spacing: 'Small' }),
  ];
}

/** What those who have left leave for those who go on. */
export function handedOn(state: StartedSwarm, reader: Reader, detail: Detail): Element[] {
  const { panel } = messages(reader.language);
  const left = state.invitations.flatMap(({ person, answer }) =>
    answer.state === 'left' && answer.known ? [{ person, known: answer.known }] : [],
  );
  if (left.length === 0) return [];
  return [
    heading(panel.handedOn),
    ...left
      .slice(-detail.people)
      .flatMap(({ person, known }) => [
        text(bold(short(person.name, 60)), { spacing: 'Small' }),
        ...inReadersLanguage(known, state, reader, { ...detail, passage: Math.min(detail.passage, 600) }),
      ]),
  ];
}

/** The last questions that went to everyone. */
function questionLines(state: StartedSwarm, reader: Reader, detail: Detail): Element[] {
  const { note, common } = messages(reader.language);
  const { questions } = state;
  if (questions.length === 0) return [];
  return [
    heading(note.asked),
    ...questions.slice(-Math.min(3, detail.people)).flatMap(({ question, by, at }) => {
      const who = short(by?.name ?? common.somebody, 60);
      const translated = inReadersLanguage(question, state, reader, { ...detail, passage: detail.words, lines: 3 });
      return translated.length > 1
        ? [...translated, text(subtle(note.by(who, moment(at, reader))), { spacing: 'None' })]
        : [text(note.askedBy(short(question, detail.words), who, moment(at, reader)), { spacing: 'Small' })];
    }),
  ];
}

/** What people had told to all by the bot and is in the channel, with their names where they wanted it so. */
function viewLines(state: StartedSwarm, reader: Reader, detail: Detail): Element[] {
  const { views: words } = messages(reader.language);
  const told = state.views
    .filter(({ text: said, relayed }) => said !== '' && relayed)
    .slice(-Math.min(3, detail.people));
  if (told.length === 0) return [];
  return [
    heading(words.told),
    ...told.flatMap(({ text: said, named, by, at }) => [
      ...inReadersLanguage(said, state, reader, { ...detail, passage: Math.min(detail.passage, 300) }),
      text(subtle(words.by(named ? short(by.name, 60) : null, moment(at, reader))), { spacing: 'None' }),
    ]),
  ];
}
