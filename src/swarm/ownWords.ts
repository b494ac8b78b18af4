import { createHash } from 'node:crypto';
import { cut } from '../language/cut.ts';
import type { Language } from '../language/language.ts';
import { sectionsOf } from '../reading/matter.ts';
import { languageOf } from '../reading/title.ts';
import { noteFields } from './events.ts';
import { noteOf, type StartedSwarm } from './state.ts';

/** So much of one text is translated: no card shows more of it. In UTF-16 units. */
export const mostTranslated = 2_000;
/** So much of a case's text is looked through for its problem. */
const mostRead = 10_000;

/** What is told of a case's problem, without what its machines wrote; its text is not read to the end. */
export const problemOf = ({ case: { description } }: Pick<StartedSwarm, 'case'>): string =>
  sectionsOf(cut(description, mostRead), null);

/**
 * Something that somebody wrote. `written`: in which language, null: in none, as a log or a name is; `of`: its fingerprint; `isTalk`:
 * a question, or what somebody had told to all, which only who joins late reads on a card.
 */
export type OwnWords = { text: string; written: Language | null; of: string; isTalk: boolean };

/**
 * What people wrote that cards of the swarm show: the title and the problem, the status note, what was asked and said, what those who left
 * leave, and how it ended. Each once.
 */
export function ownWords(state: StartedSwarm): readonly OwnWords[] {
  const before = looked.get(state);
  if (before) return before;
  const talk = new Set(talkOf(state));
  const texts = new Set([...textsOf(state), ...talk].filter((text) => text.trim() !== ''));
  const words = [...texts].map((text) => ({
    ...{ text, written: languageOf(text), of: fingerprint(text) },
    isTalk: talk.has(text),
  }));
  looked.set(state, words);
  return words;
}

/** A card is drawn more than once of one state, and to tell a language a text is read. */
const looked = new WeakMap<StartedSwarm, readonly OwnWords[]>();

function textsOf(state: StartedSwarm): string[] {
  const note = noteOf(state);
  const outcome = state.status === 'running' ? null : state.outcome;
  return [
    state.case.title,
    problemOf(state),
    ...(note ? noteFields.flatMap((field) => note[field].map(({ text }) => text)) : []),
    ...state.invitations.flatMap(({ answer }) => (answer.state === 'left' ? [answer.known] : [])),
    ...(outcome === null ? [] : outcome.kind === 'resolved' ? [outcome.rootCause, outcome.fix] : [outcome.reason]),
  ];
}

const talkOf = ({ questions, silentAsks, views }: StartedSwarm): string[] => [
  ...[...questions, ...silentAsks].map(({ question }) => question),
  ...views.map(({ text }) => text),
];

/** Those of them that are written in another language than this, and of which there is no translation into it. */
export function untranslated(state: StartedSwarm, language: Language): OwnWords[] {
  const known = state.model.translations[language] ?? {};
  return ownWords(state).filter(({ written, of }) => written !== null && written !== language && !known[of]);
}

/** Those of them that no language model was given yet. What one could not translate is given it again at a press alone. */
export function notGivenYet(state: StartedSwarm, language: Language): OwnWords[] {
  const known = state.model.translations[language] ?? {};
  return untranslated(state, language).filter(({ of }) => known[of] === undefined);
}

/** The translation of what somebody wrote, by a language model; null: there is none. */
export const translationOf = (state: StartedSwarm, text: string, language: Language): string | null =>
  state.model.translations[language]?.[fingerprint(text)] || null;

/** By what a text is known: whoever changes a word writes another one. */
export const fingerprint = (text: string): string =>
  createHash('sha256').update(text.trim()).digest('hex').slice(0, 20);

/** Whether somebody noted, asked, said or left something since the event with this version. */
export const hasNewsSince = ({ lastWords }: Pick<StartedSwarm, 'lastWords'>, version: number): boolean =>
  lastWords > version;
