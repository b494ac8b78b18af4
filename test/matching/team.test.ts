import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Candidate } from '../../src/matching/plan.ts';
import { chooseTeam } from '../../src/matching/team.ts';
import { runs } from '../runs.ts';

const candidate = (id: string, covers: string[], score = 1, available = true): Candidate => ({
  person: { id, name: id },
  score,
  covers: covers.map((technology) => ({ technology, level: 4, owner: false })),
  available,
  for: [],
  against: [],
  zone: 'Asia/Tokyo',
  load: { live: 0, most: 2, asks28d: 0 },
});
const choose = (technologies: string[], candidates: Candidate[], perTechnology = 1) =>
  chooseTeam({ technologies, ranking: { candidates, leftOut: 0 }, perTechnology });
const ids = (team: { person: { id: string } }[]) => team.map(({ person }) => person.id).sort();

describe('the team', () => {
  test('is one person rather than two', () => {
    const { team, gaps, atLeast } = choose(
      ['a', 'b'],
      [candidate('x', ['a'], 3), candidate('y', ['b'], 3), candidate('z', ['a', 'b'], 1)],
    );
    expect(ids(team)).toEqual(['z']);
    expect(team[0]?.technologies).toEqual(['a', 'b']);
    expect({ gaps, atLeast }).toEqual({ gaps: [], atLeast: 1 });
  });

  test('is the better one of two as small', () =>
    expect(ids(choose(['a'], [candidate('x', ['a'], 1), candidate('y', ['a'], 2)]).team)).toEqual(['y']));

  test('names what nobody covers', () => expect(choose(['a', 'b'], [candidate('x', ['a'])]).gaps).toEqual(['b']));

  test('without technologies is empty', () =>
    expect(choose([], [candidate('x', ['a'])])).toEqual({ team: [], gaps: [], atLeast: 0 }));

  test('finds the smallest where taking the widest first does not', () => {
    const { team } = choose(
      ['a', 'b', 'c', 'd', 'e', 'f'],
      [
        candidate('wide', ['a', 'b', 'c', 'd'], 9),
        candidate('left', ['a', 'c', 'e']),
        candidate('right', ['b', 'd', 'f']),
      ],
    );
    expect(ids(team)).toEqual(['left', 'right']);
  });

  test('holds several for each technology when several are asked at once, as far as there are', () => {
    const { team, gaps } = choose(
      ['a', 'b'],
      [candidate('x', ['a', 'b'], 3), candidate('y', ['a'], 2), candidate('z', ['a'], 1)],
      2,
    );
    expect(ids(team)).toEqual(['x', 'y']);
    expect(gaps).toEqual([]);
  });

  test('leaves out whom it is told to', () => {
    const ranking = { candidates: [candidate('x', ['a'], 2), candidate('y', ['a'], 1)], leftOut: 0 };
    expect(ids(chooseTeam({ technologies: ['a'], ranking, exclude: new Set(['x']) }).team)).toEqual(['y']);
  });
});

const letters = ['a', 'b', 'c', 'd', 'e'];
const people = fc.array(
  fc.record({
    covers: fc.subarray(letters),
    score: fc.integer({ min: -200, max: 300 }).map((each) => each / 100),
    available: fc.boolean(),
  }),
  { maxLength: 9 },
);
const candidates = people.map((each) =>
  each.map(({ covers, score, available }, at) => candidate(`p${at}`, covers, score, available)),
);

describe('whoever there is', () => {
  test('nobody unavailable is in the team', () => {
    fc.assert(
      fc.property(candidates, fc.integer({ min: 1, max: 3 }), (all, per) => {
        for (const { person } of choose(letters, all, per).team)
          expect(all.find((each) => each.person.id === person.id)?.available).toBe(true);
      }),
    );
  });

  test('every technology is covered or a gap, never both', () => {
    fc.assert(
      fc.property(candidates, fc.subarray(letters), (all, wanted) => {
        const { team, gaps } = choose(wanted, all);
        const covered = new Set(team.flatMap((each) => each.technologies));
        for (const technology of wanted) expect(covered.has(technology)).toBe(!gaps.includes(technology));
        for (const technology of covered) expect(wanted).toContain(technology);
      }),
    );
  });

  test('no smaller team covers as much, and no better one is as small', () => {
    fc.assert(
      fc.property(candidates, fc.integer({ min: 1, max: 3 }), (all, per) => {
        const free = all.filter((each) => each.available);
        const coverOf = (team: Candidate[]) =>
          letters.reduce(
            (sum, letter) =>
              sum +
              Math.min(per, team.filter(({ covers }) => covers.some((each) => each.technology === letter)).length),
            0,
          );
        const most = coverOf(free);
        let best = { size: Number.POSITIVE_INFINITY, score: 0 };
        for (let set = 0; set < 1 << free.length; set++) {
          const team = free.filter((_, at) => set & (1 << at));
          if (coverOf(team) < most || team.length > best.size) continue;
          const score = team.reduce((sum, each) => sum + each.score, 0);
          if (team.length < best.size || score > best.score) best = { size: team.length, score };
        }
        const { team, atLeast } = choose(letters, all, per);
        const chosen = all.filter((each) => team.some(({ person }) => person.id === each.person.id));
        expect(coverOf(chosen)).toBe(most);
        expect(team.length).toBe(best.size);
        expect(atLeast).toBe(best.size);
        expect(chosen.reduce((sum, each) => sum + each.score, 0)).toBeCloseTo(best.score, 6);
      }),
      { numRuns: runs(300) },
    );
  });

  test('a plan too large for the exact way covers as much, and its bound holds', () => {
    const many = Array.from({ length: 24 }, (_, at) => `t${at}`);
    fc.assert(
      fc.property(fc.array(fc.subarray(many, { maxLength: 5 }), { minLength: 10, maxLength: 60 }), (covers) => {
        const all = covers.map((each, at) => candidate(`p${at}`, each, (at % 7) / 7));
        const { team, gaps, atLeast } = choose(many, all);
        const coverable = new Set(covers.flat());
        expect(new Set(team.flatMap((each) => each.technologies))).toEqual(coverable);
        expect(new Set(gaps)).toEqual(new Set(many.filter((each) => !coverable.has(each))));
        expect(atLeast).toBeLessThanOrEqual(team.length);
        for (const member of team) {
          const others = new Set(team.filter((each) => each !== member).flatMap((each) => each.technologies));
          expect(member.technologies.every((each) => others.has(each))).toBe(false);
        }
      }),
      { numRuns: runs(50) },
    );
  });
});

describe('the language of the case', () => {
  const speaking = (of: Candidate): Candidate => ({ ...of, for: [{ code: 'speaks', language: 'ja' }, ...of.for] });
  const later = (of: Candidate): Candidate => ({
    ...of,
    for: [...of.for, { code: 'back', at: '2026-11-30T00:00:00Z' }],
  });
  const asked = (technologies: string[], candidates: Candidate[]) =>
    chooseTeam({ technologies, ranking: { candidates, leftOut: 0 }, speaking: true });

  test('is spoken by one of the team, though others rank better', () => {
    const { team } = asked(
      ['a', 'b'],
      [candidate('x', ['a'], 9), candidate('y', ['b'], 9), speaking(candidate('z', ['b'], 1))],
    );
    expect(ids(team)).toEqual(['x', 'z']);
  });

  test('is worth one more person than the fewest', () => {
    const { team } = asked(['a', 'b'], [candidate('x', ['a', 'b'], 9), speaking(candidate('z', ['b'], 1))]);
    expect(team.map(({ person, technologies }) => [person.id, technologies])).toEqual([
      ['x', ['a', 'b']],
      ['z', ['b']],
    ]);
  });

  test('is waited for where nobody at work speaks it', () => {
    const { team } = asked(['a'], [candidate('x', ['a'], 9), later(speaking(candidate('z', ['a'], -100)))]);
    expect(team.map(({ person, technologies }) => [person.id, technologies])).toEqual([
      ['x', ['a']],
      ['z', ['a']],
    ]);
  });

  test('is not waited for where somebody at work speaks it', () =>
    expect(ids(asked(['a'], [speaking(candidate('x', ['a'])), later(speaking(candidate('z', ['a'])))]).team)).toEqual([
      'x',
    ]));

  test('is no gap where nobody speaks it, and brings nobody who knows nothing of the case', () => {
    const { team, gaps } = asked(['a'], [candidate('x', ['a']), speaking(candidate('z', ['c']))]);
    expect({ team: ids(team), gaps }).toEqual({ team: ['x'], gaps: [] });
  });

  test('is spoken once, however many are asked at once', () => {
    const all = [candidate('x', ['a'], 9), candidate('y', ['a'], 8), speaking(candidate('z', ['a'], 1))];
    const { team } = chooseTeam({
      technologies: ['a'],
      ranking: { candidates: all, leftOut: 0 },
      perTechnology: 2,
      speaking: true,
    });
    expect(ids(team)).toEqual(['x', 'z']);
  });
});

describe('with nobody at work', () => {
  const back = (id: string, covers: string[], hours: number, score = -200 - hours): Candidate => ({
    ...candidate(id, covers, score),
    for: [{ code: 'back', at: new Date(Date.UTC(2026, 10, 27, 9 + hours)).toISOString() }],
  });
  const asked = (waitHours: number, candidates: Candidate[], speaking = false) =>
    chooseTeam({ technologies: ['a', 'b'], ranking: { candidates, leftOut: 0 }, waitHours, speaking });
  const monday = back('monday', ['a', 'b'], 72);
  const tonight = [back('x', ['a'], 3), back('y', ['b'], 5)];

  test('an urgent case asks two who are back tonight, not one who is back on Monday', () =>
    expect(ids(asked(4, [monday, ...tonight]).team)).toEqual(['x', 'y']));

  test('a case that can wait asks the one of Monday', () =>
    expect(ids(asked(96, [monday, ...tonight]).team)).toEqual(['monday']));

  test('who is back a little later is asked alone, rather than two', () =>
    expect(ids(asked(4, [back('z', ['a', 'b'], 6), ...tonight]).team)).toEqual(['z']));

  test('what nobody covers tonight waits for who does, and they are asked for that alone', () => {
    const { team, gaps } = asked(4, [monday, ...tonight.slice(0, 1)]);
    expect(team.map(({ person, technologies }) => [person.id, technologies])).toEqual([
      ['x', ['a']],
      ['monday', ['b']],
    ]);
    expect(gaps).toEqual([]);
  });

  test('of two for the same, who is back days earlier is asked, however good the other', () =>
    expect(ids(asked(4, [back('best', ['a'], 72, 9), ...tonight]).team)).toEqual(['x', 'y']));

  test('one who speaks the language is found in whatever stretch, once', () => {
    const speaks = (of: Candidate): Candidate => ({ ...of, for: [...of.for, { code: 'speaks', language: 'ja' }] });
    const all = [...tonight, speaks(back('s', ['a'], 20)), speaks(back('t', ['b'], 40))];
    expect(ids(asked(4, all, true).team)).toEqual(['s', 'x', 'y']);
  });
});
