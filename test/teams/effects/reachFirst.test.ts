import { describe, expect, test } from '@jest/globals';
import type { Reached } from '../../../src/teams/effects/reach.ts';
import { reachFirst } from '../../../src/teams/effects/reachFirst.ts';
import { person } from '../../swarm/given.ts';

const message = { serviceUrl: 'https://smba.example/', conversationId: 'chat', activityId: '1' };
const leads = ['away', 'gone', 'here', 'other'].map(person);
const unreachable = { kind: 'unreachable', why: 'app-not-installed', cause: 'Swarm is not allowed' } as const;

describe('what a lead is to hear', () => {
  /** Who was written to, and what came of it, where each answers so. */
  const heard = async (answers: Record<string, Reached>, among = leads) => {
    const tried: string[] = [];
    const reached = await reachFirst(among, async ({ id }) => {
      tried.push(id);
      return answers[id] ?? unreachable;
    });
    return { tried, reached };
  };

  test('goes to the next one where nothing reaches the first, and to nobody after that', async () => {
    const { tried, reached } = await heard({ here: { kind: 'sent', message } });
    expect(tried).toEqual(['away', 'gone', 'here']);
    expect(reached).toEqual({ kind: 'sent', person: person('here'), message });
  });

  test('waits for the first where Teams does not answer: nobody else is bothered', async () => {
    const wait = { kind: 'wait', cause: 'Teams did not answer', retryAt: null, advice: 'try-again' } as const;
    expect(await heard({ away: wait })).toEqual({ tried: ['away'], reached: wait });
  });

  test('is given up when nothing reaches any of those who come first', async () => {
    expect((await heard({})).reached).toEqual({
      ...{ kind: 'give-up', cause: unreachable.cause, advice: 'ask-administrator' },
    });
    const many = Array.from({ length: 40 }, (_, at) => person(`lead${at}`));
    expect((await heard({}, many)).tried).toHaveLength(5);
  });
});
