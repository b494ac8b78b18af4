import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { createShortIds, type ShortIds, toldIdOf } from '../../src/cases/ids/shortIds.ts';
import { createStoredCases } from '../../src/cases/storedCases.ts';
import { engines, type openMemory } from '../store/databases.ts';

const owner = { id: 'a0000000-0000-4000-8000-000000000001', name: '佐藤 葵' };
const told = (text: string, tenantId = 'tenant') => toldIdOf(tenantId, owner.id, text);

describe.each(engines)('the short id of a case told in free text, in $name', ({ open }) => {
  let database: Awaited<ReturnType<typeof openMemory>>;
  let shortId: ShortIds;
  beforeAll(async () => {
    database = await open();
    shortId = createShortIds({ database, tenantId: 'tenant' });
  });
  afterAll(() => database?.drop());

  test('can be said, counts up, and stays that of its text', async () => {
    const one = await shortId(told('VPN drops'));
    const other = await shortId(told('DNS is gone'));
    expect([one, other]).toEqual(['T-1001', 'T-1002']);
    expect(await shortId(told('ＶＰＮ  drops'))).toBe(one);
    expect(await createShortIds({ database, tenantId: 'other' })(told('VPN drops', 'other'))).toBe('T-1001');
  });

  test('is one for a text that comes many times at once, and never one for two texts', async () => {
    const other = createShortIds({ database, tenantId: 'tenant' });
    const texts = Array.from({ length: 20 }, (_, n) => told(`case ${n % 10}`));
    const ids = await Promise.all(texts.map((text, n) => (n % 2 === 0 ? shortId : other)(text)));
    for (const [n, id] of ids.entries()) expect(id).toBe(ids[n % 10]);
    expect(new Set(ids).size).toBe(10);
  });

  test('is none that some swarm has, however many there are before it', async () => {
    // The first thousand numbers in use.
    const last = Number((await shortId(told('many before'))).slice(2));
    await database.sql.execute(sql`
      insert into swarm (swarm_id, tenant_id, case_id, case_key, status, version, title, severity, language, restricted,
        owner_id, coordinator_id, coordinator_name, technologies, people, proposed_at)
      select 's' || n, 'tenant', 'T-' || n, 't' || n, 'lapsed', 1, '', 'normal', 'en', false, 'o', 'o', 'o', '{}', '{}', now()
      from generate_series(1001, ${last + 1100}::int) as n`);
    expect(Number((await shortId(told('many after'))).slice(2))).toBeGreaterThan(last + 1100);
    expect(await shortId(told('many before'))).toBe(`T-${last}`);
  });

  test('is none that some case has already', async () => {
    const last = Number((await shortId(told('just before'))).slice(2));
    const cases = createStoredCases({ database: database.sql, clock: Date.now });
    for (const id of [`t-${last + 1}`, `T${last + 2}`])
      await cases.save(
        'tenant',
        {
          ...{ id, title: 'VPN', description: '', customer: null, product: null, severity: 'normal', language: 'en' },
          ...{ restricted: false, owner, created: '2026-11-20T00:00:00Z', url: null },
        },
        1n,
      );
    expect(await shortId(told('just after'))).toBe(`T-${last + 3}`);
  });
});
