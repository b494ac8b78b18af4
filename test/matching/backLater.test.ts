import { describe, expect, test } from '@jest/globals';
import type { Case } from '../../src/cases/case.ts';
import type { Engineer } from '../../src/registry/engineer.ts';
import { createSnapshot } from '../../src/registry/snapshot.ts';
import { teamSchema } from '../../src/registry/team.ts';
import { createRegistryPlanner } from '../../src/swarm/planning/registryPlanner.ts';
import { defaultPolicy, type SwarmPolicy } from '../../src/swarm/policy.ts';
import { engineer, sampleCase, skill, technology } from '../registry/sample.ts';

/** Friday 18:00 in Tokyo, where everyone has just gone home until Monday; Dublin begins at once, Redmond tonight. */
const fridayEvening = '2026-11-20T18:00:00+09:00';
const tokyo = engineer('tokyo');
const redmond = engineer('redmond', { zone: 'America/Los_Angeles' });
const newYork = engineer('new-york', { zone: 'America/New_York' });

const asked = async (severity: Case['severity'], engineers: Engineer[], policy: Partial<SwarmPolicy> = {}) => {
  const snapshot = createSnapshot({
    technologies: [technology('vpn', 'VPN'), technology('sql', 'SQL')],
    engineers: [engineer('case-owner', { team: 'network' }), ...engineers],
    skills: [
      ...[skill('tokyo', 'vpn', 5, { owner: true }), skill('tokyo', 'sql', 5, { owner: true })],
      ...[skill('redmond', 'vpn', 3), skill('new-york', 'sql', 3)],
    ],
    teams: ['network', 'cloud'].map((id) => teamSchema.parse({ id, name: { en: id, ja: id } })),
  });
  const { team } = await createRegistryPlanner(snapshot).plan({
    case: sampleCase({ title: 'VPN to SQL', language: 'en', severity, owner: { id: 'case-owner', name: 'Owner' } }),
    at: fridayEvening,
    policy: { ...defaultPolicy, anyTime: { ...defaultPolicy.anyTime, critical: false }, ...policy },
    ...{ dropped: { technologies: [], people: [] }, addedTechnologies: [], addedPeople: [] },
  });
  return team.map(({ person }) => person.id).sort();
};

describe('a case with nobody at work', () => {
  const all = [tokyo, redmond, newYork];

  test('waits for a smaller team by its urgency: nobody waits days with a high or a critical case', async () => {
    for (const severity of ['critical', 'high', 'normal'] as const)
      expect({ severity, asked: await asked(severity, all) }).toEqual({ severity, asked: ['new-york', 'redmond'] });
    expect(await asked('low', all)).toEqual(['tokyo']);
  });

  test('waits as long as the organisation says', async () => {
    const smallerTeamWaitHours = { ...defaultPolicy.smallerTeamWaitHours, high: 96 };
    expect(await asked('high', all, { smallerTeamWaitHours })).toEqual(['tokyo']);
  });

  test('is not kept for days for somebody of the owner’s own team while another covers it tonight', async () => {
    const own = all.map((each) => ({ ...each, team: each === tokyo ? 'network' : 'cloud' }));
    expect(await asked('high', own)).toEqual(['new-york', 'redmond']);
  });
});
