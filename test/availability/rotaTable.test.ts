import { expect, test } from '@jest/globals';
import { isAnyHour, isLimited, itWorks, rotaTableOf, speaksBit } from '../../src/availability/rotaTable.ts';
import { workingStateAt } from '../../src/availability/workingHours.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import { engineer } from '../registry/sample.ts';

const hour = 3_600_000;
const shift = (from: string, to: string) => ({ kind: 'shift' as const, from, to });
const people = [
  engineer('week', { calendars: ['jp'], languages: ['ja'] }),
  engineer('shifts', { asking: { mostAWeek: 2 } }),
  engineer('night', { hours: { days: [1, 2, 3, 4, 5], from: '22:00', to: '06:00' }, anyHour: true }),
];
const snapshot = createSnapshot({
  ...{ technologies: [], engineers: people, skills: [] },
  shifts: [{ id: 'shifts', shifts: [shift('2026-11-24T13:00:00.000Z', '2026-11-24T22:00:00.000Z')] }],
});
const rotaOf = (id: string) => {
  const rota = snapshot.listed(id)?.rota;
  if (!rota) throw new Error(`${id} is not listed`);
  return rota;
};

/** Whether the numbers are what the rules say at an instant, of everybody. */
const differsAt = (at: number): string[] =>
  people.flatMap(({ id }) => {
    const rota = rotaOf(id);
    const table = rotaTableOf(snapshot.standings.rotas());
    table.tell(rota.place, at);
    const { working, until } = workingStateAt(at, rota);
    const told = (table.told[rota.place] ?? 0) & itWorks;
    return (told !== 0) === working && table.until[rota.place] === until ? [] : [`${id} ${new Date(at).toISOString()}`];
  });

test('what is kept of a rota in numbers is what the rules say, whichever instants are asked about in turn', () => {
  const from = Date.parse('2026-11-20T00:30:00Z');
  // Forward, backward, and to and fro.
  for (let step = 0; step < 240; step++)
    for (const hours of [step, 239 - step, (step * 97) % 240]) expect(differsAt(from + hours * hour)).toEqual([]);
});

test('who is asked at any hour, how often, and what somebody speaks is told, too', () => {
  const { told, mostAWeek } = rotaTableOf(snapshot.standings.rotas());
  const [week, shifts, night] = ['week', 'shifts', 'night'].map((id) => rotaOf(id).place) as [number, number, number];
  const has = (place: number, bit: number) => ((told[place] ?? 0) & bit) !== 0;
  expect([week, shifts, night].map((place) => has(place, isAnyHour))).toEqual([false, false, true]);
  expect([has(shifts, isLimited), mostAWeek[shifts], has(week, isLimited)]).toEqual([true, 2, false]);
  expect([has(week, speaksBit('ja')), has(week, speaksBit('en')), has(night, speaksBit('en'))]).toEqual([
    true,
    false,
    true,
  ]);
});

test('shifts that change count at once', () => {
  const at = Date.parse('2026-11-24T15:00:00Z');
  expect(differsAt(at)).toEqual([]);
  snapshot.apply([
    {
      kind: 'shifts',
      shifts: { id: 'shifts', shifts: [shift('2026-11-25T13:00:00.000Z', '2026-11-25T22:00:00.000Z')] },
    },
  ]);
  expect(differsAt(at)).toEqual([]);
  expect(differsAt(at + 24 * hour)).toEqual([]);
});
