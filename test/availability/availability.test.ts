import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerDeadline, availabilityOf, type Moment } from '../../src/availability/availability.ts';
import { isQuietAt, lastAtWork, presentStretch, stretchWithin } from '../../src/availability/stretches.ts';
import { workingStateAt } from '../../src/availability/workingHours.ts';
import { stateOfRota } from '../../src/availability/workingStates.ts';
import type { Engineer, Load, Presence, WorkingHours } from '../../src/registry/engineer.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import { engineer, wednesdayNoon } from '../registry/sample.ts';
import { runs } from '../runs.ts';

const moment = { at: wednesdayNoon, critical: false, budget: 7 };
const minutesBefore = (minutes: number) => new Date(Date.parse(wednesdayNoon) - minutes * 60_000).toISOString();
const presence = (differs: Partial<Presence> = {}): Presence => ({
  person: 'a',
  availability: 'Available',
  activity: 'Available',
  outOfOffice: false,
  seenAt: minutesBefore(5),
  ...differs,
});
const load = (differs: Partial<Load> = {}): Load => ({
  person: 'a',
  liveSwarms: 0,
  pendingInvitations: 0,
  asks28d: 0,
  ...differs,
});
const judge = (of: { engineer?: Partial<Engineer>; presence?: Presence; load?: Load; moment?: Partial<Moment> }) =>
  availabilityOf(engineer('a', of.engineer), of.presence ?? null, of.load ?? null, { ...moment, ...of.moment });

describe('a person can be asked', () => {
  test('in their own working hours, and until when is told', () => {
    expect(judge({})).toEqual({
      available: true,
      for: [
        { code: 'in-hours', until: '2026-11-18T09:00:00.000Z' },
        { code: 'load', live: 0, most: 2 },
      ],
      against: [],
    });
  });

  test('beyond the budget too, but that is told', () => {
    expect(judge({ load: load({ asks28d: 7 }) })).toMatchObject({
      available: true,
      against: [{ code: 'over-budget', asks: 7, budget: 7 }],
    });
  });

  test('out of hours only for a critical case', () => {
    const dublin = { zone: 'Europe/Dublin' };
    expect(judge({ engineer: dublin })).toMatchObject({
      available: false,
      against: [{ code: 'out-of-hours', back: '2026-11-18T09:00:00.000Z' }],
    });
    expect(judge({ engineer: dublin, moment: { critical: true } })).toMatchObject({
      available: true,
      against: [{ code: 'out-of-hours', back: '2026-11-18T09:00:00.000Z' }],
    });
  });
});

test('who wants to be asked at any hour is asked outside their hours, and not waited for', () => {
  const away = { zone: 'Europe/Dublin', anyHour: true };
  for (const aheadHours of [0, 96])
    expect(judge({ engineer: away, moment: { aheadHours } })).toEqual({
      available: true,
      for: [{ code: 'any-hour' }, { code: 'load', live: 0, most: 2 }],
      against: [{ code: 'out-of-hours', back: '2026-11-18T09:00:00.000Z' }],
    });
  expect(judge({ engineer: { anyHour: true } }).for[0]).toMatchObject({ code: 'in-hours' });
});

describe('a person cannot be asked, however critical', () => {
  const never = (of: Parameters<typeof judge>[0], code: string) => {
    for (const critical of [false, true]) {
      const { available, against } = judge({ ...of, moment: { critical } });
      expect(available).toBe(false);
      expect(against.map((each) => each.code)).toContain(code);
    }
  };
  test('while away', () => never({ engineer: { awayUntil: '2026-11-20T00:00:00Z' } }, 'away'));
  test('out of office', () =>
    never({ presence: presence({ outOfOffice: true, seenAt: minutesBefore(600) }) }, 'out-of-office'));
  test('not to be disturbed, or presenting', () => {
    never({ presence: presence({ availability: 'DoNotDisturb' }) }, 'do-not-disturb');
    never({ presence: presence({ availability: 'Busy', activity: 'Presenting' }) }, 'do-not-disturb');
  });
  test('in as many swarms as they want', () => never({ load: load({ liveSwarms: 2 }) }, 'at-capacity'));
  test('who wants none at all', () => never({ engineer: { mostSwarms: 0 } }, 'at-capacity'));
});

test('invitations that wait for an answer count as swarms, unless the case is critical', () => {
  const waiting = { load: load({ liveSwarms: 1, pendingInvitations: 1 }) };
  expect(judge(waiting).against).toEqual([{ code: 'at-capacity', live: 2, most: 2 }]);
  expect(judge({ ...waiting, moment: { critical: true } }).available).toBe(true);
});

test('who was away until just now is back', () =>
  expect(judge({ engineer: { awayUntil: wednesdayNoon } }).available).toBe(true));

test('what Graph said long ago says nothing any more', () => {
  const old = presence({ availability: 'DoNotDisturb', seenAt: minutesBefore(31) });
  expect(judge({ presence: old }).available).toBe(true);
  expect(judge({ presence: old }).for.map((each) => each.code)).not.toContain('present');
});

describe('working hours', () => {
  const state = (at: string, hours: Partial<WorkingHours>, zone = 'Asia/Tokyo') => {
    const { working, until } = workingStateAt(Date.parse(at), {
      hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', ...hours },
      zone,
    });
    return `${working ? 'works' : 'rests'} until ${Number.isFinite(until) ? new Date(until).toISOString() : 'ever'}`;
  };

  test('a weekend lasts until monday', () =>
    expect(state('2026-11-20T09:00:00Z', {})).toBe('rests until 2026-11-23T00:00:00.000Z'));
  test('a night shift ends the next day, also when that is no working day', () => {
    const night = { from: '22:00', to: '06:00', days: [5] };
    expect(state('2026-11-20T20:59:00Z', night)).toBe('works until 2026-11-20T21:00:00.000Z');
    expect(state('2026-11-20T12:59:00Z', night)).toBe('rests until 2026-11-20T13:00:00.000Z');
  });
  test('midnight to midnight is round the clock', () =>
    expect(state(wednesdayNoon, { from: '00:00', to: '00:00', days: [1, 2, 3, 4, 5, 6, 7] })).toMatch(
      /^works until 2026-12/,
    ));
  test('no working day is no working day', () => expect(state(wednesdayNoon, { days: [] })).toBe('rests until ever'));
  test('a zone nobody knows counts as UTC', () =>
    expect(state('2026-11-18T09:00:00Z', {}, 'Mars/Olympus')).toBe('works until 2026-11-18T18:00:00.000Z'));
  test('follow the clocks of the zone', () => {
    expect(state('2026-03-27T08:59:00Z', {}, 'Europe/Dublin')).toBe('rests until 2026-03-27T09:00:00.000Z');
    expect(state('2026-03-30T07:59:00Z', {}, 'Europe/Dublin')).toBe('rests until 2026-03-30T08:00:00.000Z');
  });

  test('remembered states are those reckoned anew', () => {
    const snapshot = createSnapshot();
    const zones = ['Asia/Tokyo', 'Europe/Dublin', 'America/Los_Angeles', 'Asia/Kolkata', 'Australia/Lord_Howe'];
    const time = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:30`);
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
        fc.constantFrom(...zones),
        fc.record({ days: fc.subarray([1, 2, 3, 4, 5, 6, 7]), from: time, to: time }),
        (at, zone, hours) => {
          snapshot.apply([{ kind: 'engineer', engineer: engineer('a', { zone, hours }) }]);
          const listed = snapshot.listed('a');
          const { working, until } = workingStateAt(at.getTime(), { hours, zone });
          expect(listed && stateOfRota(listed.rota, at.getTime())).toMatchObject({ working, until });
        },
      ),
      { numRuns: runs(200) },
    );
  });
});

describe('an answer is due', () => {
  const nineToSix: WorkingHours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };
  const due = (at: string, minutes: number, hours = nineToSix, zone = 'Asia/Tokyo', anyTime = false) =>
    answerDeadline(at, minutes, { hours, zone }, anyTime);

  test('after so many minutes within the hours', () =>
    expect(due(wednesdayNoon, 120)).toBe('2026-11-18T04:00:00.000Z'));
  test('at the end of a shift rather than at the beginning of the next', () =>
    expect(due('2026-11-18T08:00:00Z', 60)).toBe('2026-11-18T09:00:00.000Z'));
  test('the rest of it on the next working day', () =>
    expect(due('2026-11-20T08:30:00Z', 60)).toBe('2026-11-23T00:30:00.000Z'));
  test('from the next beginning for who is asked at night', () =>
    expect(due('2026-11-18T15:00:00Z', 30)).toBe('2026-11-19T00:30:00.000Z'));
  test('round the clock when the policy says so, or without working days', () => {
    expect(due('2026-11-20T15:00:00Z', 10, nineToSix, 'Asia/Tokyo', true)).toBe('2026-11-20T15:10:00.000Z');
    expect(due('2026-11-20T15:00:00Z', 10, { ...nineToSix, days: [] })).toBe('2026-11-20T15:10:00.000Z');
  });
  test('in real time across a change of clocks', () => {
    const night = { days: [6], from: '22:00', to: '06:00' };
    // Dublin, 29 March 2026: from 01:00 to 02:00 there is no hour. 25 October: there are two.
    expect(due('2026-03-28T22:00:00Z', 7 * 60, night, 'Europe/Dublin')).toBe('2026-03-29T05:00:00.000Z');
    expect(due('2026-03-28T22:00:00Z', 7 * 60 + 1, night, 'Europe/Dublin')).toBe('2026-04-04T21:01:00.000Z');
    expect(due('2026-10-24T21:00:00Z', 9 * 60, night, 'Europe/Dublin')).toBe('2026-10-25T06:00:00.000Z');
  });

  test('never before the minutes have passed, and always in working time', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 3000 }),
        fc.constantFrom('Asia/Tokyo', 'Europe/Dublin', 'America/New_York', 'Asia/Kolkata'),
        (at, minutes, zone) => {
          const deadline = Date.parse(due(at.toISOString(), minutes, nineToSix, zone));
          expect(deadline).toBeGreaterThanOrEqual(at.getTime() + minutes * 60_000);
          expect(workingStateAt(deadline - 1, { hours: nineToSix, zone }).working).toBe(true);
          expect(Date.parse(due(at.toISOString(), minutes + 1, nineToSix, zone))).toBeGreaterThan(deadline);
        },
      ),
      { numRuns: runs(100) },
    );
  });
});

describe('a stretch of work', () => {
  const hour = 3_600_000;
  const nineToSix = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };
  const tokyo = { zone: 'Asia/Tokyo', hours: nineToSix };
  const spanAt = (at: string, timetable: Parameters<typeof presentStretch>[1]) => {
    const found = presentStretch(Date.parse(at), timetable);
    return found && [new Date(found.from).toISOString(), new Date(found.to).toISOString()];
  };

  test('is that in which somebody is now', () => {
    expect(spanAt('2026-11-18T08:59:59Z', tokyo)).toEqual(['2026-11-18T00:00:00.000Z', '2026-11-18T09:00:00.000Z']);
    expect(spanAt('2026-11-18T09:00:00Z', tokyo)).toBeNull();
  });
  test('goes on over midnight, and through focus time and days without asks', () => {
    const night = { days: [3], from: '22:00', to: '06:00' };
    const asking = {
      focus: [{ days: [3], from: '22:00', to: '23:30' }],
      quiet: { from: '2026-11-18', until: '2026-11-19' },
    };
    const told = ['2026-11-18T22:00:00.000Z', '2026-11-19T06:00:00.000Z'];
    expect(spanAt('2026-11-18T22:30:00Z', { zone: 'UTC', hours: night, asking })).toEqual(told);
    expect(spanAt('2026-11-19T03:00:00Z', { zone: 'UTC', hours: night, asking })).toEqual(told);
  });
  test('goes on over a break of two hours, and in it; not over a longer one', () => {
    const split = (from: string) => ({
      ...tokyo,
      asking: {
        week: [
          { days: [3], from: '09:00', to: '12:00' },
          { days: [3], from, to: '18:00' },
        ],
      },
    });
    const whole = ['2026-11-18T00:00:00.000Z', '2026-11-18T09:00:00.000Z'];
    expect(spanAt('2026-11-18T02:00:00Z', split('14:00'))).toEqual(whole);
    expect(spanAt('2026-11-18T04:59:00Z', split('14:00'))).toEqual(whole);
    expect(spanAt('2026-11-18T02:00:00Z', split('14:01'))).toEqual([whole[0], '2026-11-18T03:00:00.000Z']);
    expect(spanAt('2026-11-18T04:00:00Z', split('14:01'))).toBeNull();
  });
  test('may begin within the hour; who is in one begins none', () => {
    const at = Date.parse('2026-11-18T08:20:00Z');
    const begins = (zone: string, from: string) =>
      stretchWithin(at, hour, { zone, hours: { ...nineToSix, from, to: '17:30' } })?.from ?? null;
    expect(begins('UTC', '09:20')).toBe(Date.parse('2026-11-18T09:20:00Z'));
    expect(begins('UTC', '09:21')).toBeNull();
    expect(begins('Europe/Dublin', '09:00')).toBe(Date.parse('2026-11-18T09:00:00Z'));
    expect(stretchWithin(at, hour, tokyo)).toBeNull();
  });
  test('was over last when the last shift before an instant ended; now, for who is at work', () => {
    expect(lastAtWork(Date.parse('2026-11-22T03:00:00Z'), tokyo)).toBe(Date.parse('2026-11-20T09:00:00Z'));
    const at = Date.parse('2026-11-20T03:00:00Z');
    expect(lastAtWork(at, tokyo)).toBe(at);
    expect(lastAtWork(at, { ...tokyo, hours: { ...nineToSix, days: [] } })).toBeNull();
  });
  test('may be on a date without asks, by the clocks of the person', () => {
    const quiet = { ...tokyo, asking: { quiet: { from: '2026-11-18', until: '2026-11-18' } } };
    const isQuiet = (at: string) => isQuietAt(Date.parse(at), quiet);
    expect(['2026-11-17T14:59:00Z', '2026-11-17T15:00:00Z', '2026-11-18T15:00:00Z'].map(isQuiet)).toEqual([
      false,
      true,
      false,
    ]);
  });
});
