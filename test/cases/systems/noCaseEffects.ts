import type { CaseEffects } from '../../../src/swarm/service/effects.ts';
import { done } from '../../../src/swarm/service/effects.ts';

/** Where no case system is connected nothing is written into one. */
export const noCaseEffects: CaseEffects = {
  'write-note': async () => done,
  'link-case': async () => done,
  'unlink-case': async () => done,
  'send-article': async () => done,
};
