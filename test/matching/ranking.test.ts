import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canBeAsked } from '../../src/availability/availability.ts';
import { stateOfRota } from '../../src/availability/workingStates.ts';
import type { Language } from '../../src/language/language.ts';
import { gather } from '../../src/matching/gathering.ts';
import { keepBest } from '../../src/matching/keeping.ts';
import { scoreAll } from '../../src/matching/scoring.ts';
import { defaultWeights } from '../../src/matching/weights.ts';
import type { Asking, Mailbox } from '../../src/registry/engineer.ts';
import { createSnapshot, type RegistryChange } from '../../src/registry/snapshot.ts';
import { engineer, skill, technology, wednesdayNoon } from '../registry/sample.ts';

const at = Date.parse(wednesdayNoon);
const minutesAgo = (minutes: number) => new Date(at - minutes * 60_000).toISOString();

const mailboxOf = (person: string, said: Pick<Mailbox, 'repliesFrom' | 'repliesUntil' | 'readAt'>): Mailbox => ({
  ...{ person, zone: null, hours: null, changedAt: said.readAt },
  ...said,
});

const someone = fc.record({
  calendars: fc.constantFrom<string[]>([], ['jp'], ['us']),
  asking: fc.constantFrom<Asking>(
    {},
    { onlyCritical: true },
    { mostAWeek: 2 },
    { quiet: { from: '2026-11-01', until: '2026-11-30' } },
    { notBefore: '13:00' },
  ),
  team: fc.constantFrom('own', 'shut', 'open'),
  outside: fc.constantFrom(undefined, undefined, undefined, 'tac@vendor.example'),
  zone: fc.constantFrom('Asia/Tokyo', 'Europe/Dublin'),
  languages: fc.subarray<Language>(['ja', 'en']),
  mostSwarms: fc.integer({ min: 0, max: 3 }),
  anyHour: fc.boolean(),
  awayUntil: fc.constantFrom(null, minutesAgo(1), minutesAgo(-1), minutesAgo(0)),
  presence: fc.option(
    fc.record({
      availability: fc.constantFrom('Available', 'DoNotDisturb', 'Busy'),
      activity: fc.constantFrom('Available', 'Presenting'),
      outOfOffice: fc.boolean(),
      seenAt: fc.constantFrom(
        minutesAgo(0),
        minutesAgo(30),
        minutesAgo(31),
        minutesAgo(24 * 60),
        minutesAgo(24 * 60 + 1),
      ),
    }),
  ),
  mailbox: fc.option(
    fc.record({
      repliesFrom: fc.constantFrom(null, minutesAgo(60), minutesAgo(0), minutesAgo(-1)),
      repliesUntil: fc.constantFrom(null, minutesAgo(1), minutesAgo(0), minutesAgo(-1)),
      readAt: fc.constantFrom(minutesAgo(5), minutesAgo(40 * 60)),
    }),
  ),
  load: fc.option(
    fc.record({
      liveSwarms: fc.integer({ min: 0, max: 3 }),
      pendingInvitations: fc.integer({ min: 0, max: 2 }),
      asks28d: fc.integer({ min: 0, max: 9 }),
      asks7d: fc.integer({ min: 0, max: 3 }),
    }),
  ),
  level: fc.integer({ min: 1, max: 5 }),
});

test('scoring thousands on numbers judges as the rules do for one', () => {
  fc.assert(
    fc.property(
      fc.array(someone, { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      fc.constantFrom(0, 6, 96),
      (people, critical, aheadHours) => {
        const snapshot = createSnapshot({ technologies: [technology('t')], engineers: [], skills: [] });
        // Some seats are taken over from people who left.
        snapshot.apply([
          { kind: 'engineer', engineer: engineer('gone', { mostSwarms: 0, awayUntil: minutesAgo(-100) }) },
          { kind: 'load', load: { person: 'gone', liveSwarms: 9, pendingInvitations: 9, asks28d: 9 } },
          { kind: 'engineer-gone', id: 'gone' },
        ]);
        people.forEach(({ presence, mailbox, load, level, outside, ...others }, place) => {
          const person = `p${place}`;
          const differs = { ...others, ...(outside !== undefined && { outside }) };
          snapshot.apply([
            { kind: 'engineer', engineer: engineer(person, differs) },
            { kind: 'skill', skill: skill(person, 't', level) },
            ...(presence ? [{ kind: 'presence', presence: { person, ...presence } } satisfies RegistryChange] : []),
            ...(mailbox ? [{ kind: 'mailbox', mailbox: mailboxOf(person, mailbox) } satisfies RegistryChange] : []),
            ...(load ? [{ kind: 'load', load: { person, ...load } } satisfies RegistryChange] : []),
          ]);
        });
        const shut = { code: 'team-closed', team: { en: 'x', ja: 'x' }, until: minutesAgo(-60) } as const;
        const moment = { at, critical, budget: 7, aheadHours, shutTeams: new Map([['shut', shut]]) };
        const gathered = gather(snapshot, ['t'], defaultWeights, new Map(), []);
        const { free, covers } = scoreAll(gathered, [1], snapshot, 'ja', moment, defaultWeights);
        expect(gathered.count).toBe(people.length);
        people.forEach(({ level, languages }, each) => {
          const listed = snapshot.listed(`p${each}`);
          const place = gathered.placeOf(`p${each}`) ?? -1;
          expect(listed && canBeAsked(listed, stateOfRota(listed.rota, at), moment)).toBe(free[place] === 1);
          // Who speaks it covers the case's language besides what they know.
          const known = languages.includes('ja') ? 0x8000_0001 | 0 : 1;
          expect(covers[place]).toBe(level >= 3 ? known : 0);
        });
      },
    ),
  );
});

test('those kept are the best of every combination, then the best of all', () => {
  const kept = keepBest({
    scores: Float64Array.from([9, 8, 7, 6, 1, 0.5, 10]),
    covers: Int32Array.from([1, 1, 1, 1, 2, 3, 2]),
    free: Uint8Array.from([1, 1, 1, 1, 1, 1, 0]),
    keep: 5,
    always: [3],
    idAt: String,
  });
  expect(kept).toEqual([6, 0, 3, 4, 5]);
});

test('those kept are as the slow plain definition has them, whatever combinations and scores there are', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          score: fc.integer({ min: 0, max: 9 }),
          cover: fc.integer({ min: -3, max: 5 }),
          free: fc.boolean(),
        }),
        {
          maxLength: 60,
        },
      ),
      fc.integer({ min: 1, max: 24 }),
      fc.array(fc.nat(59), { maxLength: 3 }),
      (all, keep, wanted) => {
        const always = [...new Set(wanted.filter((place) => place < all.length))];
        const inOrder = all
          .map(({ score, cover, free }, place) => ({ score, cover, free, place, id: String(place) }))
          .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
        const turnOf = (one: (typeof inOrder)[number]): number =>
          inOrder.filter((each) => each.free && each.cover === one.cover).indexOf(one);
        const byTurns = inOrder
          .filter(({ free, cover }) => free && cover !== 0)
          .toSorted((a, b) => turnOf(a) - turnOf(b));
        const plain = new Set(always);
        for (const each of byTurns) if (plain.size < (turnOf(each) === 0 ? keep : keep >> 1)) plain.add(each.place);
        for (const { place } of inOrder) if (plain.size < keep) plain.add(place);
        const kept = keepBest({
          scores: Float64Array.from(all, ({ score }) => score),
          covers: Int32Array.from(all, ({ cover }) => cover),
          free: Uint8Array.from(all, ({ free }) => (free ? 1 : 0)),
          ...{ keep, always, idAt: String },
        });
        expect(kept).toEqual(inOrder.map(({ place }) => place).filter((place) => plain.has(place)));
      },
    ),
  );
});

test('a common technology does not crowd out the experts of a rare one', () => {
  const many = Array.from({ length: 500 }, (_, place) => engineer(`many${place}`));
  const snapshot = createSnapshot({
    technologies: [technology('common'), technology('rare')],
    engineers: [...many, engineer('few', { languages: ['en'] })],
    skills: [...many.map(({ id }) => skill(id, 'common', 5, { owner: true })), skill('few', 'rare', 3)],
  });
  const gathered = gather(snapshot, ['common', 'rare'], defaultWeights, new Map(), []);
  const scored = scoreAll(gathered, [1, 1], snapshot, 'ja', { at, critical: false, budget: 7 }, defaultWeights);
  const kept = keepBest({ ...scored, keep: 20, always: [], idAt: (place) => String(gathered.seats[place]) });
  expect(kept).toHaveLength(20);
  expect(kept).toContain(gathered.placeOf('few'));
});
