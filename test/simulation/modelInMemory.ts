import { untranslated } from '../../src/swarm/ownWords.ts';
import { type ModelEffects, report } from '../../src/swarm/service/effects.ts';
import { wasStarted } from '../../src/swarm/state.ts';
import type { Chance } from './chance.ts';
import { wire } from './outside.ts';

/** For what the language model of a week may be told of cases. */
export const modelUsesOfWeek = ['translation', 'summary'] as const;

/** A language model that takes its time, writes what nobody else writes, and now and then nothing. */
export const modelInMemory = (chance: Chance): ModelEffects => ({
  'ask-model': async ({ of, language }, { state }) => {
    await wire(chance);
    if (!wasStarted(state) || chance.once(5))
      return report({ type: 'ReportModelFailed', of, language, why: 'no-answer' });
    const written = { type: 'ReportModelWrote', model: 'week', language, asOf: state.version } as const;
    if (of === 'summary') return report({ ...written, wrote: { of, lines: [`In short, of ${state.version}.`] } });
    const texts = untranslated(state, language).map(({ of: text }) => ({
      of: text,
      text: `As ${language} has it: ${text}`,
    }));
    return report({ ...written, wrote: { of: 'translation', texts } });
  },
});
