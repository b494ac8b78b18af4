import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { changeMySkills, mySkills } from '../../src/history/mySkills.ts';
import { keepPastCases } from '../../src/skills/pastCases.ts';
import { createSnapshot } from '../../src/skills/snapshot.ts';
import type { Database } from '../../src/store/database.ts';
import { engines } from '../store/databases.ts';
import { organisation } from './organisation.ts';
import { type Happening, solved, store } from './past.ts';

const asLearner = (happening: Happening): Happening =>
  happening.event.type === 'ExpertInvited'
    ? { ...happening, event: { ...happening.event, invitation: { ...happening.event.invitation, role: 'learner' } } }
    : happening;

describe.each(engines)('what the registry has learned of somebody, on $name', ({ open }) => {
  let database: Database & { drop(): Promise<void> };
  const snapshot = createSnapshot(organisation);
  const registry = { snapshot, save: async () => {} };

  beforeAll(async () => {
    database = await open();
    await store(database, {
      swarmId: 's1',
      from: '2026-10-01T00:00:00.000Z',
      happenings: solved({ case: { id: '4701' }, technologies: ['dns'], expert: 'mika' }),
    });
    for (const swarmId of ['s2', 's3'])
      await store(database, {
        swarmId,
        from: '2026-10-02T00:00:00.000Z',
        happenings: solved({ case: { id: swarmId }, technologies: ['certificates'], expert: 'mika' }).map(asLearner),
      });
    const imported = (id: string, technology: string) => ({
      ...{ id, title: 'x', text: '', technologies: [technology], credits: [{ person: 'mika', weight: 1 }] },
      ...{ closedAt: Date.UTC(2026, 4, 12), swarmId: null, rootCause: '', fix: '', url: null },
    });
    const cases = [imported('1', 'dns'), imported('2', 'vpn'), imported('3', 'vpn'), imported('4', 'certificates')];
    await keepPastCases(database.sql, 'tenant', cases);
  });
  afterAll(() => database.drop());

  test('is proposed to them from swarms and imported cases together, and not again once they refuse it', async () => {
    const needs = { database, registry, tenantId: 'tenant', clock: () => Date.UTC(2026, 10, 20) };
    const suggested = async () => (await mySkills(needs, 'mika'))?.suggestions;
    // vpn is theirs already; certificates were one case only, and two swarms that they sat in on to learn.
    expect(await suggested()).toMatchObject([{ technology: 'dns', swarms: 2, last: '2026-10-01T01:01:00.000Z' }]);
    const hours = { days: [1], from: '09:00', to: '17:30' };
    const unchanged = { hours, mostSwarms: 2, awayUntil: null, skills: [] };
    expect(await changeMySkills(needs, 'mika', { ...unchanged, refused: ['dns'] })).toEqual({ ok: true });
    expect(await suggested()).toEqual([]);
  });
});
