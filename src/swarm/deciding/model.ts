import type { Language } from '../../language/language.ts';
import type { Circumstances, SwarmCommand } from '../commands.ts';
import type { ModelWork } from '../events.ts';
import { hasNewsSince, notGivenYet, untranslated } from '../ownWords.ts';
import { isInside } from '../powers.ts';
import { type ModelAsk, type ProposedSwarm, type StartedSwarm, type SwarmState, wasStarted } from '../state.ts';
import { alreadySo, type Decision, happened, refused } from './decision.ts';

/**
 * Whoever is in a swarm may have a language model write for them; of a restricted case nobody. What is under way, or there
 * already and as new as it could be, is not asked for again.
 */
export function modelAsked(
  state: SwarmState,
  { of, language, typing }: { of: Exclude<ModelWork, 'reading'>; language: Language; typing?: true },
  { actor, actorStandsIn }: Circumstances,
): Decision {
  if (state.status === 'none') return refused({ code: 'no-such-swarm' });
  if (!wasStarted(state)) return refused({ code: 'not-started' });
  // An article is a lead's to write, too.
  const mayAsk = actor.kind === 'person' && (isInside(state, actor.person.id) || (of === 'article' && actorStandsIn));
  if (!mayAsk) return refused({ code: 'not-in-swarm' });
  if (state.forgotten) return refused({ code: 'swarm-forgotten' });
  if (state.case.restricted) return refused({ code: 'model-restricted' });
  const asking = { type: 'ModelAsked' as const, of, language, ...(typing ? { typing } : {}) };
  const under = askOf(state, { of, language });
  if (under) {
    const { id } = actor.person;
    // Whoever else asks for a translation waits with them: it is asked for once. Who has typed something since is noted.
    const waits = of !== 'translation' || (under.by.includes(id) && (!typing || under.typing.includes(id)));
    return waits ? alreadySo : happened(asking);
  }
  switch (of) {
    case 'translation':
      // Whoever looks whether it has come sees it.
      if (untranslated(state, language).length === 0)
        return state.model.translations[language] ? alreadySo : refused({ code: 'model-nothing' });
      break;
    case 'summary':
      if (state.status !== 'running') return refused({ code: 'already-closed', status: state.status });
      if (state.lastWords === 0) return refused({ code: 'model-nothing' });
      if (!hasNewsSince(state, state.model.summaries[language]?.asOf ?? 0)) return alreadySo;
      break;
    case 'article':
      if (state.status !== 'resolved') return refused({ code: 'not-resolved' });
      break;
    default:
      return of satisfies never;
  }
  return happened(asking);
}

/** Whoever may change a plan may have a language model read its case; never of a restricted one. */
export function readingAsked(state: ProposedSwarm, language: Language): Decision {
  if (state.forgotten) return refused({ code: 'swarm-forgotten' });
  if (state.case.restricted) return refused({ code: 'model-restricted' });
  return state.reading.asked.includes(language) ? alreadySo : happened({ type: 'ModelAsked', of: 'reading', language });
}

/**
 * What a language model wrote counts once, and only while it may: what came twice, since a process died, is kept as it came
 * first, and of a case that was restricted meanwhile nothing is kept.
 */
export function modelWrote(state: SwarmState, report: Extract<SwarmCommand, { type: 'ReportModelWrote' }>): Decision {
  const { model, language, asOf, wrote } = report;
  if (wrote.of === 'reading')
    return isRead(state, language) && !state.case.restricted
      ? happened({ type: 'ModelWrote', model, language, asOf, wrote })
      : alreadySo;
  if (!wasStarted(state) || state.forgotten || state.case.restricted) return alreadySo;
  if (wrote.of !== 'translation')
    return isAsked(state, { of: wrote.of, language })
      ? happened({ type: 'ModelWrote', model, language, asOf, wrote })
      : alreadySo;
  const missing = new Set(untranslated(state, language).map(({ of }) => of));
  const fresh = new Set(notGivenYet(state, language).map(({ of }) => of));
  const texts = wrote.texts.filter(({ of, text }) => (text === '' ? fresh : missing).has(of));
  if (texts.length === 0) return alreadySo;
  return happened({ type: 'ModelWrote', model, language, asOf, wrote: { of: 'translation', texts } });
}

/** That nothing came is told once to those who wait for it. */
export function modelFailed(
  state: SwarmState,
  { of, language, why }: Extract<SwarmCommand, { type: 'ReportModelFailed' }>,
): Decision {
  if (of === 'reading')
    return isRead(state, language) ? happened({ type: 'ModelFailed', of, language, why }) : alreadySo;
  if (!wasStarted(state) || state.forgotten) return alreadySo;
  const waits = isAsked(state, { of, language }) || (of === 'translation' && state.model.translates.includes(language));
  return waits ? happened({ type: 'ModelFailed', of, language, why }) : alreadySo;
}

/** Whether somebody waits for what a model reads in the case of a plan. */
const isRead = (state: SwarmState, language: Language): state is ProposedSwarm =>
  state.status === 'proposed' && !state.forgotten && state.reading.asked.includes(language);

const askOf = ({ model }: StartedSwarm, ask: ModelAsk) =>
  model.asked.find(({ of, language }) => of === ask.of && language === ask.language) ?? null;

const isAsked = (state: StartedSwarm, ask: ModelAsk): boolean => askOf(state, ask) !== null;
