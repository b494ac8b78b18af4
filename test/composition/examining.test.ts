import { expect, test } from '@jest/globals';
import type { WritingStop } from '../../src/cases/systems/stops.ts';
import { examineWith } from '../../src/composition/examining.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import { type Happening, store } from '../history/past.ts';
import { openMemory } from '../store/databases.ts';
import { invited, person, proposed, technology, theCase } from '../swarm/given.ts';

const at = '2026-11-20T00:00:00.000Z';

test('the doctor looks at our own parts too: what they do not answer is no success', async () => {
  const database = await openMemory();
  const first = proposed();
  const tenantId = first.type === 'SwarmProposed' ? first.tenantId : '';
  const look = async (now: string, ready = true) => {
    const examine = examineWith({
      graph: { doctor: async () => [], followPeople: null, peopleFollowed: async () => [] },
      model: () => null,
      learned: () => ({ size: 0, judged: undefined }),
      followed: async () => [],
      ...{ caseSystems: [], writesToCases: () => false, writingStops: { find: async () => null } },
      ready: async () => ({ database: ready, queue: ready }),
      ...{
        database,
        publicUrl: 'http://127.0.0.1:1',
        tenantId,
        snapshot: createSnapshot(),
        clock: () => Date.parse(now),
      },
    });
    return (await examine()).map(({ subject, result }) => `${result} ${subject.code}`);
  };
  const well = [
    'ok database',
    'ok database-role',
    'ok queue',
    'ok model',
    'ok endpoint',
    'ok policies',
    'ok calendars',
    'ok feeds',
    'ok past-cases',
  ];
  expect(await look(at)).toEqual(well);
  expect(await look(at, false)).toEqual(['failed database', 'ok database-role', 'failed queue', ...well.slice(3)]);

  // Somebody for whom the app may not be installed: a policy, most often.
  const unreachable = (cause: 'app-not-installed' | 'user-gone'): Happening[] => [
    { after: 0, event: proposed({ case: theCase({ id: cause }) }) },
    {
      after: 1,
      event: { type: 'SwarmStarted', coordinator: person('owner'), technologies: [technology('vpn')], team: [] },
    },
    { after: 1, event: invited('i1', 'mika', ['vpn']) },
    { after: 2, event: { type: 'InvitationUnreachable', invitationId: 'i1', cause } },
  ];
  await store(database, { swarmId: 's1', from: at, happenings: unreachable('user-gone') });
  expect(await look('2026-11-21T00:00:00.000Z')).toEqual(well);
  await store(database, { swarmId: 's2', from: at, happenings: unreachable('app-not-installed') });
  expect(await look('2026-11-21T00:00:00.000Z')).toContain('failed policies');
  expect(await look('2026-11-28T00:00:00.000Z')).toContain('ok policies');
  await database.close();
});

test('the doctor tells of a case system whose changes have not been heard for ten minutes, and of none that has just begun', async () => {
  const database = await openMemory();
  const examine = examineWith({
    graph: { doctor: async () => [], followPeople: null, peopleFollowed: async () => [] },
    ...{ caseSystems: [], writesToCases: () => false, writingStops: { find: async () => null } },
    model: () => null,
    learned: () => ({ size: 0, judged: undefined }),
    followed: async () => [
      { key: 'dynamics', name: 'Dynamics 365', at, waiting: 3, behind: 60_000, said: null },
      { key: 'servicenow-case', name: 'ServiceNow', at, waiting: 0, behind: 660_000, said: 'GMT is missing' },
      { key: 'zendesk', name: 'Zendesk', at: null, waiting: 0, behind: null, said: null },
    ],
    ready: async () => ({ database: true, queue: true }),
    ...{ database, publicUrl: 'http://127.0.0.1:1', tenantId: 'tenant', snapshot: createSnapshot() },
    clock: () => Date.parse(at),
  });
  const told = (await examine()).filter(({ subject }) => subject.code === 'case-changes');
  expect(told.map(({ result, fact }) => [result, fact])).toEqual([
    ['ok', { code: 'case-changes-followed', at, waiting: 3 }],
    ['failed', { code: 'case-changes-behind', at, waiting: 0, said: 'GMT is missing' }],
    ['unknown', { code: 'case-changes-behind', at: null, waiting: 0, said: null }],
  ]);
  await database.drop();
});

test('the doctor tells the two kinds of cases in one ServiceNow apart, and of a note that customers saw there once', async () => {
  const database = await openMemory();
  const kind = (key: 'servicenow-case' | 'servicenow-incident') => ({
    ...{ key, name: 'ServiceNow' },
    selfTest: async () => [{ result: 'ok' as const, fact: { code: 'case-readable' as const } }],
    testWriting: async (notes: boolean) =>
      notes ? [] : [{ result: 'unknown' as const, fact: { code: 'case-article-rights-unknown' as const } }],
  });
  let stop: WritingStop | null = { caseId: 'INC0012345', note: 'the entry', detail: 'it is public', at };
  let writes = true;
  const examine = examineWith({
    graph: { doctor: async () => [], followPeople: null, peopleFollowed: async () => [] },
    caseSystems: [kind('servicenow-case'), kind('servicenow-incident')],
    ...{
      writesToCases: () => writes,
      writingStops: { find: async () => stop },
      model: () => null,
      learned: () => ({ size: 0, judged: undefined }),
      followed: async () => [],
    },
    ready: async () => ({ database: true, queue: true }),
    ...{ database, publicUrl: 'http://127.0.0.1:1', tenantId: 'tenant', snapshot: createSnapshot() },
    clock: () => Date.parse(at),
  });
  const told = async () =>
    (await examine())
      .filter(({ subject }) => 'name' in subject && subject.code.startsWith('case-'))
      .map(({ subject, fact, result }) => [subject.code, 'name' in subject && subject.name, fact?.code, result]);
  expect(await told()).toEqual([
    ['case-source', 'ServiceNow (servicenow-case)', 'case-readable', 'ok'],
    ['case-writing', 'ServiceNow (servicenow-case)', 'case-writing-stopped', 'failed'],
    ['case-source', 'ServiceNow (servicenow-incident)', 'case-readable', 'ok'],
  ]);
  // As shipped nothing is written: that is said, and where to change it.
  writes = false;
  expect((await told())[1]).toEqual(['case-writing', 'ServiceNow (servicenow-case)', 'case-writing-off', 'ok']);
  // Articles go there all the same, and what nothing tells of the right to them is not counted as good.
  stop = null;
  expect((await told()).filter(([of]) => of === 'case-writing')).toEqual([
    ['case-writing', 'ServiceNow (servicenow-case)', 'case-writing-off', 'ok'],
    ['case-writing', 'ServiceNow (servicenow-case)', 'case-article-rights-unknown', 'unknown'],
    ['case-writing', 'ServiceNow (servicenow-incident)', 'case-article-rights-unknown', 'unknown'],
  ]);
  await database.drop();
});
