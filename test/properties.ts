import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';

/**
 * Properties are tried with the same values each time before a commit, so that a run fails by what was changed and by
 * nothing else; `npm run test:long` draws new ones, and tells the seed of what it finds.
 */
const { testPath } = expect.getState();
if (process.env.SWARM_TEST_LONG !== 'yes' && testPath && readFileSync(testPath, 'utf8').includes("'fast-check'")) {
  const { default: fc } = await import('fast-check');
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_129 });
}
