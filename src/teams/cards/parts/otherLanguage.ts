import type { Person } from '../../../cases/case.ts';
import type { Language } from '../../../language/language.ts';
import { languageOf } from '../../../reading/title.ts';
import type { ModelWork } from '../../../swarm/events.ts';
import { ownWords, translationOf, untranslated } from '../../../swarm/ownWords.ts';
import { isInside } from '../../../swarm/powers.ts';
import type { StartedSwarm } from '../../../swarm/state.ts';
import { listed, messages, type Reader } from '../../languages/language.ts';
import { box, buttons, type Element, execute, subtle, text, verbatim } from './elements.ts';
import type { Detail } from './fit.ts';
import { passage, short } from './text.ts';

/** On which card a button stands; `invitationId` where it is an invitation's, `view` where it is what somebody told to all. */
export type OnCard =
  | { card: 'plan' | 'briefing' | 'silent' }
  | { card: 'invitation'; invitationId: string }
  | { card: 'view'; view: number };

/** A longer text that somebody wrote, line by line. */
export function paragraphs(words: string, detail: Detail): Element[] {
  return passage(words, detail.passage, detail.lines)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => verbatim(line, { spacing: 'Small' }));
}

/**
 * The same for who may not read its language: a model's translation where there is one, marked as that, and some of the text as it
 * was written. `source`: what was translated, where the text shows more.
 */
export function inReadersLanguage(
  words: string,
  state: StartedSwarm,
  reader: Reader,
  detail: Detail,
  source = words,
): Element[] {
  const written = ownWords(state).find(({ text: own }) => own === source)?.written ?? null;
  const translated = reads(reader, written) ? null : translationOf(state, source, reader.language);
  if (written === null || translated === null) return paragraphs(words, detail);
  const { model } = messages(reader.language);
  const brief = passage(words, Math.min(detail.passage, 200), Math.min(detail.lines, 3)).replaceAll('\n', ' ');
  return [
    ...paragraphs(translated, detail),
    text(subtle(model.translated(model.languageName[written])), { spacing: 'None' }),
    verbatim(subtle(brief), { spacing: 'None' }),
  ];
}

/**
 * What somebody can do about words on a card that they may not read: whom of the swarm to ask, and, where a language model may
 * be told of the case, have it translate them. Nothing where they read all of it. `only`: the card shows this text alone; `isTyped`:
 * they have typed something into it, so that it is not drawn anew by itself.
 */
export function languageHelp(
  state: StartedSwarm,
  reader: Reader,
  on: OnCard,
  { only, isTyped = false }: { only?: string; isTyped?: boolean } = {},
): Element[] {
  const { model } = messages(reader.language);
  const shown = untranslated(state, reader.language).filter(({ isTalk, text: own }) =>
    only === undefined ? !isTalk || on.card === 'invitation' : own === only,
  );
  const written = shown.find((words) => !reads(reader, words.written))?.written ?? null;
  if (written === null) return [];
  const known = whomToAsk(state, reader, written);
  const waiting = isTyped ? { waiting: model.translatingBeside, look: model.look } : { waiting: model.translating };
  const offered = offer(state, reader, on, { of: 'translation', name: model.translate, ...waiting });
  return known.length + offered.length > 0 ? [box([...known, ...offered], 'emphasis', { spacing: 'Medium' })] : [];
}

/** For who does not read it: in which language words were written that are for them alone, and whom of the swarm to ask. */
export function languageOfWords(state: StartedSwarm, reader: Reader, words: string): Element[] {
  const written = languageOf(words);
  return written === null || reads(reader, written) ? [] : whomToAsk(state, reader, written);
}

function whomToAsk(state: StartedSwarm, reader: Reader, written: Language): Element[] {
  const { model } = messages(reader.language);
  if (reader.tongues === undefined) return [];
  const people = speakers(state, reader, [written, reader.language]).slice(0, mostNamed);
  const names = listed(
    people.map(({ name }) => short(name, 40)),
    reader,
  );
  const asks =
    people.length > 0
      ? model.ask(model.languageName[written], names, people.length)
      : model.askNobody(model.languageName[written]);
  return [text(asks)];
}

/**
 * A button by which a language model is asked for words; that it is at them, or why there were none last time. Nothing where it may
 * not be told of the case. `look`: the button by which who waits sees whether it has come, where the card does not change by itself.
 */
export function offer(
  state: StartedSwarm,
  reader: Reader,
  on: OnCard,
  { of, name, waiting, look }: { of: ModelWork; name: string; waiting: string; look?: string },
): Element[] {
  const { model } = messages(reader.language);
  // In a channel that is put away nobody can change a card: what came would not be seen there.
  if (on.card === 'briefing' && state.status !== 'running') return [];
  const mayAsk = !state.case.restricted && !state.forgotten && isInside(state, reader.personId);
  if (!mayAsk || !reader.tongues?.model.includes(of)) return [];
  const isOf = (ask: { of: ModelWork; language: Language }) => ask.of === of && ask.language === reader.language;
  const press = (words: string) => buttons([execute('ask-model', words, { swarmId: state.swarmId, of, ...on })]);
  if (state.model.asked.some(isOf))
    return [text(subtle(waiting), { spacing: 'Small' }), ...(look ? [press(look)] : [])];
  const failed = state.model.failed.find(isOf);
  return [...(failed ? [text(model.failed[failed.why], { spacing: 'Small' })] : []), press(name)];
}

/** For who wrote in a swarm: who is not known to read it, and who can explain it to them. */
export function notReadBy(state: StartedSwarm, words: readonly string[], reader: Reader): Element[] {
  const written = words.map(languageOf).find((each) => each !== null) ?? null;
  const { tongues } = reader;
  if (written === null || tongues === undefined) return [];
  const { model } = messages(reader.language);
  const others = insiders(state).filter(({ id }) => id !== reader.personId);
  const unread = others.filter(({ id }) => tongues.of(id)?.includes(written) === false).slice(0, mostNamed);
  if (unread.length === 0) return [];
  const theirs = unread.flatMap(({ id }) => tongues.of(id) ?? []);
  const explainers = others
    .filter(({ id }) => tongues.of(id)?.includes(written) && theirs.some((each) => tongues.of(id)?.includes(each)))
    .slice(0, mostNamed);
  const namesOf = (people: readonly Person[]) =>
    listed(
      people.map(({ name }) => short(name, 40)),
      reader,
    );
  const told = [
    model.notReadBy(namesOf(unread), unread.length, model.languageName[written]),
    ...(explainers.length > 0 ? [model.explainedBy(namesOf(explainers))] : []),
  ];
  return [box([text(messages(reader.language).common.sentences(...told))], 'emphasis', { spacing: 'Medium' })];
}

/** More names than this help nobody. */
const mostNamed = 3;

/** A text of one line in the reader's language, where a model has translated it for them; `written`: in which it was. */
export function lineTranslated(
  line: string,
  state: StartedSwarm,
  reader: Reader,
): { line: string; written: Language } | null {
  const written = ownWords(state).find(({ text: own }) => own === line)?.written ?? null;
  if (written === null || reads(reader, written)) return null;
  const translated = translationOf(state, line, reader.language);
  return translated === null ? null : { line: translated.replace(/\s+/g, ' '), written };
}

/** Whether a reader reads a language: their own, or one that the registry says they speak; what is in none everybody reads. */
const reads = (reader: Reader, written: Language | null): boolean =>
  written === null || written === reader.language || reader.speaks?.includes(written) === true;

/** Those in the swarm, beside the reader, who speak all of these languages; where nobody does, those who were in it and stepped back. */
function speakers(state: StartedSwarm, reader: Reader, languages: readonly Language[]): Person[] {
  const speakBoth = (people: readonly Person[]) =>
    people.filter(
      ({ id }) => id !== reader.personId && languages.every((each) => reader.tongues?.of(id)?.includes(each)),
    );
  const inside = speakBoth(insiders(state));
  return inside.length > 0 ? inside : speakBoth(leftBehind(state));
}

/** Who came and stepped back, and is still in the organisation: what they wrote they can explain. */
function leftBehind({ invitations }: StartedSwarm): Person[] {
  const left = invitations.flatMap(({ answer, person }) => (answer.state === 'left' && !answer.gone ? [person] : []));
  return [...new Map(left.map((person) => [person.id, person])).values()];
}

function insiders({ coordinator, case: { owner }, members, invitations }: StartedSwarm): Person[] {
  const accepted = invitations.filter(({ answer }) => answer.state === 'accepted');
  const all = [coordinator, owner, ...[...members, ...accepted].map(({ person }) => person)];
  return [...new Map(all.map((person) => [person.id, person])).values()];
}
