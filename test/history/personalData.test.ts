import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { personalDataIn } from '../../src/composition/personalData.ts';
import { botsFollowWithin, createErasing } from '../../src/history/personalData/erasing.ts';
import { readPersonRequests } from '../../src/history/personalData.ts';
import { openSkillsRegistry } from '../../src/registry/registry.ts';
import type { Database } from '../../src/store/database.ts';
import { engineer } from '../registry/sample.ts';
import { engines } from '../store/databases.ts';
import {
  declinedBy,
  emptyTables,
  everywhere,
  gone,
  tablesNaming,
  tenantId,
  traces,
} from '../tools/personEverywhere.ts';
import { store } from './past.ts';

const ada = { id: '11111111-0000-4000-8000-00000000000a', name: 'Ada Admin' };
const bela = { id: '22222222-0000-4000-8000-00000000000b', name: 'Bela Admin' };
const now = Date.parse('2026-11-20T02:00:00Z');

describe.each(engines)('the erasure of a person in the tab, on $name', ({ open }) => {
  let database: Database & { drop(): Promise<void> };
  let needsTwo: boolean;
  let waiting: { ms: number; run: () => Promise<void> }[];
  let followed: number;
  let administrators: string[];
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    needsTwo = true;
    administrators = [ada.id, bela.id];
    waiting = [];
    followed = 0;
    await everywhere(database);
  });
  afterEach(() => emptyTables(database));
  afterAll(() => database.drop());

  const erasing = () =>
    createErasing({
      ...{ database: database.sql, tenantId, clock: () => now, needsTwo: () => needsTwo },
      administrators: () => administrators,
      personalData: personalDataIn({ database, tenantId }, () => now),
      follow: async () => {
        followed++;
      },
      later: (ms, run) => waiting.push({ ms, run }),
    });
  const newest = async () => {
    const [request] = (await readPersonRequests(database.sql, tenantId)).filter(({ kind }) => kind === 'erasure');
    if (!request) throw new Error('Nothing was asked for');
    return request;
  };
  const asked = async () => {
    expect(await erasing().ask({ personId: gone.id, by: ada, why: 'Request 12' })).toBe('kept');
    return (await newest()).id;
  };

  test('counts nobody as one of two whose right is gone since they asked', async () => {
    const id = await asked();
    administrators = [bela.id];
    expect(erasing().whyNot(await newest(), bela)).toBe('asker-left');
    expect(await erasing().erase(id, bela)).toEqual({ kind: 'asker-left' });
    expect(await tablesNaming(database, [gone.name])).not.toEqual([]);
    // Withdrawn and asked for anew it takes two who are.
    expect(await erasing().withdraw(id, bela)).toBe(true);
    expect(await erasing().ask({ personId: gone.id, by: bela, why: 'Request 12' })).toBe('kept');
    administrators = [ada.id, bela.id];
    const anew = (await readPersonRequests(database.sql, tenantId)).find(({ state }) => state === 'waiting');
    expect(await erasing().erase(anew?.id ?? '', ada)).toEqual({ kind: 'erased' });
  });

  test('takes two administrators; what bots still wrote goes too, and who did it stays without whose it was', async () => {
    const id = await asked();
    expect(await erasing().ask({ personId: gone.id, by: bela, why: 'Again' })).toBe('again');
    expect(await erasing().erase(id, ada)).toEqual({ kind: 'needs-another' });
    expect(await tablesNaming(database, [gone.name])).not.toEqual([]);
    expect(await erasing().erase(id, bela)).toEqual({ kind: 'erased' });
    // Their id stays in the request alone, until it was looked for again.
    expect(await tablesNaming(database, traces)).toEqual(['person_request']);
    expect([followed, waiting.map(({ ms }) => ms)]).toEqual([1, [botsFollowWithin]]);
    // A bot that had not heard of it yet.
    const registry = await openSkillsRegistry({ database, tenantId, clock: () => now });
    await registry.importAll({ technologies: [], engineers: [engineer(gone.id, { name: gone.name })], skills: [] });
    for (const { run } of waiting) await run();
    expect(await tablesNaming(database, traces)).toEqual([]);
    const { counts, ...done } = await newest();
    expect(done).toMatchObject({ state: 'done', personId: null, why: 'Request 12', decided: { by: bela } });
    expect([done.asked.by, counts?.['engineers']]).toEqual([ada, 2]);
    expect(await erasing().erase(id, bela)).toEqual({ kind: 'not-waiting' });
  });

  test('takes one where the policy says so', async () => {
    needsTwo = false;
    expect(await erasing().erase(await asked(), ada)).toEqual({ kind: 'erased' });
  });

  test('of two who press at once erases once', async () => {
    needsTwo = false;
    const id = await asked();
    const both = await Promise.all([erasing().erase(id, ada), erasing().erase(id, bela)]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['erased', 'not-waiting']);
    expect(waiting).toHaveLength(1);
  });

  test('waits while they have a part in a swarm that goes on, and says which', async () => {
    const id = await asked();
    const happenings = declinedBy(gone, '4799').slice(0, 3);
    await store(database, { swarmId: 'running', from: '2026-10-01T00:00:00.000Z', happenings });
    const refused = await erasing().erase(id, bela);
    expect(refused.kind === 'held' && refused.swarms.map(({ caseId }) => caseId)).toEqual(['4799']);
    expect(await newest()).toMatchObject({ state: 'waiting', personId: gone.id, counts: null });
  });

  test('is looked at again by its button where the process ended before', async () => {
    const id = await asked();
    await erasing().erase(id, bela);
    // Its timer went with it.
    expect(await erasing().erase(id, ada)).toEqual({ kind: 'done' });
    expect((await newest()).personId).toBeNull();
  });

  test('that is withdrawn erases nothing; of whom nothing is stored nothing is asked for', async () => {
    const id = await asked();
    expect(await erasing().withdraw(id, bela)).toBe(true);
    expect(await erasing().erase(id, bela)).toEqual({ kind: 'not-waiting' });
    const stranger = '99999999-0000-4000-8000-00000000000c';
    expect(await erasing().ask({ personId: stranger, by: ada, why: 'x' })).toBe('nothing');
  });

  test('of an administrator takes them out of what they asked for others', async () => {
    await erasing().ask({ personId: gone.id, by: ada, why: 'Ada Admin asked me' });
    const personalData = personalDataIn({ database, tenantId }, () => now);
    const registry = await openSkillsRegistry({ database, tenantId, clock: () => now });
    await registry.importAll({ technologies: [], engineers: [engineer(ada.id, { name: ada.name })], skills: [] });
    await personalData.erase(ada.id, { forReal: true });
    expect(await tablesNaming(database, [ada.id, ada.name])).toEqual([]);
    expect(await newest()).toMatchObject({ state: 'waiting', personId: gone.id, asked: { by: null }, why: '' });
  });
});
