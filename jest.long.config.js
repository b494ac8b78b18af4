import { globSync, readFileSync } from 'node:fs';
import config from './jest.config.js';

/** `npm run test:long`: suites with properties (test/runs.ts) or played hours, each tried as often as its test says. */
process.env.SWARM_TEST_LONG = 'yes';

const [node] = config.projects;
const withProperties = globSync('test/**/*.test.ts', { cwd: import.meta.dirname }).filter((path) =>
  /'fast-check'|SWARM_TEST_LONG/.test(readFileSync(path, 'utf8')),
);

export default {
  ...config,
  projects: [{ ...node, testMatch: withProperties.map((path) => `<rootDir>/${path}`) }],
  testTimeout: 600_000,
};
