import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { type CaseSystemKey, type Change, caseSystemKeys } from '../../../src/cases/systems/caseSystem.ts';
import { createChangedCases } from '../../../src/cases/systems/following/changedCases.ts';
import { readsAMinute } from '../../../src/cases/systems/following/rereading.ts';
import { engines } from '../../store/databases.ts';

/** Several processes of one tenant read changed cases again by one budget: what one has used, the others have no more. */
describe.each(engines)('on $name', ({ open }) => {
  let database: Awaited<ReturnType<typeof open>>;
  let now: number;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.drop());
  beforeEach(async () => {
    now = Date.parse('2026-11-28T00:00:00Z');
    for (const table of ['changed_case', 'case_pace']) await database.sql.execute(sql.raw(`delete from ${table}`));
  });

  const aProcess = (tenantId = 'tenant') =>
    createChangedCases({ database: database.sql, tenantId, clock: () => now, aMinute: readsAMinute });
  async function changed(key: CaseSystemKey, many: number): Promise<void> {
    const at = new Date(now).toISOString();
    const changes = Array.from(
      { length: many },
      (_, n): Change => ({
        ...{ record: `r${n}`, number: `n${n}`, at, created: at, state: 'open', version: null },
        ...{ closed: null, satisfaction: null },
      }),
    );
    const newSince = new Date(now - 1).toISOString();
    await database.sql.transaction((tx) => aProcess().note(tx, key, changes, { newSince, past: false }, null));
  }
  /** Takes by turns until nobody gets one more; how many there were. */
  async function takenBy(processes: readonly ReturnType<typeof aProcess>[], key: CaseSystemKey): Promise<number> {
    let taken = 0;
    for (let idle = 0; idle < processes.length; ) {
      const one = await processes[(taken + idle) % processes.length]?.take([key]);
      if (one) taken += 1;
      idle = one ? 0 : idle + 1;
    }
    return taken;
  }

  test.each(caseSystemKeys)('three processes read no more of %s in a minute than one', async (key) => {
    const three = [aProcess(), aProcess(), aProcess()];
    const most = readsAMinute[key];
    await changed(key, most * 2);
    const atOnce = Math.max(1, Math.floor(most / 10));
    expect(await takenBy(three, key)).toBe(atOnce);
    let taken = 0;
    for (let seconds = 0; seconds < 60; seconds++) {
      now += 1_000;
      taken += await takenBy(three, key);
    }
    expect(taken).toBe(most);
  });

  test('a system that is busy is left alone by all of them, and another system is not', async () => {
    await changed('zendesk', 5);
    await changed('dynamics', 5);
    const [one, other] = [aProcess(), aProcess()];
    await one.rest('zendesk', new Date(now + 90_000).toISOString());
    expect(await other.take(['zendesk'])).toBeNull();
    expect(await other.take(['zendesk', 'dynamics'])).toMatchObject({ system: 'dynamics' });
    now += 89_000;
    expect(await other.take(['zendesk'])).toBeNull();
    now += 1_000;
    expect(await one.take(['zendesk'])).toMatchObject({ system: 'zendesk' });
  });

  test('each tenant has its own', async () => {
    await changed('zendesk', 50);
    await takenBy([aProcess()], 'zendesk');
    expect(await aProcess('another').take(['zendesk'])).toBeNull();
    const { rows } = await database.sql.execute(sql`select tenant_id from case_pace`);
    expect(rows).toEqual([{ tenant_id: 'tenant' }]);
  });
});
