import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { availabilityOf } from '../../src/availability/availability.ts';
import { stateByShifts } from '../../src/availability/shiftState.ts';
import { presentStretch } from '../../src/availability/stretches.ts';
import { weekAhead } from '../../src/availability/weekAhead.ts';
import { type Timetable, workingStateAt } from '../../src/availability/workingHours.ts';
import { rank } from '../../src/matching/ranking.ts';
import { chooseTeam } from '../../src/matching/team.ts';
import { problemSentence } from '../../src/registry/files/problemWords.ts';
import { readRegistryFiles, registryFiles } from '../../src/registry/files/registryFile.ts';
import { plannedOf } from '../../src/registry/shifts/planned.ts';
import type { PlannedShift } from '../../src/registry/shifts/plannedShift.ts';
import { createSnapshot, type Registry } from '../../src/registry/snapshot.ts';
import { engineer } from '../registry/sample.ts';
import { runs } from '../runs.ts';

const technology = (id: string, parent: string | null = null) => ({
  ...{ id, name: { en: id, ja: id }, aliases: { en: [], ja: [] }, parent },
});
const base: Registry = {
  technologies: [technology('exchange'), technology('exchange-online', 'exchange'), technology('dns')],
  engineers: [engineer('a', { name: 'Aiko' }), engineer('b', { name: 'Brian', zone: 'Europe/Dublin' }), engineer('c')],
  skills: [
    { person: 'c', technology: 'exchange-online', level: 5, owner: true, wantsToLearn: false, confirmedAt: null },
    { person: 'c', technology: 'dns', level: 4, owner: false, wantsToLearn: false, confirmedAt: null },
    { person: 'b', technology: 'dns', level: 3, owner: false, wantsToLearn: false, confirmedAt: null },
  ],
};
const read = (files: Record<string, string>, registry = base) =>
  readRegistryFiles(
    Object.entries(files).map(([name, text]) => ({ name, content: new TextEncoder().encode(text) })),
    createSnapshot(registry),
  );
const shiftsOf = (...of: Parameters<typeof read>) => {
  const reading = read(...of);
  if (!reading.ok) throw new Error(reading.problems.map((each) => problemSentence(each, 'en')).join('\n'));
  return reading.registry.shifts ?? [];
};
const problems = (...of: Parameters<typeof read>): string[] => {
  const reading = read(...of);
  return reading.ok ? [] : reading.problems.map((each) => problemSentence(each, 'en'));
};
const head = 'person,zone,kind,from,to,technology,every_weeks,until\n';
const hour = 3_600_000;
const nineToSix = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };
const by = (shifts: PlannedShift[], of: Partial<Timetable> = {}): Timetable => ({
  ...{ zone: 'Asia/Tokyo', hours: nineToSix, planned: plannedOf(shifts, []) ?? undefined },
  ...of,
});
const shift = (from: string, to: string, of: Partial<PlannedShift> = {}): PlannedShift => ({
  ...{ kind: 'shift' as const, from, to },
  ...of,
});
const at = (instant: string) => Date.parse(instant);

describe('a rota in a file', () => {
  test('has local times of a zone, instants, ends over midnight, and words of either language', () => {
    const read = shiftsOf({
      'shifts.csv': `${head}Aiko,,夜勤,2026-12-01 22:00,06:00,,,\nb,Asia/Tokyo,オンコール,2026年12月5日 9:00,2026/12/6 9:00,exchange,2,2027-03-31\nb,,shift,2026-12-01T09:00+01:00,17:30,,,\n`,
    });
    expect(read).toEqual([
      { id: 'a', shifts: [shift('2026-12-01T13:00:00.000Z', '2026-12-01T21:00:00.000Z')] },
      {
        id: 'b',
        shifts: [
          shift('2026-12-01T08:00:00.000Z', '2026-12-01T17:30:00.000Z'),
          {
            ...{ kind: 'on-call', from: '2026-12-05T00:00:00.000Z', to: '2026-12-06T00:00:00.000Z' },
            ...{ technology: 'exchange', everyWeeks: 2, until: '2027-03-31', zone: 'Asia/Tokyo' },
          },
        ],
      },
    ]);
  });

  test.each(['json', 'csv'] as const)('comes back from %s as it was', (format) => {
    const shifts = shiftsOf({
      's.csv': `${head}a,,off,2026-12-01,2026-12-03,,,\nb,,on-call,2026-12-05 9:00,21:00,dns,1,\n`,
    });
    const registry = { ...base, shifts };
    expect(readRegistryFiles(registryFiles(registry, format))).toEqual({ ok: true, registry });
  });

  test('is of next month: this month stays, and a rule ends where it begins', () => {
    const november = shiftsOf({
      's.csv': `${head}a,,,2026-11-30 9:00,18:00,,,\na,,,2026-12-02 9:00,18:00,,,\na,,on-call,2026-11-07 9:00,21:00,,1,\n`,
    });
    const [both] = shiftsOf(
      { 's.csv': `${head}a,,,2026-12-01 10:00,19:00,,,\na,,,2026-12-03 10:00,19:00,,,\n` },
      { ...base, shifts: november },
    );
    expect(both?.shifts.map(({ from, until = '' }) => `${from.slice(0, 10)} ${until}`)).toEqual([
      ...['2026-11-07 2026-11-30', '2026-11-30 ', '2026-12-01 ', '2026-12-03 '],
    ]);
  });

  test('is refused with each fault at its line', () => {
    const lines = [
      'nobody,,,2026-12-01 9:00,18:00,,,',
      'a,,,2026-12-01 9:00,2026-12-04 9:00,,,',
      'a,Asia/Tokio,,2026-12-01 9:00,18:00,,,',
    ];
    expect(problems({ 's.csv': head + lines[0] })).toEqual([expect.stringContaining('nobody')]);
    expect(problems({ 's.csv': head + lines[1] })).toEqual([expect.stringContaining('2026-12-04')]);
    expect(problems({ 's.csv': head + lines[2] })).toEqual([expect.stringContaining('Asia/Tokio')]);
  });
});

describe('hours by shifts', () => {
  const december = [
    shift('2026-12-01T13:00:00Z', '2026-12-01T21:00:00Z'),
    shift('2026-12-06T00:00:00Z', '2026-12-06T09:00:00Z'),
  ];

  test('are theirs in a week that has any, and the week counts in the next', () => {
    const works = (instant: string) => workingStateAt(at(instant), by(december)).working;
    expect(works('2026-12-02T03:00:00Z')).toBe(false);
    expect(works('2026-12-01T20:59:00Z')).toBe(true);
    expect(works('2026-12-06T03:00:00Z')).toBe(true);
    expect(works('2026-12-07T03:00:00Z')).toBe(true);
    expect(workingStateAt(at('2026-12-01T21:00:00Z'), by(december)).until).toBe(at('2026-12-06T00:00:00Z'));
  });
  test('on a holiday are worked, but not on a day off that the rota tells', () => {
    const days = { on: () => ({ date: '', kind: 'public' as const, name: { en: 'x', ja: 'x' } }), knows: () => true };
    expect(workingStateAt(at('2026-12-01T14:00:00Z'), by(december, { days })).working).toBe(true);
    const off = shift('2026-12-01T15:00:00Z', '2026-12-02T15:00:00Z', { kind: 'off' });
    expect(presentStretch(at('2026-12-01T14:00:00Z'), by([...december, off]))?.to).toBe(at('2026-12-01T15:00:00Z'));
    expect(
      workingStateAt(
        at('2026-12-09T03:00:00Z'),
        by([{ ...off, from: '2026-12-08T15:00:00Z', to: '2026-12-09T15:00:00Z' }]),
      ).working,
    ).toBe(false);
  });
  test('that come again keep their clocks over a change of them, in alternate weeks', () => {
    const night = shift('2026-03-18T22:00:00Z', '2026-03-19T06:00:00Z', {
      everyWeeks: 2,
      zone: 'Europe/Dublin',
      until: '2026-04-15',
    });
    const spans = plannedOf([night], [])?.shifts(at('2026-03-01T00:00:00Z'), at('2026-12-31T00:00:00Z'));
    expect(spans?.map(({ from }) => new Date(from).toISOString())).toEqual([
      ...['2026-03-18T22:00:00.000Z', '2026-04-01T21:00:00.000Z', '2026-04-15T21:00:00.000Z'],
    ]);
  });
  test('are shown in the picture of the week, with what one is on call for', () => {
    const call = shift('2026-11-30T09:00:00Z', '2026-11-30T18:00:00Z', { kind: 'on-call', technology: 'dns' });
    const [monday, tuesday] = weekAhead(at('2026-11-30T00:00:00Z'), by([...december, call]), (id) => ({
      en: id,
      ja: id,
    }));
    expect(monday).toMatchObject({
      asked: [],
      isByShifts: true,
      onCall: [{ from: '18:00', to: '24:00', technology: { en: 'dns' } }],
    });
    expect(tuesday).toMatchObject({
      asked: [{ from: '22:00', to: '24:00' }],
      onCall: [{ from: '00:00', to: '03:00' }],
    });
  });

  test('are as the slow plain definition has them', () => {
    const begins = fc.date({ min: new Date('2026-03-01'), max: new Date('2026-04-20'), noInvalidDate: true });
    const shifts = fc.array(fc.tuple(begins, fc.integer({ min: 1, max: 24 }), fc.constantFrom(undefined, 1, 3)), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        shifts,
        begins,
        fc.constantFrom('Asia/Tokyo', 'Europe/Dublin', 'America/New_York'),
        (all, when, zone) => {
          const given = all.map(([from, hours, everyWeeks]) =>
            shift(from.toISOString(), new Date(from.getTime() + hours * hour).toISOString(), {
              zone,
              ...(everyWeeks && { everyWeeks }),
            }),
          );
          const wall = (instant: string, weeks: number) =>
            DateTime.fromISO(instant, { zone }).plus({ weeks }).toMillis();
          const spans = given.flatMap(({ from, to, everyWeeks }) =>
            (everyWeeks ? Array.from({ length: 20 }, (_, index) => index * everyWeeks) : [0]).map(
              (weeks) => [wall(from, weeks), wall(to, weeks)] as const,
            ),
          );
          const now = DateTime.fromJSDate(when, { zone });
          const weekOf = (instant: number) => DateTime.fromMillis(instant, { zone }).startOf('week').toMillis();
          const hasShifts = (instant: number) => spans.some(([from]) => weekOf(from) === weekOf(instant));
          const inShift = spans.some(([from, to]) => from <= now.toMillis() && now.toMillis() < to);
          const inWeek = now.weekday <= 5 && now.hour >= 9 && now.hour < 18;
          const plain = inShift || (!hasShifts(now.toMillis()) && inWeek);
          expect(workingStateAt(now.toMillis(), by(given, { zone })).working).toBe(plain);
        },
      ),
      { numRuns: runs(200) },
    );
  });
});

test('amid a week of shifts somebody’s state is the same where nothing else is looked at', () => {
  const half = 30 * 60_000;
  const base = at('2026-03-16T00:00:00Z');
  const one = fc.record({
    begins: fc.integer({ min: 0, max: 21 * 48 }),
    halves: fc.integer({ min: 1, max: 48 }),
    kind: fc.constantFrom('shift' as const, 'shift' as const, 'shift' as const, 'off' as const),
  });
  let reckoned = 0;
  fc.assert(
    fc.property(
      fc.array(one, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 0, max: 21 * 96 }),
      fc.constantFrom('Asia/Tokyo', 'Europe/Dublin', 'America/New_York', 'Australia/Sydney'),
      (all, quarters, zone) => {
        const shifts = all.map(({ begins, halves, kind }) => {
          const from = base + begins * half;
          return shift(new Date(from).toISOString(), new Date(from + halves * half).toISOString(), { kind });
        });
        const when = base + quarters * (half / 2);
        const state = stateByShifts(when, by(shifts, { zone }));
        if (!state) return;
        reckoned++;
        // With wishes, though there are none, everything is looked at.
        expect(state).toEqual(workingStateAt(when, by(shifts, { zone, asking: {} })));
      },
    ),
    { numRuns: runs(400) },
  );
  expect(reckoned).toBeGreaterThan(0);
});

describe('who is on call', () => {
  const call = (of: Partial<PlannedShift> = {}) =>
    shift('2026-11-17T15:00:00Z', '2026-11-18T00:00:00Z', { kind: 'on-call', technology: 'exchange', ...of });
  const ranked = (shifts: Registry['shifts'], critical = true, technologies = ['exchange-online', 'dns']) => {
    const wanted = technologies.map((each) => ({ technology: each, confidence: 0.9 }));
    const moment = { at: '2026-11-17T20:00:00Z', critical, budget: 7 };
    const theCase = { owner: { id: 'o', name: 'O' }, language: 'ja' as const };
    const snapshot = createSnapshot({ ...base, ...(shifts && { shifts }) });
    const ranking = rank({ ...moment, technologies: wanted, case: theCase, snapshot });
    return { ranking, team: chooseTeam({ technologies, ranking }).team.map(({ person }) => person.id) };
  };

  test('is asked first of a critical case, for what is narrower too, and the rest of whoever covers it', () => {
    expect(ranked(undefined).team).toEqual(['c']);
    const { team, ranking } = ranked([{ id: 'a', shifts: [call()] }]);
    expect(team).toEqual(['a', 'c']);
    expect(ranking.candidates.find(({ person }) => person.id === 'a')).toMatchObject({
      available: true,
      covers: [{ technology: 'exchange-online', level: 3, owner: false }],
      for: expect.arrayContaining([
        {
          code: 'on-call',
          technology: 'exchange',
          name: { en: 'exchange', ja: 'exchange' },
          until: '2026-11-18T00:00:00.000Z',
        },
      ]),
    });
  });
  test('for whatever comes covers what they know', () => {
    const { technology: _, ...all } = call();
    expect(ranked([{ id: 'b', shifts: [all] }]).team).toEqual(['b', 'c']);
    expect(ranked([{ id: 'a', shifts: [all] }]).team).toEqual(['c']);
  });
  test('follows turn by turn, until the last that follows', () => {
    const next = call({ from: '2026-11-18T00:00:00Z', to: '2026-11-18T09:00:00Z' });
    const { ranking } = ranked([{ id: 'a', shifts: [call(), next] }]);
    expect(ranking.candidates[0]?.for[0]).toMatchObject({ code: 'on-call', until: '2026-11-18T09:00:00.000Z' });
  });
  test('is not disturbed at night for what can wait', () => {
    expect(
      ranked([{ id: 'a', shifts: [call()] }], false).ranking.candidates.map(({ person }) => person.id),
    ).not.toContain('a');
  });
  test('is still ruled out when away', () => {
    const away = engineer('a', { awayUntil: '2026-12-01T00:00:00Z' });
    expect(availabilityOf(away, null, null, { at: '2026-11-17T20:00:00Z', critical: true, budget: 7 }).available).toBe(
      false,
    );
  });
});
