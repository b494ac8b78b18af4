import { chromiumPath } from './test/browser/chromium.ts';

/** Jest runs the TypeScript sources as ES modules; swc strips the types. */
const common = {
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript', tsx: false }, target: 'es2024' }, module: { type: 'es6' } },
    ],
  },
};

const node = {
  ...common,
  displayName: 'node',
  roots: ['<rootDir>/test'],
  globalSetup: '<rootDir>/test/globalSetup.ts',
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/browser/'],
};

/** Tests in a real browser: where Chromium is found. */
const browser = {
  ...common,
  displayName: 'browser',
  roots: ['<rootDir>/test/browser'],
  globalSetup: '<rootDir>/test/browser/globalSetup.ts',
  setupFilesAfterEnv: ['<rootDir>/test/browser/patience.ts'],
};

if (chromiumPath === null)
  process.stderr.write('No Chromium is found (CHROMIUM_PATH names one): the tests in a browser are left out.\n');

export default {
  projects: chromiumPath === null ? [node] : [node, browser],
  testTimeout: 30_000,
  // As many as there are processors: jest would leave one of two idle.
  maxWorkers: '100%',
};
