import type { EventOf, RecordedEvent, SwarmEventType } from '../events.ts';
import { type ModelAsk, type ModelWritings, type SwarmState, wasStarted } from '../state.ts';

/** By what people say something that a summary tells, or that others may not be able to read. */
const words: ReadonlySet<SwarmEventType> = new Set([
  'StatusNoted',
  'ViewsAsked',
  'SilentAsked',
  'ViewGiven',
  'ExpertSteppedBack',
]);

/** Whether somebody said something by this event. */
export const saysSomething = ({ event }: Pick<RecordedEvent, 'event'>): boolean =>
  words.has(event.type) && !(event.type === 'ViewGiven' && event.text === '');

/** The state with when somebody said something last. */
export const withLastWords = (state: SwarmState, recorded: RecordedEvent): SwarmState =>
  wasStarted(state) && saysSomething(recorded) ? { ...state, lastWords: recorded.version } : state;

/** What was asked for is waited for; that it failed before is over. */
export function withAsked(
  model: ModelWritings,
  { of, language, typing }: EventOf<'ModelAsked'>,
  { actor, version }: Pick<RecordedEvent, 'actor' | 'version'>,
): ModelWritings {
  const ask = { of, language };
  const who = actor.kind === 'person' ? actor.person.id : '';
  const under = askOf(model, ask);
  const by = [...new Set([...(under?.by ?? []), who])];
  const types = [...new Set([...(under?.typing ?? []), ...(typing ? [who] : [])])];
  return {
    ...model,
    asked: [...without(model.asked, ask), { ...ask, by, typing: types, since: under?.since ?? version }],
    failed: without(model.failed, ask),
    translates:
      of === 'translation' && !model.translates.includes(language) ? [...model.translates, language] : model.translates,
  };
}

/** What a language model wrote, at `at` (ISO, UTC). */
export function withWritten(
  model: ModelWritings,
  { language, asOf, wrote }: EventOf<'ModelWrote'>,
  at: string,
): ModelWritings {
  const ask = { of: wrote.of, language };
  const settled = {
    ...{ ...model, served: waitingFor(model, ask) },
    ...{ asked: without(model.asked, ask), failed: without(model.failed, ask) },
  };
  switch (wrote.of) {
    case 'translation': {
      const now = Object.fromEntries(wrote.texts.map(({ of, text }) => [of, text]));
      const translations = { ...model.translations, [language]: { ...model.translations[language], ...now } };
      return { ...settled, translations };
    }
    case 'summary':
      return { ...settled, summaries: { ...model.summaries, [language]: { lines: wrote.lines, asOf, at } } };
    // Of a plan alone (reading.ts).
    case 'reading':
      return settled;
    case 'article':
      return { ...settled, articles: { ...model.articles, [language]: { article: wrote.article, asOf, at } } };
    default:
      return wrote satisfies never;
  }
}

/** Nothing came: nothing is translated by itself any more, until somebody asks again. */
export function withFailed(model: ModelWritings, { of, language, why }: EventOf<'ModelFailed'>): ModelWritings {
  const ask = { of, language };
  return {
    ...model,
    served: waitingFor(model, ask),
    asked: without(model.asked, ask),
    failed: [...without(model.failed, ask), { ...ask, why }],
    translates: of === 'translation' ? model.translates.filter((each) => each !== language) : model.translates,
  };
}

const askOf = ({ asked }: ModelWritings, { of, language }: ModelAsk) =>
  asked.find((each) => each.of === of && each.language === language);

/** Ids of those who asked for it and wait, but for those who had typed something: they look for it when they want to. */
function waitingFor(model: ModelWritings, ask: ModelAsk): readonly string[] {
  const under = askOf(model, ask);
  return under?.by.filter((id) => !under.typing.includes(id)) ?? [];
}

const without = <A extends ModelAsk>(asks: readonly A[], { of, language }: ModelAsk): A[] =>
  asks.filter((each) => each.of !== of || each.language !== language);
