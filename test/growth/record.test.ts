import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { careFor } from '../../src/growth/care.ts';
import { choiceOf, keepChoice, unchosen } from '../../src/growth/choice.ts';
import { learnersSince, learningOf, listable } from '../../src/growth/learning.ts';
import { boundsOf, monthDue, sumsOf } from '../../src/growth/month.ts';
import { type RecordEntry, recordOf, whoWasIn } from '../../src/growth/record.ts';
import { answerSkill, askedSkill, forgetOldTold, noteTold } from '../../src/growth/told.ts';
import type { Database } from '../../src/store/database.ts';
import { type Happening, solved, store } from '../history/past.ts';
import { engines } from '../store/databases.ts';
import { everyTable as tables } from '../store/everyTable.ts';
import { as, invited, person } from '../swarm/given.ts';

const tenantId = 'tenant';
const from = '2026-11-02T00:00:00.000Z';

/** Somebody sits in before it is resolved. */
const withLearner = (happenings: Happening[], learner: string, technologies = ['vpn']): Happening[] => {
  const event = invited('i9', learner, technologies);
  if (event.type !== 'ExpertInvited') throw new Error('Not an invitation');
  return [
    ...happenings.slice(0, -1),
    { after: 8, event: { type: 'ExpertInvited', invitation: { ...event.invitation, role: 'learner' } } },
    { after: 9, event: { type: 'InvitationAccepted', invitationId: 'i9' } },
    ...happenings.slice(-1),
  ];
};
const thanks = (words: string, praise = false): Happening => ({
  ...{ after: 90, by: as('owner') },
  event: { type: 'ThanksGiven', to: [person('mika')], words, ...(praise ? { praise: true as const } : {}) },
});

describe.each(engines)('one’s own record on $name', ({ open }) => {
  let database: Database & { drop(): Promise<void> };
  const swarm = (swarmId: string, happenings: Happening[], at = from) =>
    store(database, { swarmId, from: at, happenings });
  const mine = (personId: string, more: object = {}) =>
    recordOf(database.sql, { tenantId, personId, most: 10, ...more });

  beforeAll(async () => {
    database = await open();
  });
  afterEach(async () => {
    for (const table of [
      ...[tables.swarm, tables.swarmEvent, tables.swarmSearch, tables.swarmThanks, tables.invitation],
      ...[tables.pastCase, tables.growthChoice, tables.growthTold, tables.engineer],
    ])
      await database.sql.delete(table);
  });
  afterAll(() => database.drop());

  test('has what somebody did in resolved swarms, with whom, and the thanks they got; nobody else’s', async () => {
    await swarm('s1', [...withLearner(solved({ case: { id: 's1' } }), 'ravi'), thanks('Well seen'), thanks('', true)]);
    await swarm('s2', solved({ case: { id: 's2', restricted: true } }), '2026-11-03T00:00:00.000Z');
    await swarm('s3', solved({ case: { id: 's3' } }).slice(0, -1));
    expect(await mine('mika')).toMatchObject([
      { swarmId: 's2', restricted: true, parts: ['expert'], credited: true, thanks: [] },
      {
        ...{ swarmId: 's1', parts: ['expert'], credited: true, technologies: ['vpn'], others: ['owner', 'ravi'] },
        ...{ closedAt: '2026-11-02T01:01:00.000Z' },
        thanks: [
          { by: 'Owner', words: 'Well seen', praise: false },
          { by: 'Owner', words: '', praise: true },
        ],
      },
    ]);
    expect(await mine('ravi')).toMatchObject([{ swarmId: 's1', parts: ['learner'], credited: false, thanks: [] }]);
    // The owner is known for having coordinated.
    expect(await mine('owner')).toMatchObject([{ parts: ['coordinator', 'owner'] }, { swarmId: 's1' }]);
    expect(await mine('stranger')).toEqual([]);
    expect(await recordOf(database.sql, { tenantId: 'another', personId: 'mika', most: 10 })).toEqual([]);
  });

  test('goes on page after page, and is bounded by time', async () => {
    for (const [index, id] of ['a', 'b', 'c'].entries())
      await swarm(id, solved({ case: { id } }), `2026-11-0${index + 2}T00:00:00.000Z`);
    const [first] = await mine('mika', { most: 1 });
    expect(first?.swarmId).toBe('c');
    expect(await mine('mika', { after: first })).toMatchObject([{ swarmId: 'b' }, { swarmId: 'a' }]);
    const bounds = { from: '2026-11-03T00:00:00.000Z', to: '2026-11-04T00:00:00.000Z' };
    expect(await mine('mika', bounds)).toMatchObject([{ swarmId: 'b' }]);
    expect(await whoWasIn(database.sql, tenantId, bounds, '2026-11')).toEqual(['mika', 'owner']);
    await noteTold(database.sql, tenantId, { personId: 'mika', kind: 'month', of: '2026-11' }, { at: from });
    expect(await whoWasIn(database.sql, tenantId, bounds, '2026-11')).toEqual(['owner']);
  });

  test('has nothing of what retention has forgotten', async () => {
    await swarm('s1', [
      ...solved({ case: { id: 's1' } }),
      thanks('Well seen'),
      { after: 99, event: { type: 'SwarmForgotten' } },
    ]);
    expect(await mine('mika')).toEqual([]);
  });

  test('counts what somebody met by sitting in and by leading, in resolved swarms alone', async () => {
    for (const id of ['a', 'b', 'c']) await swarm(id, withLearner(solved({ case: { id } }), 'ravi'));
    await swarm('d', withLearner(solved({ case: { id: 'd' } }), 'ravi').slice(0, -1));
    expect(await learningOf(database.sql, { tenantId, personId: 'ravi' })).toEqual([
      { technology: 'vpn', satIn: 3, led: 0 },
    ]);
    expect(await learningOf(database.sql, { tenantId, personId: 'owner' })).toEqual([
      { technology: 'vpn', satIn: 0, led: 3 },
    ]);
    expect(await learnersSince(database.sql, tenantId, from)).toEqual(['owner', 'ravi']);
    expect(await learnersSince(database.sql, tenantId, '2026-11-03T00:00:00.000Z')).toEqual([]);
  });

  test('is shared by one’s own choice, kept with its date; as shipped nothing is', async () => {
    const whose = { tenantId, personId: 'mika' };
    expect(await choiceOf(database.sql, whose)).toEqual(unchosen);
    expect(unchosen.share).toBe('nothing');
    const chosen = await keepChoice(database.sql, whose, { share: 'sums', monthly: true }, from);
    expect(chosen).toEqual({ share: 'sums', monthly: true, saidAt: from });
    // The same again is no new choice.
    const later = '2026-11-09T00:00:00.000Z';
    expect(await keepChoice(database.sql, whose, { share: 'sums', monthly: true }, later)).toEqual(chosen);
    expect(await keepChoice(database.sql, whose, { share: 'nothing', monthly: false }, later)).toMatchObject({
      saidAt: later,
    });
  });

  test('tells and asks once; a question is answered once, and put again only after its time', async () => {
    const question = { personId: 'mika', kind: 'skill', of: 'vpn' } as const;
    const put = (at: string, again: string) => noteTold(database.sql, tenantId, question, { at, again });
    expect(await put(from, '2025-11-02T00:00:00.000Z')).toBe(true);
    expect(await put(from, '2025-11-02T00:00:00.000Z')).toBe(false);
    const answer = (given: 'listed' | 'declined') =>
      answerSkill(database.sql, { tenantId, personId: 'mika', technology: 'vpn' }, given, from);
    expect(await answer('declined')).toBe(true);
    expect(await answer('listed')).toBe(false);
    expect(await askedSkill(database.sql, tenantId, 'mika', 'vpn')).toEqual({ answer: 'declined' });
    expect(await askedSkill(database.sql, tenantId, 'mika', 'dns')).toBeNull();
    expect(await put('2027-11-03T00:00:00.000Z', '2026-11-03T00:00:00.000Z')).toBe(true);
    expect(await askedSkill(database.sql, tenantId, 'mika', 'vpn')).toEqual({ answer: null });
  });

  test('forgets what it told long ago, and the choices of who is in the registry no more', async () => {
    await database.sql.insert(tables.engineer).values({ tenantId, id: 'mika', body: {} } as never);
    for (const personId of ['mika', 'gone'])
      await keepChoice(database.sql, { tenantId, personId }, { share: 'sums', monthly: true }, from);
    await noteTold(
      database.sql,
      tenantId,
      { personId: 'mika', kind: 'care', of: '' },
      { at: '2024-01-01T00:00:00.000Z' },
    );
    await forgetOldTold(database.sql, tenantId, Date.parse(from));
    const { rows } = await database.sql.execute(sql`
      select person_id from ${tables.growthChoice} union all select person_id from ${tables.growthTold}`);
    expect(rows).toEqual([{ person_id: 'mika' }]);
  });
});

describe('what could be listed', () => {
  const learned = [
    { technology: 'vpn', satIn: 3, led: 0 },
    { technology: 'dns', satIn: 2, led: 0 },
    { technology: 'aks', satIn: 0, led: 3 },
  ];
  const asked = (levels: Record<string, number>) =>
    listable(learned, { least: 3, levelOf: (id) => levels[id] ?? null }).map(({ technology }) => technology);

  test('is what somebody sat in on, or led, three times, and does not list', () => {
    expect(asked({})).toEqual(['vpn', 'aks']);
    expect(asked({ vpn: 1 })).toEqual(['vpn', 'aks']);
    expect(asked({ vpn: 2, aks: 1 })).toEqual([]);
  });
});

describe('a month', () => {
  test('is told in its zone, in the first week after it', () => {
    const newYear = Date.parse('2026-12-31T15:30:00.000Z');
    expect(monthDue(newYear, 'Asia/Tokyo')).toBe('2026-12');
    expect(monthDue(newYear, 'UTC')).toBeNull();
    expect(monthDue(Date.parse('2027-01-08T12:00:00.000Z'), 'UTC')).toBeNull();
    expect(boundsOf('2026-12', 'Asia/Tokyo')).toEqual({
      from: '2026-11-30T15:00:00.000Z',
      to: '2026-12-31T15:00:00.000Z',
    });
  });

  test('counts restricted swarms, and names nothing of them', () => {
    const entry = (changes: Partial<RecordEntry>): RecordEntry => ({
      ...{ swarmId: 's', caseId: '1', title: 'VPN', restricted: false, closedAt: from, parts: ['expert'] },
      ...{ credited: true, technologies: ['vpn'], others: [], thanks: [], ...changes },
    });
    expect(sumsOf([entry({}), entry({ restricted: true, technologies: ['secret'], parts: ['learner'] })])).toEqual({
      ...{ swarms: 2, technologies: ['vpn'], thanks: 0 },
      parts: { coordinator: 0, owner: 0, expert: 1, learner: 1 },
    });
  });
});

describe('who is asked too much', () => {
  const listed = (asks7d: number, engineer: object = {}) =>
    ({ engineer, load: { person: 'mika', liveSwarms: 0, pendingInvitations: 0, asks28d: 0, asks7d } }) as never;
  const bounds = { budget: 7, offHours: 3 };

  test('is past what they set for a week, past the budget, or asked outside hours too often', () => {
    const calm = { asks: 7, afterHours: 2 };
    expect(careFor(listed(3), calm, bounds)).toEqual([]);
    expect(careFor(listed(3, { asking: { mostAWeek: 2 } }), calm, bounds)).toEqual(['own-limit']);
    expect(careFor(listed(3), { asks: 8, afterHours: 3 }, bounds)).toEqual(['budget', 'off-hours']);
    // Who wants to be asked at any hour is; and a policy may not look at hours.
    expect(careFor(listed(3, { anyHour: true }), { asks: 1, afterHours: 9 }, bounds)).toEqual([]);
    expect(careFor(listed(3), { asks: 1, afterHours: 9 }, { budget: 7, offHours: null })).toEqual([]);
  });
});
