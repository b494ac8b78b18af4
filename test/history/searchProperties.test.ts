import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { frequentGroups, monthsAround } from '../../src/history/search/searchPlan.ts';
import { createSearchReader } from '../../src/history/search/searchQuery.ts';
import { swarmFilterSchema, swarmSorts } from '../../src/history/swarms/filter.ts';
import { cursorOf, type PageEnd, readCursor } from '../../src/history/swarms/paging.ts';
import { listSwarms } from '../../src/history/swarms/swarmList.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import type { Database } from '../../src/store/database.ts';
import { swarm, swarmSearch } from '../../src/store/swarmTables.ts';
import { searchableWords, tokensOf } from '../../src/swarm/service/searchWords.ts';
import { runs } from '../runs.ts';
import { engines } from '../store/databases.ts';
import { organisation } from './organisation.ts';

const day = 86_400_000;
const newest = Date.parse('2026-10-01T12:00:00Z');

/** Few signs, so that words stand side by side, apart and within others again and again; the later, the rarer. */
const signs = [...'接接接接続続続切切断断証験', ...'aaab', ' ', '、', '\n'];
const past = Array.from({ length: 700 }, (_, n) => {
  const dice = (turn: number) => (Math.imul(n * 31 + turn + 7, 2_654_435_761) >>> 7) % 9973;
  const said = Array.from({ length: 6 + (n % 9) }, (_, turn) => signs[dice(turn) % signs.length]).join('');
  const status = n % 17 === 0 ? ('lapsed' as const) : n % 4 === 0 ? ('cancelled' as const) : ('resolved' as const);
  const planned = newest - Math.floor(n * n * 0.0022 * day);
  return {
    n,
    swarmId: `s${String(n).padStart(4, '0')}`,
    status,
    ownerId: n % 19 === 0 || n % 34 === 0 ? 'lead' : 'owner',
    // Close together at the new end and ever farther apart, over some three years.
    proposedAt: new Date(planned).toISOString(),
    // Most within days, some after months, and some by a clock that is slow.
    closedAt:
      status === 'lapsed' ? null : planned + (n % 29 === 0 ? 100 * day : n % 31 === 0 ? -day / 24 : (n % 7) * day),
    resolveSeconds: status === 'resolved' ? dice(99) : null,
    restricted: n % 13 === 0,
    severity: n % 3 === 0 ? 'high' : 'low',
    technologies: n % 5 === 0 ? ['vpn'] : ['dns'],
    // What stands in the oldest alone, in every tenth of them, and in one alone.
    words: searchableWords([
      said,
      ...(n > 640 ? ['験証古'] : []),
      ...(n % 10 === 3 ? ['zan'] : []),
      ...(n === 555 ? ['唯一無二'] : []),
    ]),
  };
});

const japanese = fc
  .array(fc.constantFrom(...'接続切断証験'), { minLength: 1, maxLength: 5 })
  .map((units) => units.join(''));
const word = fc.oneof(
  japanese,
  fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 4 }).map((units) => units.join('')),
  fc.constantFrom('za', 'zan', '験証古', '証古', '唯一無二', '一無', '唯無', 'nowhere', 'vpn', '仮想専用線'),
);
const question = fc.record({
  // Who leads finds all but what is restricted, or was never started; an engineer all of their own.
  who: fc.constantFrom('lead', 'owner'),
  words: fc.array(word, { maxLength: 3 }),
  sort: fc.constantFrom(...swarmSorts),
  limit: fc.constantFrom(2, 7, 60),
  filter: fc.record(
    {
      status: fc.constantFrom('resolved', 'cancelled', 'lapsed', 'cancelled,lapsed', ''),
      severity: fc.constant('high'),
      technology: fc.constant('vpn'),
      from: fc.constantFrom('2026-09-01T00:00:00Z', '2024-12-31T23:00:00Z'),
      to: fc.constantFrom('2026-08-01T00:00:00Z', '2025-02-01T00:00:00Z'),
    },
    { requiredKeys: [] },
  ),
});

describe.each(engines)('a list, and a search for whatever words, on $name', ({ open }) => {
  let database: Database & { drop(): Promise<void> };
  beforeAll(async () => {
    database = await open();
    const shell = {
      tenantId: 'tenant',
      version: 1,
      title: 'A title',
      language: 'ja',
    };
    for (let from = 0; from < past.length; from += 100) {
      const some = past.slice(from, from + 100);
      await database.sql.insert(swarm).values(
        some.map(({ n, words: _, ...each }) => ({
          ...each,
          ...shell,
          people: [each.ownerId],
          coordinatorId: each.ownerId,
          coordinatorName: each.ownerId,
          caseId: `${n}`,
          caseKey: `${n}`,
          startedAt: each.status === 'lapsed' ? null : each.proposedAt,
          closedAt: each.closedAt === null ? null : new Date(each.closedAt).toISOString(),
        })),
      );
      await database.sql.insert(swarmSearch).values(
        some.map(({ swarmId, proposedAt, words, technologies }) => {
          const tokens = sql`array_to_tsvector(string_to_array(${tokensOf(words, technologies, proposedAt).join(' ')}, ' '))`;
          return { swarmId, tenantId: 'tenant', proposedAt, words, tokens };
        }),
      );
    }
    await database.sql.execute(sql`analyze swarm, swarm_search`);
  });
  afterAll(() => database.drop());

  test('gives those that have them all, in the order asked for, page by page', async () => {
    const readSearch = createSearchReader(createSnapshot(organisation));
    const property = fc.asyncProperty(question, async ({ who, words, sort, limit, filter: given }) => {
      const filter = swarmFilterSchema.parse({ words: words.join(' '), ...given });
      const reader = { personId: who, lead: who === 'lead' };
      const query = { tenantId: 'tenant', reader, filter, groups: readSearch(filter.words), sort, limit };
      const found: string[] = [];
      for (let after: PageEnd | null | undefined; after !== null; ) {
        const rows = await listSwarms(database.sql, { ...query, after: after ?? null });
        found.push(...rows.map((row) => row.swarmId));
        const end = rows.at(-1);
        after = end && rows.length === limit ? readCursor(cursorOf(sort, end), sort) : null;
      }
      const has = past.filter(
        (each) =>
          (each.ownerId === who || (who === 'lead' && !each.restricted && each.status !== 'lapsed')) &&
          (filter.status.length === 0 || filter.status.includes(each.status)) &&
          words.every((wanted) => stands(wanted, each)) &&
          (given.severity === undefined || each.severity === given.severity) &&
          (given.technology === undefined || each.technologies.includes(given.technology)) &&
          (filter.from === undefined || each.proposedAt >= filter.from) &&
          (filter.to === undefined || each.proposedAt < filter.to) &&
          (sort !== 'closed' || each.closedAt !== null) &&
          (sort !== 'longest' || each.resolveSeconds !== null),
      );
      expect(found).toEqual(has.sort(orders[sort]).map((each) => each.swarmId));
    });
    await fc.assert(property, { numRuns: runs(250) });
  });
});

/** A Japanese word stands wherever its characters do, side by side; a Latin one where a word begins with it. */
const stands = (wanted: string, { words, technologies }: Past): boolean =>
  ['vpn', '仮想専用線'].includes(wanted)
    ? technologies.includes('vpn')
    : /^[a-z]/.test(wanted)
      ? (words.match(/[a-z]+/g) ?? []).some((each) => each.startsWith(wanted))
      : words.includes(wanted);

type Past = (typeof past)[number];
const byId = (one: Past, other: Past): number => (one.swarmId < other.swarmId ? -1 : 1);
const orders: Record<(typeof swarmSorts)[number], (one: Past, other: Past) => number> = {
  newest: (one, other) => Date.parse(other.proposedAt) - Date.parse(one.proposedAt) || byId(other, one),
  oldest: (one, other) => Date.parse(one.proposedAt) - Date.parse(other.proposedAt) || byId(one, other),
  closed: (one, other) => (other.closedAt ?? 0) - (one.closedAt ?? 0) || byId(other, one),
  longest: (one, other) => (other.resolveSeconds ?? 0) - (one.resolveSeconds ?? 0) || byId(other, one),
};

describe('the plan of a search', () => {
  const looked = fc.record({
    count: fc.constant(1000),
    shares: fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 12 }),
  });
  test('asks the index for the rarest word always, and for a frequent one only when the rarer leave many', () => {
    fc.assert(
      fc.property(looked, fc.integer({ min: 1, max: 1_000_000 }), (seen, swarms) => {
        const frequent = frequentGroups(seen, swarms);
        const asked = seen.shares.filter((_, at) => !frequent.has(at));
        const left = seen.shares.filter((_, at) => frequent.has(at));
        expect(asked).toContain(Math.min(...seen.shares));
        for (const share of left) expect(share).toBeGreaterThanOrEqual(Math.max(...asked));
      }),
    );
  });
  test('asks for the months that hold as many swarms as it wants, from the end that the list begins with', () => {
    const week = { count: 1000, oldest: '2026-10-24T00:00:00Z', newest: '2026-10-31T00:00:00Z' };
    expect(monthsAround(week, 1000, 'newest')).toEqual(['2026-10-01T00:00:00.000Z']);
    expect(monthsAround(week, 5000, 'newest')).toEqual(['2026-09-01T00:00:00.000Z', '2026-10-01T00:00:00.000Z']);
    expect(monthsAround(week, 5000, 'oldest')).toEqual(['2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z']);
    expect(monthsAround({ count: 0, oldest: null, newest: null }, 5000, 'newest')).toEqual([]);
  });
});
