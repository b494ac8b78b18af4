import type { RecordedEvent, SwarmEvent } from '../events.ts';
import { saysSomething } from '../evolving/model.ts';
import type { ScheduledJob } from '../jobs.ts';
import { notGivenYet } from '../ownWords.ts';
import { type SwarmState, wasStarted } from '../state.ts';
import { jobsOf } from './jobs.ts';

/**
 * What a language model is to write: what was asked for; and where somebody asked for translations, what people wrote since, or
 * what was left over of what did not fit one call. Nothing of a case that is restricted now.
 */
export function modelling(state: SwarmState, recorded: RecordedEvent): ScheduledJob[] {
  if (!wasStarted(state) || state.case.restricted) return [];
  const { event } = recorded;
  const job = jobsOf(state.swarmId);
  if (event.type === 'ModelAsked') {
    const { of, language } = event;
    const asked = state.model.asked.find((each) => each.of === of && each.language === language);
    // Whoever asks for what is under way waits for that.
    return asked && asked.since < recorded.version ? [] : [job({ name: 'ask-model', of, language })];
  }
  const isSaid = saysSomething(recorded) || event.type === 'SwarmResolved' || event.type === 'SwarmCancelled';
  const isLeftOver = event.type === 'ModelWrote' && event.wrote.of === 'translation';
  if (!isSaid && !isLeftOver) return [];
  return state.model.translates
    .filter((language) => !isLeftOver || event.language === language)
    .filter((language) => notGivenYet(state, language).length > 0)
    .map((language) => job({ name: 'ask-model', of: 'translation', language }));
}

/** Whether an event is about what a model reads in the case of a plan. */
export const isReading = (event: SwarmEvent): boolean => {
  switch (event.type) {
    case 'ModelAsked':
    case 'ModelFailed':
      return event.of === 'reading';
    case 'ModelWrote':
      return event.wrote.of === 'reading';
    default:
      return false;
  }
};
