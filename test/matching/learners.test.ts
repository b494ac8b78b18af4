import { describe, expect, test } from '@jest/globals';
import { namedTechnology, type PlanRequest, planFor, revisePlan } from '../../src/matching/planning.ts';
import type { Engineer, Skill } from '../../src/registry/engineer.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import { engineer, sampleCase, skill, technology, wednesdayNoon } from '../registry/sample.ts';

const technologies = [technology('vpn'), technology('sql')];
const found = technologies.map(namedTechnology);
const learns = (person: string, of: string, level = 1): Skill => skill(person, of, level, { wantsToLearn: true });

const request = (engineers: Engineer[], skills: Skill[], differs: Partial<PlanRequest> = {}): PlanRequest => ({
  case: sampleCase(),
  snapshot: createSnapshot({
    technologies,
    engineers: [engineer('expert'), ...engineers],
    skills: [skill('expert', 'vpn', 5), skill('expert', 'sql', 5), ...skills],
  }),
  ...{ at: wednesdayNoon, critical: false, budget: 7, aheadHours: 0 },
  ...differs,
});
const plan = (of: PlanRequest) => planFor({ ...of, detect: () => found });
const offered = (of: PlanRequest): string[] => (plan(of).learners ?? []).map(({ person }) => person.id);

describe('a learner’s seat', () => {
  test('is offered to who wants to learn a technology of the case, with what and why', () => {
    const of = request([engineer('grace'), engineer('other')], [learns('grace', 'sql'), skill('other', 'sql', 2)]);
    expect(plan(of).learners).toEqual([
      {
        person: { id: 'grace', name: 'Name of grace' },
        technologies: ['sql'],
        for: [{ code: 'wants-to-learn', technology: 'sql' }],
      },
    ]);
  });

  test('never covers anything: without experts, what learners want is a gap', () => {
    const of = request([engineer('grace')], [learns('grace', 'sql')]);
    of.snapshot.apply([{ kind: 'engineer-gone', id: 'expert' }]);
    expect(plan(of)).toMatchObject({ team: [], gaps: ['vpn', 'sql'], learners: [{ person: { id: 'grace' } }] });
  });

  test('is offered to two at most: those who speak the language and want more of it first, then who was asked less', () => {
    const of = request(
      [engineer('deaf', { languages: ['ja'] }), engineer('one'), engineer('asked'), engineer('both')],
      [
        ...['deaf', 'one', 'asked', 'both'].map((id) => learns(id, 'vpn')),
        learns('both', 'sql'),
        learns('deaf', 'sql'),
      ],
    );
    of.snapshot.apply([{ kind: 'load', load: { person: 'asked', liveSwarms: 0, pendingInvitations: 0, asks28d: 3 } }]);
    expect(offered(of)).toEqual(['both', 'one']);
    expect(offered({ ...of, learners: ['deaf'] })).toEqual(['deaf', 'both']);
  });

  const away = { awayUntil: '2026-11-30T00:00:00.000Z' };
  const asleep = { zone: 'America/New_York' };
  test.each<[string, Engineer, Skill, Partial<PlanRequest>]>([
    ['who is away', engineer('grace', away), learns('grace', 'sql'), {}],
    [
      'who wants to be asked to help at any hour, and is asleep',
      engineer('grace', { ...asleep, anyHour: true }),
      learns('grace', 'sql'),
      {},
    ],
    ['who is full', engineer('grace', { mostSwarms: 0 }), learns('grace', 'sql'), {}],
    ['who sleeps, however critical the case', engineer('grace', asleep), learns('grace', 'sql'), { critical: true }],
    ['the owner of the case', engineer('case-owner'), learns('case-owner', 'sql'), {}],
    ['who knows it well enough to be asked', engineer('grace'), learns('grace', 'sql', 3), {}],
    [
      'anybody, when the case is restricted',
      engineer('grace'),
      learns('grace', 'sql'),
      {
        case: sampleCase({ restricted: true }),
      },
    ],
  ])('is not offered to %s', (_, who, line, differs) => {
    expect(offered(request([who], [line], differs))).toEqual([]);
  });

  test('is not offered to who has had their fair share of asks', () => {
    const of = request([engineer('grace')], [learns('grace', 'sql')]);
    of.snapshot.apply([{ kind: 'load', load: { person: 'grace', liveSwarms: 0, pendingInvitations: 0, asks28d: 7 } }]);
    expect(offered(of)).toEqual([]);
  });

  test('is not offered to who is in the team, or was taken out', () => {
    const of = request([engineer('grace')], [learns('grace', 'sql')]);
    const revised = (edits: Parameters<typeof revisePlan>[0]['edits']) =>
      revisePlan({ ...of, technologies: found, edits }).plan;
    const named = revised({ by: 'Owner', addPeople: [{ id: 'grace', name: 'Grace' }] });
    expect(named.team.map(({ person }) => person.id)).toContain('grace');
    expect(named.learners).toBeUndefined();
    expect(revised({ by: 'Owner', dropPeople: ['grace'] }).learners).toBeUndefined();
  });

  test('is offered no more once they changed their mind, or the technology is gone', () => {
    const of = request([engineer('grace')], [learns('grace', 'sql')]);
    of.snapshot.apply([{ kind: 'skill', skill: skill('grace', 'sql', 1) }]);
    expect(offered(of)).toEqual([]);
    of.snapshot.apply([{ kind: 'skill', skill: learns('grace', 'sql') }]);
    expect(offered(of)).toEqual(['grace']);
    of.snapshot.apply([{ kind: 'engineer-gone', id: 'grace' }]);
    expect(offered(of)).toEqual([]);
  });
});
