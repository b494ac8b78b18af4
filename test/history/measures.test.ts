import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq, inArray } from 'drizzle-orm';
import { loadsOfPeople } from '../../src/availability/load.ts';
import { workingStateAt } from '../../src/availability/workingHours.ts';
import { coverageOf } from '../../src/history/measures/coverage.ts';
import { measuresOf } from '../../src/history/measures/measures.ts';
import { spanByTechnology } from '../../src/history/measures/technologySpans.ts';
import { changeMySkills, mySkills } from '../../src/history/mySkills/mySkills.ts';
import { swarmFilterSchema } from '../../src/history/swarms/filter.ts';
import { openSkillsRegistry, type SkillsRegistry } from '../../src/registry/registry.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import type { Database } from '../../src/store/database.ts';
import { invitation } from '../../src/store/swarmTables.ts';
import { engines } from '../store/databases.ts';
import { invited, person, proposed, started, technology } from '../swarm/given.ts';
import { engineer, organisation } from './organisation.ts';
import { type Happening, solved, store } from './past.ts';

const tenantId = 'tenant';

describe.each(engines)('measures on $name', ({ open }) => {
  let database: Database & { drop(): Promise<void> };
  let registry: SkillsRegistry;
  const now = Date.parse('2026-11-20T02:00:00Z');
  const clock = () => now;

  const brought = (invitationId: string, state: string, invitedAt: string, deliveredAt: string | null) => ({
    ...{ swarmId: 'brought', invitationId, tenantId, personId: 'mika', role: 'expert', technologies: [], wave: 1 },
    ...{ state, invitedAt, deliveredAt, answerBy: invitedAt, live: state === 'queued' },
  });
  beforeAll(async () => {
    database = await open();
    registry = await openSkillsRegistry({ database, tenantId, clock });
    await registry.importAll(organisation);
    const past = (swarmId: string, from: string, happenings: Happening[]) =>
      store(database, { swarmId, from, happenings });
    // Sunday evening in UTC is Monday morning in Tokyo: of the next week there.
    await past('w1', '2026-10-04T22:00:00.000Z', solved({ case: { id: '1', created: '2026-10-04T21:50:00.000Z' } }));
    await past('w2', '2026-10-06T00:00:00.000Z', solved({ case: { id: '2' }, technologies: ['vpn', 'certificates'] }));
    await past('w3', '2026-10-14T00:00:00.000Z', solved({ case: { id: '3', restricted: true }, expert: 'ravi' }));
    // One who does not answer, one who declines and one who cannot be reached, then nobody is left; handed over, cancelled.
    await past('w4', '2026-11-19T03:00:00.000Z', [
      { after: 0, event: proposed({ case: { id: '4' } }) },
      { after: 1, event: started({ technologies: [technology('vpn')] }) },
      { after: 1, event: invited('i1', 'mika', ['vpn']) },
      { after: 31, event: { type: 'InvitationExpired', invitationId: 'i1' } },
      { after: 31, event: invited('i2', 'ravi', ['vpn']) },
      { after: 40, event: { type: 'InvitationDeclined', invitationId: 'i2', reason: 'busy', instead: null, note: '' } },
      { after: 600, event: invited('i3', 'mika', ['vpn']) },
      { after: 601, event: { type: 'InvitationUnreachable', invitationId: 'i3', cause: 'blocked' } },
      { after: 602, event: { type: 'GapFound', technology: 'vpn' } },
      { after: 603, event: { type: 'CoordinationHandedOver', from: person('owner'), to: person('mika') } },
      // From 04:30 to 14:10; and from 14:20 until it was over.
      { after: 680, event: { type: 'WorkPaused', since: '2026-11-19T04:30:00.000Z' } },
      { after: 681, event: { type: 'WorkResumed', since: '2026-11-19T14:10:00.000Z' } },
      { after: 690, event: { type: 'WorkPaused', since: '2026-11-19T14:20:00.000Z' } },
      { after: 700, event: { type: 'SwarmCancelled', reason: 'solved by phone' } },
    ]);
    // A plan that nobody started counts nowhere.
    await past('w5', '2026-11-19T04:00:00.000Z', [{ after: 0, event: proposed({ case: { id: '5' } }) }]);
    // At 22:00 in Tokyo.
    const evening = '2026-11-19T13:00:00.000Z';
    await database.sql.insert(invitation).values(brought('i1', 'withdrawn', evening, evening));
  });
  afterAll(() => database.drop());

  const asked = (query: object = {}, personId = 'lead') => ({
    tenantId,
    reader: { personId, lead: personId === 'lead' },
    filter: swarmFilterSchema.parse(query),
    zone: 'Asia/Tokyo',
  });
  const spansOverall = async (query: ReturnType<typeof asked>) =>
    (await measuresOf(database.sql, query, 'week')).overall;
  const spansOverTime = async (query: ReturnType<typeof asked>, by: 'week' | 'month') =>
    (await measuresOf(database.sql, query, by)).overTime;

  test('what is picked out by technology, person or customer is told by the same weeks', async () => {
    const all = await spansOverTime(asked(), 'week');
    for (const query of [{ technology: 'vpn' }, { person: 'owner' }, { customer: 'Contoso' }])
      expect(await spansOverTime(asked(query), 'week')).toEqual(all);
    expect(await spansOverTime(asked({ technology: 'dns' }), 'week')).toEqual([]);
  });

  test('spans are told by median and 90th centile, each with how many swarms got there', async () => {
    const spans = await spansOverall(asked());
    expect(spans.swarms).toBe(4);
    expect(spans.accept).toEqual({ count: 3, median: 300, p90: 300 });
    expect(spans.cover.count).toBe(3);
    expect(spans.resolve).toEqual({ count: 3, median: 3600, p90: 3600 });
    expect((await spansOverall(asked({ customer: 'Nobody' }))).accept).toEqual({
      count: 0,
      median: null,
      p90: null,
    });
  });
  test('the time to plan runs from the creation of the case', async () => {
    const first = asked({ to: '2026-10-05T00:00:00Z' });
    expect((await spansOverall(first)).plan).toEqual({ count: 1, median: 600, p90: 600 });
  });
  test('weeks begin on Monday in the zone of the reader, and empty ones are left out', async () => {
    const weeks = async (zone: string) =>
      (await spansOverTime({ ...asked(), zone }, 'week')).map(({ from, swarms }) => [from, swarms]);
    expect(await weeks('Asia/Tokyo')).toEqual([
      ['2026-10-05', 2],
      ['2026-10-12', 1],
      ['2026-11-16', 1],
    ]);
    expect(await weeks('UTC')).toEqual([
      ['2026-09-28', 1],
      ['2026-10-05', 1],
      ['2026-10-12', 1],
      ['2026-11-16', 1],
    ]);
    const months = await spansOverTime(asked({ from: '2026-10-01T00:00:00Z' }), 'month');
    expect(months.map(({ from, swarms }) => [from, swarms])).toEqual([
      ['2026-10-01', 3],
      ['2026-11-01', 1],
    ]);
  });
  test('a swarm counts for each of its technologies', async () => {
    expect(await spanByTechnology(database.sql, asked(), 'accept')).toEqual([
      { technology: 'vpn', swarms: 4, count: 3, median: 300, p90: 300 },
      { technology: 'certificates', swarms: 1, count: 1, median: 300, p90: 300 },
    ]);
  });
  test('answers, silence, gaps, hand-overs and failed deliveries are counted', async () => {
    expect((await measuresOf(database.sql, asked(), 'week')).outcomes).toEqual({
      resolved: 3,
      cancelled: 1,
      running: 0,
      withGaps: 1,
      handOvers: 1,
      solver: { first: 2, second: 1, third: 0, later: 0, unranked: 0, nobody: 0 },
      invitations: {
        asked: 6,
        accepted: 3,
        declined: { busy: 1, 'not-my-field': 0, 'ask-other': 0, other: 0 },
        expired: 1,
        unreachable: 1,
        withdrawn: 0,
        waiting: 0,
      },
      perCover: { count: 3, median: 1, p90: 1 },
    });
  });
  test('hours without anybody at work are counted as the calendars of that time had them', async () => {
    const { unattended } = await measuresOf(database.sql, asked(), 'week');
    expect(unattended).toEqual({ swarms: 1, minutes: 580 + 20 });
  });
  test('an engineer measures the swarms they were in; a lead counts restricted ones too, and is told how many', async () => {
    const told = async (query: ReturnType<typeof asked>) => (await measuresOf(database.sql, query, 'week')).unlisted;
    expect(await told(asked({}))).toBe(1);
    expect(await told(asked({}, 'ravi'))).toBe(0);
    expect((await spansOverall(asked({}, 'ravi'))).swarms).toBe(1);
    expect((await spansOverall(asked({}, 'mika'))).swarms).toBe(3);
  });
  test('states that no started swarm has count none', async () => {
    expect((await spansOverall(asked({ status: 'proposed' }))).swarms).toBe(0);
  });

  test('coverage tells who owns and can, and how often it was needed and missing', async () => {
    const { snapshot } = registry;
    const covered = await coverageOf(database.sql, { tenantId, snapshot, since: '2026-10-01T00:00:00Z', askBudget: 7 });
    expect(
      covered.map(({ name: _, couldLearn, ...each }) => ({ ...each, couldLearn: couldLearn.map(({ id }) => id) })),
    ).toEqual([
      { id: 'certificates', owners: 0, capable: 0, learners: 0, swarms: 1, gaps: 0, couldLearn: ['ravi'] },
      { id: 'dns', owners: 0, capable: 0, learners: 0, swarms: 0, gaps: 0, couldLearn: [] },
      { id: 'vpn', owners: 1, capable: 2, learners: 0, swarms: 4, gaps: 1, couldLearn: [] },
    ]);
  });

  test('load counts an invitation that waited for the morning by when it came, and none that never came', async () => {
    const mika = async () => {
      const { snapshot } = registry;
      return (await loadsOfPeople(database.sql, { tenantId, snapshot, now, people: ['mika'] }))[0];
    };
    const before = { asks: 2, afterHours: 1, waiting: 0 };
    expect(await mika()).toMatchObject(before);
    const night = '2026-11-18T18:52:00.000Z';
    const rows = [
      brought('i2', 'declined', night, '2026-11-19T00:00:00.000Z'),
      brought('i3', 'withdrawn', night, null),
      brought('i4', 'queued', night, null),
      // Made more than 28 days ago on a Friday evening, and brought on Monday.
      brought('i5', 'expired', '2026-10-23T10:00:00.000Z', '2026-10-26T00:00:00.000Z'),
    ];
    await database.sql.insert(invitation).values(rows);
    expect(await mika()).toMatchObject({ asks: 5, afterHours: 1, waiting: 1 });
    const added = rows.map(({ invitationId }) => invitationId);
    await database.sql
      .delete(invitation)
      .where(and(eq(invitation.swarmId, 'brought'), inArray(invitation.invitationId, added)));
    expect(await mika()).toMatchObject(before);
  });

  test('what was noted of the hours as an ask came stands, whatever calendars and hours say of that day now', async () => {
    const afterHours = async () => {
      const { snapshot } = registry;
      return (await loadsOfPeople(database.sql, { tenantId, snapshot, now, people: ['mika'] }))[0]?.afterHours;
    };
    const before = await afterHours();
    const [noon, evening] = ['2026-11-18T03:00:00.000Z', '2026-11-18T13:30:00.000Z'];
    const rows = [
      { ...brought('i2', 'accepted', noon, noon), offHours: true },
      { ...brought('i3', 'accepted', evening, evening), offHours: false },
      brought('i4', 'accepted', noon, noon),
    ];
    await database.sql.insert(invitation).values(rows);
    expect(await afterHours()).toBe((before ?? 0) + 1);
    const added = inArray(
      invitation.invitationId,
      rows.map(({ invitationId }) => invitationId),
    );
    await database.sql.delete(invitation).where(and(eq(invitation.swarmId, 'brought'), added));
  });

  test('load counts asks of 28 days, and those outside of the own working hours', async () => {
    const { snapshot } = registry;
    const loads = await loadsOfPeople(database.sql, { tenantId, snapshot, now });
    expect(loads.map(({ name }) => name)).toEqual(['Lead', 'Mika', 'Owner', 'Ravi']);
    // 12:01 and 22:00 in Tokyo, where work ends at 17:30; 09:01 in Kolkata, where it begins at 09:00.
    expect(loads[1]).toMatchObject({ id: 'mika', asks: 2, afterHours: 1, accepted: 0, liveSwarms: 0 });
    expect(loads[3]).toMatchObject({ id: 'ravi', asks: 1, afterHours: 0 });
    expect(await loadsOfPeople(database.sql, { tenantId, snapshot, now, people: ['ravi', 'nobody'] })).toHaveLength(1);
  });
  test.each([
    ['22:00', '06:00', 1],
    ['00:00', '00:00', 0],
    ['12:01', '12:02', 1],
    ['12:00', '22:01', 0],
  ])('working from %s to %s, mika was asked %d times after hours', async (from, to, afterHours) => {
    const hours = { days: [1, 2, 3, 4, 5, 6, 7], from, to };
    const snapshot = createSnapshot({ ...organisation, engineers: [engineer('mika', { hours })] });
    const [mika] = await loadsOfPeople(database.sql, { tenantId, snapshot, now, people: ['mika'] });
    expect(mika?.afterHours).toBe(afterHours);
  });

  test('an ask on a day off of the own calendar is after hours, whatever the week says', async () => {
    const day = { date: '2026-11-19', kind: 'company' as const, name: { en: 'Founding day', ja: '創立記念日' } };
    const calendar = {
      id: 'office',
      name: { en: 'Office', ja: '本社' },
      on: [],
      from: '2026-01-01',
      until: '2026-12-31',
    };
    const load = async (days: (typeof day)[]) => {
      const people = [engineer('mika', { calendars: ['office'] })];
      const snapshot = createSnapshot({ ...organisation, engineers: people, calendars: [{ ...calendar, days }] });
      return (await loadsOfPeople(database.sql, { tenantId, snapshot, now, people: ['mika'] }))[0];
    };
    expect(await load([])).toMatchObject({ asks: 2, afterHours: 1 });
    const asked = await load([day, { ...day, date: '2026-11-18' }, { ...day, date: '2026-11-17' }]);
    expect(asked).toMatchObject({ asks: 2, afterHours: 2 });
  });

  test.each(['IST', 'CAT', '+09:00', 'Nowhere/Else'])('a stored zone %j breaks the load of nobody', async (zone) => {
    const people = [engineer('mika'), engineer('ravi', { zone })];
    const snapshot = createSnapshot({ ...organisation, engineers: people });
    const [mika, ravi] = await loadsOfPeople(database.sql, { tenantId, snapshot, now });
    expect(mika).toMatchObject({ id: 'mika', asks: 2, afterHours: 1 });
    // By the clocks that say when somebody works, wherever these are.
    const works = workingStateAt(Date.parse('2026-11-19T03:31:00Z'), { hours: engineer('ravi').hours, zone }).working;
    expect(ravi).toMatchObject({ asks: 1, afterHours: works ? 0 : 1 });
  });

  test('technologies one helped with twice and does not list are suggested, until refused', async () => {
    const needs = { database, registry, tenantId, clock };
    await store(database, {
      swarmId: 'w6',
      from: '2026-09-01T00:00:00.000Z',
      happenings: solved({ case: { id: '6' }, technologies: ['certificates', 'dns'] }),
    });
    const before = await mySkills(needs, 'mika');
    expect(before?.suggestions).toEqual([
      {
        technology: 'certificates',
        name: { en: 'Certificates and PKI', ja: '証明書と PKI' },
        swarms: 2,
        last: '2026-10-06T01:01:00.000Z',
      },
    ]);
    const vpn = { technology: 'vpn', change: { level: 5, confirmed: true } };
    const dns = { technology: 'dns', add: { level: 2, owner: false, wantsToLearn: true } };
    const hours = { days: [1, 2, 3], from: '10:00', to: '18:00' };
    const change = { hours, mostSwarms: 1, skills: [vpn, dns], removed: [], refused: ['certificates'] };
    expect(await changeMySkills(needs, 'mika', change)).toEqual({ kind: 'saved', changed: true });
    const after = await mySkills(needs, 'mika');
    expect(after).toMatchObject({ person: { hours, mostSwarms: 1 }, suggestions: [] });
    expect(after?.skills.map(({ technology: id, level, confirmedAt }) => [id, level, confirmedAt])).toEqual([
      ['dns', 2, '2026-11-20T02:00:00.000Z'],
      ['vpn', 5, '2026-11-20T02:00:00.000Z'],
    ]);
    const unknown = { ...change, skills: [{ ...dns, technology: 'cobol' }] };
    expect(await changeMySkills(needs, 'mika', unknown)).toEqual({
      kind: 'unknown-technologies',
      technologies: ['cobol'],
    });
    expect(registry.snapshot.skillsOf('mika')).toHaveLength(2);
    expect(await mySkills(needs, 'nobody')).toBeNull();
  });
});
