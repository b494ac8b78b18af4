import { availableParallelism, loadavg } from 'node:os';
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

export default {
  projects: chromiumPath === null ? [node] : [node, browser],
  testTimeout: 30_000,
  // As many as there are processors: jest would leave one of two idle. Where others have them already, a second worker
  // only makes tests run into their time limits.
  maxWorkers: loadavg()[0] > 2 * availableParallelism() ? 1 : '100%',
};
