import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { lookAtFeeds } from '../../src/composition/examining.ts';
import type { Schedule } from '../../src/sandbox/tenant/tenant.ts';
import { feedState } from '../../src/store/registryTables.ts';
import { firstTeam, graphFault, openStage, people, type Stage, secondTeam } from './stage.ts';

const hour = 3_600_000;
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  stage.sandbox.permissions.application.push('Schedule.Read.All');
});
afterAll(() => stage.close());
afterEach(async () => {
  stage.sandbox.faults.clear();
  stage.sandbox.tenant.schedules.clear();
  await stage.database.sql.delete(feedState);
  // As a process has it that reads no Shifts.
  stage.restart();
  stage.moveOn(40 * 24 * hour);
});

const at = (hours: number): string => new Date(Math.floor(stage.clock() / hour) * hour + hours * hour).toISOString();
const between = (from: number, to: number) => ({ startDateTime: at(from), endDateTime: at(to) });
const shift = (userId: string, from: number, to: number): Schedule['shifts'][number] => ({
  ...{ id: `SHFT_${userId}${from}`, userId, sharedShift: between(from, to), draftShift: null },
});
const plan = (shifts: Schedule['shifts'], timesOff: Schedule['timesOff'] = []) =>
  stage.sandbox.tenant.schedules.set(firstTeam, { shifts, timesOff });

/** Reads the Shifts of teams as a process just started does. */
async function refresh(teams = [firstTeam]) {
  stage.restart(undefined, true, null, teams);
  const outcome = await stage.graph.refreshShifts();
  await stage.registry.refresh();
  return outcome;
}
const plannedOf = (id: string) => stage.registry.snapshot.listed(id)?.rota.planned;
const shiftsOf = (id: string) =>
  plannedOf(id)
    ?.shifts(stage.clock() - 60 * 24 * hour, stage.clock() + 90 * 24 * hour)
    .map(({ from, to }) => [new Date(from).toISOString(), new Date(to).toISOString()]);
const trouble = () => lookAtFeeds(stage.registry.snapshot, stage.clock());

describe('the Shifts of a team', () => {
  test('tell who is at work and who is off, as they are shared: a draft counts for nothing', async () => {
    const off = { id: 'TOFF_1', userId: people.ravi.id, sharedTimeOff: between(24, 48), draftTimeOff: null };
    const drafted = { ...shift(people.carol.id, 2, 10), sharedShift: null, draftShift: between(2, 10) };
    plan([{ ...shift(people.ravi.id, 2, 10), draftShift: between(5, 9) }, drafted], [off]);
    expect(await refresh()).toEqual({ read: 1, failed: 0 });
    expect(shiftsOf(people.ravi.id)).toEqual([[at(2), at(10)]]);
    expect(plannedOf(people.ravi.id)?.off(stage.clock(), stage.clock() + 90 * hour)).toHaveLength(1);
    expect(plannedOf(people.carol.id)).toBeUndefined();
  });

  test('come in pages, and of people in the registry alone', async () => {
    plan([
      ...Array.from({ length: 120 }, (_, nth) => shift(people.ravi.id, nth * 8, nth * 8 + 8)),
      shift(people.nobody.id, 0, 8),
    ]);
    await refresh();
    expect(shiftsOf(people.ravi.id)).toHaveLength(120);
    expect(plannedOf(people.nobody.id)).toBeUndefined();
  });

  test('are read once a day, and again where another process has not', async () => {
    plan([shift(people.ravi.id, 2, 10)]);
    await refresh();
    stage.calls();
    stage.moveOn(23 * hour);
    expect(await refresh()).toEqual({ read: 0, failed: 0 });
    expect(stage.calls()).toEqual([]);
    stage.moveOn(hour);
    expect(await refresh()).toEqual({ read: 1, failed: 0 });
  });

  test('count no more for whom they name no longer, and of a team that is read no more', async () => {
    plan([shift(people.ravi.id, 2, 10), shift(people.carol.id, 2, 10)]);
    await refresh();
    stage.moveOn(24 * hour);
    plan([shift(people.ravi.id, 2, 10)]);
    await refresh();
    expect(plannedOf(people.carol.id)).toBeUndefined();
    await refresh([secondTeam]);
    expect(plannedOf(people.ravi.id)).toBeUndefined();
    expect(await stage.database.sql.select({ id: feedState.id }).from(feedState)).toEqual([
      { id: `shifts:${secondTeam}` },
    ]);
  });

  test('that are longer than a day are left out, and told', async () => {
    plan([shift(people.ravi.id, 0, 30)]);
    await refresh();
    expect(plannedOf(people.ravi.id)).toBeUndefined();
    expect(trouble()).toMatchObject([{ subject: { code: 'shifts' }, fact: { code: 'feed-left-out', tooLong: 1 } }]);
  });
});

describe('Shifts that cannot be read', () => {
  const of = { method: 'GET', path: '/schedule/shifts' };
  const garbled = { ...of, does: 'garble', status: 200 } as const;
  test.each([
    ['when Graph asks to wait', { ...of, does: 'throttle', retryAfter: 60 }, 'no-answer'],
    ['without the permission', { ...of, does: 'refuse', status: 403, code: 'Forbidden' }, 'not-granted'],
    ['of a team without Shifts', { ...of, does: 'refuse', status: 404, code: 'NotFound' }, 'no-schedule'],
    ['when the answer is lost', { ...of, does: 'lose-answer' }, 'no-answer'],
    ['when a page for people comes', { ...garbled, content: '<html>' }, 'no-answer'],
    ['when a shift has no times', { ...garbled, content: '{"value":[{"userId":"x","sharedShift":{}}]}' }, 'no-answer'],
    [
      'when a list leads elsewhere',
      { ...garbled, content: '{"value":[],"@odata.nextLink":"https://evil.example/x"}' },
      'no-answer',
    ],
  ] as const)(
    '%s, leave what was read last, are told after a day, and are tried again each hour',
    async (_, fault, why) => {
      plan([shift(people.ravi.id, 200, 208)]);
      await refresh();
      stage.moveOn(24 * hour);
      graphFault(stage, fault);
      expect(await refresh()).toEqual({ read: 0, failed: 1 });
      expect(shiftsOf(people.ravi.id)).toHaveLength(1);
      stage.calls();
      await refresh();
      expect(stage.calls()).toEqual([]);
      stage.moveOn(hour);
      expect(trouble()).toMatchObject([{ subject: { code: 'shifts', name: firstTeam }, fact: { trouble: why } }]);
      expect(await refresh()).toEqual({ read: 1, failed: 0 });
      expect(trouble()).toMatchObject([{ result: 'ok' }]);
    },
  );

  test('since there are too many, change nothing', async () => {
    const many = JSON.stringify({ value: Array.from({ length: 20_001 }, () => ({})) });
    graphFault(stage, { ...garbled, content: many });
    plan([]);
    expect(await refresh()).toEqual({ read: 0, failed: 1 });
    expect(trouble()).toMatchObject([{ fact: { trouble: 'too-many-events', readAt: null } }]);
  });
});
