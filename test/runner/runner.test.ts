import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';

/** What jest reports of the suites beside this test, run by the runner of all tests. */
const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({
          title: z.string(),
          status: z.string(),
          invocations: z.number(),
          failureMessages: z.array(z.string()),
        }),
      ),
    }),
  ),
});
let found: Map<string, { status: string; invocations: number; failureMessages: string[] }>;

beforeAll(async () => {
  const rootDir = join(import.meta.dirname, '../..');
  const config = {
    rootDir,
    testMatch: ['<rootDir>/test/runner/suites/*.suite.ts'],
    testEnvironment: '<rootDir>/test/runner/environment.cjs',
    testRunner: '<rootDir>/test/runner/runner.cjs',
    testSequencer: '<rootDir>/test/runner/suites/inOrder.cjs',
    extensionsToTreatAsEsm: ['.ts'],
    transform: {},
  };
  const jest = join(rootDir, 'node_modules/jest/bin/jest.js');
  const given = ['--json', '--runInBand', '--config', JSON.stringify(config)];
  const printed = await new Promise<string>((resolve) => {
    execFile(process.execPath, ['--experimental-vm-modules', jest, ...given], { cwd: rootDir }, (_, out) =>
      resolve(out),
    );
  });
  const { testResults } = reportSchema.parse(JSON.parse(printed));
  found = new Map(
    testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map((each) => [`${name.endsWith('first.suite.ts') ? 'first' : 'second'}: ${each.title}`, each]),
    ),
  );
});

test('hooks, tries and time limits are jest’s', () => {
  expect(found.get('first: a try that fails is tried again')).toMatchObject({ status: 'passed', invocations: 2 });
  const late = found.get('first: a promise that is never kept fails');
  expect(late?.status).toBe('failed');
  expect(late?.failureMessages.join()).toMatch('Exceeded timeout of 50 ms');
});

test('a suite finds nothing of the one before but its modules', () => {
  expect(found.get('second: what fails is not tried again: the first alone asked for it')).toMatchObject({
    status: 'failed',
    invocations: 1,
  });
  expect(found.get('second: what the first changed of the process is as before')?.status).toBe('passed');
  expect(found.get('second: a name of a globals module is its suite’s')?.status).toBe('passed');
  for (const suite of ['first', 'second']) expect(found.get(`${suite}: modules are kept`)?.status).toBe('passed');
});
