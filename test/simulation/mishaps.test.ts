import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runs } from '../runs.ts';
import { oldFaultNames, oldFaults } from './oldFaultNames.ts';

/** As `npm run simulate` does it, in a process of its own. In one thread, where other suites have the other processors, and without making stories short. */
function simulate(...options: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'run.ts'), ...sparing, ...options],
    { encoding: 'utf8' },
  );
  return { status, said: `${stdout}${stderr}` };
}

const isLong = process.env.SWARM_TEST_LONG === 'yes';
/** CI plays as many as `npm run test:long`. */
const weeks = Number(process.env.SWARM_TEST_WEEKS ?? runs(1000));
const sparing = isLong ? [] : ['--threads', '1', '--tries', '10'];

/**
 * As in week.test.ts, in three processes at one time, and all that can go wrong does: processes die between any two calls, answers are
 * lost after the work was done, statements fail, jobs come twice, Teams, Graph, the case system and the database are away for minutes
 * or hours, for one process or all, and clocks are off.
 */
describe('a week in which anything may go wrong', () => {
  test('loses nothing, asks nobody twice, and leaves neither a second channel nor a card that is not so', () => {
    const { status, said } = simulate('--seeds', String(weeks));
    expect({ status, said: status === 0 ? '' : said }).toEqual({ status: 0, said: '' });
  }, 600_000);

  test('is the same for the same seed', () => {
    const told = () => simulate('--seeds', '8', '--from', '1001').said.replace(/\d+ s\n/, '');
    expect(told()).toBe(told());
  }, 60_000);

  test.each(oldFaultNames)(
    'that finds what once was wrong: %s',
    (fault) => {
      const from = String(oldFaults[fault].near);
      const { status, said } = simulate('--with-fault', fault, '--from', from, '--seeds', '1000');
      expect({ status, story: said.includes('What was done:') }).toEqual({ status: 1, story: true });
    },
    600_000,
  );
});
