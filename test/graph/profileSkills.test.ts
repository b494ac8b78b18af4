import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { skillsProposed } from '../../src/registry/files/profileSkills.ts';
import { addPerson } from '../../src/sandbox/tenant/founding.ts';
import type { ProfileSkill } from '../../src/sandbox/tenant/tenant.ts';
import { graphFault, openStage, people, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  stage.sandbox.permissions.application.push('User.Read.All');
  await stage.registry.save([
    { kind: 'technology', technology: aks },
    {
      kind: 'skill',
      skill: {
        person: people.ravi.id,
        technology: 'aks',
        level: 3,
        owner: true,
        wantsToLearn: false,
        confirmedAt: null,
      },
    },
  ]);
});
afterAll(() => stage.close());
afterEach(() => {
  stage.sandbox.faults.clear();
  for (const person of stage.sandbox.tenant.people.values()) person.skills = [];
});

const aks = {
  ...{ id: 'aks', name: { en: 'Azure Kubernetes Service', ja: 'Azure Kubernetes Service' }, parent: null },
  aliases: { en: ['K8s of Azure'], ja: [] },
};
const skill = (displayName: string, of: Partial<ProfileSkill> = {}): ProfileSkill => ({
  ...{ displayName, proficiency: 'expert', collaborationTags: [], allowedAudiences: 'organization', inference: null },
  ...of,
});
const has = (id: string, ...skills: ProfileSkill[]) => {
  const person = stage.sandbox.tenant.people.get(id);
  if (person) person.skills = skills;
};
const read = (ids: string[]) => {
  stage.restart(undefined, true, null, [], true);
  return stage.graph.profileSkills?.(ids);
};

describe('the skills of a Microsoft 365 profile', () => {
  test('are read by Graph’s beta only where that is switched on', async () => {
    stage.restart();
    expect(stage.graph.profileSkills).toBeNull();
    has(people.ravi.id, skill('VPN'));
    await read([people.ravi.id]);
    const urls = stage.sandbox.feed.wireLog().filter(({ url }) => url.includes('batch'));
    expect(urls.at(-1)?.url).toBe('/beta/$batch');
  });

  test('are those that somebody wrote or confirmed and shows to all; a guess of a machine is told apart', async () => {
    const guess = (userHasVerifiedAccuracy: boolean) => ({
      inference: { confidenceScore: 0.9, userHasVerifiedAccuracy },
    });
    has(
      people.ravi.id,
      skill('VPN', { proficiency: 'limitedWorking', collaborationTags: ['wantsToImprove'] }),
      skill('DNS', { allowedAudiences: 'me' }),
      skill('BGP', guess(false)),
      skill('OSPF', guess(true)),
      skill('IPsec', { proficiency: 'of another scale' }),
    );
    const of = (name: string, rest: object) => ({
      name,
      proficiency: 'expert',
      wantsToLearn: false,
      isConfirmed: true,
      ...rest,
    });
    expect(await read([people.ravi.id])).toEqual({
      ok: true,
      profiles: [
        {
          person: people.ravi.id,
          skills: [
            of('VPN', { proficiency: 'limitedWorking', wantsToLearn: true }),
            of('BGP', { isConfirmed: false }),
            of('OSPF', {}),
            of('IPsec', { proficiency: null }),
          ],
        },
      ],
    });
  });

  test('come of many people at once, page by page; who is nobody in the tenant has none', async () => {
    const many = Array.from({ length: 45 }, (_, nth) => {
      const id = `66666666-6666-4666-8666-0000000000${10 + nth}`;
      const base = stage.sandbox.tenant.byAlias.get('ravi.rao');
      if (base)
        addPerson(stage.sandbox.tenant, { ...base.profile, id, alias: `p${nth}`, mail: `p${nth}@swarm.example` });
      has(id, ...Array.from({ length: nth === 0 ? 250 : 1 }, (__, of) => skill(`Skill ${of}`)));
      return id;
    });
    const found = await read([...many, people.nobody.id]);
    if (!found?.ok) throw new Error('not read');
    expect(found.profiles.map(({ person }) => person)).toEqual(many);
    expect(found.profiles[0]?.skills).toHaveLength(250);
  });

  test.each([
    ['has not the permission', { does: 'refuse', status: 403, code: 'Forbidden' }, 'not-granted'],
    ['has to wait', { does: 'throttle', retryAfter: 30 }, 'away'],
    ['loses the answer', { does: 'lose-answer' }, 'away'],
    ['gets a page for people', { does: 'garble', status: 200, content: '<html>' }, 'away'],
    ['gets a part of the answer', { does: 'garble', status: 200, content: '{"responses":[]}' }, 'away'],
  ] as const)('are given wholly or not at all to a bot that %s', async (_, does, trouble) => {
    has(people.ravi.id, skill('VPN'));
    graphFault(stage, { method: 'POST', path: '/\\$batch', ...does });
    expect(await read([people.ravi.id])).toEqual({ ok: false, trouble });
  });

  test('are refused to a bot whose permission was not granted', async () => {
    const before = [...stage.sandbox.permissions.application];
    stage.sandbox.permissions.application = before.filter((each) => each !== 'User.Read.All');
    expect(await read([people.ravi.id])).toEqual({ ok: false, trouble: 'not-granted' });
    stage.sandbox.permissions.application = before;
  });
});

describe('what a profile proposes to the registry', () => {
  const mine = (name: string, of: object = {}) => ({
    ...{ name, proficiency: 'expert' as const, wantsToLearn: false, isConfirmed: true },
    ...of,
  });
  const propose = (person: string, ...skills: ReturnType<typeof mine>[]) =>
    skillsProposed([{ person, skills }], stage.registry.snapshot);
  const line = { person: people.mika.id, technology: 'aks', owner: false, wantsToLearn: false, confirmedAt: null };

  test('is what the registry lacks, by any name of a technology, at the level of ours, and never ownership', () => {
    expect(
      propose(people.mika.id, mine('ａｋｓ', { proficiency: 'generalProfessional', wantsToLearn: true })).skills,
    ).toEqual([{ ...line, level: 3, wantsToLearn: true }]);
    expect(propose(people.mika.id, mine('AKS', { proficiency: null })).skills).toEqual([{ ...line, level: 2 }]);
  });

  test('is one line where two names are of one technology: the higher level', () => {
    const both = propose(
      people.mika.id,
      mine('AKS', { proficiency: 'elementary' }),
      mine('Azure Kubernetes Service', { proficiency: 'advancedProfessional' }),
      mine('aks', { proficiency: 'limitedWorking' }),
    );
    expect(both.skills).toEqual([{ ...line, level: 4 }]);
  });

  test('leaves the organisation’s word as it is, and tells what it left out', () => {
    expect(propose(people.ravi.id, mine('AKS'), mine('Origami'), mine('DNS', { isConfirmed: false }))).toEqual({
      ...{ skills: [], known: 1, unconfirmed: 1, unknown: { Origami: 1 } },
    });
  });
});
