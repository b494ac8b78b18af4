import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { oldFaultNames } from './oldFaultNames.ts';

/** As `npm run simulate` does it: in a process of its own, in as many threads as the machine has processors. */
function simulate(...options: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'run.ts'), ...options],
    { encoding: 'utf8' },
  );
  return { status, said: `${stdout}${stderr}` };
}

/**
 * As in week.test.ts, in three processes at one time, and all that can go wrong does: processes die between any two calls, answers are
 * lost after the work was done, statements fail, jobs come twice, Teams, Graph, the case system and the database are away for minutes
 * or hours, for one process or all, and clocks are off.
 */
describe('a week in which anything may go wrong', () => {
  test('loses nothing, asks nobody twice, and leaves neither a second channel nor a card that is not so', () => {
    const { status, said } = simulate('--seeds', '1000');
    expect({ status, said: status === 0 ? '' : said }).toEqual({ status: 0, said: '' });
  }, 600_000);

  test('is the same for the same seed', () => {
    const told = () => simulate('--seeds', '8', '--from', '1001').said.replace(/\d+ s\n/, '');
    expect(told()).toBe(told());
  }, 60_000);

  test.each(oldFaultNames)(
    'that finds what once was wrong: %s',
    (fault) => {
      const { status, said } = simulate('--with-fault', fault, '--seeds', '1000');
      expect({ status, story: said.includes('What was done:') }).toEqual({ status: 1, story: true });
    },
    600_000,
  );
});
