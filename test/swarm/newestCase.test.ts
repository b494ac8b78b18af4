import { expect, test } from '@jest/globals';
import type { Case } from '../../src/cases/case.ts';
import { openQueue, type Queue } from '../../src/store/queue.ts';
import { startArrivals } from '../../src/swarm/arrivals/arrivals.ts';
import { swarmJobNames } from '../../src/swarm/jobs.ts';
import { defaultPolicy } from '../../src/swarm/policy.ts';
import { createSwarms } from '../../src/swarm/service/swarms.ts';
import { openMemory } from '../store/databases.ts';
import { as, person, plan, system, theCase } from './given.ts';

test('who was slow to tell an older version of a case does not have the last word', async () => {
  const database = await openMemory();
  const queue = await openQueue(database, swarmJobNames, (problem) => {
    throw problem;
  });
  const planner = {
    detect: () => [],
    unknown: () => [],
    plan: async () => plan(),
    rank: async () => ({ candidates: [], leftOut: 0 }),
    hoursOf: () => ({}),
    standsIn: () => false,
    mayStart: () => true,
    isLead: () => false,
  };
  const clock = () => Date.parse('2026-11-20T02:00:00Z');
  const swarms = createSwarms({ database, queue, planner, policy: defaultPolicy, tenantId: 'tenant', clock });
  const { state } = await swarms.propose(theCase(), { actor: as('owner'), cause: 'test' });
  if (state.status === 'none') throw new Error('not proposed');
  const { swarmId } = state;
  await swarms.execute(swarmId, { type: 'Start' }, { actor: as('owner'), cause: 'test' });

  let stored: Case = theCase({ owner: person('second') });
  let reads = 0;
  const find = async () => {
    const read = stored;
    if (reads++ > 0) return read;
    // Another process is faster with the next version, read after this one.
    stored = theCase({ owner: person('third') });
    await swarms.execute(swarmId, { type: 'ReportCase', case: stored }, { actor: system, cause: 'test' });
    return read;
  };
  let arrive: Parameters<Queue['work']>[2] = async () => {};
  const work: Queue['work'] = async (_name, _how, handler) => {
    arrive = handler;
  };
  const log = () => {};
  await startArrivals({
    ...{
      queue: { work },
      sql: database.sql,
      cases: { find, overOf: async () => null },
      swarms,
      planner,
      rules: [],
      tenantId: 'tenant',
      log,
    },
  });
  const signal = new AbortController().signal;
  await arrive([{ id: 'job', body: { caseId: theCase().id }, repeated: false, signal }]);

  expect(await swarms.load(swarmId)).toMatchObject({ case: { owner: person('third') } });
  await queue.stop();
  await database.drop();
});
