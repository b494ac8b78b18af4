import { expect, test } from '@jest/globals';
import { createSnapshot } from '../../../src/registry/snapshot.ts';
import { findGapContacts } from '../../../src/teams/people/gapContacts.ts';
import { people, stories } from '../../fixtures/swarmStories.ts';
import { engineer, skill, technology } from '../../registry/sample.ts';

const at = Date.parse('2026-11-20T03:00:00Z');
const state = stories.busy();

const team = (leads: string[], deputies: string[], technologies: string[]) => ({
  ...{ id: technologies.join('-'), name: { en: 'Team', ja: 'チーム' }, leads, deputies, technologies },
  ...{ hostTeams: [], sites: [], languages: [] },
});
const asked = (...teams: ReturnType<typeof team>[]) =>
  findGapContacts(
    createSnapshot({
      technologies: [technology('network'), technology('bgp', 'BGP', 'BGP', [], [], 'network'), technology('sql')],
      engineers: [
        ...['net', 'deputy', 'bgp-lead'].map((id) => engineer(id)),
        engineer('away', { awayUntil: '2026-12-01T00:00:00Z' }),
        engineer('all', { lead: true }),
        engineer(state.coordinator.id),
      ],
      skills: [skill('net', 'bgp', 1)],
      teams,
    }),
    () => at,
  )(state, 'bgp').leads.map(({ id }) => id);

test('who leads the support team of the technology is asked before the leads of all', () => {
  expect(asked()).toEqual(['all']);
  expect(asked(team(['net'], ['deputy'], ['network']))).toEqual(['net', 'deputy', 'all']);
  expect(asked(team(['net'], [], ['sql']))).toEqual(['all']);
});

test('that of the technology itself comes before that of a broader one, and who is away last', () => {
  expect(asked(team(['net'], [], ['network']), team(['bgp-lead'], [], ['bgp']))).toEqual(['bgp-lead', 'all']);
  expect(asked(team(['away'], ['deputy'], ['bgp']))).toEqual(['deputy', 'away', 'all']);
});

test('who coordinates is not asked, nor who is not in the registry', () => {
  expect(asked(team([people.mika.id, state.coordinator.id, 'nobody'], [], ['bgp']))).toEqual(['all']);
});
