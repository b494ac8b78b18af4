import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

/** docs/promises.md: what Swarm promises, each line with the tests that hold it. None is named that is not run. */

const root = join(import.meta.dirname, '../..');
const promises = readFileSync(join(root, 'docs/promises.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| |'))
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|')))
  .map(([, promise = '', heldBy = '']) => ({ promise, tests: heldBy.split('<br>').map(named) }));

/** `test/some.test.ts` and the name of the test in it. */
function named(reference: string): { file: string; name: string } {
  const [, file = '', name = ''] = /^`(test\/[^`]+\.test\.ts)` (.+)$/.exec(reference) ?? [];
  return { file, name };
}

/** The names that the tests of a file are given, as written: `%s` of a table of cases stays. Tests that are skipped have none. */
function testsOf(file: string): Set<string> {
  const source = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '';
  const literal =
    /(?:(?<![\w.$])(?:test|it)(?:\.concurrent)?|\))\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`)\s*,/g;
  const names = [...source.matchAll(literal)].map(([, single, double, template]) => single ?? double ?? template ?? '');
  return new Set(names.map((name) => name.replaceAll(/\\(.)/g, '$1')));
}

describe('the promises', () => {
  test.each(promises)('are held by tests that there are: $promise', ({ promise, tests }) => {
    expect(promise).not.toBe('');
    expect(tests.filter(({ file, name }) => !testsOf(file).has(name))).toEqual([]);
  });

  test('name tests, and would be found out if they named others', () => {
    expect(promises.length).toBeGreaterThan(60);
    expect(testsOf('test/tools/promises.test.ts')).toContain('name tests, and would be found out if they named others');
    expect(testsOf('test/tools/promises.test.ts')).not.toContain('are held by nothing');
    expect(testsOf('test/tools/nowhere.test.ts').size).toBe(0);
  });
});
