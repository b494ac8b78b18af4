import { expect, test } from '@jest/globals';
import { feedAges } from '../../src/feeds/feedAges.ts';
import { feed, feedState } from '../../src/store/registryTables.ts';
import { engines } from '../store/databases.ts';

const now = Date.parse('2026-11-20T10:00:00Z');
const iso = (seconds: number) => new Date(now - seconds * 1000).toISOString();

test.each(engines)(
  'a feed is as old as what was read of it last, one never read as this process, on $name',
  async (engine) => {
    const database = await engine.open();
    const state = { tenantId: 't', triedAt: iso(5), leftOut: [], shifts: [], changedAt: iso(5) };
    await database.sql.insert(feed).values([
      { tenantId: 't', id: 'b-read', body: {} },
      { tenantId: 't', id: 'a-never-tried', body: {} },
      { tenantId: 't', id: 'c-never-read', body: {} },
      { tenantId: 'another', id: 'd', body: {} },
    ]);
    await database.sql.insert(feedState).values([
      { ...state, id: 'b-read', readAt: iso(90_000) },
      { ...state, id: 'c-never-read', readAt: null, trouble: 'unreachable' },
    ]);
    const since = now - 600_000;
    expect(await feedAges(database.sql, { tenantId: 't', since, now })).toEqual([600, 90_000, 600]);
    expect(await feedAges(database.sql, { tenantId: 'nobody', since, now })).toEqual([]);
    await database.drop();
  },
);
