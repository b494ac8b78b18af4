import { describe, expect, test } from '@jest/globals';
import type { DetectedTechnology, DetectionEvidence } from '../../src/detection/detectedTechnology.ts';
import { planFor, revisePlan } from '../../src/matching/planning.ts';
import { sortedByVoice } from '../../src/matching/possible.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import { engineer, sampleCase, skill, technology, wednesdayNoon } from '../registry/sample.ts';

const found = (id: string, confidence: number, ...kinds: DetectionEvidence['kind'][]): DetectedTechnology => ({
  technology: id,
  name: { en: id, ja: id },
  confidence,
  evidence: kinds.map((kind) => ({ kind, source: 'title', start: 0, end: id.length, words: id })),
});
const ids = (of: readonly DetectedTechnology[] = []) => of.map((each) => each.technology);
const sorted = (...of: DetectedTechnology[]) => {
  const { wanted, possible } = sortedByVoice(of);
  return [ids(wanted), ids(possible)];
};

describe('what was found in a case', () => {
  test.each([
    ['a name, whatever past cases say beside it', [found('vpn', 0.9, 'alias', 'learned')], [['vpn'], []]],
    [
      'a name, and not what past cases alone are even surer of',
      [found('dns', 0.95, 'learned'), found('vpn', 0.4, 'alias')],
      [['vpn'], ['dns']],
    ],
    [
      'the surest of past cases alone where there is no name',
      [found('dns', 0.6, 'learned'), found('vpn', 0.6, 'learned')],
      [['dns'], ['vpn']],
    ],
    ['nothing where past cases alone are unsure', [found('dns', 0.59, 'learned')], [[], ['dns']]],
    ['no name that past cases bear out so little that it is a guess', [found('vpn', 0.2, 'alias')], [[], ['vpn']]],
    ['what the product field says', [found('vpn', 0.9, 'product')], [['vpn'], []]],
    ['what several of its children speak for', [found('azure', 0.5, 'child')], [['azure'], []]],
  ] as const)('asks people for %s', (_, given, expected) => expect(sorted(...given)).toEqual(expected));
});

describe('a plan', () => {
  const registry = [technology('vpn'), technology('dns')];
  const snapshot = createSnapshot({
    technologies: registry,
    engineers: [engineer('ann'), engineer('ben')],
    skills: [skill('ann', 'vpn', 4), skill('ben', 'dns', 4)],
  });
  const of = { case: sampleCase(), snapshot, at: wednesdayNoon, critical: false, budget: 7 };
  const technologies = [found('vpn', 0.9, 'alias'), found('dns', 0.8, 'learned')];

  test('neither asks for what is only possible nor calls it a gap', () => {
    const { possible, team, gaps } = planFor({ ...of, detect: () => technologies });
    expect(ids(possible)).toEqual(['dns']);
    expect(team.map(({ person }) => person.id)).toEqual(['ann']);
    expect(gaps).toEqual([]);
  });

  test('of before, in which past cases stood ticked, keeps them so when something else is changed', () => {
    const revised = (tickedTechnologies: string[], dropTechnologies: string[] = []) =>
      revisePlan({ ...of, technologies, edits: { by: 'The Owner', tickedTechnologies, dropTechnologies } }).plan;
    expect(ids(revised(['dns']).technologies)).toEqual(['vpn', 'dns']);
    expect(ids(revised([]).technologies)).toEqual(['vpn']);
    const dropped = revised(['dns'], ['dns']);
    expect([ids(dropped.technologies), dropped.possible]).toEqual([['vpn'], undefined]);
  });
});
