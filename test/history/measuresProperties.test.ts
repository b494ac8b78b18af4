import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { Centiles } from '../../src/history/measures/centiles.ts';
import { type Measures, measuresOf } from '../../src/history/measures/measures.ts';
import { spanByTechnology } from '../../src/history/measures/technologySpans.ts';
import { type SwarmFilter, swarmFilterSchema } from '../../src/history/swarms/filter.ts';
import { listSwarms } from '../../src/history/swarms/swarmList.ts';
import type { Database } from '../../src/store/database.ts';
import { swarm } from '../../src/store/swarmTables.ts';
import { runs } from '../runs.ts';
import { engines } from '../store/databases.ts';

type Row = typeof swarm.$inferInsert;

/** Around both changes of summer time, so that weeks and months of every length come up. */
const first = Date.parse('2025-09-20T00:00:00Z');
const last = Date.parse('2026-04-20T00:00:00Z');
const instant = fc
  .oneof(
    fc.integer({ min: first, max: last }),
    // Hours apart rather than months: the edges of weeks, days and zones.
    fc.integer({ min: 0, max: 80 }).map((hours) => Date.parse('2026-03-29T00:00:00Z') + (hours - 40) * 3_600_000),
  )
  .map((at) => new Date(at).toISOString());
const few = fc.integer({ min: 0, max: 5 });
const seconds = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 2_147_483_647 }));
const maybe = fc.option(seconds);

/** Mostly few; seldom more than an entry of an index has room for. */
const technologies = fc.oneof(
  { weight: 6, arbitrary: fc.uniqueArray(fc.constantFrom('vpn', 'dns', 'certificates'), { maxLength: 3 }) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 14, max: 60 }).map((many) => ['vpn', ...Array.from({ length: many }, longName)]),
  },
);
const longName = (_: unknown, n: number): string => `${createHash('sha256').update(`${n}`).digest('hex')}`;

/** Rows as swarm/service/readModel.ts can write them: only what is resolved has credits, only who is credited a rank. */
const row = fc
  .record({
    status: fc.constantFrom('proposed', 'lapsed', 'running', 'resolved', 'resolved', 'cancelled'),
    severity: fc.constantFrom('critical', 'high', 'normal', 'low'),
    proposedAt: instant,
    technologies,
    people: fc.uniqueArray(fc.constantFrom('mika', 'ravi'), { minLength: 1 }),
    customer: fc.constantFrom('Contoso', 'Fabrikam', null),
    restricted: fc.boolean(),
    planSeconds: seconds,
    acceptSeconds: maybe,
    coverSeconds: maybe,
    resolveSeconds: maybe,
    asked: few,
    accepted: few,
    expired: few,
    unreachable: few,
    withdrawn: few,
    declinedBusy: few,
    declinedNotMyField: few,
    declinedAskOther: few,
    declinedOther: few,
    handOvers: few,
    gapCount: few,
    unattendedMinutes: few,
    credits: few,
    rank: fc.option(fc.integer({ min: 1, max: 6 })),
  })
  .map(({ credits, rank, ...each }) => {
    const credited = each.status === 'resolved' ? credits : 0;
    return { ...each, credited, solverRank: credited > 0 ? rank : null };
  });

const question = fc.record({
  lead: fc.boolean(),
  by: fc.constantFrom('week', 'month'),
  zone: fc.constantFrom('UTC', 'Asia/Tokyo', 'Asia/Kolkata', 'Europe/Dublin', 'America/Los_Angeles'),
  filter: fc.record(
    {
      status: fc.constantFrom('running', 'resolved,cancelled', 'proposed'),
      severity: fc.constantFrom('critical', 'high,low'),
      technology: fc.constantFrom('vpn', 'dns'),
      person: fc.constantFrom('mika', 'ravi'),
      customer: fc.constant('Contoso'),
      from: instant,
      to: instant,
    },
    { requiredKeys: [] },
  ),
});

describe.each(engines)('measures of whatever swarms, on $name', ({ open }) => {
  let database: Database & { drop(): Promise<void> };
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());

  test('are what their definition says, row by row', async () => {
    const property = fc.asyncProperty(fc.array(row, { maxLength: 60 }), question, async (made, asked) => {
      const rows = made.map((each, n) => ({
        ...shell(n),
        ...each,
        startedAt: startedStatuses.includes(each.status) ? each.proposedAt : null,
      }));
      await database.sql.delete(swarm);
      if (rows.length > 0) await database.sql.insert(swarm).values(rows);
      const filter = swarmFilterSchema.parse(asked.filter);
      const reader = { personId: 'mika', lead: asked.lead };
      const query = { tenantId: 'tenant', reader, filter, zone: asked.zone };
      const counted = rows.filter((each) => isCounted(each, filter, reader));
      const measures = await measuresOf(database.sql, query, asked.by);
      expect(measures).toEqual({ ...plainMeasures(counted, asked), unlisted: measures.unlisted });
      // What is measured and the list agree, but for what the list must not show.
      const listed = await listSwarms(database.sql, {
        ...{ tenantId: 'tenant', reader, filter, groups: [], sort: 'newest', after: null, limit: 200 },
      });
      const started = listed.filter(({ status }) => startedStatuses.includes(status));
      expect(started.length + measures.unlisted).toBe(measures.overall.swarms);
      expect(measures.unlisted).toBe(
        counted.filter(({ restricted, people }) => restricted && !people.includes('mika')).length,
      );
      expect(await spanByTechnology(database.sql, query, 'accept')).toEqual(plainTechnologies(counted));
    });
    await fc.assert(property, { numRuns: runs(60) });
  });

  test('of an empty history are nothing, however long the period', async () => {
    await database.sql.delete(swarm);
    const filter = swarmFilterSchema.parse({ from: '0001-01-01T00:00:00Z', to: '9999-01-01T00:00:00Z' });
    const query = { tenantId: 'tenant', reader: { personId: 'mika', lead: true }, filter, zone: 'Asia/Tokyo' };
    expect(await measuresOf(database.sql, query, 'week')).toEqual(plainMeasures([], { by: 'week', zone: 'UTC' }));
  });
});

function shell(n: number) {
  const person = { ownerId: 'owner', coordinatorId: 'owner', coordinatorName: 'Owner' };
  const said = { title: 'A title', language: 'ja' };
  return { swarmId: `s${n}`, tenantId: 'tenant', caseId: `${n}`, caseKey: `${n}`, version: 1, ...said, ...person };
}

const startedStatuses = ['running', 'resolved', 'cancelled'];

function isCounted(each: Row, filter: SwarmFilter, reader: { personId: string; lead: boolean }): boolean {
  const { status, severity, technology, person, customer, from, to } = filter;
  return (
    (reader.lead || each.people.includes(reader.personId)) &&
    startedStatuses.includes(each.status) &&
    status.some((wanted) => wanted === each.status) &&
    (severity.length === 0 || severity.some((wanted) => wanted === each.severity)) &&
    (technology === undefined || each.technologies.includes(technology)) &&
    (person === undefined || each.people.includes(person)) &&
    (customer === undefined || each.customer === customer) &&
    (from === undefined || each.proposedAt >= from) &&
    (to === undefined || each.proposedAt < to)
  );
}

/** The smallest value that at least so large a share of all does not go beyond. */
function plainCentiles(values: readonly (number | null | undefined)[]): Centiles {
  const sorted = values.filter((each) => typeof each === 'number').sort((a, b) => a - b);
  const at = (tenths: number) =>
    sorted.find((value) => sorted.filter((each) => each <= value).length * 10 >= tenths * sorted.length) ?? null;
  return { count: sorted.length, median: at(5), p90: at(9) };
}

const plainSpans = (rows: readonly Row[]) => ({
  swarms: rows.length,
  plan: plainCentiles(rows.map((each) => each.planSeconds)),
  accept: plainCentiles(rows.map((each) => each.acceptSeconds)),
  cover: plainCentiles(rows.map((each) => each.coverSeconds)),
  resolve: plainCentiles(rows.map((each) => each.resolveSeconds)),
});

function plainMeasures(rows: readonly Row[], { by, zone }: { by: 'week' | 'month'; zone: string }): Measures {
  const parts = Map.groupBy(rows, (each) => `${DateTime.fromISO(each.proposedAt, { zone }).startOf(by).toISODate()}`);
  const count = (holds: (each: Row) => boolean) => rows.filter(holds).length;
  const sum = (of: (each: Row) => number | undefined) => rows.reduce((all, each) => all + (of(each) ?? 0), 0);
  const rank = (place: number) => count((each) => each.solverRank === place);
  const isSolved = (each: Row) => each.status === 'resolved';
  const invitations = {
    asked: sum((each) => each.asked),
    accepted: sum((each) => each.accepted),
    declined: {
      busy: sum((each) => each.declinedBusy),
      'not-my-field': sum((each) => each.declinedNotMyField),
      'ask-other': sum((each) => each.declinedAskOther),
      other: sum((each) => each.declinedOther),
    },
    expired: sum((each) => each.expired),
    unreachable: sum((each) => each.unreachable),
    withdrawn: sum((each) => each.withdrawn),
  };
  const { asked, accepted, declined, expired, unreachable, withdrawn } = invitations;
  const refusals = declined.busy + declined['not-my-field'] + declined['ask-other'] + declined.other;
  return {
    overall: plainSpans(rows),
    unlisted: 0,
    unattended: {
      swarms: count((each) => (each.unattendedMinutes ?? 0) > 0),
      minutes: sum((each) => each.unattendedMinutes),
    },
    overTime: [...parts]
      .map(([from, of]) => ({ from, ...plainSpans(of) }))
      .sort((one, other) => (one.from < other.from ? -1 : 1)),
    outcomes: {
      resolved: count(isSolved),
      cancelled: count((each) => each.status === 'cancelled'),
      running: count((each) => each.status === 'running'),
      withGaps: count((each) => (each.gapCount ?? 0) > 0),
      handOvers: sum((each) => each.handOvers),
      solver: {
        first: rank(1),
        second: rank(2),
        third: rank(3),
        later: count((each) => (each.solverRank ?? 0) > 3),
        unranked: count((each) => isSolved(each) && (each.credited ?? 0) > 0 && each.solverRank === null),
        nobody: count((each) => isSolved(each) && each.credited === 0),
      },
      invitations: { ...invitations, waiting: asked - accepted - expired - unreachable - withdrawn - refusals },
      perCover: plainCentiles(rows.map((each) => (typeof each.coverSeconds === 'number' ? each.asked : null))),
    },
  };
}

function plainTechnologies(rows: readonly Row[]) {
  const ids = [...new Set(rows.flatMap((each) => each.technologies))];
  return ids
    .map((technology) => {
      const of = rows.filter((each) => each.technologies.includes(technology));
      return { technology, swarms: of.length, ...plainCentiles(of.map((each) => each.acceptSeconds)) };
    })
    .sort((one, other) => other.swarms - one.swarms || (one.technology < other.technology ? -1 : 1));
}
