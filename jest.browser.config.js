import common from './jest.config.js';

/** Tests in a real browser: slower, and only where Chromium is found. One file at a time, as each brings a browser. */
export default {
  ...common,
  roots: ['<rootDir>/test/browser'],
  globalSetup: '<rootDir>/test/browser/globalSetup.ts',
  globalTeardown: undefined,
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
  testTimeout: 120_000,
};
