import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { keepPastCases } from '../../src/evidence/pastCases/pastCases.ts';
import {
  changeMySkills,
  type MySkillsChange,
  type MySkillsNeeds,
  mySkills,
  mySkillsChangeSchema,
} from '../../src/history/mySkills/mySkills.ts';
import { openSkillsRegistry, type SkillsRegistry } from '../../src/registry/registry.ts';
import type { Database } from '../../src/store/database.ts';
import type { DeclineReason } from '../../src/swarm/events.ts';
import { engines } from '../store/databases.ts';
import { organisation } from './organisation.ts';
import { type Happening, solved, store } from './past.ts';

const asLearner = (happening: Happening): Happening =>
  happening.event.type === 'ExpertInvited'
    ? { ...happening, event: { ...happening.event, invitation: { ...happening.event.invitation, role: 'learner' } } }
    : happening;

/** The same swarm, in which who was asked declined at this minute. */
const declinedAfter = (minutes: number, reason: DeclineReason): Happening[] => [
  ...solved({ technologies: ['vpn'], expert: 'mika' }).slice(0, 3),
  { after: minutes, event: { type: 'InvitationDeclined', invitationId: 'i1', reason, instead: null, note: '' } },
];

describe.each(engines)('a skill that somebody lists and declined as not their field, on $name', ({ open }) => {
  let database: Database & { drop(): Promise<void> };
  let needs: MySkillsNeeds;
  beforeEach(async () => {
    database = await open();
    const clock = () => Date.parse('2026-11-20T00:00:00Z');
    const registry = await openSkillsRegistry({ database, tenantId: 'tenant', clock });
    await registry.importAll(organisation);
    needs = { database, registry, tenantId: 'tenant', clock };
  });
  afterEach(() => database.drop());

  const declined = (swarmId: string, from: string, reason: DeclineReason = 'not-my-field') =>
    store(database, { swarmId, from, happenings: declinedAfter(5, reason) });
  const doubts = async () => (await mySkills(needs, 'mika'))?.doubts;
  const answer = async (change: MySkillsChange) => changeMySkills(needs, 'mika', mySkillsChangeSchema.parse(change));

  test('is asked about until they answer; busy people, and those who do not list it, are not asked', async () => {
    await declined('s1', '2026-11-18T00:00:00.000Z', 'busy');
    expect(await doubts()).toEqual([]);
    await declined('s2', '2026-11-19T00:00:00.000Z');
    expect(await doubts()).toMatchObject([{ technology: 'vpn', declinedAt: '2026-11-19T00:05:00.000Z' }]);
    expect((await mySkills(needs, 'ravi'))?.doubts).toEqual([]);
  });

  test('stays, and is not asked about again for the same answer, when they keep it; for a later one it is', async () => {
    await declined('s1', '2026-11-19T00:00:00.000Z');
    await answer({ skills: [{ technology: 'vpn', change: { level: 5 } }] });
    expect(await doubts()).toHaveLength(1);
    await answer({ skills: [{ technology: 'vpn', change: { confirmed: true } }] });
    expect(await doubts()).toEqual([]);
    expect((await mySkills(needs, 'mika'))?.skills).toMatchObject([{ technology: 'vpn', level: 5, owner: true }]);
    await declined('s2', '2026-11-21T00:00:00.000Z');
    expect(await doubts()).toMatchObject([{ declinedAt: '2026-11-21T00:05:00.000Z' }]);
  });

  test('is gone when they drop it', async () => {
    await declined('s1', '2026-11-19T00:00:00.000Z');
    await answer({ removed: ['vpn'] });
    expect(await mySkills(needs, 'mika')).toMatchObject({ skills: [], doubts: [] });
  });
});

describe.each(engines)('what the registry has learned of somebody, on $name', ({ open }) => {
  let database: Database & { drop(): Promise<void> };
  let registry: SkillsRegistry;
  const clock = () => Date.UTC(2026, 10, 20);

  beforeAll(async () => {
    database = await open();
    registry = await openSkillsRegistry({ database, tenantId: 'tenant', clock });
    await registry.importAll(organisation);
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
    const needs = { database, registry, tenantId: 'tenant', clock };
    const suggested = async () => (await mySkills(needs, 'mika'))?.suggestions;
    // vpn is theirs already; certificates were one case only, and two swarms that they sat in on to learn.
    expect(await suggested()).toMatchObject([{ technology: 'dns', swarms: 2, last: '2026-10-01T01:01:00.000Z' }]);
    const before = registry.snapshot.registry();
    const refused = mySkillsChangeSchema.parse({ refused: ['dns'] });
    expect(await changeMySkills(needs, 'mika', refused)).toEqual({ kind: 'saved', changed: false });
    expect(await suggested()).toEqual([]);
    expect(await registry.export()).toEqual(before);
  });
});
