import { type ModelEffects, report } from '../swarm/service/effects.ts';

/** Where there is no language model: what was asked for while there was one comes to nothing. */
export const modelOff: ModelEffects = {
  'ask-model': async ({ of, language }) => report({ type: 'ReportModelFailed', of, language, why: 'off' }),
};
