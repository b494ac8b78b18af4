import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/store/database.ts';
import { startPolling } from '../../src/store/queue/polling.ts';
import { openQueue, type Queue } from '../../src/store/queue.ts';
import { engines } from './databases.ts';

describe.each(engines)('on $name, a bot that has nothing to do', ({ open }) => {
  let database: Awaited<ReturnType<typeof open>>;
  let queue: Queue;
  beforeEach(async () => {
    database = await open();
    // Nobody works on these: what is due stays so.
    queue = await openQueue(database, ['due', 'later', 'nothing', 'busy'], () => {});
  });
  afterEach(async () => {
    await queue.stop();
    await database.drop();
  });

  /** Which queues' workers are woken by the next looks, and how many statements those took. */
  async function looks(needs: Database, times: number): Promise<{ woken: string[]; asked: number }> {
    const woken: string[] = [];
    let asked = 0;
    const { promise: enough, resolve } = Promise.withResolvers<void>();
    const polling = startPolling({
      database: {
        ...needs,
        queueDb: {
          executeSql: async (...statement) => {
            const answer = await needs.queueDb.executeSql(...statement);
            asked++;
            if (asked > times) resolve();
            return answer;
          },
        },
      },
      idle: { poll: (name) => void (asked < times + 1 && woken.push(name)), isOneResting: (name) => name !== 'busy' },
      pause: 1,
    });
    for (const name of ['due', 'later', 'nothing', 'busy']) polling.begin(name);
    await enough;
    polling.stop();
    return { woken, asked: asked - 1 };
  }

  test('asks once for all its queues, and wakes a worker of those alone in which a job is due', async () => {
    const job = (name: string) => ({ name, body: {} });
    await queue.later(job('due'), 0);
    await queue.later(job('busy'), 0);
    await queue.later(job('later'), 3_600_000);
    expect(await looks(database, 2)).toEqual({ woken: ['due', 'due'], asked: 2 });
  });

  test('wakes all where the database does not say: they find out what is wrong', async () => {
    const woken = new Set<string>();
    const { promise: all, resolve } = Promise.withResolvers<void>();
    const polling = startPolling({
      database: { ...database, queueDb: { executeSql: () => Promise.reject(new Error('Connection terminated')) } },
      idle: { poll: (name) => void (woken.add(name).size === 3 && resolve()), isOneResting: () => true },
      pause: 1,
    });
    for (const name of ['due', 'later', 'nothing']) polling.begin(name);
    await all;
    polling.stop();
    expect([...woken]).toEqual(['due', 'later', 'nothing']);
  });
});
