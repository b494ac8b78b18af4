import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ReasonAgainst } from '../../src/matching/plan.ts';
import { namedTechnology, nextPeople, type PlanRequest, planFor, revisePlan } from '../../src/matching/planning.ts';
import type { Engineer, Load, Skill } from '../../src/registry/engineer.ts';
import { changesOf, createSnapshot, type RegistryChange } from '../../src/registry/snapshot.ts';
import { engineer, sampleCase, skill, technology, wednesdayNoon } from '../registry/sample.ts';

const network = technology('network');
const vpn = technology('vpn', 'VPN', 'VPN', [], [], 'network');
const sql = technology('sql', 'SQL', 'SQL');
const technologies = [network, vpn, sql, technology('dns', 'DNS', 'DNS')];
const both = [namedTechnology(vpn), namedTechnology(sql)];

const request = (engineers: Engineer[], skills: Skill[], loads: Load[] = []): PlanRequest => {
  const snapshot = createSnapshot({ technologies, engineers, skills });
  snapshot.apply(loads.map((load) => ({ kind: 'load', load })));
  return { case: sampleCase(), snapshot, at: wednesdayNoon, critical: false, budget: 7 };
};
const plan = (of: PlanRequest, wanted = both) => planFor({ ...of, detect: () => wanted });
const ids = (team: { person: { id: string } }[]) => team.map(({ person }) => person.id).sort();
const against = (of: ReturnType<typeof plan>, id: string): ReasonAgainst['code'][] | undefined =>
  of.ranking.candidates.find(({ person }) => person.id === id)?.against.map(({ code }) => code);

describe('the plan', () => {
  const of = request(
    [engineer('owner'), engineer('knows'), engineer('both', { mostSwarms: 1 }), engineer('beginner')],
    [
      skill('owner', 'vpn', 5, { owner: true }),
      skill('knows', 'sql', 4),
      skill('both', 'vpn', 3),
      skill('both', 'sql', 3),
      skill('beginner', 'sql', 2),
    ],
  );

  test('asks the fewest people, and says of everyone else why not', () => {
    const made = plan(of);
    expect(ids(made.team)).toEqual(['both']);
    expect(made.gaps).toEqual([]);
    expect(made.ranking.candidates.find(({ person }) => person.id === 'owner')?.against).toEqual([
      { code: 'already-covered', by: 'Name of both' },
    ]);
    expect(against(made, 'knows')).toEqual(['already-covered']);
    expect(against(made, 'beginner')).toEqual(['level-too-low']);
    expect(against(made, 'both')).toEqual([]);
  });

  test('says of everyone why', () => {
    expect(plan(of).ranking.candidates.find(({ person }) => person.id === 'owner')?.for).toEqual([
      { code: 'owns', technology: 'vpn' },
      { code: 'level', technology: 'vpn', level: 5 },
      { code: 'in-hours', until: '2026-11-18T09:00:00.000Z' },
      { code: 'load', live: 0, most: 2 },
      { code: 'speaks', language: 'en' },
    ]);
  });

  test('never asks the owner of the case', () => {
    const own = plan({ ...of, case: sampleCase({ owner: { id: 'both', name: 'Both' } }) });
    expect(ids(own.team)).toEqual(['knows', 'owner']);
    expect(against(own, 'both')).toEqual(['case-owner']);
  });

  test('names what nobody covers', () => {
    expect(plan(of, [...both, namedTechnology(technology('dns'))]).gaps).toEqual(['dns']);
    expect(plan(of, [namedTechnology(technology('network'))]).gaps).toEqual(['network']);
  });

  test('takes who knows the broader technology for the narrower one, a level lower', () => {
    const broad = plan(request([engineer('broad')], [skill('broad', 'network', 5, { owner: true })]), [
      namedTechnology(vpn),
    ]);
    expect(ids(broad.team)).toEqual(['broad']);
    expect(broad.ranking.candidates[0]).toMatchObject({
      covers: [{ technology: 'vpn', level: 4, owner: false }],
      for: expect.arrayContaining([{ code: 'level', technology: 'network', level: 5, name: network.name }]),
    });
    expect(plan(request([engineer('broad')], [skill('broad', 'network', 3)]), [namedTechnology(vpn)]).gaps).toEqual([
      'vpn',
    ]);
  });

  test('prefers who owns, is present, speaks the language, carries less and was asked less', () => {
    const first = (better: Partial<Engineer>, worse: Partial<Engineer>, loads: Load[] = [], owner = false) =>
      plan(
        request(
          [engineer('z-better', better), engineer('a-worse', worse)],
          [skill('z-better', 'sql', 4, { owner }), skill('a-worse', 'sql', 4)],
          loads,
        ),
        [namedTechnology(sql)],
      ).ranking.candidates[0]?.person.id;
    const load = (differs: Partial<Load>): Load => ({
      person: 'a-worse',
      liveSwarms: 0,
      pendingInvitations: 0,
      asks28d: 0,
      ...differs,
    });
    expect(first({}, {})).toBe('a-worse');
    expect(first({}, {}, [], true)).toBe('z-better');
    expect(first({}, { languages: ['ja'] })).toBe('z-better');
    expect(first({}, {}, [load({ liveSwarms: 1 })])).toBe('z-better');
    expect(first({}, {}, [load({ asks28d: 3 })])).toBe('z-better');
  });

  test('asks who is beyond the budget only when nobody else will do', () => {
    const people = [engineer('tired'), engineer('rested')];
    const tired: Load = { person: 'tired', liveSwarms: 0, pendingInvitations: 0, asks28d: 9 };
    expect(
      ids(
        plan(request(people, [skill('tired', 'sql', 5, { owner: true }), skill('rested', 'sql', 3)], [tired]), [
          namedTechnology(sql),
        ]).team,
      ),
    ).toEqual(['rested']);
    expect(ids(plan(request(people, [skill('tired', 'sql', 5)], [tired]), [namedTechnology(sql)]).team)).toEqual([
      'tired',
    ]);
  });

  test('takes learned evidence: it moves people up, gives its reasons, and may show a skill the registry does not know', () => {
    const learned = planFor({
      ...request([engineer('a'), engineer('b'), engineer('c')], [skill('a', 'sql', 4), skill('b', 'sql', 4)]),
      detect: () => [namedTechnology(sql), namedTechnology(technology('dns'))],
      evidenceFor: () =>
        new Map([
          [
            'b',
            {
              score: 0.5,
              for: [{ code: 'solved-similar' as const, count: 2, cases: ['1', '2'], last: '2026-05-12T00:00:00Z' }],
            },
          ],
          ['c', { score: 0.2, for: [], covers: [{ technology: 'dns', level: 4, owner: false }] }],
        ]),
    });
    expect(ids(learned.team)).toEqual(['b', 'c']);
    expect(learned.ranking.candidates[0]?.for).toContainEqual({
      ...{ code: 'solved-similar', count: 2, cases: ['1', '2'], last: '2026-05-12T00:00:00Z' },
    });
  });
});

describe('who is off work', () => {
  const asleep = { zone: 'America/New_York' };
  const of = {
    ...request(
      [engineer('asleep', asleep), engineer('here'), engineer('away', { awayUntil: '2026-12-01T00:00:00Z' })],
      [
        skill('asleep', 'vpn', 5, { owner: true }),
        skill('asleep', 'sql', 5),
        skill('here', 'sql', 3),
        skill('away', 'vpn', 5),
      ],
    ),
    aheadHours: 96,
  };

  test('is asked for what nobody at work covers, and when they are back is said', () => {
    const made = plan(of);
    expect(made.team.map(({ person }) => person.id)).toEqual(['here', 'asleep']);
    expect(made.gaps).toEqual([]);
    expect(made.team[1]?.for).toContainEqual({ code: 'back', at: '2026-11-18T14:00:00.000Z' });
  });

  test('ranks below everyone at work, however much better, and however often those were asked', () => {
    const tired: Load = { person: 'here', liveSwarms: 0, pendingInvitations: 0, asks28d: 9 };
    of.snapshot.apply([{ kind: 'load', load: tired }]);
    expect(plan(of, [namedTechnology(sql)]).ranking.candidates.map(({ person }) => person.id)).toEqual([
      'here',
      'asleep',
    ]);
    expect(ids(plan(of, [namedTechnology(sql)]).team)).toEqual(['here']);
  });

  test('is asked before who is back later still', () => {
    const people = [engineer('a-later', asleep), engineer('b-sooner', { zone: 'Europe/Dublin' })];
    const both = [skill('a-later', 'sql', 4), skill('b-sooner', 'sql', 4)];
    expect(ids(plan({ ...request(people, both), aheadHours: 96 }, [namedTechnology(sql)]).team)).toEqual(['b-sooner']);
    // However much better the later one knows it: an answer is hours away.
    const better = [skill('a-later', 'sql', 5, { owner: true }), skill('b-sooner', 'sql', 3)];
    expect(ids(plan({ ...request(people, better), aheadHours: 96 }, [namedTechnology(sql)]).team)).toEqual([
      'b-sooner',
    ]);
  });

  test('is passed over when back too late, or when the organisation asks only people at work', () => {
    expect(plan({ ...of, aheadHours: 11 }).gaps).toEqual(['vpn']);
    expect(plan({ ...of, aheadHours: 12 }).gaps).toEqual([]);
    expect(plan({ ...of, aheadHours: 0 }).gaps).toEqual(['vpn']);
  });

  test('is asked like anyone else of a critical case, and not waited for', () => {
    const made = plan({ ...of, critical: true });
    expect(ids(made.team)).toEqual(['asleep']);
    expect(made.team[0]?.for.map(({ code }) => code)).not.toContain('back');
  });
});

describe('the owner', () => {
  const of = request(
    [
      engineer('a'),
      engineer('b'),
      engineer('away', { awayUntil: '2026-12-01T00:00:00Z' }),
      engineer('asleep', { zone: 'America/New_York' }),
    ],
    [
      skill('a', 'vpn', 4),
      skill('b', 'vpn', 3),
      skill('a', 'sql', 4),
      skill('away', 'sql', 5),
      skill('asleep', 'sql', 2),
    ],
  );
  const revise = (edits: Omit<Parameters<typeof revisePlan>[0]['edits'], 'by'>) =>
    revisePlan({ ...of, technologies: both, edits: { ...edits, by: 'The Owner' } });

  test('may drop a technology', () => {
    const { plan: revised } = revise({ dropTechnologies: ['sql'] });
    expect(revised.technologies.map(({ technology: id }) => id)).toEqual(['vpn']);
    expect(revised.team[0]?.technologies).toEqual(['vpn']);
  });

  test('may add a technology', () =>
    expect(revise({ addTechnologies: [namedTechnology(technology('dns'))] }).plan.gaps).toEqual(['dns']));

  test('may drop a person, who stays in the ranking with that reason', () => {
    const { plan: revised } = revise({ dropPeople: ['a'] });
    expect(ids(revised.team)).toEqual(['b']);
    expect(revised.gaps).toEqual(['sql']);
    expect(against(revised, 'a')).toEqual(['dropped-by-owner']);
  });

  test('may add a person, also out of hours and at a low level; the team shrinks around them', () => {
    const { plan: revised, refused } = revise({ addPeople: [{ id: 'asleep', name: 'Asleep' }], dropPeople: ['a'] });
    expect(ids(revised.team)).toEqual(['asleep', 'b']);
    expect(revised.team[0]).toMatchObject({
      technologies: ['sql'],
      for: expect.arrayContaining([{ code: 'named-by-person', by: 'The Owner' }]),
    });
    expect({ gaps: revised.gaps, refused }).toEqual({ gaps: [], refused: [] });
  });

  test('may add someone the registry does not know', () => {
    const { plan: revised, refused } = revise({ addPeople: [{ id: 'new', name: 'New' }] });
    expect(ids(revised.team)).toEqual(['a', 'new']);
    expect(refused).toEqual([]);
  });

  test('cannot add themself or someone away, and is told why', () => {
    const { plan: revised, refused } = revise({
      addPeople: [{ id: 'away', name: 'Away' }, sampleCase().owner],
    });
    expect(ids(revised.team)).toEqual(['a']);
    expect(refused).toEqual([
      { person: { id: 'away', name: 'Away' }, against: [{ code: 'away', until: '2026-12-01T00:00:00.000Z' }] },
      { person: sampleCase().owner, against: [{ code: 'case-owner' }] },
    ]);
  });

  test('is shown the next best, leaving out who was asked, and then the gap', () => {
    const { ranking } = plan(of);
    expect(ids(nextPeople({ technologies: ['vpn'], ranking, asked: new Set(['a']) }).team)).toEqual(['b']);
    expect(nextPeople({ technologies: ['vpn'], ranking, asked: new Set(['a', 'b']) })).toMatchObject({
      team: [],
      gaps: ['vpn'],
    });
  });
});

const world = fc.array(
  fc.record({
    levels: fc.record({
      vpn: fc.integer({ min: 0, max: 5 }),
      sql: fc.integer({ min: 0, max: 5 }),
      network: fc.integer({ min: 0, max: 5 }),
    }),
    zone: fc.constantFrom('Asia/Tokyo', 'Europe/Dublin'),
    away: fc.boolean(),
    live: fc.integer({ min: 0, max: 3 }),
    asks: fc.integer({ min: 0, max: 12 }),
  }),
  { maxLength: 12 },
);
type Someone = { levels: Record<string, number>; zone: string; away: boolean; live: number; asks: number };
const requestOf = (people: Someone[]) =>
  request(
    people.map(({ zone, away }, at) => engineer(`p${at}`, { zone, awayUntil: away ? '2027-01-01T00:00:00Z' : null })),
    people.flatMap(({ levels }, at) =>
      Object.entries(levels).flatMap(([id, level]) => (level === 0 ? [] : [skill(`p${at}`, id, level)])),
    ),
    people.map(({ live, asks }, at) => ({ person: `p${at}`, liveSwarms: live, pendingInvitations: 0, asks28d: asks })),
  );

describe('whatever the registry', () => {
  test('nobody unavailable is in the plan, and everyone passed over has a reason', () => {
    fc.assert(
      fc.property(world, fc.boolean(), (people, critical) => {
        const made = plan({ ...requestOf(people), critical });
        for (const candidate of made.ranking.candidates) {
          const chosen = ids(made.team).includes(candidate.person.id);
          if (chosen) expect(candidate.available).toBe(true);
          else expect(candidate.against.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  test('a smaller budget never asks more people', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }), (people, one, other) => {
        const of = requestOf(people);
        const asked = (budget: number) => plan({ ...of, budget }).team.length;
        expect(asked(Math.min(one, other))).toBeLessThanOrEqual(asked(Math.max(one, other)));
      }),
    );
  });

  test('keeping fewer candidates does not make the team larger', () => {
    fc.assert(
      fc.property(world, (people) => {
        const of = requestOf(people);
        expect(plan({ ...of, keep: 8 }).team).toEqual(plan(of).team);
      }),
    );
  });

  test('the order of import does not matter', () => {
    fc.assert(
      fc.property(world, (people) => {
        const of = requestOf(people);
        const registry = of.snapshot.registry();
        const backwards = createSnapshot({
          technologies: registry.technologies.toReversed(),
          engineers: registry.engineers.toReversed(),
          skills: registry.skills.toReversed(),
        });
        backwards.apply(
          registry.engineers.map(
            ({ id }): RegistryChange => ({
              kind: 'load',
              load: of.snapshot.listed(id)?.load ?? { person: id, liveSwarms: 0, pendingInvitations: 0, asks28d: 0 },
            }),
          ),
        );
        expect(plan({ ...of, snapshot: backwards })).toEqual(plan(of));
      }),
    );
  });

  test('a snapshot changed bit by bit is the one made whole', () => {
    fc.assert(
      fc.property(world, world, (before, after) => {
        const [old, now] = [requestOf(before).snapshot.registry(), requestOf(after).snapshot.registry()];
        const snapshot = createSnapshot(old);
        snapshot.apply(old.engineers.filter((_, at) => at % 2 === 0).map(({ id }) => ({ kind: 'engineer-gone', id })));
        snapshot.apply(
          old.skills.map(({ person, technology: id }) => ({ kind: 'skill-gone', person, technology: id })),
        );
        snapshot.apply(changesOf(now));
        snapshot.apply(
          old.engineers
            .filter(({ id }) => !now.engineers.some((each) => each.id === id))
            .map(({ id }) => ({ kind: 'engineer-gone', id })),
        );
        expect(snapshot.registry()).toEqual(now);
        expect(snapshot.counts()).toEqual({
          technologies: 4,
          engineers: now.engineers.length,
          skills: now.skills.length,
        });
        for (const each of technologies)
          expect(snapshot.skilled(each.id).length).toBe(
            now.skills.filter((line) => line.technology === each.id).length,
          );
      }),
    );
  });
});
