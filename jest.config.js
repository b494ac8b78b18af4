import { availableParallelism, loadavg, totalmem } from 'node:os';
import { chromiumPath } from './test/browser/chromium.ts';

/**
 * Suites run on Node's own modules, kept from suite to suite (test/runner). Who watches, or wants each suite to have modules of
 * its own, gets jest's way: swc strips the types.
 */
const isKept = process.env.SWARM_TEST_OWN_MODULES !== 'yes' && !process.argv.some((word) => word.startsWith('--watch'));
const common = {
  ...(isKept
    ? { testEnvironment: '<rootDir>/test/runner/environment.cjs', testRunner: '<rootDir>/test/runner/runner.cjs' }
    : { testEnvironment: 'node' }),
  // Sources too, so that jest knows what a change of one can have broken (`npm run test:changed`).
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/tools'],
  dependencyExtractor: '<rootDir>/test/dependencies.cjs',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  resolver: '<rootDir>/test/resolver.cjs',
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: false },
          target: 'es2024',
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
};

const node = {
  ...common,
  displayName: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  globalSetup: '<rootDir>/test/globalSetup.ts',
  globalTeardown: '<rootDir>/test/globalTeardown.ts',
  setupFilesAfterEnv: ['<rootDir>/test/properties.ts', '<rootDir>/test/secondChance.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/browser/'],
};

/** Tests in a real browser: where Chromium is found. */
const browser = {
  ...common,
  displayName: 'browser',
  testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
  globalSetup: '<rootDir>/test/browser/globalSetup.ts',
  globalTeardown: '<rootDir>/test/browser/globalTeardown.ts',
  setupFilesAfterEnv: ['<rootDir>/test/browser/patience.ts'],
};

if (chromiumPath === null)
  process.stderr.write('No Chromium is found (CHROMIUM_PATH names one): the tests in a browser are left out.\n');

/**
 * Twice as many as there are processors: most suites wait for most of their time, for what comes seconds later by the rules
 * they check, and others go on meanwhile. Fewer where memory is short (a worker keeps its modules and its databases), and one
 * where others have the processors already, beyond what a run that ended a moment ago leaves behind: more would only make tests
 * run into their time limits. In CI nobody else is there.
 */
function workers() {
  const processors = availableParallelism();
  if (loadavg()[0] > 4 * processors && !process.argv.includes('--ci')) return 1;
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return Math.max(1, Math.min(2 * processors, Math.floor(memory / 1.5e9)));
}

export default {
  projects: chromiumPath === null ? [node] : [node, browser],
  testTimeout: 60_000,
  testSequencer: '<rootDir>/test/runner/longestFirst.cjs',
  maxWorkers: workers(),
};
