import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runs } from '../runs.ts';
import { oldFaultNames } from './oldFaultNames.ts';
import { played, shrunk } from './played.ts';

const long = process.env.SWARM_TEST_LONG === 'yes';

/**
 * As in week.test.ts, and all that can go wrong does: processes die between any two calls, answers are lost after the work was done,
 * Teams and Graph refuse, or are away for hours, and the clock is off. `npm run simulate` plays as many weeks as one likes.
 */
describe('a week in which anything may go wrong', () => {
  test('loses nothing, asks nobody twice, and leaves neither a second channel nor a card that is not so', async () => {
    const seeds = runs(200);
    const happened = new Set<string>();
    let processes = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const { week, wrong } = await played(seed);
      if (wrong !== null) throw new Error((await shrunk(seed)) ?? wrong);
      processes += week?.lives ?? 0;
      for (const { event } of week?.swarms.told ?? []) happened.add(event.type);
    }
    expect(expected.filter((type) => !happened.has(type))).toEqual([]);
    expect(processes).toBeGreaterThan(2 * seeds);
  });

  // Each takes minutes: `npm run test:long`.
  (long ? test.each(oldFaultNames) : test.skip.each(oldFaultNames))(
    'that finds what once was wrong: %s',
    (fault) => {
      const { status, stdout } = spawnSync(
        process.execPath,
        [join(import.meta.dirname, 'run.ts'), '--with-fault', fault, '--seeds', '1000'],
        { encoding: 'utf8' },
      );
      expect({ status, story: stdout.includes('What was done:') }).toEqual({ status: 1, story: true });
    },
    900_000,
  );
});

const expected = [
  ...['StepDelayed', 'StepFailed', 'CopyFound', 'ChannelLost', 'ExpertSteppedBack', 'InvitationUnreachable'],
  ...['SwarmCancelled', 'ChannelArchived', 'AppEnabledInChannel'],
];
