import { expect, test } from '@jest/globals';
import type { Case } from '../../src/cases/case.ts';
import { openQueue, type Queue } from '../../src/store/queue.ts';
import { startArrivals } from '../../src/swarm/arrivals/arrivals.ts';
import { swarmJobNames } from '../../src/swarm/jobs.ts';
import { defaultPolicy } from '../../src/swarm/policy.ts';
import { createSwarms } from '../../src/swarm/service/swarms.ts';
import { openMemory } from '../store/databases.ts';
import { as, person, plan, system, theCase } from './given.ts';

/** A swarm that runs for a case, and what a case that arrives is to it. */
async function running(ofCase: Case) {
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
    leadsGap: () => true,
    mayStart: () => true,
    isLeadOf: () => false,
  };
  const clock = () => Date.parse('2026-11-20T02:00:00Z');
  const swarms = createSwarms({ database, queue, planner, policy: () => defaultPolicy, tenantId: 'tenant', clock });
  const { state } = await swarms.propose(ofCase, { actor: as('owner'), cause: 'test' });
  if (state.status === 'none') throw new Error('not proposed');
  const { swarmId } = state;
  await swarms.execute(swarmId, { type: 'Start' }, { actor: as('owner'), cause: 'test' });

  async function arrives(find: () => Promise<Case>): Promise<void> {
    let arrive: Parameters<Queue['work']>[2] = async () => {};
    const work: Queue['work'] = async (_name, _how, handler) => {
      arrive = handler;
    };
    await startArrivals({
      queue: { work },
      sql: database.sql,
      cases: { find, overOf: async () => 'closed' },
      swarms,
      planner,
      rules: () => [],
      tenantId: 'tenant',
      leadsTo: (url, { home }) => url === `https://zendesk.example/${home.record}`,
      log: () => {},
    });
    const signal = new AbortController().signal;
    await arrive([{ id: 'job', body: { caseId: ofCase.id }, repeated: false, signal }]);
  }
  const close = async () => {
    await queue.stop();
    await database.drop();
  };
  return { swarms, swarmId, arrives, close };
}

test('who was slow to tell an older version of a case does not have the last word', async () => {
  const { swarms, swarmId, arrives, close } = await running(theCase());
  let stored: Case = theCase({ owner: person('second') });
  let reads = 0;
  await arrives(async () => {
    const read = stored;
    if (reads++ > 0) return read;
    // Another process is faster with the next version, read after this one.
    stored = theCase({ owner: person('third') });
    await swarms.execute(swarmId, { type: 'ReportCase', case: stored }, { actor: system, cause: 'test' });
    return read;
  });
  expect(await swarms.load(swarmId)).toMatchObject({ case: { owner: person('third') } });
  await close();
});

test('a case that lives in a system is nothing to a swarm that has its number alone, and all to one whose address leads there', async () => {
  const home = { system: 'zendesk', record: '35436' };
  const told = theCase({ owner: person('second'), restricted: true, home });
  for (const own of [{}, { url: 'https://crm.contoso.com/35436' }, { home: { ...home, system: 'dynamics' } }]) {
    const { swarms, swarmId, arrives, close } = await running(theCase(own));
    await arrives(async () => told);
    const { owner, restricted } = theCase();
    expect(await swarms.load(swarmId)).toMatchObject({ case: { owner, restricted }, caseOver: null });
    await close();
  }
  for (const own of [{ url: 'https://zendesk.example/35436' }, { home }]) {
    const { swarms, swarmId, arrives, close } = await running(theCase(own));
    await arrives(async () => told);
    expect(await swarms.load(swarmId)).toMatchObject({ case: { owner: person('second'), restricted: true } });
    await close();
  }
});
