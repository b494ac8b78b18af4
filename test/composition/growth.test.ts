import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { lookAtGrowth } from '../../src/composition/growth.ts';
import { keepChoice } from '../../src/growth/choice.ts';
import { answerSkill } from '../../src/growth/told.ts';
import { openSkillsRegistry, type SkillsRegistry } from '../../src/registry/registry.ts';
import { teamSchema } from '../../src/registry/team.ts';
import type { Database } from '../../src/store/database.ts';
import type { QueuedJob } from '../../src/store/queue.ts';
import { defaultPolicy, shippedFields } from '../../src/swarm/policy.ts';
import { type Happening, solved, store } from '../history/past.ts';
import { engineer, technology } from '../registry/sample.ts';
import { engines } from '../store/databases.ts';
import { everyTable as tables } from '../store/everyTable.ts';
import { invited } from '../swarm/given.ts';

const tenantId = 'tenant';
const office = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };
const day = 86_400_000;

describe.each(engines)('who hears of their own part on $name', ({ open }) => {
  let database: Database & { drop(): Promise<void> };
  let registry: SkillsRegistry;
  let stored: QueuedJob[];
  /** Tuesday, 1 December 2026, 9:10 in Tokyo. */
  const begins = Date.parse('2026-12-01T00:10:00.000Z');
  let now = begins;
  const policy = { ...shippedFields, policy: defaultPolicy };

  beforeAll(async () => {
    database = await open();
    registry = await openSkillsRegistry({ database, tenantId, clock: () => now });
    const tokyo = { zone: 'Asia/Tokyo', hours: office, team: 'network' };
    await registry.importAll({
      technologies: [technology('vpn')],
      engineers: [
        ...['mika', 'ravi', 'aoi'].map((id) => engineer(id, tokyo)),
        engineer('owner', { zone: 'America/New_York', hours: office }),
        engineer('boss', { zone: 'Asia/Tokyo', hours: office, lead: true }),
      ],
      skills: [],
      teams: [teamSchema.parse({ id: 'network', name: { en: 'Network', ja: 'ネットワーク' }, leads: ['aoi'] })],
    });
  });
  beforeEach(() => {
    now = begins;
    stored = [];
  });
  afterEach(async () => {
    for (const table of [
      ...[tables.swarm, tables.swarmEvent, tables.swarmSearch, tables.invitation, tables.pastCase],
      ...[tables.growthChoice, tables.growthTold],
    ])
      await database.sql.delete(table);
  });
  afterAll(() => database.drop());

  const look = async (changes: object = {}, dies = false) => {
    stored = [];
    await lookAtGrowth({
      registry,
      queue: {
        async enqueue(_, jobs) {
          if (dies) throw new Error('The process died');
          stored.push(...jobs);
          return () => {};
        },
      },
      ...{ sql: database.sql, tenantId, policy: () => ({ ...policy, ...changes }), clock: () => now },
    });
    return stored.map(({ body }) => body as Record<string, unknown>);
  };
  const swarm = (swarmId: string, happenings: Happening[], from = '2026-11-16T02:00:00.000Z') =>
    store(database, { swarmId, from, happenings });
  const past = (id: string) => solved({ case: { id } });
  const satIn = (id: string): Happening[] => {
    const event = invited('i9', 'ravi', ['vpn']);
    if (event.type !== 'ExpertInvited') throw new Error('Not an invitation');
    const learner = { ...event.invitation, role: 'learner' as const };
    return [
      ...past(id).slice(0, -1),
      { after: 8, event: { type: 'ExpertInvited', invitation: learner } },
      { after: 9, event: { type: 'InvitationAccepted', invitationId: 'i9' } },
      ...past(id).slice(-1),
    ];
  };
  const about = (bodies: Record<string, unknown>[], what: string) => bodies.filter((each) => each['about'] === what);

  test('everybody who was in a resolved swarm hears of their month once, when their hours begin', async () => {
    await swarm('a', past('a'));
    const told = await look();
    expect(told).toEqual([{ about: 'month', month: '2026-11', personId: 'mika', since: '2026-12-01T00:10:00.000Z' }]);
    // In New York November is not over yet.
    now += day;
    expect(await look()).toEqual([
      { about: 'month', month: '2026-11', personId: 'owner', since: '2026-12-02T14:00:00.000Z' },
    ]);
    expect(await look()).toEqual([]);
  });

  test('a process that dies before the message is stored has told nobody: the next look tells it', async () => {
    await swarm('a', past('a'));
    await expect(look({}, true)).rejects.toThrow('The process died');
    expect(about(await look(), 'month')).toHaveLength(1);
  });

  test('nobody is told late, nor where the policy says so', async () => {
    await swarm('a', past('a'));
    expect(await look({ monthlyWord: false })).toEqual([]);
    now += 9 * day;
    expect(about(await look(), 'month')).toEqual([]);
  });

  test('a lead hears of it only where its person has chosen so', async () => {
    await swarm('a', past('a'));
    await keepChoice(
      database.sql,
      { tenantId, personId: 'mika' },
      { share: 'sums', monthly: true },
      '2026-11-20T00:00:00.000Z',
    );
    expect(about(await look(), 'lead-month')).toMatchObject([{ personId: 'aoi', of: 'mika', month: '2026-11' }]);
  });

  test('who sat in three times, or led three, is asked once whether to list it; a no counts for long', async () => {
    for (const id of ['a', 'b']) await swarm(id, satIn(id));
    expect(about(await look(), 'skill')).toEqual([]);
    await swarm('c', satIn('c'));
    const asked = about(await look(), 'skill');
    expect(asked).toMatchObject([
      { personId: 'owner', technology: 'vpn' },
      { personId: 'ravi', technology: 'vpn' },
    ]);
    expect(about(await look(), 'skill')).toEqual([]);
    const whose = { tenantId, personId: 'ravi', technology: 'vpn' };
    await answerSkill(database.sql, whose, 'declined', new Date(now).toISOString());
    now += 200 * day;
    await swarm('d', satIn('d'), new Date(now - day).toISOString());
    expect(about(await look(), 'skill')).toEqual([]);
    now += 200 * day;
    await swarm('e', satIn('e'), new Date(now - day).toISOString());
    expect(about(await look(), 'skill')).toHaveLength(2);
    expect(about(await look({ askSkillAfterSwarms: null }), 'skill')).toEqual([]);
  });

  test('a lead hears of three people at a time; of the others at the next look', async () => {
    const team = ['p1', 'p2', 'p3', 'p4'];
    await registry.importAll({
      ...{ technologies: [technology('vpn')], skills: [] },
      engineers: team.map((id) => engineer(id, { zone: 'Asia/Tokyo', hours: office, team: 'network' })),
    });
    for (const id of team)
      for (let each = 0; each < 8; each += 1)
        await swarm(`${id}-${each}`, solved({ case: { id: `${id}-${each}` }, expert: id }));
    const first = await look();
    expect(about(first, 'care').map(({ personId }) => personId)).toEqual(['p1', 'p2', 'p3']);
    expect(about(first, 'lead-care')).toHaveLength(3);
    expect(about(await look(), 'care').map(({ personId }) => personId)).toEqual(['p4']);
    expect(about(await look(), 'care')).toEqual([]);
  });

  test('who is asked too much hears so kindly, and so does their lead; not again for some weeks', async () => {
    for (let each = 0; each < 8; each += 1) await swarm(`s${each}`, past(`s${each}`));
    const told = await look();
    expect(about(told, 'care')).toMatchObject([{ personId: 'mika', why: ['budget'] }]);
    expect(about(told, 'lead-care')).toMatchObject([{ personId: 'aoi', of: 'mika', why: ['budget'] }]);
    expect(about(await look(), 'care')).toEqual([]);
    expect(about(await look({ careEveryWeeks: null }), 'care')).toEqual([]);
  });
});
