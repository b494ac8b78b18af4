import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Change } from '../../src/cases/systems/caseSystem.ts';
import { forgetOldOutcomes, noteOutcomes } from '../../src/cases/systems/following/caseOutcomes.ts';
import { caseOutcomesOf } from '../../src/history/measures/caseOutcomes.ts';
import { engines } from '../store/databases.ts';
import { proposed } from '../swarm/given.ts';
import { solved, store } from './past.ts';

const tenantId = 'tenant';
const day = (n: number, hour = 0): string => new Date(Date.UTC(2026, 9, n, hour)).toISOString();

describe.each(engines)('how cases went in their systems, on $name', ({ open }) => {
  let database: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => {
    database ??= await open();
    for (const table of ['case_outcome', 'swarm', 'swarm_event', 'stored_case'])
      await database.sql.execute(sql.raw(`delete from ${table}`));
  });
  afterAll(() => database?.drop());

  const change = (record: string, at: string, more: Partial<Change> = {}): Change => ({
    ...{ record, number: record, at, created: day(1), state: 'open', version: null, closed: null, satisfaction: null },
    ...more,
  });
  const tell = (...changes: Change[]) => tellSince(day(1), ...changes);
  /** Cases have been followed since then; null: they are asked for the first time. */
  const tellSince = (since: string | null, ...changes: Change[]) =>
    database.sql.transaction((tx) => noteOutcomes(tx, tenantId, 'dynamics', changes, since));
  const measured = (period: { from?: string; to?: string } = {}) =>
    caseOutcomesOf(database.sql, { tenantId, ...period, now: Date.parse(day(30)) });

  test('are told by whether they were swarmed, with counts and centiles; a plan that nobody started is no swarm', async () => {
    await store(database, { swarmId: 'w1', from: day(1), happenings: solved({ case: { id: 'CAS-1' } }) });
    await store(database, {
      swarmId: 'w2',
      from: day(1),
      happenings: [{ after: 0, event: proposed({ case: { id: 'CAS-2' } }) }],
    });
    await tell(
      change('CAS-1', day(3), { state: 'closed', satisfaction: 'good' }),
      change('CAS-2', day(2), { state: 'closed', satisfaction: 'bad' }),
      change('CAS-3', day(4), { state: 'closed', closed: day(3, 12) }),
      change('CAS-4', day(2)),
    );
    expect(await measured()).toEqual({
      days: 7,
      swarmed: {
        cases: 1,
        closed: { count: 1, median: 2 * 86_400, p90: 2 * 86_400 },
        firstResolution: { held: 1, of: 1 },
        satisfaction: { good: 1, neutral: 0, bad: 0 },
      },
      unswarmed: {
        cases: 3,
        closed: { count: 2, median: 86_400, p90: 2.5 * 86_400 },
        firstResolution: { held: 2, of: 2 },
        satisfaction: { good: 0, neutral: 0, bad: 1 },
      },
    });
  });

  test('are not told as swarmed for a swarm of another system’s case with their number', async () => {
    await store(database, { swarmId: 'w1', from: day(1), happenings: solved({ case: { id: '4711' } }) });
    await store(database, { swarmId: 'w2', from: day(1), happenings: solved({ case: { id: '4712' } }) });
    const keep = (id: string, source: string, record: string | null) =>
      database.sql.execute(sql`
        insert into stored_case (tenant_id, case_id, case_key, version, source, record, body, received_at)
        values (${tenantId}, ${id}, ${id}, 1, ${source}, ${record}, '{}', ${day(1)})`);
    await keep('4711', 'zendesk', '4711');
    // What was posted last may be the very same case.
    await keep('4712', 'webhook', null);
    await tell(change('a', day(3), { number: '4711' }), change('b', day(3), { number: '4712' }));
    await database.sql.transaction((tx) =>
      noteOutcomes(tx, tenantId, 'zendesk', [change('4711', day(3), { state: 'closed' })], day(1)),
    );
    expect(await measured()).toMatchObject({
      swarmed: { cases: 2, closed: { count: 1 } },
      unswarmed: { cases: 1, closed: { count: 0 } },
    });
  });

  test('are told as swarmed by where their case lives, also under a number of Swarm’s own', async () => {
    const home = (record: string, system = 'dynamics') => ({ home: { system, record } });
    await store(database, {
      swarmId: 'w1',
      from: day(1),
      happenings: solved({ case: { id: 'T-1042', ...home('a') } }),
    });
    await store(database, {
      swarmId: 'w2',
      from: day(1),
      happenings: solved({ case: { id: '4712', ...home('4712', 'zendesk') } }),
    });
    await store(database, { swarmId: 'w3', from: day(1), happenings: solved({ case: { id: '4713' } }) });
    const planned = [{ after: 0, event: proposed({ case: { id: 'T-1043', ...home('d') } }) }];
    await store(database, { swarmId: 'w4', from: day(1), happenings: planned });
    await tell(
      change('a', day(3), { number: '4711', state: 'closed' }),
      // Zendesk's case of that number is the one that was swarmed.
      change('b', day(3), { number: '4712' }),
      change('c', day(3), { number: '4713' }),
      change('d', day(3), { number: '4714' }),
    );
    expect(await measured()).toMatchObject({ swarmed: { cases: 2, closed: { count: 1 } }, unswarmed: { cases: 2 } });
  });

  test('count as resolved at first when they are not opened again within a week, however often that is told', async () => {
    const closed = (record: string, n: number) => change(record, day(n), { state: 'closed' });
    await tell(closed('held', 3), closed('soon', 3), closed('late', 3), closed('fresh', 28));
    await tell(change('soon', day(5)), change('late', day(15)));
    await tell(change('soon', day(5)), closed('soon', 6));
    expect((await measured()).unswarmed).toMatchObject({
      cases: 4,
      closed: { count: 3 },
      // Of one that was closed two days ago nobody can tell yet.
      firstResolution: { held: 2, of: 3 },
    });
  });

  test('are not changed by what is told late, nor lost when a case is deleted', async () => {
    await tell(change('1', day(9), { state: 'closed', satisfaction: 'good' }));
    await tell(change('1', day(4)));
    await tell(change('1', day(10), { state: 'deleted' }));
    expect((await measured()).unswarmed).toMatchObject({
      cases: 1,
      closed: { count: 1, median: 8 * 86_400 },
      firstResolution: { held: 1, of: 1 },
      satisfaction: { good: 1 },
    });
  });

  test('are not those that were cancelled, merged or closed as duplicates, also when they were open before', async () => {
    await tell(change('1', day(2)), change('2', day(2), { state: 'unsolved', closed: day(2) }));
    await tell(change('1', day(3), { state: 'unsolved' }));
    expect((await measured()).unswarmed.cases).toBe(0);
    await tell(change('1', day(4)), change('1', day(5), { state: 'closed' }));
    expect((await measured()).unswarmed).toMatchObject({ cases: 1, closed: { count: 1 } });
  });

  test('are not those that a late change shows closed for the first time, unless it is told since when', async () => {
    const late = change('1', day(25), { state: 'closed' });
    await tellSince(null, late, change('2', day(25), { state: 'closed', closed: day(3) }), change('3', day(25)));
    await tellSince(day(10), late, change('4', day(25), { created: day(12), state: 'closed' }));
    expect((await measured()).unswarmed).toMatchObject({ cases: 3, closed: { count: 2, p90: 13 * 86_400 } });
    await tellSince(day(20), change('3', day(26), { state: 'closed' }));
    expect((await measured()).unswarmed).toMatchObject({ cases: 3, closed: { count: 3 } });
  });

  test('count what customers said last, and of one tenant what was told of it, whichever system told it', async () => {
    await tell(
      change('1', day(3), { satisfaction: 'bad' }),
      change('2', day(3), { satisfaction: 'neutral' }),
      change('3', day(3), { satisfaction: 'good' }),
    );
    // What they said is not taken back by a change that tells nothing of it.
    await tell(change('1', day(4), { satisfaction: 'good' }), change('3', day(4)));
    await database.sql.transaction((tx) =>
      noteOutcomes(tx, tenantId, 'zendesk', [change('1', day(3), { satisfaction: 'bad' })], day(1)),
    );
    await database.sql.transaction((tx) =>
      noteOutcomes(tx, 'another', 'dynamics', [change('9', day(3), { satisfaction: 'bad' })], day(1)),
    );
    expect((await measured()).unswarmed).toMatchObject({
      cases: 4,
      satisfaction: { good: 2, neutral: 1, bad: 1 },
    });
  });

  test('are forgotten after as many days as history is kept, by when they were created', async () => {
    await tell(change('1', day(9)), change('2', day(9), { created: day(5) }));
    const now = Date.parse(day(33));
    expect(await forgetOldOutcomes(database.sql, tenantId, 30, now)).toBe(1);
    expect(await forgetOldOutcomes(database.sql, tenantId, 30, now)).toBe(0);
    expect((await measured()).unswarmed.cases).toBe(1);
  });

  test('are those of the period in which they were created', async () => {
    await tell(change('1', day(9)), change('2', day(9), { created: day(5) }));
    expect((await measured({ from: day(4) })).unswarmed.cases).toBe(1);
    expect((await measured({ to: day(4) })).unswarmed.cases).toBe(1);
    expect((await measured({ from: day(6) })).unswarmed.cases).toBe(0);
  });
});
