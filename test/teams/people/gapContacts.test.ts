import { expect, test } from '@jest/globals';
import { createSnapshot } from '../../../src/registry/snapshot.ts';
import { createRegistryPlanner } from '../../../src/swarm/planning/registryPlanner.ts';
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

test('what they say counts while they are whom to ask; who was on call as they were asked may say it later', () => {
  const shift = { kind: 'on-call', from: '2026-11-20T00:00:00Z', to: '2026-11-20T04:00:00Z' } as const;
  const planner = createRegistryPlanner(
    createSnapshot({
      technologies: [technology('network'), technology('bgp', 'BGP', 'BGP', [], [], 'network')],
      engineers: [engineer('all', { lead: true }), ...['caller', 'net', 'former'].map((id) => engineer(id))],
      skills: [skill('former', 'bgp', 5)],
      teams: [team(['net'], [], ['network'])],
      shifts: [{ id: 'caller', shifts: [{ ...shift, technology: 'network' }] }],
    }),
  );
  const [asOfAsked, later] = ['2026-11-20T03:00:00.000Z', '2026-11-20T05:00:00.000Z'] as const;
  const theirs = (...instants: string[]) =>
    ['all', 'net', 'caller', 'former', 'gone'].filter((id) => planner.leadsGap(id, 'bgp', instants));
  expect(theirs(asOfAsked, later)).toEqual(['all', 'net', 'caller']);
  expect(theirs(later)).toEqual(['all', 'net']);
});

test('who could be named are those first whom nobody asked', () => {
  const [kenji, invited] = [state.invitations[0]?.person.id ?? '', state.invitations.map(({ person }) => person.id)];
  const declined = {
    ...state,
    invitations: state.invitations.map((each) => ({
      ...each,
      answer: { state: 'declined', reason: 'busy', instead: null, note: '', notAsked: null } as const,
    })),
  };
  const { little } = findGapContacts(
    createSnapshot({
      technologies: [technology('bgp')],
      engineers: [...new Set([...invited, 'net', 'all'])].map((id) => engineer(id, { lead: id === 'all' })),
      skills: [skill(kenji, 'bgp', 5), skill('net', 'bgp', 1)],
    }),
    () => at,
  )(declined, 'bgp');
  expect(little.map(({ id }) => id)).toEqual(['net', kenji]);
});
