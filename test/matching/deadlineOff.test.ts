import { describe, expect, test } from '@jest/globals';
import { deadlineOff } from '../../src/matching/deadlineOff.ts';
import { calendarIn, daysOf } from '../../src/registry/calendarDays.ts';

const hours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };
const calendarOf = calendarIn(new Map());
const inTokyo = { zone: 'Asia/Tokyo', hours, days: daysOf(['jp'], calendarOf) };
const inDublin = { zone: 'Europe/Dublin', hours, days: daysOf(['ie'], calendarOf) };
const thursday = '2026-11-19T01:00:00.000Z';
const off = (deadline: string, people = [inTokyo], at = thursday) =>
  deadlineOff(new Date(deadline).toISOString(), at, people);

describe('a deadline at which nobody of the plan works', () => {
  test('on a holiday is told with its name, and until when somebody works before', () =>
    expect(off('2026-11-23T15:00+09:00')).toEqual({
      off: { kind: 'public', name: expect.objectContaining({ en: 'Labor Thanksgiving Day' }), ahead: false },
      last: '2026-11-20T09:00:00.000Z',
    }));
  test('at night or on a weekend is told, with no day to name', () => {
    expect(off('2026-11-19T22:00+09:00')).toEqual({ last: '2026-11-19T09:00:00.000Z' });
    expect(off('2026-11-22T12:00+09:00')).toEqual({ last: '2026-11-20T09:00:00.000Z' });
  });
  test('before anybody comes to work again says that nobody does', () =>
    expect(off('2026-11-24T08:00+09:00', [inTokyo], '2026-11-20T10:00:00.000Z')).toEqual({ last: null }));
  test('counts until when the last of several works', () =>
    expect(off('2026-11-21T12:00+09:00', [inTokyo, inDublin])).toEqual({ last: '2026-11-20T18:00:00.000Z' }));
});

describe('nothing is told', () => {
  test.each([
    ['of a deadline in somebody’s hours', '2026-11-20T15:00+09:00', [inTokyo]],
    ['of one at the minute at which they go home', '2026-11-20T18:00+09:00', [inTokyo]],
    ['where one of several works', '2026-11-23T20:00+09:00', [inTokyo, inDublin]],
    ['of nobody', '2026-11-23T15:00+09:00', []],
    ['of one that is over', '2026-11-19T08:00+09:00', [inTokyo]],
  ])('%s', (_, deadline, people) => expect(off(deadline, people)).toBeNull());
  test('of a deadline in a lunch break or a time in which they do not want to be asked', () => {
    const week = [
      { days: [5], from: '09:00', to: '12:00' },
      { days: [5], from: '13:00', to: '18:00' },
    ];
    const wishing = { ...inTokyo, asking: { week, quiet: { from: '2026-11-20', until: '2026-11-20' } } };
    expect(off('2026-11-20T12:30+09:00', [wishing])).toBeNull();
  });
});
